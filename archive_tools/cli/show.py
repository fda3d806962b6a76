"""`archive show`: the trail of one article."""

from __future__ import annotations

import json
from pathlib import Path

import click

from archive_tools.cli.build import config_option, json_option
from archive_tools.config.settings import load_settings


@click.command()
@click.argument("article_id", metavar="ID")
@config_option
@json_option
def show(article_id: str, config: Path, as_json: bool) -> None:
    """Show how an article came to be what it is: item, blocks, metadata with basis, mentions with rule, pages."""
    from archive_tools.pipeline.trail import trail, trail_lines

    found = trail(load_settings(config), article_id)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for line in trail_lines(found):
        click.echo(line)
