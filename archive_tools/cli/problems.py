"""How commands that look for mistakes say what they found."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from archive_tools.errors import Problem

_FOUND = 2


def tell_problems(problems: Sequence[Problem], keys: Sequence[str], *, as_json: bool) -> None:
    """One line each, or a JSON array of objects with these attributes of theirs.

    Raises:
        click.exceptions.Exit: with code 2, where there are any.
    """
    if as_json:
        rows = [{key: getattr(problem, key) for key in keys} for problem in problems]
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for problem in problems:
            click.echo(str(problem))
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        click.echo(count if problems else "Everything is in order.")
    if problems:
        raise click.exceptions.Exit(_FOUND)
