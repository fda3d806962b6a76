"""Proclitics as grammar, order of index headings, direction, ids of names without a record, completeness of tables."""

from __future__ import annotations

import random

import pytest

from archive_tools.arabic.collation import collation_key, key_and_letter
from archive_tools.arabic.direction import direction, first_strong
from archive_tools.arabic.identity import unrecorded_id
from archive_tools.arabic.proclitics import splits, with_proclitics
from archive_tools.arabic.tables import table
from tests.annotate.golden import cases

PROCLITICS = cases("proclitics")
HEADINGS = cases("collation")


@pytest.mark.parametrize(("word", "prefix", "rest"), PROCLITICS["allowed"])
def test_legal_readings_are_found(word: str, prefix: str, rest: str) -> None:
    assert (prefix, rest) in splits(word)


@pytest.mark.parametrize(("word", "prefix", "rest"), PROCLITICS["forbidden"])
def test_illegal_readings_are_not(word: str, prefix: str, rest: str) -> None:
    assert (prefix, rest) not in splits(word)


def test_li_before_the_article_swallows_its_alef() -> None:
    forms = with_proclitics("الجيش")
    assert "للجيش" in forms
    assert "لالجيش" not in forms
    assert "للاذقيه" in with_proclitics("اللاذقيه")


def test_headings_are_in_the_order_of_the_cases() -> None:
    names = [name for name, _ in HEADINGS]
    shuffled = random.Random(3).sample(names, len(names))
    letters = [key_and_letter(name)[1] for name in sorted(shuffled, key=collation_key)]
    assert letters == [letter for _, letter in HEADINGS]


@pytest.mark.parametrize(("heading", "letter"), HEADINGS)
def test_a_heading_stands_under_its_letter(heading: str, letter: str) -> None:
    assert key_and_letter(heading)[1] == letter


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ar", "rtl"),
        ("ar-SY", "rtl"),
        ("fa", "rtl"),
        ("ckb", "rtl"),
        ("ku", "ltr"),
        ("ku-Arab", "rtl"),
        ("az-Latn", "ltr"),
    ],
)
def test_a_language_has_its_direction_and_a_script_decides(lang: str, expected: str) -> None:
    assert direction(lang) == expected


def test_the_first_strong_character_gives_the_direction_of_a_string() -> None:
    assert first_strong("«123 حلب» Aleppo") == "rtl"
    assert first_strong("(2024) Aleppo حلب") == "ltr"
    assert first_strong("\u2067حلب\u2069 Aleppo") == "ltr"
    assert first_strong("123 …") is None


def test_names_without_record_that_fold_alike_share_an_id() -> None:
    assert unrecorded_id("صحيفة  الأيام") == unrecorded_id("صحيفه الايام")
    assert unrecorded_id("صحيفة الأيام").startswith("x-")
    assert len(unrecorded_id("أ")) == 12


@pytest.mark.parametrize("family", sorted(table("months")["families"]))
def test_every_family_of_months_has_twelve(family: str) -> None:
    assert len(table("months")["families"][family]) == 12
    assert all(table("months")["families"][family])


def test_hijri_months_and_weekdays_are_complete() -> None:
    assert len(table("months")["hijri"]) == 12
    assert [len(table("weekdays")[lang]) for lang in ("ar", "en", "tr")] == [7, 7, 7]
