"""How many articles there are at which time, as tables: days of a year, weeks of a month, months of years.

Every cell says its number in figures; the shade repeats it for the eye. All are tables with headings, so that a
screen reader names month and day of a cell; where a screen is too narrow, the table scrolls and not the page.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from archive_tools.arabic import hijri
from archive_tools.edtf import days_in
from archive_tools.records import Listing, Stretch
from archive_tools.render.calendars import hijri_span, month_name, weekday_name
from archive_tools.render.escaping import html
from archive_tools.render.look import Look
from archive_tools.render.markup import label, link
from archive_tools.render.paths import ListKind, page_path, url_between

_SHADES: Final = 4
_WEEK: Final = (5, 6, 0, 1, 2, 3, 4)
"""Saturday first, as weeks begin in Syria, Iraq, Jordan and Egypt (CLDR, `weekData`); Monday is 0."""
_FIRST_MONTHS: Final = 12

Cells = Mapping[tuple[int, int], Stretch]
"""By month and day of the calendar shown."""


def year_map(page: str, listing: Listing, look: Look) -> str:
    """Months × days of a year of either calendar, with links to the months and days that have articles."""
    of_hijri = listing.kind == "hijri"
    cells, most = _cells(listing, of_hijri=of_hijri), _most(listing.spread)
    months = {part.segments[1]: part.count for part in listing.parts}
    days = 30 if of_hijri else 31
    head = "".join(f'<th scope="col">{look.number(day)}</th>' for day in range(1, days + 1))
    rows = []
    for month in range(1, 13):
        shown = month_name(month, look, of_hijri=of_hijri)
        count = months.get(f"{month:02d}", 0)
        if count:
            target = page_path(listing.kind, "", (listing.segments[0], f"{month:02d}"))
            shown = link(url_between(page, target), shown)
        length = _length(int(listing.segments[0]), month, of_hijri=of_hijri)
        inside = (_count_cell(page, cells.get((month, day)), most, look) for day in range(1, length + 1))
        none = '<td class="no"></td>' * (days - length)
        total = f"<td>{look.number(count)}</td>" if count else "<td></td>"
        rows.append(f'<tr><th scope="row">{shown}</th>{"".join(inside)}{none}{total}</tr>')
    return _table("year-map", "articles_by_day", "month", head, rows, look)


def month_map(page: str, listing: Listing, look: Look) -> str:
    """The weeks of a month of either calendar, with links to the days that have articles."""
    of_hijri = listing.kind == "hijri"
    year, month = map(int, listing.segments)
    cells, most = _cells(listing, of_hijri=of_hijri), _most(listing.spread)
    begins = dt.date(*(hijri.to_gregorian(year, month, 1) if of_hijri else (year, month, 1))).weekday()
    places: list[str] = ["<td></td>"] * _WEEK.index(begins)
    days = range(1, _length(year, month, of_hijri=of_hijri) + 1)
    places += [_day_cell(page, day, cells.get((month, day)), most, look) for day in days]
    places += ["<td></td>"] * (-len(places) % 7)
    rows = ["<tr>" + "".join(places[at : at + 7]) + "</tr>" for at in range(0, len(places), 7)]
    head = "<tr>" + "".join(f'<th scope="col">{weekday_name(day, look)}</th>' for day in _WEEK) + "</tr>"
    return _framed("month-map", "articles_by_day", head, rows, look)


def years_map(
    page: str,
    kind: ListKind,
    target: str,
    spread: Sequence[Stretch],
    look: Look,
    years: Mapping[str, int] | None = None,
) -> str:
    """Years × months of a list, newest year first, with links to where the articles of a month are listed.

    Articles of a month that stand on the page itself are found at its anchor (`#m2024-11`). `years`: counts of the
    years that have pages of their own, where the list is a calendar.
    """
    by_year: dict[str, dict[int, Stretch]] = defaultdict(dict)
    for year in years or ():
        by_year[year] = {}
    for stretch in spread:
        year, month = stretch.edtf.split("-")
        by_year[year][int(month)] = stretch
    most = _most(spread)
    rows = []
    for year in sorted(by_year, reverse=True):
        shown = hijri_span(year, look) if kind == "hijri" else html(look.numerals(year))
        if years:
            shown = link(url_between(page, page_path(kind, target, (year,))), shown)
        months = by_year[year]
        inside = "".join(
            _count_cell(page, months.get(month), most, look, kind, target) for month in range(1, _FIRST_MONTHS + 1)
        )
        count = (years or {}).get(year) or sum(stretch.count for stretch in months.values())
        rows.append(f'<tr><th scope="row">{shown}</th>{inside}<td>{look.number(count)}</td></tr>')
    head = "".join(f'<th scope="col">{look.number(month)}</th>' for month in range(1, _FIRST_MONTHS + 1))
    return _table("years-map", "articles_by_month", "year", head, rows, look)


def month_anchor(edtf: str) -> str:
    """The id of the first article of a month in a list."""
    return f"m{edtf}"


def _cells(listing: Listing, *, of_hijri: bool) -> Cells:
    found: dict[tuple[int, int], Stretch] = {}
    for stretch in listing.spread:
        year, month, day = map(int, stretch.edtf.split("-"))
        shown = hijri.from_gregorian(year, month, day) if of_hijri else (year, month, day)
        if shown is not None:
            found[shown[1:]] = stretch
    return found


def _length(year: int, month: int, *, of_hijri: bool) -> int:
    return hijri.month_length(year, month) if of_hijri else days_in(year, month)


def _most(spread: Iterable[Stretch]) -> int:
    return max((stretch.count for stretch in spread), default=1)


def _shade(count: int, most: int) -> str:
    return f"heat-{(_SHADES * count + most - 1) // most}"


def _url(page: str, stretch: Stretch, kind: ListKind, target: str) -> str:
    if not stretch.segments:
        return f"#{month_anchor(stretch.edtf)}"
    return url_between(page, page_path(kind, target, stretch.segments))


def _count_cell(
    page: str, stretch: Stretch | None, most: int, look: Look, kind: ListKind = "date", target: str = ""
) -> str:
    if stretch is None:
        return "<td></td>"
    shown = link(_url(page, stretch, kind, target), look.number(stretch.count))
    return f'<td class="{_shade(stretch.count, most)}">{shown}</td>'


def _day_cell(page: str, day: int, stretch: Stretch | None, most: int, look: Look) -> str:
    if stretch is None:
        return f"<td>{look.number(day)}</td>"
    shown = f'<strong>{look.number(day)}</strong> <span class="count">{look.number(stretch.count)}</span>'
    return f'<td class="{_shade(stretch.count, most)}">{link(_url(page, stretch, "date", ""), shown)}</td>'


def _table(css: str, caption: str, corner: str, head: str, rows: Sequence[str], look: Look) -> str:
    total = f'<th scope="col">{label("total", look)}</th>'
    return _framed(css, caption, f'<tr><th scope="col">{label(corner, look)}</th>{head}{total}</tr>', rows, look)


def _framed(css: str, caption: str, head: str, rows: Sequence[str], look: Look) -> str:
    """The table in a frame that scrolls by itself, by keyboard too."""
    body = "\n".join(rows)
    named = f'aria-label="{html(look.label(caption))}" data-l-label="{caption}"'
    return (
        f'<div class="frame" role="region" tabindex="0" {named}>\n'
        f'<table class="heat {css}">\n<caption>{label(caption, look)}</caption>\n'
        f"<thead>{head}</thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )
