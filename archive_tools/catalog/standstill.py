"""The catalog for readers on other machines.

SQLite's write-ahead log lives in shared memory, which machines do not share. For workers of a cluster the file itself
is therefore held still: all that the coordinator writes goes to the log, and the workers open the file as one that
nobody changes, without locks. The authority, which workers need while the coordinator fills the catalog, is small
and gets a file of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from archive_tools.catalog.connection import NAME
from archive_tools.errors import StoreError


@contextmanager
def standing_still(db: sqlite3.Connection, folder: Path) -> Iterator[None]:
    """Everything that was committed is in the file, and the file does not change, until the context ends.

    The log grows meanwhile by what the coordinator writes: about 1 kB a page published.

    Raises:
        StoreError: another process is in the middle of reading the catalog.
    """
    busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(str(folder / NAME), "another process is reading it")
    (before,) = db.execute("PRAGMA wal_autocheckpoint").fetchone()
    db.execute("PRAGMA wal_autocheckpoint = 0")
    try:
        yield
    finally:
        db.execute(f"PRAGMA wal_autocheckpoint = {before:d}")


def copy_authority(db: sqlite3.Connection, folder: Path) -> None:
    """Write a catalog into `folder` that holds nothing but the authority's records."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{NAME}.new"
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
        copy.execute("BEGIN")
        copy.execute("CREATE TABLE entities (id TEXT PRIMARY KEY, room TEXT NOT NULL, record TEXT NOT NULL)")
        copy.executemany("INSERT INTO entities VALUES (?, ?, ?)", db.execute("SELECT id, room, record FROM entities"))
        copy.execute("COMMIT")
    fresh.replace(folder / NAME)
