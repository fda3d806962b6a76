"""The years and months of the Hijri calendar: which there are, which a change touches, and what is on them.

They have no rows of their own in the catalog: a Hijri month is a stretch of Gregorian days (link/hijri.py), so an
article adds nothing to what is stored, and touches the page of its month, that of its year and the list of years.
"""

from __future__ import annotations

import sqlite3
from itertools import chain

from archive_tools.catalog import plan, questions
from archive_tools.catalog.plan import DAY_LENGTH, PageRow
from archive_tools.link import hijri
from archive_tools.link.tree import Segments
from archive_tools.records import Listing, Part, Stretch
from archive_tools.render import paths

HIJRI = PageRow("dates/hijri/index.md", "hijri", "")


def plan_hijri(db: sqlite3.Connection) -> None:
    """Plan the pages of the months and years in which something was touched. The caller holds the transaction."""
    days = {sort[:DAY_LENGTH] for sort in plan.touched_sorts(db, "date", "")}
    months = {month for month in map(hijri.month_of, days) if month is not None}
    had = _pages(db)
    there = {month for month in months if plan.days_between(db, *hijri.stretch(month))}
    now = (had - months) | there
    now = {segments for segments in now if len(segments) == 2}
    now |= {month[:1] for month in now}
    came, went = now - had, had - now
    plan.add_pages(db, [_row(segments) for segments in sorted(came)])
    plan.drop_pages(db, [_row(segments).path for segments in sorted(went)])
    changed = months | {month[:1] for month in months} | _beside(now, came | went) | {()}
    plan.mark_stale(db, [_row(segments).path for segments in sorted(changed)])


def hijri_listing(db: sqlite3.Connection, segments: Segments, list_size: int) -> Listing:
    """A year or month with its days; without segments the list of all years with their months."""
    pages = _pages(db)
    if not segments:
        return _all_years(db, pages)
    first, last = hijri.stretch(segments)
    days = plan.days_between(db, first, last)
    total = sum(days.values())
    parts: dict[Segments, int] = {}
    for day, count in days.items() if len(segments) == 1 else ():
        month = hijri.month_of(day)
        assert month is not None
        parts[month] = parts.get(month, 0) + count
    alike = sorted(page for page in pages if len(page) == len(segments))
    at = alike.index(segments)
    return Listing(
        kind="hijri",
        target="",
        segments=segments,
        total=total,
        entries=tuple(questions.entries_between(db, first, last, list_size)) if total <= list_size else (),
        parts=tuple(Part(segments=month, count=parts[month]) for month in sorted(parts)),
        before=alike[at - 1] if at else None,
        after=alike[at + 1] if at + 1 < len(alike) else None,
        spread=tuple(Stretch(day.replace("/", "-"), days[day], tuple(day.split("/"))) for day in sorted(days)),
    )


def _all_years(db: sqlite3.Connection, pages: set[Segments]) -> Listing:
    months = sorted(page for page in pages if len(page) == 2)
    counts = {month: sum(plan.days_between(db, *hijri.stretch(month)).values()) for month in months}
    years = sorted({month[:1] for month in months})
    parts = [Part(segments=year, count=sum(counts[m] for m in months if m[:1] == year)) for year in years]
    return Listing(
        kind="hijri",
        target="",
        segments=(),
        total=sum(counts.values()),
        entries=(),
        parts=tuple(parts),
        spread=tuple(Stretch("-".join(month), counts[month], month) for month in months),
    )


def _pages(db: sqlite3.Connection) -> set[Segments]:
    """Of months and years, as planned now."""
    return {tuple(text.split(plan.SEPARATOR)) for text in plan.pages_of(db, "hijri", "") if text}


def _row(segments: Segments) -> PageRow:
    return PageRow(paths.page_path("hijri", "", segments), "hijri", "", plan.SEPARATOR.join(segments))


def _beside(now: set[Segments], moved: set[Segments]) -> set[Segments]:
    """The months and years next to one that came or went: they lead to each other."""
    found: list[list[Segments]] = []
    for depth in (1, 2):
        alike = sorted({page for page in now | moved if len(page) == depth})
        places = [at for at, page in enumerate(alike) if page in moved]
        found += [alike[max(0, at - 1) : at + 2] for at in places]
    return set(chain.from_iterable(found)) & now
