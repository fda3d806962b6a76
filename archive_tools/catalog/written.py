"""Actual state: which files an output holds, and what each was made from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DOCS = "docs"
"""The output that holds the Markdown pages."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file as it was written last."""

    path: str
    output: str
    source: str
    """Digest of everything it was made from."""
    digest: str
    """SHA-256 of its bytes; "" when the file on disk is not the one that was written."""
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Candidate:
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
    " FROM pages p LEFT JOIN written d ON d.path = p.path AND d.output = 'docs'"
    " LEFT JOIN written s ON s.path = p.path AND s.output = ?1"
    " WHERE (d.path IS NULL OR d.stale OR (?1 IS NOT NULL AND (s.path IS NULL OR s.stale)))"
)


def candidates(db: sqlite3.Connection, site: str | None, at_once: int) -> Iterator[list[Candidate]]:
    """Batches of pages that are missing or stale in docs/ or in the site, by path; site None: only docs/ counts.

    Each batch is asked for when it is wanted, and begins behind the one before: what is recorded meanwhile plays no
    part, and memory holds a batch, not the archive.
    """
    sql = (
        "SELECT p.path, p.kind, p.target, p.segments, coalesce(d.source, ''), coalesce(d.digest, ''),"
        f" coalesce(s.source, ''), coalesce(s.digest, ''){_WANTING} AND p.path > ?2 ORDER BY p.path LIMIT ?3"
    )
    last = ""
    while batch := [Candidate(*row) for row in db.execute(sql, (site, last, at_once)).fetchall()]:
        yield batch
        last = batch[-1].path


def count_candidates(db: sqlite3.Connection, site: str | None) -> int:
    """How many pages are missing or stale."""
    (count,) = db.execute(f"SELECT count(*){_WANTING}", (site,)).fetchone()
    return int(count)


@dataclass(frozen=True, slots=True)
class State:
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
        "SELECT w.path FROM written w LEFT JOIN pages p ON p.path = w.path"
        " WHERE w.output = ? AND w.path LIKE '%.md' AND p.path IS NULL ORDER BY w.path",
        (output,),
    )
    return [row[0] for row in rows]


def files(db: sqlite3.Connection, output: str) -> Iterator[WrittenFile]:
    """Everything that was written to an output."""
    sql = "SELECT path, output, source, digest, size, mtime_ns FROM written WHERE output = ?"
    for row in db.execute(sql, (output,)):
        yield WrittenFile(*row)


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
        "SELECT path, output, source, digest, size, mtime_ns FROM written"
        " WHERE output = ? AND source IN ('shell', '') AND path NOT LIKE '%.md'"
    )
    return [WrittenFile(*row) for row in db.execute(sql, (output,))]


def record(db: sqlite3.Connection, written: Iterable[WrittenFile]) -> None:
    """Files that are now as wanted."""
    db.executemany(
        "INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, ?, ?, 0)",
        [(w.path, w.output, w.source, w.digest, w.size, w.mtime_ns) for w in written],
    )


def moved(db: sqlite3.Connection, output: str, times: Iterable[tuple[int, str]]) -> None:
    """(time of change in ns, path) of files that were touched and are the same."""
    sql = "UPDATE written SET mtime_ns = ? WHERE path = ? AND output = ?"
    db.executemany(sql, [(mtime_ns, path, output) for mtime_ns, path in times])


def damaged(db: sqlite3.Connection, output: str, paths: Iterable[str]) -> None:
    """Files that are gone, or not the ones that were written: to be written again, whatever their inputs."""
    db.executemany(
        "UPDATE written SET stale = 1, digest = '', source = '' WHERE output = ? AND path = ?",
        [(output, path) for path in paths],
    )


def forget(db: sqlite3.Connection, output: str, paths: Iterable[str]) -> None:
    """Files that were deleted."""
    db.executemany("DELETE FROM written WHERE output = ? AND path = ?", [(output, path) for path in paths])


def weight(db: sqlite3.Connection, output: str) -> tuple[int, int]:
    """Number and bytes of the files of an output."""
    sql = "SELECT count(*), coalesce(sum(size), 0) FROM written WHERE output = ?"
    files, size = db.execute(sql, (output,)).fetchone()
    return files, size
