"""Who shares a name: the questions by which related articles are found, and those whose related ones changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

Range = tuple[str, str]
Name = tuple[str, str]

_SHARE = "SELECT sort, article FROM entries WHERE kind = ? AND target = ? AND sort >= ? AND sort < ?"
_UNTOUCHED = (
    "SELECT e.sort, a.id FROM entries e JOIN articles a ON a.key = e.article"
    " WHERE e.kind = ? AND e.target = ? AND e.sort >= ? AND e.sort < ?"
    " AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.kind = 'article' AND t.target = a.id) LIMIT ?"
)


@lru_cache(maxsize=8)
def _shared_within(ranges: int) -> str:
    return " UNION ALL ".join([_SHARE] * ranges) + " LIMIT ?"


def sharing(
    db: sqlite3.Connection, names: Iterable[Name], ranges: Sequence[Range], limit: int
) -> Iterator[tuple[Name, list[tuple[str, int]]]]:
    """For each list, by kind and target, the (sort, key) of its articles within ranges; no more than `limit`."""
    sql = _shared_within(len(ranges))
    for name in names:
        bounds = [value for low_and_high in ranges for value in (*name, *low_and_high)]
        yield name, db.execute(sql, (*bounds, limit)).fetchall()


def keys(db: sqlite3.Connection, ids: Collection[str]) -> set[int]:
    """Keys of articles by their ids."""
    sql = "SELECT a.key FROM json_each(?) i JOIN articles a ON a.id = i.value WHERE a.stands"
    return {key for (key,) in db.execute(sql, (json.dumps(sorted(ids)),))}


def untouched(db: sqlite3.Connection, name: Name, ranges: Sequence[Range], limit: int) -> list[tuple[str, str]]:
    """(sort, id) of the articles of a list within ranges that neither came nor changed in this build; no more than
    `limit`, where that is not negative.
    """
    found: list[tuple[str, str]] = []
    for low, high in ranges:
        found += db.execute(_UNTOUCHED, (*name, low, high, limit - len(found) if limit >= 0 else -1)).fetchall()
        if 0 <= limit <= len(found):
            break
    return found


def touched(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """(kind, target, sort) of all that this build changed."""
    yield from db.execute("SELECT kind, target, sort FROM touched ORDER BY kind, target, sort")


def names(listed: str) -> list[Name]:
    """(kind, target) of the lists that an article stands in, as its row holds them."""
    return [(kind, target) for kind, target, *_ in json.loads(listed)]
