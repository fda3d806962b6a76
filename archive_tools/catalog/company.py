"""In how many paragraphs two actors are named together, kept as a sum that every article adds to and takes from."""

from __future__ import annotations

import json
import sqlite3

Pair = tuple[str, str, int]

_BOTH_WAYS = "SELECT {first} AS target, {second} AS other, json_extract(c.value, '$[2]') AS blocks"
_OF_ARTICLES = " UNION ALL ".join(
    _BOTH_WAYS.format(first=f"json_extract(c.value, '$[{one}]')", second=f"json_extract(c.value, '$[{1 - one}]')")
    + " FROM articles a, json_each(a.company) c WHERE a.stands"
    for one in (0, 1)
)
_SUMMED = f"SELECT target, other, sum(blocks) FROM ({_OF_ARTICLES}) GROUP BY target, other"  # noqa: S608
UNLIKE = (
    f"SELECT * FROM (SELECT * FROM company EXCEPT {_SUMMED})"  # noqa: S608
    f" UNION ALL SELECT * FROM ({_SUMMED} EXCEPT SELECT * FROM company) LIMIT 1"
)
"""A row where the sums are not those of the articles."""


def join(db: sqlite3.Connection, pairs: str) -> None:
    """Add the pairs of an article that stands from now on; `pairs` as its row holds them."""
    db.executemany(
        "INSERT INTO company VALUES (?, ?, ?)"
        " ON CONFLICT (target, other) DO UPDATE SET blocks = blocks + excluded.blocks",
        _both_ways(pairs),
    )


def part(db: sqlite3.Connection, pairs: str) -> None:
    """Take away the pairs of an article that no longer stands."""
    rows = _both_ways(pairs)
    sql = "UPDATE company SET blocks = blocks - ?3 WHERE target = ?1 AND other = ?2"
    db.executemany(sql, rows)
    sql = "DELETE FROM company WHERE target = ? AND other = ? AND blocks = 0"
    db.executemany(sql, [(target, other) for target, other, _ in rows])


def most(db: sqlite3.Connection, target: str, limit: int) -> list[tuple[str, int]]:
    """(actor, paragraphs) of those most often named together with this one."""
    sql = "SELECT other, blocks FROM company WHERE target = ? ORDER BY blocks DESC, other LIMIT ?"
    return db.execute(sql, (target, limit)).fetchall()


def _both_ways(pairs: str) -> list[Pair]:
    found: list[Pair] = [(first, second, blocks) for first, second, blocks in json.loads(pairs)]
    return found + [(second, first, blocks) for first, second, blocks in found]
