"""What an error of SQLite means: the catalog is damaged, or the system refuses something, or the program is wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from archive_tools.errors import StoreError

_OF_THE_SYSTEM = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_AUTH,
    }
)


def is_of_the_system(error: sqlite3.Error) -> bool:
    """Whether the system refused (disk full, no rights, failing disk): the catalog may be perfectly sound."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code == sqlite3.SQLITE_IOERR_SHORT_READ:  # a file that ends too early is damaged
        return False
    return code & 0xFF in _OF_THE_SYSTEM


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the catalog holds what this program did not write: torn pages, missing tables, broken texts."""
    if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError):
        return False
    return not is_of_the_system(error)


def refused(path: Path, error: sqlite3.Error) -> StoreError:
    """The error that people see when the system refused."""
    return StoreError(str(path), str(error))
