"""What lists ask of the catalog."""

from __future__ import annotations

import sqlite3

import pytest

from archive_tools.catalog import questions
from archive_tools.catalog.schema import TABLES

DAYS = ("0000/00/00", "2017/00/00", "2018/04/00", "2018/04/07", "2018/04/07", "2018/04/07", "2018/05/01", "2018/05/01")


@pytest.fixture
def db() -> sqlite3.Connection:
    """A list of eight articles, ids against the order of their buckets."""
    made = sqlite3.connect(":memory:")
    made.executescript(TABLES)
    columns = [row[1] for row in made.execute("PRAGMA table_info(articles)")]
    for key, day in enumerate(DAYS):
        row = {**dict.fromkeys(columns, ""), "key": key, "id": f"a{9 - key}", "locator": str(key), "stands": 1}
        row |= {"sort": f"{day}/{key:08x}", "text": "فقرة"}
        made.execute(f"INSERT INTO articles VALUES ({', '.join('?' * len(columns))})", [row[name] for name in columns])
        made.execute("INSERT INTO entries VALUES ('actor', 'x', ?, ?, 1, 0, 4, 0, 4)", (row["sort"], key))
    return made


@pytest.mark.parametrize("prefix", ["", "2018", "2018/04", "2018/04/07", "0000/00/00", "1999"])
def test_the_newest_of_a_list_are_the_first_of_all_of_it(db: sqlite3.Connection, prefix: str) -> None:
    everything = questions.entries(db, "actor", "x", prefix)
    for limit in range(len(DAYS) + 2):
        assert questions.entries(db, "actor", "x", prefix, limit) == everything[:limit]


def test_of_one_day_the_articles_stand_in_the_order_of_their_ids(db: sqlite3.Connection) -> None:
    found = [entry.card.id for entry in questions.entries(db, "actor", "x", "", 3)]
    assert found == ["a2", "a3", "a4"]


def test_a_list_that_names_an_article_that_is_not_there_is_damage(db: sqlite3.Connection) -> None:
    assert [card.id for card in questions.cards(db, [0, 3]).values()] == ["a9", "a6"]
    with pytest.raises(sqlite3.DatabaseError, match="not there"):
        questions.cards(db, [0, 99])


def test_names_of_an_index_have_a_record_or_a_label_and_an_empty_record_is_damage(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO tallies VALUES ('tag', 'labelled', 1, '', ''), ('tag', 'unknown', 2, '', '')")
    db.execute("INSERT INTO labels VALUES ('labelled', 'هدنة', 'topic', 1)")
    assert [row.entity.name for row in questions.index_rows(db, "tag")] == [{"und": "هدنة"}]
    db.execute("INSERT INTO entities VALUES ('labelled', 'tag', '')")
    with pytest.raises(sqlite3.DatabaseError, match="none that was stored"):
        questions.index_rows(db, "tag")
