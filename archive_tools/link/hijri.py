"""Months and years of the Hijri calendar as stretches of Gregorian days: their lists need no rows of their own.

A day is one page, whichever calendar leads to it; months and years are pages of each calendar.
"""

from __future__ import annotations

from archive_tools.arabic import hijri
from archive_tools.link.tree import Segments


def month_of(day: str) -> Segments | None:
    """`("1446", "05")` for the day string `2024/11/28`; None where day or month is unknown, or beyond the calendar."""
    found = hijri_day(day)
    return None if found is None else found[:2]


def hijri_day(day: str) -> Segments | None:
    """`("1446", "05", "26")` for the day string `2024/11/28`."""
    year, month, number = map(int, day.split("/"))
    found = hijri.from_gregorian(year, month, number) if month and number else None
    return None if found is None else (f"{found[0]:04d}", f"{found[1]:02d}", f"{found[2]:02d}")


def stretch(segments: Segments) -> tuple[str, str]:
    """The first and the last Gregorian day of a Hijri year or month, as day strings."""
    year = int(segments[0])
    begins, ends = (int(segments[1]),) * 2 if len(segments) > 1 else (1, 12)
    length = hijri.month_length(year, ends)
    return _day(hijri.to_gregorian(year, begins, 1)), _day(hijri.to_gregorian(year, ends, length))


def _day(day: hijri.Day) -> str:
    return f"{day[0]:04d}/{day[1]:02d}/{day[2]:02d}"
