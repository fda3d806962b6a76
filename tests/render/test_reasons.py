"""Reasons, said in the language of the interface."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from archive_tools.render.labels import LANGUAGES, TABLE
from archive_tools.render.look import Look
from archive_tools.render.markup import isolated
from archive_tools.render.reasons import _patterns, reason

LOOK = Look(site_title="أرشيف")
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reasons.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["reason"])
def test_a_reason_is_said_in_the_language_of_the_interface(case: dict[str, str]) -> None:
    for lang in ("ar", "en"):
        shown = reason(case["reason"], replace(LOOK, language=lang))
        assert shown.startswith("<bdi>")
        assert unescape(re.sub(r"<[^<>]*>", "", shown)) == case[lang]


def test_the_browser_can_switch_the_words_of_a_reason() -> None:
    assert '<span data-l="why_alias">' in reason("alias «غزة»", LOOK)
    missing = [key for key, words in TABLE["labels"].items() if key.startswith("why_") and set(words) != set(LANGUAGES)]
    assert missing == []


@pytest.mark.parametrize(("beginning", "pattern", "shown"), _patterns(), ids=lambda part: part[:40])
def test_every_pattern_of_a_reason_can_be_met(beginning: str, pattern: str, shown: str) -> None:
    assert pattern.startswith(beginning)
    assert not set(beginning) & set(".[]?*+|{}^$()"), "how it begins is told letter by letter"
    numbers = [int(number) for number in re.findall(r"[{=](\d+)}", shown)]
    assert re.compile(pattern).groups == max(numbers, default=0)


def test_a_reason_lets_nothing_of_the_source_act() -> None:
    assert "<img" not in reason('field "<img src=x>": <img src=x>', LOOK)
    assert "&lt;img" in reason('field "<img src=x>": <img src=x>', LOOK)


def test_a_long_reason_made_to_keep_patterns_busy_is_shown_as_it_is() -> None:
    for piece in ('": «»', '": ', "««", "(a) "):
        text = 'field "' + piece * 30_000
        assert reason(text, LOOK) == isolated(text)


def test_digits_of_the_interface_stand_in_reasons_but_sources_keep_theirs() -> None:
    arab = replace(LOOK, digits="arab")
    assert "٣: " in reason("p3: heading at the beginning", arab)
    assert "2017-05-05" in reason('field "date": 2017-05-05', arab)


def test_no_reason_is_no_words() -> None:
    assert reason("", LOOK) == ""


@pytest.mark.parametrize("length", [10, 199, 200, 201, 1_999, 2_001])
def test_a_reason_is_said_alike_whether_or_not_it_is_short_enough_to_be_remembered(length: int) -> None:
    text = ("p2: «" + "س" * length)[: length - 1] + "»"
    expected = "س" * (length - 6)
    for _ in range(2):
        shown = unescape(re.sub(r"<[^<>]*>", "", reason(text, LOOK)))
        assert shown.endswith(f"«{expected}»")
        assert shown.startswith("الفقرة" if length <= 2_000 else "p2")
