"""Indexes by kind, places by what lies in what, and why an article has a topic."""

from __future__ import annotations

import re

from msgspec.structs import replace

from archive_tools.records import Alias, Entity, IndexRow
from archive_tools.render.hierarchy import hierarchy_pages
from archive_tools.render.index import index_pages
from archive_tools.render.look import Look
from archive_tools.render.profile import profile
from tests.builders import a_row, an_entity

LOOK = Look(site_title="أرشيف")


def place(identifier: str, ar: str, part_of: str | None = None, kind: str | None = "city", count: int = 1) -> IndexRow:
    return a_row(identifier, ar, count, "place", part_of=part_of, place_kind=kind)


SYRIA = an_entity("syria", "state", "سوريا")
IDLIB = place("idlib-gov", "محافظة إدلب", "syria", "governorate", 5).entity
ROWS = [place("saraqib", "سراقب", "idlib-gov"), place("jarjanaz", "جرجناز", "idlib-gov"), place("sochi", "سوتشي")]


def tree(rows: list[IndexRow], *above: Entity, look: Look = LOOK) -> dict[str, str]:
    return {page.path: page.markdown for page in hierarchy_pages(rows, {one.id: one for one in above}, look)}


def test_places_stand_below_what_they_lie_in_and_only_those_with_articles_are_links() -> None:
    (page,) = tree(ROWS, SYRIA, IDLIB).values()
    names = re.findall(r"<bdi[^>]*>([^<]*)</bdi>", page)
    assert names == ["سوريا", "محافظة إدلب", "جرجناز", "سراقب", "سوتشي"]
    assert re.findall(r'href="\.\./\.\./\.\./places/([a-z-]+)/"', page) == ["jarjanaz", "saraqib", "sochi"]
    assert page.count("<ul>") == page.count("</ul>") - 1 == 2


def test_what_holds_no_article_is_left_out() -> None:
    assert "سوريا" not in tree([place("sochi", "سوتشي")], SYRIA)["places/by/hierarchy.md"]
    assert tree([], SYRIA) == {}


def test_places_that_lie_in_each_other_in_a_circle_are_shown_and_end() -> None:
    rows = [place("a", "أ", "b"), place("b", "ب", "a"), place("c", "ج", "a")]
    (page,) = tree(rows).values()
    assert {"places/a", "places/b"} <= set(re.findall(r"places/[abc]", page))


def test_a_tree_too_large_for_a_page_is_cut_at_its_branches() -> None:
    rows = [place(f"t{n}", f"بلدة {n:03}", "idlib-gov") for n in range(60)] + [place("sochi", "سوتشي")]
    pages = tree(rows, SYRIA, IDLIB, look=Look(site_title="x", list_size=10))
    assert sorted(pages) == [
        "places/by/hierarchy.md",
        "places/by/hierarchy/syria.md",
        "places/by/hierarchy/syria/idlib-gov.md",
    ]
    assert 'href="../../../places/by/hierarchy/syria/"' in pages["places/by/hierarchy.md"]
    assert "t59/" not in pages["places/by/hierarchy.md"]
    assert pages["places/by/hierarchy/syria/idlib-gov.md"].count("<li>") == 60


def test_the_order_of_the_rows_plays_no_part() -> None:
    assert tree(ROWS, SYRIA, IDLIB) == tree(ROWS[::-1], IDLIB, SYRIA)


def test_actors_are_listed_by_kind_too_with_the_number_of_each() -> None:
    rows = [a_row("a", "أحمد"), a_row("b", "بدر"), a_row("t", "تركيا", 3, "state")]
    pages = {page.path: page.markdown for page in index_pages("actor", rows, LOOK)}
    assert sorted(pages) == ["actors/by/person.md", "actors/by/state.md", "actors/index.md"]
    assert 'href="../actors/by/person/"' in pages["actors/index.md"]
    persons = pages["actors/by/person.md"]
    assert "أحمد" in persons
    assert "تركيا" not in persons
    assert 'data-n="2"' in persons
    assert persons.count('aria-current="true"') == 1


def test_an_index_of_one_kind_offers_no_choice() -> None:
    (page,) = index_pages("actor", [a_row("a", "أحمد"), a_row("b", "بدر")], LOOK)
    assert 'class="kinds"' not in page.markdown


def test_a_kind_that_only_an_archive_knows_has_an_ascii_address() -> None:
    rows = [place("a", "أ", kind="قلعة"), place("b", "ب", kind="city")]
    assert "places/by/other.md" in {page.path for page in index_pages("place", rows, LOOK)}


def test_a_topic_says_by_which_words_it_is_given_and_what_forbids_it() -> None:
    terms = (Alias(text="غارة", lang="ar"), Alias(text="طائرات", lang="ar", needs=("قصفت",)))
    topic = replace(an_entity("air-strike", "topic", "غارة جوية"), terms=terms, excludes=("الدوري",))
    text = profile("tags/air-strike.md", topic, {}, LOOK)
    assert text.index("topic_rule") < text.index("غارة</bdi>") < text.index("قصفت") < text.index("الدوري")


def test_a_tag_without_a_rule_says_that_somebody_wrote_it() -> None:
    text = profile("tags/x-0123456789.md", an_entity("x-0123456789", "topic", "وسم"), {}, LOOK)
    assert "topic_stated" in text
    assert "topic_rule" not in text
