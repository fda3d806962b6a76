"""Actual state: which files an output holds, and what each was made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from msgspec import Struct

from archive_tools.catalog import facts, plan

DOCS = "docs"
"""The output that holds the Markdown pages."""
_COMPLETE = "pages of "


class WrittenFile(Struct, frozen=True):
    """A file as it was written last."""

    path: str
    output: str
    source: str
    """Digest of everything it was made from."""
    digest: str
    """SHA-256 of its bytes; "" when the file on disk is not the one that was written."""
    size: int
    mtime_ns: int


class Candidate(Struct, frozen=True):
    """A page to look at, with what is known of its Markdown file and of its HTML file."""

    path: str
    kind: str
    target: str
    segments: str
    docs_source: str
    docs_digest: str
    site_source: str
    site_digest: str


_WANTING = (
    " JOIN pages p ON p.path = q.path LEFT JOIN written d ON d.path = p.path AND d.output = 'docs'"
    " LEFT JOIN written s ON s.path = p.path AND s.output = ?1"
    " WHERE (d.path IS NULL OR d.stale OR (?1 IS NOT NULL AND (s.path IS NULL OR s.stale)))"
)
_STALE_OR_NEW = "(SELECT path FROM written WHERE stale UNION SELECT path FROM pages WHERE since > ?2) q CROSS"
_ALL = "pages q CROSS"
_FEW = 1_000
"""Pages that may be stale or missing, up to which it is faster to ask for each than to look through all."""


def candidates(db: sqlite3.Connection, site: str | None, at_once: int) -> Iterator[list[Candidate]]:
    """Batches of pages that are missing or stale in docs/ or in the site, by path; site None: only docs/ counts.

    Each batch is asked for when it is wanted, and begins behind the one before: what is recorded meanwhile plays no
    part, and memory holds a batch, not the archive.
    """
    since = _complete_since(db, site)
    sql = (
        "SELECT p.path, p.kind, p.target, p.segments, coalesce(d.source, ''), coalesce(d.digest, ''),"  # noqa: S608
        f" coalesce(s.source, ''), coalesce(s.digest, '') FROM {_where_to_look(db, since)}{_WANTING}"
        " AND q.path > ?3 ORDER BY q.path LIMIT ?4"  # of q, which is read in this order: by p.path SQLite would sort
    )
    last = ""
    while batch := [Candidate(*row) for row in db.execute(sql, (site, since, last, at_once)).fetchall()]:
        yield batch
        last = batch[-1].path


def count_candidates(db: sqlite3.Connection, site: str | None) -> int:
    """How many pages are missing or stale."""
    since = _complete_since(db, site)
    sql = f"SELECT count(*) FROM {_where_to_look(db, since)}{_WANTING} AND ?2 IS NOT NULL"  # noqa: S608
    (count,) = db.execute(sql, (site, since)).fetchone()
    return int(count)


def complete(db: sqlite3.Connection, site: str | None) -> None:
    """Note that there is no candidate: these outputs hold every page that has been planned so far."""
    number = facts.number(db, plan.NUMBER)
    for output in filter(None, (DOCS, site)):
        facts.put(db, _COMPLETE + output, str(number))
    facts.put(db, plan.NUMBER, str(number + 1))


def _complete_since(db: sqlite3.Connection, site: str | None) -> int:
    """Of all pages that were planned up to this number, none is missing; -1: nothing is known."""
    return min(facts.number(db, _COMPLETE + output, -1) for output in filter(None, (DOCS, site)))


def _where_to_look(db: sqlite3.Connection, since: int) -> str:
    (some,) = db.execute(
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM written WHERE stale LIMIT ?2))"
        " + (SELECT count(*) FROM (SELECT 1 FROM pages WHERE since > ?1 LIMIT ?2))",
        (since, _FEW),
    ).fetchone()
    return _STALE_OR_NEW if some < _FEW else _ALL


class State(Struct, frozen=True):
    """What is known of the Markdown file of a page."""

    source: str
    digest: str
    stale: bool


def index_state(db: sqlite3.Connection, kind: str) -> dict[str, State]:
    """The Markdown files of the index of a kind, by path; a page that was never written counts as stale."""
    rows = db.execute(
        "SELECT p.path, coalesce(w.source, ''), coalesce(w.digest, ''), coalesce(w.stale, 1) FROM pages p"
        " LEFT JOIN written w ON w.path = p.path AND w.output = 'docs' WHERE p.kind = 'index' AND p.target = ?",
        (kind,),
    )
    return {path: State(source, digest, bool(stale)) for path, source, digest, stale in rows}


def orphans(db: sqlite3.Connection, output: str) -> list[str]:
    """Paths of pages that the output holds and the archive no longer has."""
    rows = db.execute(
        "SELECT w.path FROM dropped g CROSS JOIN written w ON w.path = g.path AND w.output = ?"
        " WHERE NOT EXISTS (SELECT 1 FROM pages p WHERE p.path = g.path) ORDER BY w.path",
        (output,),
    )
    return [row[0] for row in rows]


def forget_dropped(db: sqlite3.Connection) -> None:
    """Pages that went need not be remembered once no output holds them, or they are back."""
    held = "SELECT 1 FROM written w WHERE w.path = dropped.path"
    back = "SELECT 1 FROM pages p WHERE p.path = dropped.path"
    db.execute(f"DELETE FROM dropped WHERE NOT EXISTS ({held}) OR EXISTS ({back})")  # noqa: S608


def files(db: sqlite3.Connection, output: str) -> Iterator[WrittenFile]:
    """Everything that was written to an output."""
    sql = "SELECT path, output, source, digest, size, mtime_ns FROM written WHERE output = ?"
    for row in db.execute(sql, (output,)):
        yield WrittenFile(*row)


def holds(db: sqlite3.Connection, output: str, path: str) -> bool:
    """Whether the output is known to hold a file."""
    sql = "SELECT 1 FROM written WHERE output = ? AND path = ?"
    return db.execute(sql, (output, path)).fetchone() is not None


def digests(db: sqlite3.Connection, output: str, first: str, end: str) -> Iterator[tuple[str, str]]:
    """(path, digest) of the files of an output with first <= path < end."""
    sql = "SELECT path, digest FROM written WHERE path >= ? AND path < ? AND output = ?"
    return db.execute(sql, (first, end, output))


def facts_on_disk(db: sqlite3.Connection, output: str) -> Iterator[tuple[str, int, int]]:
    """(path, size, time of change in ns) of every file of an output: as bare as can be, for builds look at each."""
    return db.execute("SELECT path, size, mtime_ns FROM written WHERE output = ?", (output,))


def digest_of_file(db: sqlite3.Connection, output: str, path: str) -> str:
    """SHA-256 of a file as it was written last; "" where it is known to be damaged."""
    row = db.execute("SELECT digest FROM written WHERE output = ? AND path = ?", (output, path)).fetchone()
    return str(row[0]) if row else ""


def shell_files(db: sqlite3.Connection, output: str) -> list[WrittenFile]:
    """Files of a site that are no pages of the archive; damaged ones have lost their source."""
    sql = (
        "SELECT path, output, source, digest, size, mtime_ns FROM written INDEXED BY written_as_shell"
        " WHERE output = ? AND source IN ('shell', '') AND path NOT LIKE '%.md'"
    )
    return [WrittenFile(*row) for row in db.execute(sql, (output,))]


def people_s_pages(db: sqlite3.Connection, output: str) -> list[str]:
    """Paths in a site of the HTML files that are no pages of the archive."""
    sql = (
        "SELECT path FROM written INDEXED BY written_as_shell"
        " WHERE output = ? AND source IN ('shell', '') AND source = 'shell' AND path LIKE '%.html'"
    )
    return [row[0] for row in db.execute(sql, (output,))]


def record(db: sqlite3.Connection, written: Iterable[WrittenFile]) -> None:
    """Files that are now as wanted."""
    db.executemany(
        "INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?, ?, 0)",
        [(w.path, w.output, w.source, w.digest, w.size, w.mtime_ns) for w in written],
    )


def moved(db: sqlite3.Connection, output: str, files: Iterable[tuple[str, int, int]]) -> None:
    """(path, recorded time of change, time of change in ns) of files that were touched and are the same."""
    sql = "UPDATE written SET mtime_ns = ? WHERE output = ? AND path = ? AND mtime_ns = ?"
    db.executemany(sql, [(mtime_ns, output, path, recorded) for path, recorded, mtime_ns in files])


def damaged(db: sqlite3.Connection, output: str, files: Iterable[tuple[str, int]]) -> None:
    """(path, recorded time of change) of files that are gone, or not the ones that were written.

    They are to be written again, whatever their inputs; unless they have been, since they were looked at.
    """
    db.executemany(
        "UPDATE written SET stale = 1, digest = '', source = '' WHERE output = ? AND path = ? AND mtime_ns = ?",
        [(output, path, recorded) for path, recorded in files],
    )


def forget(db: sqlite3.Connection, output: str, paths: Iterable[str]) -> None:
    """Files that were deleted."""
    db.executemany("DELETE FROM written WHERE output = ? AND path = ?", [(output, path) for path in paths])


def weight(db: sqlite3.Connection, output: str) -> tuple[int, int]:
    """Number and bytes of the files of an output."""
    sql = "SELECT count(*), coalesce(sum(size), 0) FROM written WHERE output = ?"
    files, size = db.execute(sql, (output,)).fetchone()
    return files, size
