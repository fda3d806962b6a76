"""What a build tells: stages while it runs, numbers when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct


class Tell(Protocol):
    """Where a build reports to: a terminal, a log, nowhere."""

    def stage(self, name: str) -> None:
        """A stage begins."""

    def progress(self, done: int, total: int) -> None:
        """So far, of so many (0: unknown)."""

    def note(self, text: str) -> None:
        """Something that a person should know."""


class Silence:
    """Tells nobody."""

    def stage(self, name: str) -> None:
        """Nothing."""

    def progress(self, done: int, total: int) -> None:
        """Nothing."""

    def note(self, text: str) -> None:
        """Nothing."""


class Refusal(Struct, frozen=True, kw_only=True):
    """An item that is not in the archive."""

    locator: str
    stage: str
    reason: str


class Report(Struct, frozen=True, kw_only=True):
    """The numbers of one build."""

    items: int
    """All items of all seeds."""
    articles: int
    duplicates: int
    excluded: int
    rejected: Sequence[Refusal]
    prepared: int
    """Items that were read anew in this build."""
    pages: int
    """Pages that the archive has."""
    looked_at: int
    long_way: int
    """Pages that MkDocs and Markdown rendered whole, which is slow: they could not be joined from frame and text."""
    written: int
    """Files written in this build, Markdown and site."""
    deleted: int
    site_files: int
    site_bytes: int
    seconds: float
    stages: Sequence[tuple[str, float]]
    """Seconds of each stage."""
    notes: Sequence[str]
