"""Which pages a build has to look at, and which files have lost their page."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive_tools.catalog import plan, written
from archive_tools.catalog.connection import open_catalog
from archive_tools.catalog.plan import PageRow
from archive_tools.catalog.written import DOCS, WrittenFile

SITE, OTHER = "./site", "./other"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db, _ = open_catalog(tmp_path)
    with closing(db):
        yield db


def pages(*numbers: int) -> list[PageRow]:
    return [PageRow(path(number), "article", str(number)) for number in numbers]


def path(number: int) -> str:
    return f"articles/n{number:05}.md"


def write(db: sqlite3.Connection, numbers: list[int], *outputs: str) -> None:
    written.record(db, [WrittenFile(path(n), output, "s", "d", 1, 1) for n in numbers for output in outputs])


def wanted(db: sqlite3.Connection, site: str | None = SITE) -> list[str]:
    found = [page.path for batch in written.candidates(db, site, 3) for page in batch]
    assert len(found) == written.count_candidates(db, site)
    return found


def test_a_page_is_looked_at_until_it_is_written_to_every_output_that_counts(db: sqlite3.Connection) -> None:
    plan.add_pages(db, pages(1, 2))
    assert wanted(db) == wanted(db, None) == [path(1), path(2)]
    write(db, [1, 2], DOCS)
    assert (wanted(db), wanted(db, None)) == ([path(1), path(2)], [])
    write(db, [1, 2], SITE)
    assert wanted(db) == []


def test_a_page_that_came_after_an_output_was_complete_is_looked_at(db: sqlite3.Connection) -> None:
    plan.add_pages(db, pages(1))
    write(db, [1], DOCS, SITE)
    written.complete(db, SITE)
    plan.add_pages(db, pages(2))
    assert wanted(db) == [path(2)]


def test_an_output_that_was_left_behind_catches_up(db: sqlite3.Connection) -> None:
    plan.add_pages(db, pages(1))
    write(db, [1], DOCS, SITE, OTHER)
    written.complete(db, OTHER)
    written.complete(db, SITE)
    plan.add_pages(db, pages(2))
    write(db, [2], DOCS, SITE)
    written.complete(db, SITE)
    plan.mark_stale(db, [path(1)])
    write(db, [1], DOCS, SITE)
    assert wanted(db) == []
    assert wanted(db, OTHER) == [path(1), path(2)]


@pytest.mark.parametrize("stale", [0, 7, 700, 1500])
def test_few_and_many_are_found_alike(db: sqlite3.Connection, stale: int) -> None:
    numbers = list(range(2000))
    plan.add_pages(db, pages(*numbers))
    write(db, numbers, DOCS, SITE)
    written.complete(db, SITE)
    chosen = sorted(random.Random(stale).sample(numbers, stale))
    plan.mark_stale(db, map(path, chosen))
    plan.add_pages(db, pages(2001, 2002))
    assert wanted(db) == [path(n) for n in [*chosen, 2001, 2002]]


def test_a_file_whose_page_went_is_an_orphan_in_every_output_until_it_is_forgotten(db: sqlite3.Connection) -> None:
    plan.add_pages(db, pages(1, 2))
    write(db, [1, 2], DOCS, SITE)
    plan.drop_pages(db, [path(1)])
    assert written.orphans(db, DOCS) == written.orphans(db, SITE) == [path(1)]
    written.forget(db, DOCS, [path(1)])
    written.forget_dropped(db)
    assert (written.orphans(db, DOCS), written.orphans(db, SITE)) == ([], [path(1)])


def test_a_page_that_came_back_is_no_orphan(db: sqlite3.Connection) -> None:
    plan.add_pages(db, pages(1))
    write(db, [1], DOCS)
    plan.drop_pages(db, [path(1)])
    plan.add_pages(db, pages(1))
    assert written.orphans(db, DOCS) == []
    plan.start_anew(db)
    assert written.orphans(db, DOCS) == [path(1)]
    plan.add_pages(db, pages(1))
    assert written.orphans(db, DOCS) == []


def test_a_batch_costs_no_more_when_more_pages_wait(db: sqlite3.Connection) -> None:
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    costs = []
    for count in (2_000, 8_000):
        plan.add_pages(db, pages(*range(count)))
        steps = 0
        db.set_progress_handler(step, 10)
        next(written.candidates(db, SITE, 3))
        db.set_progress_handler(None, 0)
        costs.append(steps)
    assert costs[1] < costs[0] * 1.1
