"""`archive verify`: the finished site, file by file and link by link; nothing is written."""

from __future__ import annotations

from pathlib import Path

import click

from archive_tools.cli.build import config_option, json_option, out_option
from archive_tools.cli.problems import tell_problems
from archive_tools.config.settings import load_settings


@click.command()
@config_option
@out_option
@json_option
def verify(config: Path, out: Path | None, as_json: bool) -> None:
    """Look through the finished site: files, links, search index; list everything that is wrong."""
    from archive_tools.pipeline.verify import verify as look_through

    problems = look_through(load_settings(config, out))
    tell_problems(problems, ("path", "message"), as_json=as_json)
