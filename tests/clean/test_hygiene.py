"""What Unicode hygiene removes, keeps and counts."""

from __future__ import annotations

import pytest

from archive_tools.clean.hygiene import scrub
from archive_tools.clean.languages import infer
from tests.clean.items import an_item, article_of


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("ح\u200bلب", "حلب"),
        ("ح\u00adلب\ufeff", "حلب"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ه\u200d", "ه\u200d"),
        ("عام \u202e2024\u202c", "عام 2024"),
        ("\u2068HTS\u2069", "\u2068HTS\u2069"),
        ("\u2067بلا إغلاق", "بلا إغلاق"),
        ("سطر\u2069", "سطر"),
        ("\u2067أ\nب\u2069", "أ\nب"),
        ("قبل\x00\x02بعد\x1b", "قبلبعد"),
        ("\u200f12\u200e", "\u200f12\u200e"),
        ("أ\u2028ب\r\nج\rد", "أ\nب\nج\nد"),
        ("ا\u0654", "أ"),
        ("مُحَمَّد", "مُحَمَّد"),
        ("\ufdf2 \ufefb ½ ٢", "\ufdf2 \ufefb ½ ٢"),
        ("\ufffd", "\ufffd"),
    ],
)
def test_noise_goes_and_everything_that_is_spelling_stays(found: str, kept: str) -> None:
    assert scrub(found)[0] == kept


def test_marks_piled_on_a_letter_are_cut_at_thirty() -> None:
    text, removed = scrub("ح" + "َُِّ" * 5000 + "لب")
    assert len(text) == 33
    assert sum(removed.values()) == 20_000 - 30


def test_what_was_removed_is_said_in_the_article() -> None:
    article = article_of(an_item("عام \u202e2024\u202c في ح\u200bلب."))
    assert article.notes == ("removed: 2 bidi overrides or embeddings", "removed: 1 zero-width characters")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("وصلت القافلة صباح الأحد إلى المدينة.", "ar"),
        ("این خبر را در روزنامه\u200cای خواندم که گفت", "fa"),
        ("ئەم هەواڵە لە ڕۆژنامەیەکی کوردی وەرگیراوە", "ckb"),
        ("یہ خبر اردو میں ہے اور بہت اہم ہے", "ur"),
        ("Yardım konvoyu pazar günü kente ulaştı ve akşam geri döndü.", "tr"),
        ("The convoy reached the town on Sunday and it left in the evening.", "en"),
        ("Le convoi est arrivé dans la ville et il est reparti le soir.", "fr"),
        ("Hatine ragihandin ku li bajêr û li derdora wê şer didome.", "kmr"),
        ("השיירה הגיעה לעיר ביום ראשון", "he"),
        ("HTS", "und"),
        ("12345", "und"),
    ],
)
def test_letters_and_words_tell_the_language_or_say_that_they_do_not(text: str, lang: str) -> None:
    assert infer(text)[0] == lang
