"""Pages of actors, places, outlets, tags and dates; indexes; the home page."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from archive_tools.records import Front, Part, Relation, Stretch
from archive_tools.render.home import home_page
from archive_tools.render.index import dates_index_page, index_pages
from archive_tools.render.listing import listing_page
from archive_tools.render.look import Look
from archive_tools.render.paths import date_segments, entity_path, page_path, url_between
from tests.builders import MEE, a_card, a_listing, a_row, an_entity, an_entry

LOOK = Look(site_title="أرشيف")
HTS = an_entity(
    same_as={"wikidata": "Q1", "un": "QDe.137"},
    description={"ar": "جماعة مسلحة.", "en": "Armed group."},
    relations=(Relation(id="turkey", relation="related"), Relation(id="gone", relation="related")),
    aliases=("تحرير الشام",),
)
TURKEY = an_entity("turkey", "state", "تركيا")
NAMES = {entity.id: entity for entity in (HTS, TURKEY, MEE)}


def made(listing: Any, **more: Any) -> str:
    return listing_page(listing, NAMES, LOOK, **more).markdown


def matter(markdown: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(markdown.split("---\n")[1])
    return loaded


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("actor", "hts"), "actors/hts.md"),
        (("actor", "hts", ("2018",)), "actors/hts/2018.md"),
        (("place", "idlib", ("2015", "08", "06", "b3")), "places/idlib/2015/08/06/b3.md"),
        (("date", "", ("2024", "11", "28")), "dates/2024/11/28.md"),
        (("date", "", ("undated",)), "dates/undated.md"),
        (("date", "", ("undated", "b3")), "dates/undated/b3.md"),
        (("date", ""), "dates/index.md"),
        (("tag", "x-0123456789"), "tags/x-0123456789.md"),
        (("outlet", "middle-east-eye"), "outlets/middle-east-eye.md"),
    ],
)
def test_one_place_knows_where_pages_lie(arguments: Any, path: str) -> None:
    assert page_path(*arguments) == path


@pytest.mark.parametrize(
    ("edtf", "segments"),
    [
        ("2024-11-28", ("2024", "11", "28")),
        ("2024-11", ("2024", "11")),
        ("2024", ("2024",)),
        ("2016~", ("2016",)),
        ("2024-11-28?", ("2024", "11", "28")),
        ("2024-11-27/2024-11-30", ("2024", "11")),
        ("2011/2012", ("undated",)),
        ("2015-21", ("2015",)),
        ("201X", ("undated",)),
        ("../2019", ("undated",)),
        (None, ("undated",)),
    ],
)
def test_every_date_has_one_page_under_which_it_is_found(edtf: str | None, segments: tuple[str, ...]) -> None:
    assert date_segments(edtf) == segments


def test_a_state_has_its_page_among_the_actors_and_a_topic_among_the_tags() -> None:
    assert entity_path(TURKEY) == "actors/turkey.md"
    assert entity_path(an_entity("shelling", "topic")) == "tags/shelling.md"


def test_relative_addresses_lead_up_to_the_root() -> None:
    assert url_between("actors/hts/2018.md", "articles/a-1.md") == "../../../articles/a-1/"
    assert url_between("index.md", "actors/hts.md") == "actors/hts/"
    assert url_between("actors/index.md", "index.md") == "../"
    assert url_between("index.md", "index.md") == "./"


def test_an_actor_shows_names_identifiers_description_and_relations() -> None:
    text = made(a_listing(entries=[an_entry()]), paged={"turkey"})
    for words in ("هيئة تحرير الشام", ">HTS<", "تحرير الشام", "جماعة مسلحة.", "QDe.137"):
        assert words in text
    assert 'href="https://www.wikidata.org/wiki/Q1"' in text
    assert 'href="../../actors/turkey/"' in text
    assert "<bdi>gone</bdi>" in text


def test_an_entity_without_a_page_of_its_own_is_named_but_not_linked() -> None:
    text = made(a_listing())
    assert "actors/turkey/" not in text
    assert "تركيا" in text


def test_an_article_is_listed_with_the_sentence_and_the_name_marked() -> None:
    entry = an_entry("a-9", "قالت هيئة تحرير الشام إنها انسحبت.", "هيئة تحرير الشام", 4)
    text = made(a_listing(entries=[entry]))
    assert "قالت <mark>هيئة تحرير الشام</mark> إنها انسحبت." in text
    assert 'href="../../articles/a-9/#p4"' in text


def test_first_and_last_mention_stand_above_the_list() -> None:
    listing = a_listing(entries=[an_entry()], total=3, first=a_card("first"), last=a_card("last"))
    text = made(listing)
    assert text.index("first_mention") < text.index("articles/first/") < text.index("articles/last/")


def test_a_split_list_shows_its_parts_with_their_numbers_and_its_latest_articles() -> None:
    parts = (Part(segments=("2024",), count=700), Part(segments=("2023",), count=12))
    text = made(a_listing(entries=[an_entry()], parts=parts, total=712))
    assert '<a href="../../actors/hts/2024/"><time datetime="2024" data-d="2024">2024</time></a>' in text
    assert '<span class="count">700</span>' in text
    assert 'data-l="latest"' in text
    assert matter(text)["articles"] == 712


def test_a_part_names_its_list_leads_to_its_neighbours_and_leaves_the_profile_out() -> None:
    listing = a_listing(
        "actor", "hts", ("2024", "11"), entries=[an_entry()], before=("2024", "10"), after=("2024", "12")
    )
    text = made(listing)
    assert 'href="../../../../actors/hts/"' in text
    assert 'href="../../../../actors/hts/2024/10/"' in text
    assert 'href="../../../../actors/hts/2024/12/"' in text
    assert "wikidata" not in text
    assert matter(text)["title"] == "هيئة تحرير الشام · تشرين الثاني/نوفمبر 2024"
    assert matter(text)["part"] == "2024/11"


def test_a_day_has_its_hijri_day_and_links_to_month_and_year() -> None:
    text = made(a_listing("date", "", ("2024", "11", "28"), entries=[an_entry()]))
    assert "26 جمادى الأولى 1446 هـ" in text
    assert 'href="../../../../dates/2024/11/"' in text
    assert matter(text)["title"] == "28 تشرين الثاني/نوفمبر 2024"


def test_buckets_of_a_day_and_of_the_undated_are_named_by_what_they_are() -> None:
    day = made(a_listing("date", "", ("2015", "08", "06", "b3"), entries=[an_entry()]))
    assert matter(day)["title"] == "6 آب/أغسطس 2015 · جزء 3"
    undated = made(a_listing("date", "", ("undated", "b12"), entries=[an_entry(published=None)]))
    assert matter(undated)["title"] == "بلا تاريخ · جزء 12"


def test_an_id_without_record_has_a_page_that_says_so() -> None:
    text = listing_page(a_listing("tag", "x-0123456789", entries=[an_entry()]), NAMES, LOOK).markdown
    assert 'data-l="no_record"' in text
    assert matter(text)["title"] == "x-0123456789"


def test_an_empty_list_says_something() -> None:
    assert 'data-l="no_articles"' in made(a_listing())


def test_an_index_follows_the_arabic_alphabet_and_ignores_the_article() -> None:
    rows = [a_row("a", "ياسر"), a_row("b", "الأردن"), a_row("c", "بغداد"), a_row("d", "Zorro"), a_row("e", "المغرب")]
    (page,) = index_pages("actor", rows, LOOK)
    order = [page.markdown.index(name) for name in ("الأردن", "بغداد", "المغرب", "ياسر", "Zorro")]
    assert order == sorted(order)
    assert page.path == "actors/index.md"
    assert '<h2 id="alif">ا</h2>' in page.markdown


def test_a_long_index_is_split_by_letter_and_no_page_is_longer_than_agreed() -> None:
    look = Look(site_title="x", list_size=10)
    rows = [a_row(f"p{i}", f"{letter}{other}{i}") for i in range(10) for letter in "بتثج" for other in "اس"]
    pages = index_pages("tag", [*rows, *(a_row(f"q{i}", f"حرب{i}") for i in range(60))], look)
    paths = [page.path for page in pages]
    assert paths[0] == "tags/index.md"
    assert "tags/letters/ba.md" in paths
    assert any(path.startswith("tags/letters/hha/ra/") for path in paths)
    assert len(set(paths)) == len(paths)
    assert all(page.markdown.count('<ul class="index-list">') <= 50 for page in pages)
    assert all(page.markdown.count("<li>") <= 60 for page in pages)
    assert 'href="../tags/letters/ba/"' in pages[0].markdown


def test_an_empty_index_says_something() -> None:
    (page,) = index_pages("place", [], LOOK)
    assert 'data-l="empty_index"' in page.markdown


def test_the_index_of_dates_shows_years_and_the_undated() -> None:
    spread = [Stretch("2020-03", 11, ("2020", "03")), Stretch("2024-11", 2, ("2024", "11"))]
    page = dates_index_page([Part(segments=("2024",), count=2), Part(segments=("2020",), count=11)], 3, LOOK, spread)
    assert page.path == "dates/index.md"
    assert 'href="../dates/2024/"' in page.markdown
    assert '<a href="../dates/2024/11/">2</a>' in page.markdown
    assert 'href="../dates/undated/"' in page.markdown
    assert matter(page.markdown)["names"] == 16
    assert "undated" not in dates_index_page([], 0, LOOK).markdown


def test_the_home_page_keeps_the_words_of_its_people_and_adds_numbers_and_latest() -> None:
    intro = "---\ntitle: x\n---\n\n# أهلا\n\nنص **مهم**."
    page = home_page(
        intro, Front(latest=(a_card("a-1", "عنوان أول"),), counts={"articles": 36, "actors": 2}), NAMES, LOOK
    )
    assert page.path == "index.md"
    assert "# أهلا\n\nنص **مهم**." in page.markdown
    assert "title: x" not in page.markdown
    assert "جهتان فاعلتان" in page.markdown
    assert 'href="articles/a-1/"' in page.markdown
    assert "<h1>" not in page.markdown


def test_the_home_page_names_its_span_and_those_most_often_named() -> None:
    often = {"actor": (("hts", 36), ("turkey", 12))}
    front = Front(counts={"articles": 36}, first="2015-03", last="2024-11-28", often=often)
    text = home_page("نص", front, NAMES, LOOK).markdown
    assert 'data-d="2015-03/2024-11-28">من آذار/مارس 2015 إلى 28 تشرين الثاني/نوفمبر 2024' in text
    assert text.index("actors/hts/") < text.index("actors/turkey/")
    assert "data-archive-search" in text


def test_doubtful_ends_are_no_span_of_the_home_page() -> None:
    front = Front(counts={"articles": 2}, first="2016~", last="2024-11-27/2024-11-30")
    assert "data-d" not in home_page("نص", front, NAMES, LOOK).markdown


def test_the_home_page_says_in_twelve_numbers_which_days_of_the_year_have_a_page() -> None:
    text = home_page("نص", Front(days=("01-01", "02-29", "11-28", "11-30")), NAMES, LOOK).markdown
    (table,) = re.findall(r'data-days="([^"]*)"', text)
    months = [int(number, 16) for number in table.split()]
    assert [(at + 1, day) for at in range(12) for day in range(1, 32) if months[at] >> (day - 1) & 1] == [
        *((1, 1), (2, 29), (11, 28), (11, 30)),
    ]
    assert 'href="dates/"' in text
    assert "data-days" not in home_page("نص", Front(), NAMES, LOOK).markdown


def test_a_day_of_the_year_lists_its_years_and_leads_to_each() -> None:
    days = (Part(segments=("2024", "11", "28"), count=2), Part(segments=("2020", "11", "28"), count=1))
    text = made(a_listing("anniversary", "", ("11-28",), entries=[an_entry()], parts=days, total=3))
    assert matter(text)["title"] == "28 تشرين الثاني/نوفمبر"
    assert 'href="../../../dates/2024/11/28/"' in text
    assert 'href="../../../dates/"' in text


def test_a_home_page_without_heading_gets_the_name_of_the_site() -> None:
    assert "<h1>أرشيف</h1>" in home_page("نص", Front(), NAMES, LOOK).markdown


def test_an_actor_shows_who_is_named_in_the_same_paragraphs_with_a_search_for_both() -> None:
    text = made(a_listing(entries=[an_entry()], company=(("turkey", 7), ("gone", 2))))
    assert '<span data-c="blocks" data-n="7">7 فقرات</span>' in text
    assert 'href="../../search/?q=%D8%AA%D8%B1%D9%83%D9%8A%D8%A7&amp;actor=hts"' in text
    assert text.index("actors/turkey/") < text.index("actors/gone/")
    assert "named_together" not in made(a_listing(entries=[an_entry()]))
