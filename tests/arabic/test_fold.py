"""The fold joins spellings that readers take as the same, and its map leads back exactly."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from archive_tools.arabic.fold import fold, fold_with_map
from tests.annotate.golden import cases

CASES = cases("fold")


@pytest.mark.parametrize(("one", "other"), CASES["same"])
def test_spellings_that_mean_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), CASES["apart"])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_span_of_the_fold_maps_back_to_the_marks_that_belong_to_it() -> None:
    text = "جنديًا تركيًا"
    folded, offsets = fold_with_map(text)
    start = folded.index("تركيا")
    assert text[offsets[start] : offsets[len(folded)]] == "تركيًا"


def test_a_character_that_folds_to_several_maps_all_of_them_to_itself() -> None:
    folded, offsets = fold_with_map("ﷲ")
    assert folded == "الله"
    assert list(offsets) == [0, 0, 0, 0, 1]


def test_no_target_of_the_table_is_itself_folded_away() -> None:
    letters = json.loads(resources.files("archive_tools.arabic").joinpath("fold.json").read_text("utf-8"))["letters"]
    assert [target for target in letters if fold(target) != target.replace("ئو", "وو").replace("ئ", "ي")] == []
