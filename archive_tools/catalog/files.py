"""Which files were read, and whether they have changed since (git's rule for racily clean files)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

_GRANULARITY_NS = 2_000_000_000
"""Coarsest time stamp of file systems in use (FAT: two seconds). A file changed so shortly before it was read may
change again within the same tick, unseen: it is read once more."""


class StatFacts(Protocol):
    """What the file system says of a file."""

    @property
    def size(self) -> int: ...  # noqa: D102
    @property
    def mtime_ns(self) -> int: ...  # noqa: D102
    @property
    def ctime_ns(self) -> int: ...  # noqa: D102
    @property
    def inode(self) -> int: ...  # noqa: D102


class Known(Struct, frozen=True):
    """A file as it was when it was last read."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    read_ns: int
    inputs: str

    def unchanged(self, now: StatFacts, inputs: str, sidecars_ns: int = 0) -> bool:
        """Whether the file, read with these other inputs, needs no second look.

        `sidecars_ns` is when the youngest file among the other inputs changed last.
        """
        same = (now.size, now.mtime_ns, now.ctime_ns, now.inode) == (
            self.size,
            self.mtime_ns,
            self.ctime_ns,
            self.inode,
        )
        settled = max(now.mtime_ns, now.ctime_ns, sidecars_ns) + _GRANULARITY_NS < self.read_ns
        return same and settled and inputs == self.inputs


def known(db: sqlite3.Connection) -> dict[str, Known]:
    """All files by path."""
    rows = db.execute("SELECT path, size, mtime_ns, ctime_ns, inode, read_ns, inputs FROM files")
    return {path: Known(*facts) for path, *facts in rows}


def remember(db: sqlite3.Connection, path: str, facts: StatFacts, read_ns: int, inputs: str) -> None:
    """Note that the file was read whole at `read_ns` (nanoseconds since the epoch)."""
    db.execute(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
        (path, facts.size, facts.mtime_ns, facts.ctime_ns, facts.inode, read_ns, inputs),
    )


def forget(db: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Files that are gone."""
    db.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in paths])
