"""The sums of named pairs follow the articles that stand."""

from __future__ import annotations

import json
import sqlite3

import pytest

from archive_tools.catalog import company
from archive_tools.catalog.schema import TABLES


@pytest.fixture
def db() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.executescript(TABLES)
    return made


FIRST = json.dumps([["a", "b", 2], ["a", "c", 1]])
SECOND = json.dumps([["a", "b", 3], ["b", "c", 1]])


def test_articles_add_up_and_the_largest_number_comes_first(db: sqlite3.Connection) -> None:
    company.join(db, FIRST)
    company.join(db, SECOND)
    assert company.most(db, "b", 8) == [("a", 5), ("c", 1)]
    assert company.most(db, "a", 1) == [("b", 5)]


def test_an_article_that_goes_takes_its_own_with_it_and_nothing_stays_at_nought(db: sqlite3.Connection) -> None:
    company.join(db, FIRST)
    company.join(db, SECOND)
    company.part(db, FIRST)
    assert company.most(db, "a", 8) == [("b", 3)]
    company.part(db, SECOND)
    assert db.execute("SELECT count(*) FROM company").fetchone() == (0,)


def test_sums_that_are_not_those_of_the_articles_are_noticed(db: sqlite3.Connection) -> None:
    columns = [row[1] for row in db.execute("PRAGMA table_info(articles)")]
    row = {**dict.fromkeys(columns, ""), "key": 1, "stands": 1, "company": FIRST}
    db.execute(f"INSERT INTO articles VALUES ({', '.join('?' * len(columns))})", [row[name] for name in columns])
    company.join(db, FIRST)
    assert db.execute(company.UNLIKE).fetchone() is None
    db.execute("UPDATE company SET blocks = 9 WHERE target = 'c'")
    assert db.execute(company.UNLIKE).fetchone() is not None
