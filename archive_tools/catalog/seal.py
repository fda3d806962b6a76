"""Whether the catalog is the very file that the last build left, and what can be believed of it when it is not.

SQLite notices a torn page when it reads it, but not a changed byte inside a text. So a build that ends well seals the
catalog: it notes size and time of the file beside it. A catalog that bears no seal or a wrong one (somebody copied
it, put back an older one, or wrote into it) is read from end to end before anything is made from it. While a build is
under way the seal says so: what a killed build leaves is sound by SQLite's own promise and needs no such reading.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from archive_tools.catalog import company
from archive_tools.catalog.connection import NAME, transaction

_SEAL = f"{NAME}.seal"
_AT_WORK = "a build is at work"

SEALED = (
    "id, locator, sort, published, outlet, lang, headline, sample, supplied, translates, listed, company, text,"
    " record, annotations, digest"
)
"""Columns of an article's row, in the order in which they are sealed."""
_STORED = "SELECT kind, target, sort, article, block, start, length, name_start, name_length FROM entries"
_LISTED = "SELECT " + ", ".join(
    ["json_extract(l.value, '$[0]')", "json_extract(l.value, '$[1]')", "a.sort", "a.key"]
    + [f"json_extract(l.value, '$[{place}]')" for place in range(2, 7)]
)
_LISTED += " FROM articles a, json_each(a.listed) l WHERE a.stands"
_UNLIKE = f"SELECT * FROM ({_STORED} EXCEPT {_LISTED}) UNION ALL SELECT * FROM ({_LISTED} EXCEPT {_STORED}) LIMIT 1"  # noqa: S608


def is_sealed(folder: Path) -> bool:
    """Whether the catalog in `folder` is as a build left it, at its end or when it was killed."""
    try:
        said = (folder / _SEAL).read_text(encoding="utf-8")
        return said in (_AT_WORK, _facts(folder))
    except (OSError, UnicodeDecodeError):
        return False


def break_seal(folder: Path) -> None:
    """A build begins to write."""
    (folder / _SEAL).write_text(_AT_WORK, encoding="utf-8")


def seal(folder: Path) -> None:
    """A build has ended well and closed the catalog."""
    (folder / _SEAL).write_text(_facts(folder), encoding="utf-8")


def _facts(folder: Path) -> str:
    stat = (folder / NAME).stat()
    return f"{stat.st_size} {stat.st_mtime_ns}"


def seal_of(row: Iterable[object], labels: Iterable[Sequence[str]]) -> str:
    """SHA-256 over all that the catalog keeps of an article: its columns SEALED and its labels."""
    found = sorted({tuple(label) for label in labels})
    told = hashlib.sha256()
    for value in (*row, *(part for label in found for part in label)):
        data = str(value).encode()
        told.update(f"{type(value).__name__} {len(data)}:".encode() + data)
    return told.hexdigest()


def distrust(db: sqlite3.Connection) -> None:
    """Read everything that was made from seeds, and forget all that can be made from that.

    Raises:
        sqlite3.DatabaseError: something is not what was stored.
    """
    (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(str(found))
    for key, seal, *row in db.execute(f"SELECT key, seal, {SEALED} FROM articles"):  # noqa: S608
        if seal_of(row, db.execute("SELECT id, label, kind FROM labels WHERE article = ?", (key,))) != seal:
            raise sqlite3.DatabaseError("an article in it is not the one that was stored")
    if db.execute(_UNLIKE).fetchone() is not None:
        raise sqlite3.DatabaseError("its lists are not those of its articles")
    if db.execute(company.UNLIKE).fetchone() is not None:
        raise sqlite3.DatabaseError("its pairs of actors are not those of its articles")
    with transaction(db):
        db.execute("DELETE FROM files")
        db.execute("DELETE FROM meta WHERE key != 'version'")
