"""Calendar arithmetic behind date expressions: everything comes out as EDTF (ISO 8601-2, level 1).

A week is Monday to Sunday. Without a publication day relative expressions stay unresolved (None).
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from hijridate import Hijri
from msgspec import Struct

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YEAR = re.compile(r"\d{4}")

PAST, THIS, NEXT = -1, 0, 1
"""What الماضي, الجاري, المقبل say."""


class Reckoning(Struct, frozen=True):
    """Resolves expressions against a publication date."""

    day: date | None
    """The publication day; None where only a year or nothing is known."""
    year_only: int | None

    @classmethod
    def from_published(cls, published: str | None) -> Reckoning:
        """From an EDTF date; of an interval or date with time the first day counts."""
        match = _DAY.match(published or "")
        year = _YEAR.match(published or "")
        try:
            day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
        except ValueError:
            day = None
        return cls(day, int(year[0]) if year else None)

    def days(self, shift: int) -> str | None:
        """The day `shift` days from publication."""
        return _iso(self.day + timedelta(shift)) if self.day else None

    def weekday(self, weekday: int, direction: int | None) -> str | None:
        """A named day: the latest one up to publication, the one before it (PAST), or the next (NEXT)."""
        if self.day is None:
            return None
        back = (self.day.weekday() - weekday) % 7
        if direction == NEXT:
            return self.days(7 - back if back else 7)
        if direction == PAST and back == 0:
            back = 7
        return self.days(-back)

    def weekday_ahead(self, weekday: int) -> str | None:
        """The first such day from publication on."""
        return self.days((weekday - self.day.weekday()) % 7) if self.day else None

    def weekday_near(self, weekday: int, shift: int) -> tuple[str | None, bool]:
        """The named day nearest to `shift` days from publication, and whether it is exactly that day."""
        if self.day is None:
            return None, True
        meant = self.day + timedelta(shift)
        offset = (weekday - meant.weekday() + 3) % 7 - 3
        return _iso(meant + timedelta(offset)), offset == 0

    def week(self, shift: int) -> str | None:
        """Monday to Sunday."""
        if self.day is None:
            return None
        monday = self.day - timedelta(self.day.weekday()) + timedelta(7 * shift)
        return f"{_iso(monday)}/{_iso(monday + timedelta(6))}"

    def month(self, shift: int) -> str | None:
        """The month `shift` months from publication's."""
        return _iso_month(*_shifted(self.day, shift)) if self.day else None

    def year(self, shift: int) -> str | None:
        """The year `shift` years from publication's."""
        return f"{self.year_only + shift:04d}" if self.year_only is not None else None

    def year_of_month(self, month: int, day: int | None, direction: int | None) -> int | None:
        """The year of a month (or day and month) that is named without one.

        The past one, unless the text says المقبل or the coming one is much nearer (within four months and
        less than half as far).
        """
        if self.day is None:
            return None
        here = self.day.year * 12 + self.day.month
        back = (self.day.month - month) % 12
        if back == 0 and day is not None and day > self.day.day and direction != NEXT:
            return self.day.year if direction != PAST else self.day.year - 1
        if direction == PAST:
            back = back or 12 if day is None else back
            return (here - back - 1) // 12
        ahead = 12 - back
        if back == 0 and direction == NEXT and day is not None and day > self.day.day:
            return self.day.year
        if direction == NEXT or (direction is None and back and ahead <= 4 and 2 * ahead <= back):
            return (here + ahead - 1) // 12
        return (here - back - 1) // 12

    def ago(self, count: int, unit: str, direction: int = PAST) -> str | None:
        """`count` days, weeks, months or years before (NEXT: after) publication; exact for days, else with ~."""
        if unit == "day":
            return self.days(direction * count)
        if unit == "week":
            day = self.days(direction * 7 * count)
            return day and day + "~"
        if unit == "month":
            month = self.month(direction * count)
            return month and month + "~"
        year = self.year(direction * count)
        return year and year + "~"

    def last(self, count: int, unit: str, direction: int = PAST) -> str | None:
        """The last (NEXT: coming) `count` units up to publication, as an interval.

        Days count publication itself: the last two days are yesterday and today.
        """
        if unit == "day":
            other, here = self.days(direction * (count - 1)), self.days(0)
        elif unit == "week":
            other, here = self.days(direction * (7 * count - 1)), self.days(0)
        elif unit == "month":
            other, here = self.month(direction * count), self.month(0)
        else:
            other, here = self.year(direction * count), self.year(0)
        if other is None or here is None:
            return None
        return f"{other}/{here}" if direction == PAST else f"{here}/{other}"

    def night(self, shift: int) -> str | None:
        """The night that begins `shift` days from publication: an interval of two days."""
        first, second = self.days(shift), self.days(shift + 1)
        return f"{first}/{second}" if first and second else None


def _iso(day: date) -> str:
    return day.isoformat()


def _iso_month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _shifted(day: date, months: int) -> tuple[int, int]:
    at = day.year * 12 + day.month - 1 + months
    return at // 12, at % 12 + 1


def edtf_day(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """YYYY, YYYY-MM or YYYY-MM-DD; None where the calendar has no such day."""
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return _iso_month(year, month)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def week_of_month(year: int, month: int, number: int) -> str | None:
    """The n-th week (Monday to Sunday) of a month; the first one holds the month's first day."""
    if not 1 <= number <= 5:
        return None
    first = date(year, month, 1)
    monday = first - timedelta(first.weekday()) + timedelta(7 * (number - 1))
    return f"{_iso(monday)}/{_iso(monday + timedelta(6))}"


def hijri(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A Hijri (Umm al-Qura) day as a Gregorian one, a month or year as the interval of its days.

    None outside 1343-1500 AH, which the tables of hijridate cover.
    """
    try:
        if month is not None and day is not None:
            return str(Hijri(year, month, day).to_gregorian().isoformat())
        first = Hijri(year, month or 1, 1)
        last_month = month or 12
        last = Hijri(year, last_month, Hijri(year, last_month, 1).month_length())
        return f"{first.to_gregorian().isoformat()}/{last.to_gregorian().isoformat()}"
    except (OverflowError, ValueError):
        return None
