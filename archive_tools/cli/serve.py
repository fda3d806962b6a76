"""`archive serve`: build, serve on loopback, build again when something changes."""

from __future__ import annotations

from pathlib import Path

import click

from archive_tools.cli.build import config_option, executor_option
from archive_tools.cli.telling import Terminal


@click.command()
@config_option
@executor_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0: any free one.")
@click.option("--watch/--no-watch", default=True, show_default=True, help="Build again when files change.")
def serve(config: Path, executor: str, host: str, port: int, watch: bool) -> None:
    """Build the archive and serve it; rebuild what changes and reload the browser."""
    from archive_tools.pipeline.serve import serve_archive

    serve_archive(config, host=host, port=port, executor=executor, watch=watch, tell=Terminal(), say=click.echo)
