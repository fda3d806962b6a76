"""Pass 1 writes here: items come, change and go, and every list that this touches is noted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from archive_tools.catalog import company
from archive_tools.catalog.prepared import Listed, Prepared
from archive_tools.catalog.seal import SEALED
from archive_tools.records import Claim, Standing

_COLUMNS = SEALED.split(", ")
_INSERT = f"INSERT INTO articles ({SEALED}, stands, seal) VALUES ({', '.join('?' * (len(_COLUMNS) + 2))})"  # noqa: S608
_LISTED = [_COLUMNS.index(name) for name in ("id", "sort", "translates", "company")]
Settle = Callable[[str, Sequence[Claim]], Sequence[Standing]]


def inputs_of(db: sqlite3.Connection, seed: str) -> dict[str, str]:
    """The items of a seed: what each was made from, by locator."""
    return dict(db.execute("SELECT locator, inputs FROM items WHERE seed = ?", (seed,)))


def seeds(db: sqlite3.Connection) -> set[str]:
    """All seeds that have items."""
    return {row[0] for row in db.execute("SELECT DISTINCT seed FROM items")}


def store(db: sqlite3.Connection, prepared: Prepared) -> None:
    """Put an item in place of what was known of it. What turns out the same touches nothing."""
    old = _article(db, prepared.locator)
    if old is not None and prepared.row and (old.id, old.digest) == (prepared.id, prepared.row[-1]):
        _refresh(db, prepared)
        return
    if old is not None:
        remove(db, [prepared.locator])
    db.execute(
        "INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
        (
            prepared.locator,
            prepared.seed,
            prepared.inputs,
            prepared.digest,
            prepared.id,
            prepared.stage,
            prepared.reason,
        ),
    )
    if prepared.row:
        _add(db, prepared)


def _refresh(db: sqlite3.Connection, item: Prepared) -> None:
    """The same article from other inputs: only the item's own facts change."""
    sql = "UPDATE items SET inputs = ?, digest = ? WHERE locator = ?"
    db.execute(sql, (item.inputs, item.digest, item.locator))
    if item.id and _claimed_by_another(db, item.id, item.locator):
        touch(db, [("claim", item.id, "")])


def remove(db: sqlite3.Connection, locators: Iterable[str]) -> None:
    """Items that are gone from their seed, or are about to be replaced."""
    for locator in locators:
        article = _article(db, locator)
        if article is not None:
            _unlist(db, locator)
            _unlabel(db, article.key)
            db.execute("DELETE FROM articles WHERE key = ?", (article.key,))
            if _claimed_by_another(db, article.id, locator):
                touch(db, [("claim", article.id, "")])
        db.execute("DELETE FROM items WHERE locator = ?", (locator,))


def touch(db: sqlite3.Connection, rows: Iterable[tuple[str, str, str]]) -> None:
    """Note that something about (kind, target, sort) has changed."""
    db.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?, ?)", rows)


def settle_claims(db: sqlite3.Connection, settle: Settle) -> None:
    """Decide about the ids that several items claim, or did until now."""
    claimed = [row[0] for row in db.execute("SELECT target FROM touched WHERE kind = 'claim' ORDER BY target")]
    for article_id in claimed:
        rows = db.execute(
            "SELECT i.locator, i.digest FROM items i JOIN articles a ON a.locator = i.locator WHERE i.id = ?",
            (article_id,),
        ).fetchall()
        for standing in settle(article_id, [Claim(*row) for row in rows]) if rows else ():
            if standing.reason is not None:
                _unlist(db, standing.locator)
            stage = None if standing.reason is None else "identity"
            db.execute(
                "UPDATE items SET stage = ?, reason = ?, duplicate_of = ? WHERE locator = ?",
                (stage, standing.reason, standing.duplicate_of, standing.locator),
            )
        for locator, _ in rows:
            _list_if_standing(db, locator)
    db.execute("DELETE FROM touched WHERE kind = 'claim'")


def refused(db: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    """(locator, stage, reason, duplicate_of) of all items that are no article, by locator."""
    return db.execute(
        "SELECT locator, stage, reason, duplicate_of FROM items WHERE stage IS NOT NULL ORDER BY locator"
    ).fetchall()


def counts(db: sqlite3.Connection) -> tuple[int, int]:
    """Number of items and of articles."""
    items = db.execute("SELECT count(*) FROM items").fetchone()[0]
    return items, db.execute("SELECT count(*) FROM articles WHERE stands").fetchone()[0]


class _Listed(NamedTuple):
    """What an article's lists need to know of it."""

    key: int
    id: str
    sort: str
    translates: str | None
    company: str


class _Row(NamedTuple):
    key: int
    id: str
    digest: str


def _article(db: sqlite3.Connection, locator: str) -> _Row | None:
    row = db.execute("SELECT key, id, digest FROM articles WHERE locator = ?", (locator,)).fetchone()
    return None if row is None else _Row(*row)


def _claimed_by_another(db: sqlite3.Connection, article_id: str, locator: str) -> bool:
    sql = "SELECT 1 FROM items WHERE id = ? AND locator != ? LIMIT 1"
    return db.execute(sql, (article_id, locator)).fetchone() is not None


def _add(db: sqlite3.Connection, item: Prepared) -> None:
    assert item.id is not None
    stands = not _claimed_by_another(db, item.id, item.locator)
    key = db.execute(_INSERT, (*item.row, stands, item.seal)).lastrowid
    assert key is not None
    _label(db, key, item.labels)
    if stands:
        facts: Any = [item.row[place] for place in _LISTED]
        _list(db, _Listed(key, *facts), item.entries)
    else:
        touch(db, [("claim", item.id, "")])


def _label(db: sqlite3.Connection, key: int, labels: Sequence[tuple[str, str, str]]) -> None:
    for unrecorded, label, kind in labels:
        shown = _shown_label(db, unrecorded)
        db.execute("INSERT OR IGNORE INTO labels VALUES (?, ?, ?, ?)", (unrecorded, label, kind, key))
        if shown is not None and label < shown:
            _touch_all_under(db, unrecorded)


def _unlabel(db: sqlite3.Connection, key: int) -> None:
    for unrecorded, label in db.execute("SELECT id, label FROM labels WHERE article = ?", (key,)).fetchall():
        db.execute("DELETE FROM labels WHERE id = ? AND label = ? AND article = ?", (unrecorded, label, key))
        if _shown_label(db, unrecorded) != label:
            _touch_all_under(db, unrecorded)


def _shown_label(db: sqlite3.Connection, unrecorded: str) -> str | None:
    label: str | None = db.execute("SELECT min(label) FROM labels WHERE id = ?", (unrecorded,)).fetchone()[0]
    return label


def _touch_all_under(db: sqlite3.Connection, unrecorded: str) -> None:
    """The shown name of an outlet or tag changes: so does every page that shows it.

    That is each article under it, and every list in which one of them stands, because lists name the outlet too.
    """
    under = "FROM entries e JOIN articles a ON a.key = e.article"
    these = "WHERE e.kind IN ('outlet', 'tag') AND e.target = ?"
    place = "json_extract(l.value, '$[0]'), json_extract(l.value, '$[1]'), a.sort"
    lists = f"INSERT OR IGNORE INTO touched SELECT {place} {under}, json_each(a.listed) l {these}"
    db.execute(lists, (unrecorded,))
    db.execute(f"INSERT OR IGNORE INTO touched SELECT 'article', a.id, a.sort {under} {these}", (unrecorded,))


def _list(db: sqlite3.Connection, article: _Listed, entries: Sequence[Listed]) -> None:
    """The article stands: it enters its lists."""
    key, article_id, sort, translates, pairs = article
    db.executemany(
        "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(kind, target, sort, key, *offsets) for kind, target, *offsets in entries],
    )
    company.join(db, pairs)
    touch(db, [("article", article_id, sort), *((str(kind), str(target), sort) for kind, target, *_ in entries)])
    if translates is not None:
        _touch_original(db, key)


def _touch_original(db: sqlite3.Connection, key: int) -> None:
    """The article that this one translates shows it; when this one goes, nothing else says so."""
    db.execute(
        "INSERT OR IGNORE INTO touched SELECT 'original', translates, '' FROM articles"
        " WHERE key = ? AND translates IS NOT NULL",
        (key,),
    )


def _list_if_standing(db: sqlite3.Connection, locator: str) -> None:
    row = db.execute(
        "SELECT a.key, a.id, a.sort, a.translates, a.company, a.listed"
        " FROM articles a JOIN items i ON i.locator = a.locator"
        " WHERE a.locator = ? AND NOT a.stands AND i.stage IS NULL",
        (locator,),
    ).fetchone()
    if row is not None:
        *article, listed = row
        db.execute("UPDATE articles SET stands = 1 WHERE key = ?", (row[0],))
        _list(db, _Listed(*article), json.loads(listed))


def _unlist(db: sqlite3.Connection, locator: str) -> None:
    """The article no longer stands: it leaves its lists."""
    sql = "SELECT key, id, sort, listed, company FROM articles WHERE locator = ? AND stands"
    row = db.execute(sql, (locator,)).fetchone()
    if row is None:
        return
    key, article_id, sort, listed, pairs = row
    lists = [(kind, target) for kind, target, *_ in json.loads(listed)]
    db.executemany(
        "DELETE FROM entries WHERE kind = ? AND target = ? AND sort = ? AND article = ?",
        [(kind, target, sort, key) for kind, target in lists],
    )
    company.part(db, pairs)
    db.execute("UPDATE articles SET stands = 0 WHERE key = ?", (key,))
    touch(db, [("article", article_id, sort), *((kind, target, sort) for kind, target in lists)])
    _touch_original(db, key)
