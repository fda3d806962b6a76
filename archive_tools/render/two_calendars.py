"""From a page of one calendar to the pages of the other that hold the same days.

Each calendar has addresses of its own, so that what is shown can be cited and kept. Where to go is read off the days
that a page itself lists: no other page's articles can change it.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive_tools.arabic import hijri
from archive_tools.records import Listing
from archive_tools.render.calendars import date_html, hijri_span
from archive_tools.render.calendars import hijri as hijri_day
from archive_tools.render.escaping import html
from archive_tools.render.look import Look
from archive_tools.render.markup import label
from archive_tools.render.paths import ListKind, index_path, page_path, url_between

Segments = tuple[str, ...]


def calendar_toggle(page: str, listing: Listing, look: Look) -> str:
    """Both calendars side by side: where one is, and where the same days stand in the other; "" without any day."""
    if listing.kind == "anniversary":
        return ""
    if not listing.segments:
        return index_toggle(page, listing.kind, look)
    others = _others(listing)
    if not others:
        return ""
    here = [(listing.segments, part_html(listing.kind, listing.segments, look))]
    if listing.kind == "hijri":
        return _toggle(page, "hijri", [(seg, part_html("date", seg, look)) for seg in others], here, look)
    return _toggle(page, "date", here, [(seg, part_html("hijri", seg, look)) for seg in others], look)


def index_toggle(page: str, kind: ListKind, look: Look) -> str:
    """The same between the two lists of years."""
    return _toggle(page, kind, [((), label("gregorian", look))], [((), label("hijri", look))], look)


def part_html(kind: ListKind, segments: Segments, look: Look) -> str:
    """A day, month or year of either calendar."""
    shown = "-".join(segments)
    return hijri_span(shown, look) if kind == "hijri" else date_html(shown, look)


def _others(listing: Listing) -> list[Segments]:
    depth = len(listing.segments)
    if listing.kind == "hijri":
        return sorted({tuple(stretch.edtf.split("-")[:depth]) for stretch in listing.spread})
    if depth == 3:
        day = hijri_day("-".join(listing.segments))
        return [tuple(day.split("-")[:2])] if day else []
    found = set()
    for stretch in listing.spread:
        year, month, number = map(int, stretch.edtf.split("-"))
        day_there = hijri.from_gregorian(year, month, number)
        if day_there is not None:
            found.add((f"{day_there[0]:04d}", f"{day_there[1]:02d}")[:depth])
    return sorted(found)


def _toggle(
    page: str,
    current: ListKind,
    gregorian: Sequence[tuple[Segments, str]],
    of_hijri: Sequence[tuple[Segments, str]],
    look: Look,
) -> str:
    rows = (
        _row(page, "date", "gregorian", gregorian, current, look),
        _row(page, "hijri", "hijri", of_hijri, current, look),
    )
    return (
        f'<nav class="calendars" aria-label="{html(look.label("calendar"))}" data-l-label="calendar">\n<ul>\n'
        + "\n".join(rows)
        + "\n</ul>\n</nav>"
    )


def _row(
    page: str, kind: ListKind, name: str, parts: Sequence[tuple[Segments, str]], current: ListKind, look: Look
) -> str:
    links = [] if () in dict(parts) else [f"<span>{label(name, look)}</span>"]
    for segments, shown in parts:
        target = page_path(kind, "", segments) if segments else index_path(kind)
        here = ' aria-current="page"' if kind == current else ""
        links.append(f'<a href="{url_between(page, target)}"{here}>{shown}</a>')
    return f"<li>{' '.join(links)}</li>"
