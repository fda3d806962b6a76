"""The page of an article."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from archive_tools.records import TranslationOf
from archive_tools.render.article import article_page
from archive_tools.render.look import Look
from tests.builders import (
    a_block,
    a_card,
    a_date,
    a_fact,
    a_mention,
    a_quote,
    a_tag,
    an_article,
    an_entity,
    some_annotations,
    some_links,
)

LOOK = Look(site_title="أرشيف")
HTS = an_entity()
ALEPPO = an_entity("aleppo", "place", "حلب")
SYRIA = an_entity("syria", "state", "سوريا")


def page(article: Any, annotations: Any = None, links: Any = None, look: Look = LOOK) -> str:
    made = article_page(article, annotations or some_annotations(), links or some_links(HTS, ALEPPO, SYRIA), look)
    assert made.path == f"articles/{article.id}.md"
    return made.markdown


def matter(markdown: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(markdown.split("---\n")[1])
    return loaded


def paragraph(markdown: str, number: int) -> str:
    (line,) = [line for line in markdown.split("\n") if f'<a id="p{number}"></a>' in line]
    return line


def test_a_paragraph_is_one_line_that_begins_with_its_anchor() -> None:
    text = page(an_article("أولى", "ثانية\nفي سطرين"))
    assert paragraph(text, 1) == '<a id="p1"></a>أولى'
    assert paragraph(text, 2) == '<a id="p2"></a>ثانية<br>في سطرين'


def test_plain_arabic_stays_readable_in_the_file() -> None:
    text = "قال الوزير، يوم الخميس: «لن نتراجع»؛ هل يكفي هذا؟ نعم. (وكالات) 12.5%"
    assert paragraph(page(an_article(text)), 1).endswith("نتراجع»؛ هل يكفي هذا؟ نعم. (وكالات) 12&#46;5%")


def test_text_is_never_rewritten() -> None:
    assert paragraph(page(an_article("انتهاك للاتفاق. .")), 1).endswith("للاتفاق. .")


def test_the_first_mention_of_a_name_in_each_section_is_linked_as_a_whole_word() -> None:
    text = "هاجمت وهيئة تحرير الشام ثم هيئة تحرير الشام"
    article = an_article(text, text, a_block("عنوان", "heading"), text)
    mentions = [a_mention(text, "وهيئة تحرير الشام", "hts", block=number, name_start=1) for number in (1, 2, 4)]
    mentions += [a_mention(text, "هيئة تحرير الشام", "hts", block=1, nth=1)]
    made = page(article, some_annotations(mentions))
    assert (
        paragraph(made, 1)
        == '<a id="p1"></a>هاجمت [وهيئة تحرير الشام](../actors/hts.md "جماعة مسلحة") ثم هيئة تحرير الشام'
    )
    assert "[" not in paragraph(made, 2)
    assert "[وهيئة تحرير الشام](../actors/hts.md " in paragraph(made, 4)


@pytest.mark.parametrize(
    "how", [{"nested": True}, {"ambiguous": True, "candidates": ("hts", "x")}, {"kind": "nisba"}, {"target": None}]
)
def test_nested_ambiguous_and_unresolved_names_are_neither_linked_nor_listed(how: dict[str, Any]) -> None:
    text = "قال حسن"
    target = how.pop("target", "hts")
    made = page(an_article(text), some_annotations([a_mention(text, "حسن", target, **how)]))
    assert "](" not in made
    assert matter(made)["actors"] is None


def test_a_state_is_an_actor_even_where_it_is_met_as_a_place() -> None:
    text = "في سوريا وحلب"
    mentions = [a_mention(text, "سوريا", "syria", kind="place"), a_mention(text, "وحلب", "aleppo", kind="place")]
    made = page(an_article(text, stated_places=("syria",)), some_annotations(mentions))
    assert "[سوريا](../actors/syria.md " in made
    assert "[وحلب](../places/aleppo.md " in made
    assert matter(made)["actors"] == ["syria"]
    assert matter(made)["places"] == ["aleppo"]


def test_an_id_without_record_still_leads_to_its_page() -> None:
    text = "قال لواء النصر"
    made = page(an_article(text), some_annotations([a_mention(text, "لواء النصر", "x-0123456789")]))
    assert "[لواء النصر](../actors/x-0123456789.md)" in made
    assert "<bdi>لواء النصر</bdi>" not in made.split("names-panel")[0]


def test_what_a_person_states_is_listed_after_what_the_text_names() -> None:
    text = "قالت هيئة تحرير الشام"
    article = an_article(text, stated_actors=("turkey", "hts"), stated_dates=("2024-11-27",))
    made = page(article, some_annotations([a_mention(text, "هيئة تحرير الشام", "hts")]))
    assert matter(made)["actors"] == ["hts", "turkey"]
    assert matter(made)["dates"] == ["2024-11-27"]


def test_only_plain_dates_become_time_elements() -> None:
    text = "يوم الخميس ونحو 2016"
    dates = [a_date(text, "يوم الخميس", "2024-11-28"), a_date(text, "نحو 2016", "2016~")]
    made = page(an_article(text), some_annotations(dates=dates))
    assert paragraph(made, 1) == '<a id="p1"></a><time datetime="2024-11-28">يوم الخميس</time> ونحو 2016'
    assert matter(made)["dates"] == ["2024-11-28", "2016~"]


def test_a_direct_quote_is_marked_with_its_speaker_and_gets_no_marks_of_ours() -> None:
    text = "وقال المصدر: “سنمضي قدما”."
    made = page(an_article(text), some_annotations(quotes=[a_quote(text, "سنمضي قدما", "المصدر")]))
    assert '“<span class="said" data-speaker="المصدر">سنمضي قدما</span>”' in made
    assert "<q" not in made


def test_spans_that_cross_do_not_break_the_markup() -> None:
    text = "قال: هيئة تحرير الشام انسحبت"
    quote = a_quote(text, "الشام انسحبت", "x")
    made = page(an_article(text), some_annotations([a_mention(text, "هيئة تحرير الشام", "hts")], quotes=[quote]))
    assert paragraph(made, 1).endswith('هيئة تحرير <span class="said" data-speaker="x">الشام انسحبت</span>')


def test_a_pull_quote_says_which_paragraph_it_repeats_and_keeps_its_attribution() -> None:
    blocks = [a_block("’قول‘", "pull_quote", repeats=1), a_block("– مصدر", "pull_quote", repeats=1)]
    made = page(an_article("قال: “قول”", *blocks))
    aside = made[made.index("<aside") : made.index("</aside>")]
    assert '<p id="p2">’قول‘</p>' in aside
    assert '<p class="by" id="p3">– مصدر</p>' in aside
    assert '<a href="#p1">1</a>' in aside


def test_marked_blocks_stand_with_their_reason_in_what_was_left_out_and_nowhere_else() -> None:
    made = page(an_article("نص", a_block("شاركها.", marked="share prompt")))
    before, after = made.split('<details class="panel removed"')
    assert "شاركها" not in before
    assert after.count("شاركها.") == 1
    assert 'data-l="marked_share_prompt">دعوة إلى المشاركة<' in after
    assert '<li id="p2">' in after
    assert "panel removed" not in page(an_article("نص"))


def test_every_fact_shows_value_basis_evidence_and_what_lost() -> None:
    published = a_fact("2024-11-28", "sidecar", "sidecar", [a_fact("2024-11-29", "inferred", "p1: اليوم الجمعة")])
    made = page(an_article(published=published, lang=None))
    known = made[made.index('<details class="panel known"') : made.index('<details class="panel source"')]
    assert 'data-basis="sidecar"' in known
    assert "29 تشرين الثاني/نوفمبر 2024" in known
    assert "p1: اليوم الجمعة" in known
    assert 'data-basis="unknown"' in known


def test_every_name_date_and_tag_says_by_which_rule_it_was_found() -> None:
    text = "قالت هيئة تحرير الشام أمس"
    annotations = some_annotations(
        [a_mention(text, "هيئة تحرير الشام", "hts", rule="alias of the record")],
        [a_date(text, "أمس", "2024-11-27", basis="relative to published 2024-11-28", conflict="weekday is Friday")],
        tags=[a_tag("shelling", "قصف", evidence="«قصف» p1")],
    )
    known = page(an_article(text), annotations).split('<details class="panel known"')[1]
    for words in ("alias of the record", "محسوبًا من تاريخ النشر</span> 2024-11-28", "weekday is Friday", "«قصف» p1"):
        assert words in known


def test_an_unknown_outlet_date_and_language_are_said_to_be_unknown() -> None:
    made = page(an_article(outlet=None, published=None, lang=None))
    assert 'data-l="unknown_outlet"' in made
    assert '<a href="../../dates/undated/"><span data-l="undated">' in made
    assert {key: matter(made)[key] for key in ("outlet", "published", "lang", "dir")} == dict.fromkeys(
        ("outlet", "published", "lang", "dir")
    )


def test_the_front_matter_has_exactly_the_agreed_keys_with_null_for_absent() -> None:
    made = matter(page(an_article()))
    assert list(made) == [
        *("type", "id", "title", "title_basis", "title_translations", "description", "lang", "dir", "published"),
        *("published_basis", "outlet", "authors", "actors", "places", "dates", "tags", "translation_of", "robots"),
        "source",
    ]
    assert list(made["source"]) == ["seed", "item", "sha256", "media_type", "url"]
    assert made["authors"] is None
    assert made["source"]["item"] is None


def test_a_translation_names_its_original_and_whether_a_machine_made_it() -> None:
    of = TranslationOf(lang="en", outlet="middle-east-eye", machine=True)
    made = page(an_article(translation_of=of))
    assert 'data-l="machine_translation"' in made
    assert matter(made)["translation_of"] == {
        "id": None, "url": None, "lang": "en", "outlet": "middle-east-eye", "machine": True,
    }  # fmt: skip


def test_a_translation_of_an_article_in_the_archive_is_a_link() -> None:
    made = page(an_article(), links=some_links(translations=(a_card("en-1", "Fighting", lang="en"),)))
    assert '<a href="../../articles/en-1/"><bdi lang="en" dir="ltr">Fighting</bdi></a>' in made


def test_samples_and_supplied_headlines_are_labelled() -> None:
    made = page(an_article(sample=True, headline=a_fact("عنوان", "supplied")))
    assert 'data-l="sample"' in made
    assert 'data-l="supplied_headline"' in made
    assert 'data-l="sample"' not in page(an_article())


def test_only_web_addresses_become_links() -> None:
    made = page(an_article(url="javascript:alert(1)", archived=("https://web.archive.org/x",)))
    assert 'href="javascript' not in made
    assert 'href="https://web.archive.org/x" rel="noopener noreferrer nofollow"' in made


@pytest.mark.parametrize(
    "url", ["java\tscript:x", " https://x.y/", 'https://x/"y', "https:///x", "//x.y", "data:x", "x"]
)
def test_what_is_not_plainly_an_address_stays_text(url: str) -> None:
    assert "nofollow" not in page(an_article(url=url))


def test_neighbours_are_linked_in_their_own_direction() -> None:
    links = some_links(previous=a_card("en-1", "Stop! (AFP)", lang="en"), next=a_card("b-2"))
    made = page(an_article(), links=links)
    assert '<li class="previous">' in made
    assert '<bdi lang="en" dir="ltr">Stop! (AFP)</bdi>' in made
    assert 'class="panel neighbours"' not in page(an_article())


def test_an_article_of_unknown_language_goes_by_its_letters() -> None:
    made = page(an_article("في 2024-11-28", "On 2024-11-28", lang=None, headline="عنوان 2024-11-28"))
    assert '<h1 dir="auto">عنوان <bdi dir="ltr" class="short">2024-11-28</bdi></h1>' in made
    assert "<bdi" in paragraph(made, 1)
    assert "<bdi" not in paragraph(made, 2)
    assert 'lang="und"' not in made


def test_runs_are_isolated_in_arabic_only() -> None:
    assert '<bdi dir="ltr" class="short">2024-11-28</bdi>' in page(an_article("في 2024-11-28"))
    assert "<bdi" not in paragraph(page(an_article("on 2024-11-28", lang="en")), 1)


def test_lists_quotations_captions_tables_and_headings_keep_their_kind() -> None:
    made = page(
        an_article(
            a_block("أ", "list_item"), a_block("ب", "list_item"), a_block("ج", "quotation"), a_block("د", "quotation"),
            a_block("هـ", "caption"), a_block("و\tز\nح\tط", "table"), a_block("ي", "heading", level=3),
        )
    )  # fmt: skip
    assert '- <a id="p1"></a>أ\n- <a id="p2"></a>ب\n' in made
    assert '> <a id="p3"></a>ج\n>\n> <a id="p4"></a>د\n' in made
    assert '<a id="p5"></a><small>هـ</small>' in made
    assert "<tr><td>و</td><td>ز</td></tr>\n<tr><td>ح</td><td>ط</td></tr>" in made
    assert '<h3 id="p7">ي</h3>' in made


def test_names_stand_by_in_the_other_languages_of_the_interface() -> None:
    made = page(an_article())
    assert '<bdi lang="ar" data-en="Middle East Eye">ميدل إيست آي</bdi>' in made
    english = page(an_article(), look=Look(site_title="x", language="en"))
    assert '<bdi lang="en" data-ar="ميدل إيست آي">Middle East Eye</bdi>' in english


def test_the_same_records_make_the_same_page() -> None:
    assert page(an_article()) == page(an_article())


def test_no_part_of_a_raw_panel_holds_an_empty_line() -> None:
    made = page(an_article(a_block("سطر\n\nسطر", "pull_quote"), a_block("x\n\ny", marked="z")))
    for part in made.split("\n\n"):
        if part.startswith("<") and not part.startswith("<a "):
            tag = re.match(r"<(\w+)", part)
            assert tag
            assert part.rstrip().endswith(f"</{tag[1]}>")
