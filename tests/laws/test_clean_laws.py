"""Laws of reading and cleaning: nothing is lost, nothing depends on order, doing it again changes nothing."""

from __future__ import annotations

import io
import json
import unicodedata
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from archive_tools import sources
from archive_tools.arabic.encoding import UndecodableError, decode, repair
from archive_tools.clean import clean, plain_text
from archive_tools.clean.hygiene import scrub
from archive_tools.clean.identity import LONGEST, slug
from archive_tools.records import Article, RawItem, Rejected
from tests.clean.items import an_item
from tests.clean.knowledge import the_knowledge

KNOWLEDGE = the_knowledge()

ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ةىأإآؤئء،."), min_size=30, max_size=200)
PIECES = st.sampled_from(
    [
        *("قال", "الطريق", "شاركها.", "“لم ننم منذ يومين لأن الجرحى يصلون كل ساعة”", "– طبيبة", "\n", "\n\n", " "),
        *(
            "اقرأ أيضاً:",
            "- بند",
            "* بند",
            "عنوان قصير",
            ". .",
            "\u200f",
            "\u202e",
            "\u2067",
            "\u2069",
            "\u200b",
            "\x00",
            "\r\n",
        ),
        *(
            "Sign up to our newsletter",
            "أ\u0654",
            "2024",
            "\u2028",
            "---",
            "# x",
            "|a|b|",
            "> q",
            "```",
            "[x](y)",
            "**b**",
        ),
    ]
)
BODIES = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


def visible(text: str) -> str:
    return "".join(text.split())


@given(BODIES)
def test_every_visible_character_of_a_body_stands_in_some_block(body: str) -> None:
    clean_text, _ = scrub(body)
    result = clean(an_item(body), KNOWLEDGE)
    if isinstance(result, Rejected):
        assert "boilerplate" in result.reason or not visible(clean_text)
        return
    assert visible("".join(block.text for block in result.blocks)) == visible(clean_text)


@given(BODIES)
def test_what_hygiene_removes_is_counted_to_the_character(body: str) -> None:
    text = unicodedata.normalize("NFC", body.replace("\r\n", "\n"))
    kept, removed = scrub(text)
    if unicodedata.normalize("NFC", kept) == kept and not any(unicodedata.combining(char) for char in text):
        assert len(text) - sum(removed.values()) == len(kept)


@given(BODIES)
def test_hygiene_twice_is_hygiene_once(body: str) -> None:
    once, _ = scrub(body)
    twice, removed = scrub(once)
    assert twice == once
    assert not sum(removed.values())
    assert unicodedata.is_normalized("NFC", once)


@given(BODIES)
def test_cleaning_the_text_of_an_article_gives_the_same_blocks(body: str) -> None:
    first = clean(an_item(body, fields={"headline": "ثابت"}), KNOWLEDGE)
    if isinstance(first, Rejected):
        return
    text = "\n\n".join(block.text for block in first.blocks)
    second = clean(an_item(text, fields={"headline": "ثابت"}), KNOWLEDGE)
    assert isinstance(second, Article)
    assert [block.text for block in second.blocks] == [block.text for block in first.blocks]


@given(BODIES, st.sampled_from(["text", "markdown"]))
def test_no_body_crashes_cleaning_and_blocks_are_numbered(body: str, body_format: str) -> None:
    result = clean(an_item(body, body_format=body_format), KNOWLEDGE)
    if isinstance(result, Article):
        assert [block.number for block in result.blocks] == list(range(1, len(result.blocks) + 1))
        assert all(block.text == block.text.strip() and block.text for block in result.blocks)
        assert result.headline.value


@given(
    st.dictionaries(
        st.sampled_from(["headline", "published", "outlet", "byline", "lang", "url", "tags", "id"]), st.text()
    )
)
def test_no_field_crashes_cleaning_and_the_id_is_safe(fields: dict[str, str]) -> None:
    result = clean(an_item(fields=fields), KNOWLEDGE)
    assert isinstance(result, Article)
    assert result.id.isascii()
    assert 0 < len(result.id) <= LONGEST
    assert result.id == result.id.lower()
    assert result.id.strip("-") == result.id


@given(st.text(), st.text())
def test_an_id_is_a_function_of_its_name_and_survives_being_an_id(one: str, other: str) -> None:
    assert slug(one) == slug(one)
    assert slug(slug(one)) == slug(one) or slug(one) in {"index", "404"}
    if one.isascii() and other.isascii() and one.lower() == other.lower():
        assert slug(one) == slug(other)


@given(ARABIC, st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"]))
def test_decoding_undoes_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.binary(max_size=200))
def test_bytes_are_decoded_without_loss_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except UndecodableError:
        return
    if decoded.encoding == "mac_arabic":  # has two codes for a blank and for most punctuation, one of each direction
        assert len(decoded.text) == len(data)
        return
    mark = data[: len(data) - len(decoded.text.encode(decoded.encoding))]
    assert mark + decoded.text.encode(decoded.encoding) == data
    assert mark in {b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"}


@given(st.text(max_size=100))
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once, _ = repair(text)
    assert repair(once)[0] == once


@given(
    st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.json", "a.jsonl", "a.csv", "a.txt.gz", "a.csv.gz"])
)
def test_no_bytes_crash_a_reader(data: bytes, name: str) -> None:
    for item in sources.read_items(name, io.BytesIO(data), {}):
        assert isinstance(item, RawItem | Rejected)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=1, max_size=6))
def test_lines_and_lists_of_records_give_the_same_articles(texts: list[str]) -> None:
    records = [{"id": str(number), "text": f"x{text}"} for number, text in enumerate(texts)]
    lines = "\n".join(json.dumps(record) for record in records).encode()
    found = [
        [item.fields for item in sources.read_items(name, io.BytesIO(data), {}) if isinstance(item, RawItem)]
        for name, data in [("a.jsonl", lines), ("a.json", json.dumps(records).encode())]
    ]
    assert found[0] == found[1]
    assert len(found[0]) == len(records)


@given(st.lists(st.sampled_from(["قال ذلك.", "عنوان", "- بند", "نص طويل " * 15 + "."]), max_size=12))
def test_paragraphs_keep_the_order_of_the_text(parts: list[str]) -> None:
    drafts = plain_text.drafts("\n\n".join(parts))
    assert Counter(draft.text for draft in drafts) == Counter(part.strip() for part in parts)
    assert [draft.text for draft in drafts] == [part.strip() for part in parts]
