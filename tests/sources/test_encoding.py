"""Encodings and mojibake: every byte kept, or the file refused."""

from __future__ import annotations

import pytest

from archive_tools.arabic.encoding import UndecodableError, decode, repair

TEXT = "وصلت القافلة صباح الأحد إلى المدينة بعد تأخر دام ثلاثة أيام، وقال سائق إن الطريق كان مقطوعاً."
NOT_IN_CP720 = str.maketrans("", "", "،ً")


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859_6", "cp720", "mac_arabic"],
)
@pytest.mark.parametrize("length", [20, 40, 94])
def test_arabic_text_is_decoded_whatever_its_encoding(encoding: str, length: int) -> None:
    data = TEXT[:length].translate(NOT_IN_CP720).encode(encoding)
    assert decode(data).text == TEXT[:length].translate(NOT_IN_CP720)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Şöyle dedi: güneş doğdu ve ılık", "cp1254"), ("Le café déjà vu", "cp1252"), ("Grüße aus der Stadt", "cp1252")],
)
def test_a_western_code_page_is_told_from_an_arabic_one(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert "guessed" in decoded.notes[0]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("قبل ".encode() + b"\xff\xfe\xc0\xaf " + "بعد".encode(), "damaged UTF-8"),
        ("قبل".encode()[:-1], "damaged UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff\x80", "not text"),
        (b"\xff\xfea", "byte order mark"),
        (b"\xef\xbb\xbf\xff", "byte order mark"),
        ("Привет мир это текст".encode("cp1251"), "not known"),
        ("שלום עולם טקסט".encode("cp1255"), "not known"),
    ],
)
def test_bytes_that_fit_no_encoding_are_refused_and_never_dropped(data: bytes, word: str) -> None:
    with pytest.raises(UndecodableError, match=word):
        decode(data)


def test_a_declared_encoding_is_used_where_it_fits_and_noted_where_not() -> None:
    assert decode("نص".encode("cp1256"), "windows-1256").encoding == "cp1256"
    assert "does not fit" in decode("نص".encode(), "ascii").notes[0]
    assert "not known" in decode(b"abc", "klingon").notes[0]
    assert "not read here" in decode(b"abc", "utf-7").notes[0]


@pytest.mark.parametrize(
    ("right", "wrong"), [("utf-8", "cp1256"), ("cp1256", "latin-1"), ("cp1256", "cp1252"), ("utf-8", "latin-1")]
)
def test_text_that_was_read_with_the_wrong_table_is_repaired_and_said_so(right: str, wrong: str) -> None:
    text = "وصلت القافلة صباح الأحد إلى المدينة"
    repaired, note = repair(text.encode(right).decode(wrong))
    assert repaired == text
    assert note is not None
    assert note.startswith("mojibake repaired")


@pytest.mark.parametrize(
    "text",
    [
        "نص عربي سليم",
        "طط ظظ",
        "Ça va? Où ça? À côté",
        "ÀÉÈÙÇ",
        "Çok güzel bir gün",
        "Ørsted Ångström",
        "Straße",
        "",
        "ÇÇÇ",
    ],
)
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert repair(text) == (text, None)
