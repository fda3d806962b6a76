"""The Hijri calendar as Umm al-Qura has it: the civil calendar of Saudi Arabia, computed for 1343-1500 AH (1924-2077).

A day is one day in both calendars; which one it is may differ by a day where the month is begun by sighting.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from hijridate import Gregorian, Hijri

Day = tuple[int, int, int]
"""Year, month, day."""

LAST_YEAR: Final = 1500


@lru_cache(maxsize=4096)
def from_gregorian(year: int, month: int, day: int) -> Day | None:
    """The Hijri day of a Gregorian one; None for what is no day, or outside the table."""
    try:
        found = Gregorian(year, month, day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month, found.day


@lru_cache(maxsize=4096)
def to_gregorian(year: int, month: int, day: int) -> Day:
    """The Gregorian day of a Hijri one.

    Raises:
        ValueError, OverflowError: there is no such day, or it is outside the table.
    """
    found = Hijri(year, month, day).to_gregorian()
    return found.year, found.month, found.day


@lru_cache(maxsize=4096)
def month_length(year: int, month: int) -> int:
    """29 or 30."""
    return int(Hijri(year, month, 1).month_length())
