"""The days of the year, whatever the year: at most 366 pages, of which the home page's script shows today's.

Which day it is only the reader's browser knows, so no page depends on a clock. An article touches the page of its day.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from archive_tools.catalog import plan, questions
from archive_tools.catalog.plan import DAY_LENGTH, PageRow
from archive_tools.link.tree import DAY_DEPTH
from archive_tools.records import Entry, Listing, Part
from archive_tools.render import paths

KIND = "anniversary"
SHOWN = 12
"""Articles that one page lists, the newest of every year in turn; the rest stand on the pages of the days."""


def plan_anniversaries(db: sqlite3.Connection) -> None:
    """Plan the page of every day of the year on which something was touched. The caller holds the transaction.

    The pages of the days themselves must have been planned.
    """
    touched = {_of_year(sort[:DAY_LENGTH]) for sort in plan.touched_sorts(db, "date", "")}
    days = {day for day in touched if "00" not in day.split("-")}
    there = days & set(_years(db))
    rows = {day: PageRow(paths.page_path("anniversary", "", (day,)), KIND, "", day) for day in days}
    plan.add_pages(db, [rows[day] for day in sorted(there)])
    plan.drop_pages(db, [rows[day].path for day in sorted(days - there)])
    plan.mark_stale(db, [rows[day].path for day in sorted(there)])


def anniversary_listing(db: sqlite3.Connection, day: str) -> Listing:
    """What was published on a day of the year (`11-28`), newest year first."""
    dates = [f"{year}/{day.replace('-', '/')}" for year in sorted(_years(db)[day], reverse=True)]
    counts = {date: sum(plan.days_between(db, date, date).values()) for date in dates}
    return Listing(
        kind="anniversary",
        target="",
        segments=(day,),
        total=sum(counts.values()),
        entries=_in_turn([questions.entries_between(db, date, date, SHOWN) for date in dates]),
        parts=tuple(Part(segments=tuple(date.split("/")), count=counts[date]) for date in dates),
    )


def days_with_articles(db: sqlite3.Connection) -> tuple[str, ...]:
    """All days of the year that have a page: `01-30`, `11-28` …"""
    return tuple(sorted(plan.pages_of(db, KIND, "")))


def _in_turn(years: list[list[Entry]]) -> tuple[Entry, ...]:
    """One of each year, then a second of each … until enough are chosen; in the order of the years."""
    chosen = sorted((turn, at) for at, entries in enumerate(years) for turn in range(len(entries)))[:SHOWN]
    return tuple(years[at][turn] for at, turn in sorted((at, turn) for turn, at in chosen))


def _years(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The years that have a page for a day of the year."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for text in plan.pages_of(db, "date", ""):
        segments = text.split(plan.SEPARATOR)
        if len(segments) == DAY_DEPTH and segments[-1].isdigit():
            found[_of_year(text)].append(segments[0])
    return dict(found)


def _of_year(day: str) -> str:
    """`11-28` for `2024/11/28`."""
    return day[5:].replace("/", "-")
