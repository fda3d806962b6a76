"""Years, months and days of both calendars: what the tables say and where they lead."""

from __future__ import annotations

import re
from typing import Any

from archive_tools.records import Part, Stretch
from archive_tools.render.heat_map import years_map
from archive_tools.render.listing import listing_page
from archive_tools.render.look import Look
from tests.builders import a_listing, an_entry

LOOK = Look(site_title="أرشيف")
DAYS = (
    Stretch("2024-11-02", 1, ("2024", "11", "02")),
    Stretch("2024-11-03", 8, ("2024", "11", "03")),
    Stretch("2024-11-28", 2, ("2024", "11", "28")),
)


def made(*listing: Any, **fields: Any) -> str:
    return listing_page(a_listing(*listing, **fields), {}, LOOK).markdown


def cells(markdown: str) -> list[list[str]]:
    """The text of every cell of the table, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", markdown.replace("\n", ""))
    return [[re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def test_a_year_is_a_table_of_twelve_months_by_days_with_their_numbers() -> None:
    page = made("date", "", ("2024",), spread=DAYS, total=11, parts=[Part(segments=("2024", "11"), count=11)])
    head, *months = cells(page)
    assert (len(head), len(months)) == (33, 12)
    november = months[10]
    assert november[0] == "تشرين الثاني/نوفمبر"
    assert (november[2], november[3], november[28], november[32]) == ("1", "8", "2", "11")
    assert '<a href="../../dates/2024/11/28/">2</a>' in page
    assert page.count('<td class="no">') == 2 + 4  # a leap February, and the four months of thirty days


def test_shades_repeat_the_numbers_and_the_largest_is_the_darkest() -> None:
    page = made("date", "", ("2024", "11"), spread=DAYS, total=11)
    assert re.findall(r'<td class="(heat-\d)">', page) == ["heat-1", "heat-4", "heat-1"]


def test_a_month_is_a_table_of_weeks_that_begin_on_saturday() -> None:
    page = made("date", "", ("2024", "11"), spread=DAYS, total=11)
    head, first, *rest = cells(page)
    assert (head[0], head[6]) == ("سبت", "جمعة")
    assert first == ["", "", "", "", "", "", "1"]  # a Friday
    assert rest[0][:2] == ["2 1", "3 8"]
    assert len(rest) == 5


def test_a_hijri_month_holds_the_same_days_under_their_hijri_numbers() -> None:
    page = made("hijri", "", ("1446", "05"), spread=DAYS[1:], total=10)
    _, first, *_ = cells(page)
    assert first[1] == "1 8"  # 3 November 2024, a Sunday
    assert "26</strong>" in page
    assert 'href="../../../../dates/2024/11/28/"' in page
    assert "جمادى الأولى 1446 هـ" in page


def test_each_page_leads_to_the_same_days_in_the_other_calendar() -> None:
    page = made("date", "", ("2024", "11"), spread=DAYS, total=11)
    assert re.findall(r'href="\.\./\.\./\.\./dates/hijri/(\d+/\d+)/"', page) == ["1446/04", "1446/05"]
    page = made("hijri", "", ("1446", "05"), spread=DAYS[1:], total=10)
    assert 'href="../../../../dates/2024/11/"' in page
    page = made("date", "", ("2024", "11", "28"), entries=[an_entry()])
    assert 'href="../../../../dates/hijri/1446/05/"' in page


def test_the_calendar_that_one_is_in_is_marked_for_eye_and_ear() -> None:
    page = made("hijri", "", ("1446", "05"), spread=DAYS[1:], total=10)
    assert re.findall(r'<a href="[^"]*/hijri/1446/05/" aria-current="page">', page)
    assert page.count("aria-current") == 1


def test_a_day_beyond_the_hijri_calendar_has_no_toggle() -> None:
    assert 'class="calendars"' not in made("date", "", ("1912", "03", "01"), entries=[an_entry()])
    assert 'class="calendars"' not in made("date", "", ("undated",), entries=[an_entry(published=None)])


def test_articles_of_a_year_without_a_month_stay_reachable_below_the_table() -> None:
    parts = [Part(segments=("2024", "11"), count=11), Part(segments=("2024", "undated"), count=3)]
    page = made("date", "", ("2024",), spread=DAYS, total=14, parts=parts)
    assert 'href="../../dates/2024/undated/"' in page


def test_a_list_shows_its_course_through_time_and_leads_to_its_months() -> None:
    spread = (Stretch("2023-01", 2, ("2023",)), Stretch("2024-11", 1, ()))
    page = made("outlet", "bbc", entries=[an_entry()], spread=spread, total=1)
    head, newest, oldest = cells(page)
    assert len(head) == 14
    assert (newest[0], newest[11], newest[13]) == ("2024", "1", "1")
    assert (oldest[0], oldest[1], oldest[13]) == ("2023", "2", "2")
    assert 'href="../../outlets/bbc/2023/"' in page
    assert 'href="#m2024-11"' in page
    assert '<li id="m2024-11">' in page


def test_a_list_of_one_month_needs_no_table() -> None:
    assert "<table" not in made("outlet", "bbc", entries=[an_entry()], spread=(Stretch("2024-11", 1, ()),), total=1)


def test_a_year_in_which_no_month_is_known_still_has_its_row() -> None:
    table = years_map("dates/index.md", "date", "", (), LOOK, {"2019": 3})
    assert cells(table)[1] == ["2019", *[""] * 12, "3"]
    assert 'href="../dates/2019/"' in table


def test_every_frame_that_scrolls_can_be_reached_by_keyboard_and_has_a_name() -> None:
    page = made("date", "", ("2024",), spread=DAYS, total=11)
    assert re.search(r'<div class="frame" role="region" tabindex="0" aria-label="[^"]+"', page)
