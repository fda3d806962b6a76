"""`archive check`: every problem at once, with file and line; nothing is written."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive_tools.cli.build import config_option, json_option


@click.command()
@config_option
@json_option
def check(config: Path, as_json: bool) -> None:
    """Read and validate everything, write nothing; list every problem with file and line."""
    from archive_tools.pipeline.check import check_archive

    problems = check_archive(config)
    if as_json:
        rows = [{"path": p.path, "line": p.line, "message": p.message} for p in problems]
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{len(problems)} problems" if problems else "Everything is in order.")
    if problems:
        raise click.exceptions.Exit(2)
