"""Opening the catalog: made when absent, set aside when it is damaged, foreign, or of another version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

from archive_tools.catalog.schema import TABLES, VERSION
from archive_tools.catalog.trouble import is_of_the_system, refused
from archive_tools.errors import CatalogError

NAME = "catalog.sqlite"
_APPLICATION_ID = 0x41524348  # "ARCH": SQLite keeps it in the header, so that a foreign file is told at once


def open_catalog(folder: Path) -> tuple[sqlite3.Connection, str | None]:
    """Open (or make) the catalog in `folder`.

    Returns the connection and, where an unusable catalog was set aside, a sentence that says so.

    Raises:
        StoreError: the system refused (disk full, no rights); the catalog is left as it is.
        CatalogError: not even a new one can be used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    try:
        return _open(path), None
    except sqlite3.Error as error:
        if is_of_the_system(error):
            raise refused(path, error) from error
        note = set_aside(folder, str(error))
    try:
        return _open(path), note
    except sqlite3.Error as error:
        raise CatalogError(str(path), str(error)) from error


def set_aside(folder: Path, reason: str) -> str:
    """Move an unusable catalog out of the way, in place of one set aside before. Returns the sentence to tell."""
    path = folder / NAME
    for suffix in ("", "-wal", "-shm"):
        damaged, aside = path.with_name(NAME + suffix), path.with_name(f"{NAME}.set-aside{suffix}")
        aside.unlink(missing_ok=True)
        if damaged.exists():
            damaged.replace(aside)
    return f"{NAME} could not be used ({reason}): it was set aside as {NAME}.set-aside and is made anew"


def open_readonly(folder: Path, *, still: bool = False) -> sqlite3.Connection:
    """The catalog for reading, as workers and `archive show` see it; `still`: see standstill.py.

    Raises:
        CatalogError: there is none yet.
    """
    path = folder / NAME
    if not path.exists():
        raise CatalogError(str(path), "there is no catalog yet: run `archive build` first")
    how = "mode=ro&immutable=1" if still else "mode=ro"
    return _tuned(sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None))


def transaction(db: sqlite3.Connection) -> AbstractContextManager[None]:
    """All or nothing."""
    return _within(db, "BEGIN IMMEDIATE")


def reading(db: sqlite3.Connection) -> AbstractContextManager[None]:
    """Questions about one and the same state, which is looked for once and not at each: for tens of them, briefly.

    While somebody reads, what others commit piles up in the log.
    """
    return _within(db, "BEGIN")


@contextmanager
def _within(db: sqlite3.Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
    except BaseException:
        if db.in_transaction:  # after a full disk SQLite has rolled back by itself
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def move_log(folder: Path) -> None:
    """Move what was committed out of SQLite's log into the catalog, while others go on.

    What cannot be moved now stays in the log, and is left to whoever closes the catalog.
    """
    there = f"{(folder / NAME).absolute().as_uri()}?mode=rw"
    with suppress(sqlite3.Error), closing(sqlite3.connect(there, uri=True, isolation_level=None)) as db:
        db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            _create(db)
        found = db.execute("PRAGMA application_id").fetchone()[0]
        if found != _APPLICATION_ID:
            raise sqlite3.DatabaseError("it is not a catalog of this program")
        version = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        if version is None or version[0] != VERSION:
            raise sqlite3.DatabaseError("it was made by another version")
        return _tuned(db)
    except sqlite3.Error:
        db.close()
        raise


def _create(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA page_size = 8192")
    db.execute("PRAGMA journal_mode = WAL")
    stamp = f"PRAGMA application_id = {_APPLICATION_ID}; INSERT INTO meta VALUES ('version', '{VERSION}')"  # noqa: S608
    db.executescript(f"BEGIN; {TABLES}; {stamp}; COMMIT;")


def _tuned(db: sqlite3.Connection) -> sqlite3.Connection:
    db.execute("PRAGMA synchronous = NORMAL")  # with WAL: a power cut may lose the last commit, never the file
    db.execute("PRAGMA cache_size = -32768")  # 32 MB a process
    db.execute("PRAGMA wal_autocheckpoint = 4000")  # 32 MB: pages that change often are copied once, not each time
    db.execute("PRAGMA temp_store = MEMORY")
    return db
