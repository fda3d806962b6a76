"""Whatever comes and goes: an article whose related ones change is among those that the meeting marks."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_tools.catalog import items, plan
from archive_tools.catalog.prepared import Prepared, prepared_article
from archive_tools.catalog.schema import TABLES
from archive_tools.link.order import sort_of
from archive_tools.link.related import PASSAGE
from archive_tools.pipeline.related import Relatives, changed
from archive_tools.records import EntryRow, Related

IDS = tuple(f"n{number:02d}" for number in range(30))
NAMES = (("actor", "a"), ("actor", "b"), ("place", "p"), ("place", "q"), (PASSAGE, "x"))

days = st.integers(0, 70).map(lambda number: (date(2018, 2, 10) + timedelta(days=number)).isoformat())
dates = days | st.sampled_from(["2018-03", "2018-04", "2018", None])
articles = st.tuples(dates, st.sets(st.sampled_from(NAMES), max_size=4))
archives = st.dictionaries(st.sampled_from(IDS), articles, max_size=len(IDS))
crowds = st.dictionaries(st.sampled_from(IDS), st.tuples(days, st.just({NAMES[0], NAMES[2]})), max_size=len(IDS))
changes = st.dictionaries(st.sampled_from(IDS), st.none() | articles, min_size=1, max_size=12)


Described = tuple[str | None, set[tuple[str, str]]]


def catalog() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.executescript(TABLES)
    return made


def prepared(identifier: str, published: str | None, names: set[tuple[str, str]]) -> Prepared:
    sort = sort_of(published, identifier)
    entries = tuple(EntryRow(kind, target, sort, 0, 0, 0, 0, 0) for kind, target in sorted(names))
    columns = (
        sort,
        published,
        None,
        "ar",
        f"{identifier} {published}",
        0,
        0,
        None,
        "",
        "",
        "",
        f"{published} {sorted(names)}",
    )
    return prepared_article(Prepared(identifier, identifier, "", "", identifier), columns, entries, ())


def put(db: sqlite3.Connection, state: Mapping[str, Described | None]) -> None:
    for identifier, article in state.items():
        if article is None:
            items.remove(db, [identifier])
        else:
            items.store(db, prepared(identifier, *article))


def related(db: sqlite3.Connection) -> dict[str, tuple[Related, ...]]:
    relatives = Relatives(db, set())
    rows = db.execute("SELECT id, key, sort, listed FROM articles WHERE stands").fetchall()
    return {identifier: relatives.of(key, sort, listed, ()) for identifier, key, sort, listed in rows}


@settings(max_examples=150)
@given(before=archives | crowds, change=changes, order=st.randoms(use_true_random=False))
def test_no_change_of_related_articles_is_missed_and_no_order_of_reading_shows(
    before: dict[str, Described], change: dict[str, Described | None], order: random.Random
) -> None:
    db, clean = catalog(), catalog()
    put(db, before)
    plan.planned(db)
    was = related(db)
    put(db, change)
    touched = {identifier for identifier, _ in plan.touched_articles(db)}
    marked, now = changed(db), related(db)
    assert {i for i in was.keys() & now.keys() if was[i] != now[i]} <= touched | marked
    left = [(i, article) for i, article in {**before, **change}.items() if article is not None]
    order.shuffle(left)
    put(clean, dict(left))
    assert related(clean) == now
