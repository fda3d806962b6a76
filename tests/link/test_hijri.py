"""The Hijri calendar as stretches of Gregorian days."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from archive_tools.link import hijri

FIRST, LAST = dt.date(1924, 8, 1), dt.date(2077, 11, 16)
days = st.dates(FIRST, LAST)


def written(day: dt.date) -> str:
    return day.strftime("%Y/%m/%d")


@given(days)
def test_a_day_lies_in_the_stretch_of_its_month_and_of_its_year(day: dt.date) -> None:
    month = hijri.month_of(written(day))
    assert month is not None
    for segments in (month, month[:1]):
        first, last = hijri.stretch(segments)
        assert first <= written(day) <= last


@given(days)
def test_the_day_after_a_month_begins_the_next_one(day: dt.date) -> None:
    month = hijri.month_of(written(day))
    assert month is not None
    _, last = hijri.stretch(month)
    after = dt.datetime.strptime(last, "%Y/%m/%d").date() + dt.timedelta(1)  # noqa: DTZ007 - a day, no moment
    if after <= LAST:
        assert (hijri.hijri_day(written(after)) or ())[2] == "01"


def test_a_month_or_year_without_a_day_lies_in_no_hijri_month() -> None:
    assert hijri.month_of("2024/11/00") is None
    assert hijri.month_of("2024/00/00") is None
    assert hijri.month_of("0000/00/00") is None


def test_the_calendar_ends_where_its_table_does() -> None:
    assert hijri.month_of("1924/07/31") is None
    assert hijri.month_of("1924/08/01") == ("1343", "01")
    assert hijri.month_of("2077/11/16") == ("1500", "12")
    assert hijri.month_of("2077/11/17") is None
    assert hijri.stretch(("1446", "05")) == ("2024/11/03", "2024/12/01")
    assert hijri.stretch(("1446",)) == ("2024/07/07", "2025/06/25")
