"""How the articles of a list are spread over its days or months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping

from archive_tools.link.tree import Segments
from archive_tools.records import Stretch


def days_of(days: Mapping[str, int], segments: Segments) -> tuple[Stretch, ...]:
    """The days of a year or month page of the calendar, whose pages always exist; () for any other page."""
    if not 1 <= len(segments) <= 2 or not all(segment.isdigit() for segment in segments):
        return ()
    prefix = "/".join(segments) + "/"
    found = sorted(day for day in days if day.startswith(prefix) and "00" not in day.split("/")[1:])
    return tuple(Stretch(day.replace("/", "-"), days[day], tuple(day.split("/"))) for day in found)


def months_of(days: Mapping[str, int], pages: Container[Segments]) -> tuple[Stretch, ...]:
    """The months of a whole list, each with the smallest part of it that holds the month; () is the first page."""
    counts: Counter[tuple[str, str]] = Counter()
    for day, count in days.items():
        year, month, _ = day.split("/")
        if month != "00":
            counts[year, month] += count
    return tuple(
        Stretch("-".join(month), counts[month], next((part for part in (month, month[:1]) if part in pages), ()))
        for month in sorted(counts)
    )
