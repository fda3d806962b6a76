"""EDTF: dates as sources know them, with their doubt (ISO 8601-2:2019, levels 0 and 1).

Level 0: 2024-11-28, 2024-11, 2024, date and time, intervals. Level 1: a letter-prefixed year (Y17000), seasons
(2024-21), qualification of the whole (? uncertain, ~ approximate, % both), unspecified digits from the right
(201X, 2024-XX, 2024-11-XX), open (..) and unknown (empty) ends of an interval, negative years.
The calendar is the proleptic Gregorian one; a date outside it (2023-02-30) is refused, never moved.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

Day = tuple[int, int, int]
"""Year, month, day."""
Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

_DATE = re.compile(
    r"(?P<year>-?(?:\d{4}|\d{3}X|\d{2}XX))(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<qualifier>[?~%]?)"
)
_LONG_YEAR = re.compile(r"Y(?P<year>-?[1-9]\d{4,9})")
_TIME = re.compile(r"T(\d\d):(\d\d):(\d\d)(?:Z|[+-](\d\d)(?::?(\d\d))?)?")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""First and last month on the northern half; ISO 8601-2 leaves their bounds open. Winter runs into the next year."""


class Edtf(Struct, frozen=True, kw_only=True):
    """A date that was understood. Both ends inclusive."""

    text: str
    earliest: Day | None
    """None: open or unknown."""
    latest: Day | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False
    unspecified: bool = False
    """Some digits are X."""

    @property
    def is_day(self) -> bool:
        """Whether it names exactly one day."""
        return self.precision == "day"


def parse(text: str) -> Edtf:
    """Read one EDTF string of level 0 or 1.

    Raises:
        ValueError: with a sentence that says what is wrong; never another exception.
    """
    if text.count("/") == 1:
        return _interval(text)
    return _single(text)


def is_valid(text: str) -> bool:
    """Whether `parse` understands the text."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def _interval(text: str) -> Edtf:
    first, last = text.split("/")
    if first in {"", ".."} and last in {"", ".."}:
        raise ValueError(f'"{text}" is an interval without any date')
    begin = None if first in {"", ".."} else _single(first)
    end = None if last in {"", ".."} else _single(last)
    for part in (begin, end):
        if part is not None and "T" in part.text:
            raise ValueError(f'"{text}" has a time inside an interval; use days')
    earliest = begin.earliest if begin else None
    latest = end.latest if end else None
    if earliest is not None and latest is not None and earliest > latest:
        raise ValueError(f'"{text}" ends before it begins')
    parts = [part for part in (begin, end) if part is not None]
    return Edtf(
        text=text,
        earliest=earliest,
        latest=latest,
        precision="interval",
        uncertain=any(part.uncertain for part in parts),
        approximate=any(part.approximate for part in parts),
        unspecified=any(part.unspecified for part in parts),
    )


def _single(text: str) -> Edtf:
    if not text.isascii():
        raise ValueError(f'"{text}" holds other digits or letters than EDTF allows; write for instance 2024-11-28')
    long_year = _LONG_YEAR.fullmatch(text)
    if long_year is not None:
        number = int(long_year["year"])
        return Edtf(text=text, earliest=(number, 1, 1), latest=(number, 12, 31), precision="year")
    date, time = text[:10], text[10:]
    if time.startswith("T"):
        _check_time(text, time)
    else:
        date = text
    match = _DATE.fullmatch(date)
    if match is None:
        raise ValueError(f'"{text}" is not an EDTF date; write for instance 2024-11-28, 2024-11, 2024 or 2024~')
    if date != text and not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        raise ValueError(f'"{text}" has a time without a full day')
    year, month, day, qualifier = match.groups()
    if year == "-0000":
        raise ValueError(f'"{text}": the year -0000 does not exist; the year before 0001 is 0000')
    earliest, latest, precision = _bounds(text, year, month, day)
    return Edtf(
        text=text,
        earliest=earliest,
        latest=latest,
        precision=precision,
        uncertain=qualifier in {"?", "%"},
        approximate=qualifier in {"~", "%"},
        unspecified="X" in text,
    )


def _bounds(text: str, year: str, month: str | None, day: str | None) -> tuple[Day, Day, Precision]:
    first, last = _years(year)
    if month is None:
        return (first, 1, 1), (last, 12, 31), _year_precision(year)
    if month == "XX":
        if day not in {None, "XX"}:
            raise ValueError(f'"{text}" knows the day but not the month')
        return (first, 1, 1), (last, 12, 31), "year" if "X" not in year else _year_precision(year)
    if "X" in year:
        raise ValueError(f'"{text}" knows the month but not the year')
    return _in_year(text, first, int(month), day)


def _in_year(text: str, year: int, month: int, day: str | None) -> tuple[Day, Day, Precision]:
    if month in _SEASONS and day is None:
        begin, end = _SEASONS[month]
        end_year, end_month = (year, end) if end <= 12 else (year + 1, end - 12)
        return (year, begin, 1), (end_year, end_month, days_in(end_year, end_month)), "season"
    if not 1 <= month <= 12:
        raise ValueError(f'"{text}": there is no month {month:02}')
    length = days_in(year, month)
    if day is None or day == "XX":
        return (year, month, 1), (year, month, length), "month"
    if not 1 <= int(day) <= length:
        raise ValueError(f'"{text}": the month has no day {day}')
    return (year, month, int(day)), (year, month, int(day)), "day"


def _years(year: str) -> tuple[int, int]:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return min(low, high), max(low, high)


def _year_precision(year: str) -> Precision:
    if year.endswith("XX"):
        return "century"
    return "decade" if year.endswith("X") else "year"


def days_in(year: int, month: int) -> int:
    """Days of a month of the proleptic Gregorian calendar (year 0 is a leap year, as in ISO 8601)."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS[month - 1]


def _check_time(text: str, time: str) -> None:
    match = _TIME.fullmatch(time)
    if match is None:
        raise ValueError(f'"{text}" has a time that is not hh:mm:ss with Z or an offset')
    hour, minute, second, offset_hour, offset_minute = (int(part or 0) for part in match.groups())
    fits = (hour <= 23 and minute <= 59 and second <= 59) or (hour, minute, second) == (24, 0, 0)
    if not fits or offset_hour > 14 or offset_minute > 59:
        raise ValueError(f'"{text}" has a time that is not on the clock')


def calendar_part(text: str | None) -> tuple[str, ...]:
    """The calendar part under which something of this date is found: ("2024", "11", "28"), ("2024", "11"), ("2024",).

    A qualified date is the date it qualifies (2016~ is 2016), a season its year, an interval what its ends share
    (2024-11-27/2024-11-30 is 2024-11). Everything that is no such part (201X, ../2024, None) gives ().
    """
    if not text:
        return ()
    ends = [tuple(end.rstrip("~?%").split("-")) for end in text.split("/")]
    shared: list[str] = []
    for parts in zip(*ends, strict=False):
        if len(set(parts)) != 1 or not _is_number(parts[0], 2 if shared else 4):
            break
        shared.append(parts[0])
    if len(shared) > 1 and not 1 <= int(shared[1]) <= 12:
        shared = shared[:1]
    return tuple(shared[:3])


def _is_number(part: str, digits: int) -> bool:
    return len(part) == digits and part.isascii() and part.isdigit()
