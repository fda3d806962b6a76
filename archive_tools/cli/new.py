"""`archive new`: a fresh archive of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from archive_tools.config.starter import write_starter


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def new(folder: Path) -> None:
    """Make a fresh archive in DIR: configuration, pages, an example article with its sidecar, a CI recipe."""
    written = write_starter(folder)
    click.echo(f"{len(written)} files written to {folder}. Build it with: archive build -f {folder / 'mkdocs.yml'}")
