"""Who said what, and what an article is about."""

from __future__ import annotations

from typing import Any

import pytest

from archive_tools.annotate import annotate, annotate_text
from archive_tools.arabic.identity import unrecorded_id
from archive_tools.records import Block
from tests.annotate.golden import cases
from tests.annotate.knowledge import builtin_knowledge


def said(case: dict[str, Any]) -> list[list[Any]]:
    text = case["text"]
    quotes = annotate_text(text, published="2024-11-28", lang="ar", knowledge=builtin_knowledge())["quotes"]
    start = [" ".join(text[q["start"] : q["end"]].split()[:3]) for q in quotes]
    return [
        [q["kind"], s, q["speaker"], q["speaker_target"], q["anonymity"]] for q, s in zip(quotes, start, strict=True)
    ]


@pytest.mark.parametrize("case", cases("quotes"), ids=lambda case: case["text"][:30])
def test_quotations_in_a_text_are_those_of_the_case(case: dict[str, Any]) -> None:
    assert said(case) == case["found"]


def test_quote_offsets_lie_inside_the_marks() -> None:
    text = 'قال أردوغان: " لن نسمح بذلك أبدا ".'
    (quote,) = annotate_text(text, published=None, lang="ar", knowledge=builtin_knowledge())["quotes"]
    assert text[quote["start"] : quote["end"]] == "لن نسمح بذلك أبدا"


def test_a_pull_quote_is_joined_to_what_it_repeats_and_takes_its_speaker() -> None:
    blocks = (
        Block(number=1, kind="paragraph", text="قال أردوغان: «لن نسمح بذلك أبدا في بلادنا»."),
        Block(number=2, kind="pull_quote", text="’لن نسمح بذلك أبدا‘", repeats=1),
        Block(number=3, kind="paragraph", text="اشترك في نشرتنا عن تركيا", marked="newsletter"),
    )
    found = annotate(blocks, published=None, lang="ar", stated_tags=(), knowledge=builtin_knowledge())
    direct, pull = found.quotes
    assert (direct.kind, pull.kind) == ("direct", "pull")
    assert (pull.repeats_block, pull.speaker_target) == (1, "recep-tayyip-erdogan")
    assert pull.exact == "لن نسمح بذلك أبدا"
    assert {mention.block for mention in found.mentions} == {1}


def test_a_paragraph_of_thousands_of_quotations_is_read_in_linear_time() -> None:
    text = "قال «نعم هذا كلام» " * 3000
    found = annotate_text(text, published=None, lang="ar", knowledge=builtin_knowledge())
    assert len(found["quotes"]) == 3000


@pytest.mark.parametrize("case", cases("tags"), ids=lambda case: case["text"][:30])
def test_a_text_gets_the_tags_of_the_case(case: dict[str, Any]) -> None:
    found = annotate_text(case["text"], published=None, lang=case.get("lang", "ar"), knowledge=builtin_knowledge())
    assert [tag["id"] for tag in found["tags"]] == case["tags"]


def test_a_tag_says_by_which_terms_it_was_given() -> None:
    (tag,) = annotate_text("عقوبات على إيران", published=None, lang="ar", knowledge=builtin_knowledge())["tags"]
    assert (tag["basis"], tag["evidence"]) == ("inferred", "«عقوبات على» p1")


def test_stated_tags_come_first_and_become_topics_where_their_label_is_one() -> None:
    knowledge = builtin_knowledge()
    found = annotate((), published=None, lang="ar", stated_tags=("وقف إطلاق النار", "وسم خاص"), knowledge=knowledge)
    assert [tag.id for tag in found.tags] == ["ceasefire", unrecorded_id("وسم خاص")]
    assert {tag.basis for tag in found.tags} == {"stated"}


def test_there_are_sixty_topics_with_labels_in_three_languages() -> None:
    topics = builtin_knowledge().authority.topics
    assert len(topics) >= 60
    assert all({"ar", "en", "tr"} <= topic.name.keys() and topic.terms for topic in topics.values())
