"""Words keep their marks; sentences survive abbreviations, initials and decimal numbers."""

from __future__ import annotations

import pytest

from archive_tools.arabic.tokens import sentences, words
from tests.annotate.golden import cases


@pytest.mark.parametrize("marked", cases("sentences"))
def test_sentences_break_where_the_case_says(marked: str) -> None:
    parts = marked.split("|")
    text = "".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in parts]


def test_a_word_with_tanwin_is_one_word() -> None:
    text = "36 جنديًا تركيًا"
    assert [text[start:end] for start, end in words(text)] == ["36", "جنديًا", "تركيًا"]


def test_a_word_with_a_zero_width_non_joiner_is_one_word() -> None:
    text = "اصلاح\u200cطلبان آمدند"
    assert len(words(text)) == 2


def test_a_hashtag_is_its_words() -> None:
    text = "#فلاديمير_بوتين"
    assert [text[start:end] for start, end in words(text)] == ["فلاديمير", "بوتين"]


def test_line_ends_end_sentences() -> None:
    assert len(sentences("عنوان\nنص الخبر")) == 2


def test_a_long_run_of_stops_is_read_in_linear_time() -> None:
    assert len(sentences("." * 200_000 + "x")) == 1
