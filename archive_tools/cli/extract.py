"""`archive extract`: what the archive makes of files, one JSON line an item. Needs no archive around them."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Exit with 2 if any item was rejected.")
def extract(files: tuple[Path, ...], strict: bool) -> None:
    """Print one JSON line for each item of FILES: headline, date, outlet, blocks, and the basis of each."""
    from archive_tools.pipeline.filters import extract_file

    refused = False
    for file in files:
        for record in extract_file(file):
            refused = refused or "rejected" in record
            click.echo(json.dumps(record, ensure_ascii=False))
    if strict and refused:
        raise click.exceptions.Exit(2)
