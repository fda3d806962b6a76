"""What a build says while it runs: a progress line on a terminal, one line a stage elsewhere. All of it to stderr."""

from __future__ import annotations

import sys

import click


class Terminal:
    """Reports to stderr."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet
        self._name = ""

    def stage(self, name: str) -> None:
        """A stage begins."""
        self._name = name
        if self._live:
            self._line(name)
        elif not self._quiet:
            click.echo(f"{name} …", err=True)

    def progress(self, done: int, total: int) -> None:
        """So far, of so many (0: unknown)."""
        if self._live:
            self._line(f"{self._name}: {done}" + (f" of {total}" if total else ""))

    def note(self, text: str) -> None:
        """Something that a person should know."""
        if not self._quiet:
            click.echo(("\r\033[K" if self._live else "") + text, err=True)

    def done(self) -> None:
        """The progress line goes."""
        if self._live:
            click.echo("\r\033[K", nl=False, err=True)

    def _line(self, text: str) -> None:
        click.echo(f"\r\033[K{text}", nl=False, err=True)
