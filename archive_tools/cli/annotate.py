"""`archive annotate`: mentions, dates, quotes and tags of texts, JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from archive_tools.cli.build import jobs_option

_authority_option = click.option(
    "--authority",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Use only the actors.yml, places.yml … of this folder.",
)


@click.command()
@_authority_option
@jobs_option
def annotate(authority: Path | None, jobs: int | None) -> None:
    """Read {"id", "text", "published", "lang"} a line from stdin; print what the text says."""
    from archive_tools.pipeline.filters import annotate_lines

    lines = sys.stdin.buffer
    for record in annotate_lines(lines, authority, jobs):
        click.echo(json.dumps(record, ensure_ascii=False))
