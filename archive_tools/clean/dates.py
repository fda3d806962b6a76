"""The date of publication: what a date field says, as EDTF; what it does not say is not guessed.

Read are EDTF, ISO 8601 with time and offset, RFC 2822 («Thu, 28 Nov 2024 10:00:00 +0300»), and day, month and year in
words in Arabic (all month families, Hijri by the Umm al-Qura calendar), English and Turkish, or in numbers. The day is
the day in the stated offset; a stamp in UTC is shifted to the outlet's time zone where that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from hijridate import Hijri
from msgspec import Struct

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table
from archive_tools.edtf import days_in, parse

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_STAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.IGNORECASE,
)
_RFC2822 = re.compile(
    r"(?:[A-Z][a-z]{2}, ?)?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? ?(Z|UT|UTC|GMT|[+-]\d{4})"
)
_NUMBERS = re.compile(r"(\d{1,4})[/.\-\\](\d{1,2})[/.\-\\](\d{1,4})")
_COMPACT = re.compile(r"(?:19|20)\d{6}")
_HIJRI_SIGN = re.compile(r"(?:\b|(?<=\d))(?:ه|هجري|هجريه)\b")
_YEAR_SIGN = re.compile(r"(?:\b|(?<=\d))(?:م|ميلادي|ميلاديه)\b")
_PUNCTUATION = re.compile(r"[،,/()\[\]\-–—_.:|]+")
_CLOCK = re.compile(
    r"(?:الساعه )?\b\d{1,2}:\d\d(?::\d\d)?(?:\s*(?:am|pm|ص|م|صباحا|مساء)\b)?(?:\s*(?:gmt|utc|بتوقيت \w+(?: \w+)?))?",
    re.IGNORECASE,
)
_MARKS = dict.fromkeys([0x200E, 0x200F, 0x061C], None)


class Reading(Struct, frozen=True):
    """What a date field means."""

    edtf: str | None
    how: str = ""
    """How it was understood, or why not; "" when it is plain."""


def read_date(text: str, timezone: str | None = None) -> Reading:
    """The meaning of a date field; `edtf` is None where it has none that is certain.

    Args:
        text: as found.
        timezone: IANA name of the outlet's zone, for stamps in UTC.
    """
    text = " ".join(text.translate(_MARKS).split())
    if match := _STAMP.fullmatch(text):
        return _stamp(match, timezone)
    try:
        return Reading(parse(text).text)
    except ValueError:
        pass
    if match := _RFC2822.fullmatch(text):
        return _rfc2822(match, timezone)
    digits = fold(text)
    if _COMPACT.fullmatch(digits):
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if match := _NUMBERS.fullmatch(digits):
        return _numbers(match)
    return _words(digits)


def _stamp(match: re.Match[str], timezone: str | None) -> Reading:
    year, month, day, hour, minute, second, zone = match.groups()
    return _in_zone(_day(int(year), int(month), int(day)), (int(hour), int(minute), int(second or 0)), zone, timezone)


def _rfc2822(match: re.Match[str], timezone: str | None) -> Reading:
    day, name, year, hour, minute, second, zone = match.groups()
    month = _months().get(fold(name))
    if month is None or month[1]:
        return Reading(None, f"no month {name}")
    return _in_zone(_day(int(year), month[0], int(day)), (int(hour), int(minute), int(second or 0)), zone, timezone)


def _is_utc(zone: str | None) -> bool:
    return zone is not None and (zone.upper() in {"Z", "UT", "UTC", "GMT"} or not zone.strip("+-:0"))


def _in_zone(plain: Reading, time: tuple[int, int, int], zone: str | None, timezone: str | None) -> Reading:
    """The day of a stamp: as stated; in UTC the one that it was in the outlet's zone."""
    hour, minute, second = time
    if plain.edtf is None:
        return plain
    if hour > 23 or minute > 59 or second > 60:
        return Reading(None, "its time is not on the clock")
    if timezone is None or not _is_utc(zone):
        return plain
    stamp = datetime.fromisoformat(plain.edtf).replace(hour=hour, minute=minute, tzinfo=UTC)
    try:
        local = stamp.astimezone(_zone(timezone)).date().isoformat()
    except OverflowError:  # the first or last day that Python knows
        return plain
    return Reading(local, f"UTC, shifted to {timezone}" if local != plain.edtf else "")


@cache
def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo  # takes longer to load than a date to read, and few need it

    return ZoneInfo(name)


def _day(year: int, month: int, day: int) -> Reading:
    if not 1 <= month <= 12 or not 1 <= day <= days_in(year, month):
        return Reading(None, "there is no such day in the calendar")
    return Reading(f"{year:04}-{month:02}-{day:02}")


def _numbers(match: re.Match[str]) -> Reading:
    first, middle, last = (int(part) for part in match.groups())
    if len(match[1]) == 4:
        return _gregorian_or_hijri(first, middle, last)
    if len(match[3]) != 4:
        return Reading(None, "its year has no four digits")
    if first > 12 or middle > 12 or first == middle:
        day, month = (first, middle) if middle <= 12 else (middle, first)
        return _gregorian_or_hijri(last, month, day)
    return Reading(f"{last:04}" if last > 1700 else None, "day and month cannot be told apart")


def _gregorian_or_hijri(year: int, month: int, day: int) -> Reading:
    return _hijri(year, month, day) if 1343 <= year <= 1500 else _day(year, month, day)


def _hijri(year: int, month: int, day: int) -> Reading:
    try:
        date = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return Reading(None, "there is no such day in the Hijri calendar")
    return Reading(date.isoformat(), f"{day}/{month}/{year} Hijri by the Umm al-Qura calendar")


def _words(folded: str) -> Reading:
    folded = _CLOCK.sub(" ", folded)
    hijri = _HIJRI_SIGN.search(folded) is not None
    text = " ".join(_PUNCTUATION.sub(" ", _YEAR_SIGN.sub(" ", _HIJRI_SIGN.sub(" ", folded))).split())
    months = list(_months_in(text))
    numbers = re.findall(r"\d+", text)
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) <= 2]
    if len({month for month, _ in months}) != 1 or len(years) != 1 or len(days) > 1 or len(numbers) > 2:
        return Reading(None, "it is no date that can be read with certainty")
    rest = re.sub(r"\d+", " ", _without_months(text)).split()
    if any(word not in _known_words() for word in rest):
        return Reading(None, "it is no date that can be read with certainty")
    (month, is_hijri), year = months[0], years[0]
    if is_hijri != (hijri or is_hijri) or (is_hijri and not days):
        return Reading(None, "it is a Hijri date that names no Hijri month and day")
    if is_hijri:
        return _hijri(year, month, days[0])
    return _day(year, month, days[0]) if days else Reading(f"{year:04}-{month:02}")


def _months_in(text: str) -> Iterator[tuple[int, bool]]:
    for match in _month_pattern().finditer(text):
        yield _months()[match[1]]


def _without_months(text: str) -> str:
    return _month_pattern().sub(" ", text)


@cache
def _months() -> dict[str, tuple[int, bool]]:
    """Fold of a name -> number of the month, and whether it is Hijri."""
    data: dict[str, Any] = table("months")
    found: dict[str, tuple[int, bool]] = {}
    for number in range(12):
        for name in data["hijri"][number]:
            found[fold(name)] = (number + 1, True)
        for names in (
            *(family[number] for family in data["families"].values()),
            data["en"][number],
            data["tr"][number],
        ):
            found.update({fold(name): (number + 1, False) for name in names})
    return found


@cache
def _month_pattern() -> re.Pattern[str]:
    names = sorted(_months(), key=len, reverse=True)
    return re.compile(r"(?<![^\W\d])(" + "|".join(map(re.escape, names)) + r")(?!\w)")


@cache
def _known_words() -> frozenset[str]:
    weekdays = {fold(name) for key in ("ar", "en", "tr") for day in table("weekdays")[key] for name in day}
    return frozenset(weekdays | {"يوم", "في", "من", "الموافق", "st", "nd", "rd", "th", "of", "on"})
