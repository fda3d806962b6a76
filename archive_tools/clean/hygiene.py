"""Unicode hygiene: what readers cannot see and what falsifies what they see goes, is counted, and nothing else.

Removed: control characters, bidi embeddings and overrides (U+202A-202E: an override shows 2024 as 4202), isolates
without partner in their line, zero-width noise (ZWSP, word joiner, soft hyphen, byte order mark, grapheme joiner,
tags), noncharacters, and marks piled beyond 30 on one letter (UAX #15, stream-safe text). Kept: ZWNJ and ZWJ, which
spell Persian and others, balanced isolates, and the marks LRM, RLM, ALM, which only help. The result is NFC.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from functools import cache

_CONTROL = "control characters"
_BIDI = "bidi overrides or embeddings"
_ISOLATE = "unbalanced isolates"
_ZERO_WIDTH = "zero-width characters"
_PILED = "marks piled on one letter"

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_KINDS = {
    _CONTROL: "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff",
    _BIDI: "\u202a-\u202e\u206a-\u206f",
    _ZERO_WIDTH: "\u00ad\u034f\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f",
}
_REMOVED = re.compile("|".join(f"([{characters}])" for characters in _KINDS.values()))
_SUSPECT = re.compile("[" + "".join(_KINDS.values()) + "\u2066-\u2069]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_MOST_MARKS = 30
_JOINER = "\u034f"
"""The only one that Unicode counts among what can be printed."""


_SAMPLED = _MOST_MARKS // 2
_MAY_BE_PILE = re.compile(r"[^\w\s]{2}")
"""In every fifteenth character: marks are neither letters nor white space, and of 31 in a row two are seen."""


@cache
def _pile() -> re.Pattern[str]:
    """More marks in a row than any writing needs: combining marks of the basic plane."""
    ranges: list[list[int]] = []
    for code in range(0x300, min(sys.maxunicode, 0xFFFF)):
        if unicodedata.combining(chr(code)):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    marks = "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in ranges)
    return re.compile(f"([{marks}]{{{_MOST_MARKS}}})[{marks}]+")


def scrub(text: str) -> tuple[str, Counter[str]]:
    """The clean text in NFC with line feeds as line ends, and how many characters of each kind were removed."""
    removed: Counter[str] = Counter()
    if text.isascii() and text.isprintable():
        return text, removed
    if not text.replace("\n", "").isprintable() or _JOINER in text:
        text = _BREAKS.sub("\n", text)
        if _SUSPECT.search(text):
            text = _without_noise(text, removed)
    if _MAY_BE_PILE.search(text[::_SAMPLED]):
        shorter = _pile().sub(r"\1", text)
        removed[_PILED] += len(text) - len(shorter)
        text = shorter
    return unicodedata.normalize("NFC", text), removed


def one_line(text: str) -> str:
    """A clean text for a field of one line: white space joined, nothing at the ends."""
    return " ".join(scrub(text)[0].split())


def describe(removed: Counter[str]) -> tuple[str, ...]:
    """Notes that say what was removed."""
    return tuple(f"removed: {count} {kind}" for kind, count in sorted(removed.items()) if count)


def _without_noise(text: str, removed: Counter[str]) -> str:
    kinds = tuple(_KINDS)

    def drop(match: re.Match[str]) -> str:
        removed[kinds[(match.lastindex or 1) - 1]] += 1
        return ""

    text = _REMOVED.sub(drop, text)
    if _ISOLATES.search(text):
        text = "\n".join(_balanced(line, removed) for line in text.split("\n"))
    return text


def _balanced(line: str, removed: Counter[str]) -> str:
    opened: list[int] = []
    bad: set[int] = set()
    for match in _ISOLATES.finditer(line):
        if match[0] != "\u2069":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            bad.add(match.start())
    bad.update(opened)
    if not bad:
        return line
    removed[_ISOLATE] += len(bad)
    return "".join(char for at, char in enumerate(line) if at not in bad)
