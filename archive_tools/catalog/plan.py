"""Desired state: which pages the archive has, and which of them must be made again. The meeting writes here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from msgspec import Struct

from archive_tools.catalog import facts

SEPARATOR = "/"

NUMBER = "number of the plan"
"""The fact by which pages added since an output was complete are told."""

DAY_LENGTH = 10
"""Of the beginning of a sort string that names the day (link/order.py): `2018/04/07`."""


class PageRow(Struct, frozen=True):
    """A page that the archive has: what it is about decides what is on it."""

    path: str
    """Below docs/, ending in .md."""
    kind: str
    """article, home, index, or the kind of a list."""
    target: str
    segments: str = ""
    """The part of a list, joined by slashes."""


def touched_lists(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(kind, target) of every list that has changed since it was last planned."""
    return db.execute(
        "SELECT DISTINCT kind, target FROM touched WHERE kind NOT IN ('article', 'claim', 'original', 'passage')"
        " ORDER BY kind, target"
    ).fetchall()


def touched_sorts(db: sqlite3.Connection, kind: str, target: str) -> list[str]:
    """Where in the list something changed."""
    rows = db.execute("SELECT sort FROM touched WHERE kind = ? AND target = ? ORDER BY sort", (kind, target))
    return [row[0] for row in rows]


def touched_articles(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(id, sort) of articles that came, changed or went; an article that moved stands twice."""
    return db.execute("SELECT target, sort FROM touched WHERE kind = 'article' ORDER BY target, sort").fetchall()


def touched_originals(db: sqlite3.Connection) -> list[str]:
    """Ids of articles of which a translation came or went."""
    return [row[0] for row in db.execute("SELECT target FROM touched WHERE kind = 'original' ORDER BY target")]


def start_anew(db: sqlite3.Connection) -> None:
    """Forget the plan and touch everything: the rules changed by which pages are planned."""
    db.execute("INSERT OR IGNORE INTO dropped SELECT path FROM pages")
    db.execute("DELETE FROM pages")
    db.execute("INSERT OR IGNORE INTO touched SELECT 'article', id, sort FROM articles WHERE stands")
    db.execute("INSERT OR IGNORE INTO touched SELECT kind, target, sort FROM entries")
    db.execute("INSERT OR IGNORE INTO touched SELECT kind, target, '0000/00/00/0' FROM tallies")


def planned(db: sqlite3.Connection) -> None:
    """All that was touched has been planned for."""
    db.execute("DELETE FROM touched")


def days(db: sqlite3.Connection, kind: str, target: str) -> dict[str, int]:
    """Number of articles of a list by day."""
    sql = "SELECT substr(sort, 1, 10) AS day, count(*) FROM entries WHERE kind = ? AND target = ? GROUP BY day"
    return dict(db.execute(sql, (kind, target)))


def days_between(db: sqlite3.Connection, first: str, last: str) -> dict[str, int]:
    """Number of articles by day, from one day string to another, both included; of known days only."""
    sql = (
        "SELECT substr(sort, 1, 10) AS day, count(*) FROM entries"
        " WHERE kind = 'date' AND target = '' AND sort >= ? AND sort < ? GROUP BY day"
    )
    found = db.execute(sql, (f"{first}/", f"{last}/g"))
    return {day: count for day, count in found if not day.endswith("/00") and "/00/" not in day}


def buckets(db: sqlite3.Connection, kind: str, target: str, day: str) -> list[str]:
    """Bucket strings of the articles of one day in a list."""
    sql = "SELECT substr(sort, 12) FROM entries WHERE kind = ? AND target = ? AND sort >= ? AND sort < ?"
    return [row[0] for row in db.execute(sql, (kind, target, f"{day}/", f"{day}0"))]


def tally(db: sqlite3.Connection, kind: str, target: str) -> None:
    """Bring the length and the span of a list up to date."""
    (count,) = db.execute("SELECT count(*) FROM entries WHERE kind = ? AND target = ?", (kind, target)).fetchone()
    if not count:
        db.execute("DELETE FROM tallies WHERE kind = ? AND target = ?", (kind, target))
        return
    dated = "SELECT {}(sort) FROM entries WHERE kind = ? AND target = ? AND sort >= '0001'"
    first, last = (db.execute(dated.format(f), (kind, target)).fetchone()[0] or "" for f in ("min", "max"))
    db.execute(
        "INSERT OR REPLACE INTO tallies VALUES (?, ?, ?, ?, ?)",
        (kind, target, count, first[:DAY_LENGTH], last[:DAY_LENGTH]),
    )


def pages_of(db: sqlite3.Connection, kind: str, target: str) -> dict[str, str]:
    """Paths of the pages that a list has now, by segments."""
    sql = "SELECT segments, path FROM pages WHERE kind = ? AND target = ?"
    return dict(db.execute(sql, (kind, target)))


def add_pages(db: sqlite3.Connection, pages: Iterable[PageRow]) -> None:
    """Pages that the archive is to have."""
    since = facts.number(db, NUMBER)
    rows = [(p.path, p.kind, p.target, p.segments, since) for p in pages]
    db.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)", rows)


def drop_pages(db: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Pages that the archive no longer has; their files go at the end of the build."""
    rows = [(path,) for path in paths]
    db.executemany("INSERT OR IGNORE INTO dropped SELECT path FROM pages WHERE path = ?", rows)
    db.executemany("DELETE FROM pages WHERE path = ?", rows)


def mark_stale(db: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Pages whose inputs may have changed, in every output: a worker looks, and writes if they have."""
    db.executemany("UPDATE written SET stale = 1 WHERE path = ?", [(path,) for path in paths])


def mark_output_stale(db: sqlite3.Connection, output: str | None = None) -> None:
    """All pages of an output (or of all) are to be looked at: authority, configuration or a version has changed."""
    db.execute("UPDATE written SET stale = 1 WHERE (? IS NULL OR output = ?) AND path LIKE '%.md'", (output, output))


def beside(db: sqlite3.Connection, article_id: str, sort: str) -> tuple[str | None, str | None]:
    """Ids of the dated articles just before and just after a place in time; of an undated place there are none."""
    if sort < "0001":
        return None, None
    # No second bound on `sort` where (sort, id) has a lower one: SQLite would start from the looser of the two.
    dated = "SELECT id FROM articles WHERE stands AND (sort, id)"
    sql = f"{dated} < (?, ?) AND sort >= '0001' ORDER BY sort DESC, id DESC LIMIT 1"
    before = db.execute(sql, (sort, article_id)).fetchone()
    after = db.execute(f"{dated} > (?, ?) ORDER BY sort, id LIMIT 1", (sort, article_id)).fetchone()
    return (before[0] if before else None), (after[0] if after else None)


def touched_and_standing(db: sqlite3.Connection) -> set[str]:
    """Ids of touched articles that there are: the others went."""
    there = "SELECT 1 FROM articles a WHERE a.stands AND a.id = t.target"
    sql = f"SELECT target FROM touched t WHERE kind = 'article' AND EXISTS ({there})"  # noqa: S608
    return {row[0] for row in db.execute(sql)}


def articles(db: sqlite3.Connection) -> int:
    """How many articles there are."""
    (count,) = db.execute("SELECT count(*) FROM articles WHERE stands").fetchone()
    return int(count)


def translation_kin(db: sqlite3.Connection, article_id: str) -> list[str]:
    """Ids of articles that translate this one, and of the one that it translates."""
    rows = db.execute(
        "SELECT id FROM articles WHERE stands AND translates = ?1"
        " UNION SELECT translates FROM articles WHERE stands AND id = ?1 AND translates IS NOT NULL",
        (article_id,),
    )
    return [row[0] for row in rows]


def referring(db: sqlite3.Connection, target: str) -> list[tuple[str, str]]:
    """(kind of list, id) of the records that name this one: their pages link to its page, once it has one."""
    sql = "SELECT e.room, e.id FROM refers r JOIN entities e ON e.id = r.source WHERE r.target = ? ORDER BY e.id"
    return db.execute(sql, (target,)).fetchall()
