"""Laws of annotation: spans are exact and whole words, and nothing depends on order, history or process."""

from __future__ import annotations

import itertools
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_tools.annotate import annotate, annotate_text
from archive_tools.edtf import is_valid
from archive_tools.records import Block
from tests.annotate.golden import cases
from tests.annotate.knowledge import builtin_knowledge

TEXTS = [case["text"] for name in ("names", "dates", "quotes", "tags") for case in cases(name)]
PIECES = st.sampled_from(
    [word for text in TEXTS for word in text.split()]
    + ["«", "»", '"', ":", "،", ".", "\n", "2016", "28", "و", "#", "_", "\u200f", "ـ", "(", ")", "'"]
)
JUMBLES = st.lists(PIECES, max_size=30).map(" ".join)
PUBLISHED = st.sampled_from([None, "2018", "2018-05", "2018-05-10", "2024-02-29", "2018~"])


def run(text: str, published: str | None = "2018-05-10") -> dict[str, Any]:
    return annotate_text(text, published=published, lang="ar", knowledge=builtin_knowledge())


def _in_a_process(text: str) -> dict[str, Any]:
    return run(text)


@settings(max_examples=60)
@given(st.one_of(JUMBLES, st.text(max_size=80)), PUBLISHED)
def test_every_span_is_exact_and_cuts_no_word(text: str, published: str | None) -> None:
    found = run(text, published)
    for item in [*found["mentions"], *found["dates"]]:
        start, end = item["start"], item["end"]
        assert 0 <= start < end <= len(text)
        assert text[start:end] == item["exact"]
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
    for quote in found["quotes"]:
        assert 0 <= quote["start"] < quote["end"] <= len(text)
    assert all(date["edtf"] is None or is_valid(date["edtf"]) for date in found["dates"])


@settings(max_examples=40)
@given(st.one_of(JUMBLES, st.text(max_size=80)))
def test_targets_are_records_and_an_open_name_has_candidates_instead(text: str) -> None:
    authority = builtin_knowledge().authority
    known = authority.actors.keys() | authority.places.keys()
    for mention in run(text)["mentions"]:
        if mention["target"] is None:
            assert mention["ambiguous"]
            assert set(mention["candidates"]) <= known
        else:
            assert mention["target"] in known


@settings(max_examples=30)
@given(JUMBLES)
def test_names_that_are_not_nested_do_not_overlap(text: str) -> None:
    outer = [m for m in run(text)["mentions"] if not m.get("nested")]
    assert all(first["end"] <= second["start"] for first, second in itertools.pairwise(outer))


@settings(max_examples=30)
@given(JUMBLES)
def test_marked_blocks_say_nothing_and_change_nothing(text: str) -> None:
    one = Block(number=1, kind="paragraph", text=text)
    noise = Block(number=2, kind="paragraph", text="اشترك في نشرة تركيا وفلسطين اليوم", marked="newsletter")
    alone = annotate((one,), published="2018-05-10", lang="ar", stated_tags=(), knowledge=builtin_knowledge())
    beside = annotate((one, noise), published="2018-05-10", lang="ar", stated_tags=(), knowledge=builtin_knowledge())
    assert alone == beside


def test_the_result_does_not_depend_on_what_was_annotated_before() -> None:
    forwards = [run(text) for text in TEXTS]
    backwards = [run(text) for text in reversed(TEXTS)]
    assert forwards == backwards[::-1]


@pytest.mark.slow
def test_another_process_says_the_same() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_in_a_process, TEXTS)) == [run(text) for text in TEXTS]


def test_knowledge_survives_pickling() -> None:
    copy = pickle.loads(pickle.dumps(builtin_knowledge()))
    text = "زار بشار الأسد موسكو أمس، وقال الأسد إنه عاد"
    assert annotate_text(text, published=None, lang="ar", knowledge=copy) == run(text, None)
