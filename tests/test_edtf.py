"""EDTF dates of levels 0 and 1, checked against the examples of the standard and the reference library."""

from __future__ import annotations

import contextlib
import io

import edtf as reference
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_tools.edtf import is_valid, parse


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2024-11-28", (2024, 11, 28), (2024, 11, 28), "day"),
        ("2024-11-28T21:30:00Z", (2024, 11, 28), (2024, 11, 28), "day"),
        ("2024-11-28T21:30:00+03:00", (2024, 11, 28), (2024, 11, 28), "day"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("1900-02", (1900, 2, 1), (1900, 2, 28), "month"),
        ("2024", (2024, 1, 1), (2024, 12, 31), "year"),
        ("2024-22", (2024, 6, 1), (2024, 8, 31), "season"),
        ("2023-24", (2023, 12, 1), (2024, 2, 29), "season"),
        ("201X", (2010, 1, 1), (2019, 12, 31), "decade"),
        ("20XX", (2000, 1, 1), (2099, 12, 31), "century"),
        ("2024-XX", (2024, 1, 1), (2024, 12, 31), "year"),
        ("2024-11-XX", (2024, 11, 1), (2024, 11, 30), "month"),
        ("2024-XX-XX", (2024, 1, 1), (2024, 12, 31), "year"),
        ("-0044", (-44, 1, 1), (-44, 12, 31), "year"),
        ("-001X", (-19, 1, 1), (-10, 12, 31), "decade"),
        ("Y17000", (17000, 1, 1), (17000, 12, 31), "year"),
        ("2024-11-27/2024-12-08", (2024, 11, 27), (2024, 12, 8), "interval"),
        ("2024-11/2024", (2024, 11, 1), (2024, 12, 31), "interval"),
        ("2024-11-27/..", (2024, 11, 27), None, "interval"),
        ("/2024-11-27", None, (2024, 11, 27), "interval"),
    ],
)
def test_a_date_knows_its_earliest_and_latest_day(text: str, earliest: object, latest: object, precision: str) -> None:
    date = parse(text)
    assert (date.earliest, date.latest, date.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("2016?", True, False), ("2016~", False, True), ("2016-05%", True, True), ("2016/2018~", False, True)],
)
def test_doubt_is_kept(text: str, uncertain: bool, approximate: bool) -> None:
    date = parse(text)
    assert (date.uncertain, date.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-13",
        "2024-00",
        "2023-02-29",
        "2024-11-31",
        "2024-11-00",
        "28/11/2024",
        "2024/11/28",
        "28.11.2024",
        "2024-1-1",
        "20241128",
        "٢٠٢٤-١١-٢٨",
        "2024-11-28 ",
        "2024-11-28T25:00:00Z",
        "2024-11T10:00:00",
        "2024-XX-05",
        "201X-05",
        "2024-12/2024-11",
        "../..",
        "/",
        "a/b/c",
        "-0000",
        "Y2024",
        "2024?~",
        "28 تشرين الثاني 2024",
    ],
)
def test_what_is_not_a_date_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)


_YEARS = st.sampled_from(["2024", "1999", "201X", "20XX", "-0123", "0000", "Y17000", "Y-17000", "202", "20245"])
_MONTHS = st.sampled_from(["", "-00", "-01", "-02", "-12", "-13", "-XX", "-21", "-24"])
_DAYS = st.sampled_from(["", "-00", "-01", "-29", "-30", "-31", "-32", "-XX"])


@settings(max_examples=60)  # the library takes 20 ms a date
@given(_YEARS, _MONTHS, _DAYS)
def test_bare_dates_are_accepted_exactly_where_the_reference_library_reads_level_0_or_1(
    year: str, month: str, day: str
) -> None:
    text = year + month + (day if month else "")
    level_2 = ("X" in year and month != "") or "-XX-" in text  # read there as level 2
    outside_the_calendar = (month, day) == ("-02", "-29")  # the library counts no leap years
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            expected = reference.parse_edtf(text) is not None
        except reference.EDTFParseException:
            expected = False
    assert is_valid(text) == expected or level_2 or outside_the_calendar


@given(st.dates())
def test_every_calendar_day_is_one_day(day: object) -> None:
    assert parse(str(day)).is_day


@given(st.text(max_size=20))
def test_no_text_raises_anything_but_value_error(text: str) -> None:
    assert is_valid(text) in {True, False}
