r"""Words and sentences of running text, as offsets.

A word keeps its marks: Python's `re` does not count Arabic vowel signs and tanwin as `\w` and would cut جنديًا
in two, so words are letters, marks, digits and joiners by Unicode property. The pattern is the browser's too.
"""

from __future__ import annotations

import regex

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table

WORD_PATTERN = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d\u00ad\u2060]*"
"""One word; valid in Python's `regex` and, with the flag u, in JavaScript."""

_WORD = regex.compile(WORD_PATTERN)
_CLOSERS = "\"'»”’)\\]}›"
_MARKS = r"(?<![.!?؟…۔])[.!?؟…۔]++"
"""A whole run of stops: never tried again from its middle, which would be quadratic."""
_STOP = regex.compile(
    rf"{_MARKS}(?:[ \u00a0]{_MARKS})*+[{_CLOSERS}]*+(?=\s|$|[«“\"(]|\p{{Arabic}}{{3}})"
    r"|[\r\n\u2028\u2029]+"
)
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}\u0640]+(?:\.[\p{L}\p{M}]+)*$")
_ABBREVIATIONS = frozenset(fold(word) for words in table("sentences")["abbreviations"].values() for word in words)
_HIJRI_OR_AD = frozenset({"م", "ه"})


def words(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the words of `text`, marks included."""
    return [match.span() for match in _WORD.finditer(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, outer white space left out; every other character is in exactly one.

    Breaks follow . ! ? ؟ … (with closing marks) and line ends. Abbreviations (د. أ.ب. Mr.), decimal numbers,
    initials, and a stop that is followed by a small letter end nothing; «. .» ends one sentence, not two.
    A stop glued between two words of three letters or more («الحكومة.وقال») is taken for an end.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, start, stop):
            _add(spans, text, start, stop.end())
            start = stop.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        spans.append((begin, begin + len(stripped)))


def _ends_sentence(text: str, start: int, stop: regex.Match[str]) -> bool:
    mark = stop.group()
    if mark[0] in "\r\n\u2028\u2029":
        return True
    rest = text[stop.end() : stop.end() + 24]
    following = rest.lstrip(" \u00a0«“\"'‘(")
    if following[:1].islower():
        return False
    if mark[0] != "." or mark.count(".") > 1:
        return True
    before = _BEFORE.search(text, max(start, stop.start() - 24), stop.start())
    if before is None:
        return True
    word = before.group()
    if not rest[:1].isspace() and rest and len(fold(word)) < 3:
        return False
    return not _is_abbreviation(text, before)


def _is_abbreviation(text: str, before: regex.Match[str]) -> bool:
    word = fold(before.group())
    if word in _HIJRI_OR_AD and text[: before.start()].rstrip()[-1:].isdigit():
        return False
    letters = [part for part in word.split(".") if part]
    return word in _ABBREVIATIONS or (all(len(part) == 1 and part.isalpha() for part in letters))
