"""What stands around an article's text to help its reader: related articles, names, quotations, reading time."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archive_tools.records import Related
from archive_tools.render.article import article_page
from archive_tools.render.look import Look
from archive_tools.render.reading import minutes, words
from tests.builders import (
    a_block,
    a_card,
    a_mention,
    a_quote,
    an_article,
    an_entity,
    blocks,
    some_annotations,
    some_links,
)

LOOK = Look(site_title="أرشيف")
HTS = an_entity(
    name={"ar": "هيئة تحرير الشام", "en": "HTS"}, description={"ar": "جماعة في إدلب.", "en": "A group in Idlib."}
)
ALEPPO = an_entity("aleppo", "place", "حلب", place_kind="city")


def page(article: Any, annotations: Any = None, look: Look = LOOK, **links: Any) -> str:
    return article_page(article, annotations or some_annotations(), some_links(HTS, ALEPPO, **links), look).markdown


def panel(markdown: str, css: str) -> str:
    start = markdown.index(f'class="panel {css}"')
    return markdown[start : markdown.index("\n\n", start)]


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


# ---------------------------------------------------------------- related articles


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "يشتركان في: هيئة تحرير الشام، حلب · في اليوم نفسه"),
        (1, "يشتركان في: هيئة تحرير الشام، حلب · بعد يوم واحد"),
        (2, "يشتركان في: هيئة تحرير الشام، حلب · بعد يومين"),
        (-3, "يشتركان في: هيئة تحرير الشام، حلب · قبل 3 أيام"),
        (11, "يشتركان في: هيئة تحرير الشام، حلب · بعد 11 يوما"),
        (900, "يشتركان في: هيئة تحرير الشام، حلب"),
        (None, "يشتركان في: هيئة تحرير الشام، حلب"),
    ],
)
def test_a_related_article_says_what_both_name_and_how_far_apart_they_are(days: int | None, words: str) -> None:
    found = Related(card=a_card("b-2", "خبر آخر"), shared=("hts", "aleppo"), days=days)
    made = panel(page(an_article(), related=(found,)), "related")
    assert text_of(made[made.index('<p class="why">') : made.index("</li>")]) == words
    assert '<a class="headline" href="../../articles/b-2/"><bdi lang="ar" dir="rtl">خبر آخر</bdi></a>' in made


def test_a_report_published_twice_says_so() -> None:
    found = Related(card=a_card("b-2"), days=1, same_text=True)
    assert "فقرة واحدة أو أكثر بالنص نفسه · بعد يوم واحد" in text_of(
        panel(page(an_article(), related=(found,)), "related")
    )


def test_an_undated_related_article_is_shown_as_undated() -> None:
    made = panel(page(an_article(), related=(Related(card=a_card("b-2", published=None), shared=("hts",)),)), "related")
    assert 'data-l="undated"' in made


def test_nothing_related_is_no_panel() -> None:
    assert "panel related" not in page(an_article())


# ---------------------------------------------------------------- names


def test_a_link_says_what_its_name_is_in_the_language_of_the_interface() -> None:
    text = "قالت هيئة تحرير الشام"
    annotations = some_annotations([a_mention(text, "هيئة تحرير الشام", "hts")])
    assert '[هيئة تحرير الشام](../actors/hts.md "جماعة في إدلب.")' in page(an_article(text), annotations)
    english = page(an_article(text), annotations, Look(site_title="x", language="en"))
    assert '[هيئة تحرير الشام](../actors/hts.md "A group in Idlib&#46;")'.replace("&#46;", ".") in english


def test_a_name_without_description_says_of_which_kind_it_is() -> None:
    text = "في حلب"
    annotations = some_annotations([a_mention(text, "حلب", "aleppo", kind="place")])
    assert '[حلب](../places/aleppo.md "مدينة")' in page(an_article(text), annotations)


def test_each_name_has_one_card_that_opens_without_a_script() -> None:
    text = "قالت هيئة تحرير الشام"
    mentions = [a_mention(text, "هيئة تحرير الشام", "hts", block=number) for number in (1, 3)]
    made = page(an_article(text, a_block("عنوان", "heading"), text), some_annotations(mentions))
    assert made.count('<details class="card">') == 1
    card = text_of(panel(made, "names-panel"))
    assert "نبذة" in card
    assert "جماعة مسلحة" in card
    assert "جماعة في إدلب." in card
    assert "HTS" in card
    assert 'data-en="A group in Idlib."' in made


def test_a_name_without_record_has_no_card() -> None:
    text = "قال لواء النصر"
    made = page(an_article(text), some_annotations([a_mention(text, "لواء النصر", "x-0123456789")]))
    assert "[لواء النصر](../actors/x-0123456789.md)" in made
    assert '<details class="card">' not in made


@pytest.mark.parametrize("text", ['") <script>', 'a"b', "(x) [y](z)", "\\", "سطر\nآخر", "{: onclick=x }", "*a* `b`"])
def test_a_description_cannot_leave_its_place(text: str) -> None:
    body = "قالت هيئة تحرير الشام"
    links = some_links(an_entity("hts", description={"ar": text}))
    made = article_page(an_article(body), some_annotations([a_mention(body, "هيئة تحرير الشام", "hts")]), links, LOOK)
    (line,) = [line for line in made.markdown.split("\n") if line.startswith('<a id="p1">')]
    assert re.fullmatch(r'<a id="p1"></a>قالت \[هيئة تحرير الشام\]\(\.\./actors/hts\.md "[^"\[\]()<>`*\\]*"\)', line)


# ---------------------------------------------------------------- quotations


def test_a_quotation_stands_with_its_first_words_its_paragraph_and_the_word_that_names_its_speaker() -> None:
    said = "سنمضي قدما ولن نتراجع عن حقنا في العودة إلى بيوتنا وقرانا ومدننا كلها مهما طال الوقت"
    text = f"وقال القائد: “{said}”."
    quote = a_quote(text, said, "القائد", speaker_target="hts", verb="وقال")
    made = panel(page(an_article(text), some_annotations(quotes=[quote])), "quotes")
    assert 'القائل</span>: <a href="../../actors/hts/">' in made
    assert "«سنمضي قدما ولن نتراجع عن حقنا في العودة إلى بيوتنا وقرانا ومدننا كلها مهما …»" in text_of(made)
    assert 'href="#p1"' in made
    assert text_of(made).endswith("القائل: هيئة تحرير الشام «وقال»")
    assert 'data-l="quotes_intro"' in made, "that a rule found the speaker is said"


def test_a_speaker_without_record_is_named_as_written_and_without_a_word_of_speech_nobody_is() -> None:
    text = "“قول أول” و“قول ثان”."
    quotes = [a_quote(text, "قول أول", "مصدر أمني"), a_quote(text, "قول ثان", None, verb=None)]
    made = panel(page(an_article(text), some_annotations(quotes=quotes)), "quotes")
    assert "<bdi>مصدر أمني</bdi>" in made
    assert made.count('data-l="speaker"') == 1


def test_indirect_speech_is_no_quotation() -> None:
    text = "قال إن الطريق مفتوح"
    quote = a_quote(text, "الطريق مفتوح", "المصدر", kind="indirect")
    assert "panel quotes" not in page(an_article(text), some_annotations(quotes=[quote]))


# ---------------------------------------------------------------- reading time


def test_words_are_counted_once_and_only_those_that_the_page_shows() -> None:
    counted = blocks(
        "أربع كلمات في النص", a_block("لا تعد", marked="newsletter"), a_block("أربع", "pull_quote", repeats=1)
    )
    assert words(counted) == 4


@pytest.mark.parametrize(
    ("count", "lang", "text", "expected"),
    [
        (0, "ar", "", 1),
        (180, "ar", "", 1),
        (720, "ar", "", 4),
        (720, "en", "", 3),
        (720, None, "نص", 4),
        (270, "ar", "", 2),
    ],
)
def test_arabic_takes_as_long_in_fewer_words(count: int, lang: str | None, text: str, expected: int) -> None:
    assert minutes(count, lang, text) == expected


def test_the_reading_time_stands_under_the_headline() -> None:
    made = page(an_article(" ".join(["كلمة"] * 540)))
    assert "وقت القراءة3 دقائق 540 كلمة" in text_of(made[: made.index("</header>")])
