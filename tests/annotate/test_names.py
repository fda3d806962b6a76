"""Actors and places as a careful editor reads them: every case of tests/cases/names.yml."""

from __future__ import annotations

from typing import Any

import pytest

from archive_tools.annotate import annotate_text
from tests.annotate.golden import cases
from tests.annotate.knowledge import builtin_knowledge


def mentions(case: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = annotate_text(
        case["text"],
        published=case.get("published", "2018-05-10"),
        lang=case.get("lang", "ar"),
        knowledge=builtin_knowledge(),
    )["mentions"]
    return found


def pairs(found: list[dict[str, Any]]) -> list[list[str]]:
    return [[m["exact"], m["target"]] for m in found]


@pytest.mark.parametrize("case", cases("names"), ids=lambda case: case["text"][:30])
def test_names_in_a_line_are_those_of_the_case(case: dict[str, Any]) -> None:
    found = mentions(case)
    plain = [m for m in found if m["kind"] != "nisba" and not m.get("nested")]
    assert pairs([m for m in plain if m["target"]]) == case["found"]
    assert [[m["exact"], m["candidates"]] for m in plain if m["target"] is None] == case.get("open", [])
    nisbas = pairs([m for m in found if m["kind"] == "nisba" and not m.get("nested")])
    assert nisbas == case["nisba"] if "nisba" in case else True
    if "nested" in case:
        assert pairs([m for m in found if m.get("nested")]) == case["nested"]
    assert not {m["target"] for m in found} & set(case.get("never", ()))


def test_each_mention_says_which_annotator_found_it_and_why() -> None:
    (mention,) = mentions({"text": "وصل الوفد إلى دمشق"})
    assert mention["rule"] == "alias «دمشق»"


def test_the_same_word_before_the_full_name_is_not_yet_a_surname() -> None:
    found = mentions({"text": "زار حجاب المدينة. ثم وصل رياض حجاب، وقال حجاب إنه عاد"})
    assert [m["exact"] for m in found if m["target"] == "riyad-hijab"] == ["رياض حجاب", "حجاب"]


def test_offsets_count_code_points_of_the_text_as_given() -> None:
    text = "🙂 مقدمة\r\n\r\nوصل إلى #دمشق\u200f، ثم د\u0650مشق\u0640"
    for mention in mentions({"text": text}):
        assert text[mention["start"] : mention["end"]] == mention["exact"]
    assert [m["exact"] for m in mentions({"text": text})] == ["دمشق", "د\u0650مشق\u0640"]
