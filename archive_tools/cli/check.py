"""`archive check`: every problem at once, with file and line; nothing is written."""

from __future__ import annotations

from pathlib import Path

import click

from archive_tools.cli.build import config_option, json_option
from archive_tools.cli.problems import tell_problems


@click.command()
@config_option
@json_option
def check(config: Path, as_json: bool) -> None:
    """Read and validate everything, write nothing; list every problem with file and line."""
    from archive_tools.pipeline.check import check_archive

    problems = check_archive(config)
    tell_problems(problems, ("path", "line", "message"), as_json=as_json)
