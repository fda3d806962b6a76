"""The fold: the form of text under which spellings that readers take as the same are equal.

Alef and hamza forms, ى/ي, ة/ه, Persian and Urdu letters, presentation forms, digits of all three sets,
Latin case and accents become one character each; marks, tatweel, joiners and bidi controls vanish.
The rules are data (`fold.json`): a table by character, then a few replacements of equal length, so that the
fold of a text is nearly the fold of its characters and its offsets can be told exactly.
Built on Unicode NFKC (compatibility forms) and a table of our own. Idempotent.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from functools import cache

from archive_tools.arabic.tables import table


def _letters() -> dict[int, str]:
    data = table("fold")
    letters = {ord(source): target for target, sources in data["letters"].items() for source in sources}
    for span in data["drop"]:
        first, _, last = span.partition("-")
        letters.update(dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), ""))
    return letters


def _with_identities(letters: dict[int, str]) -> dict[int, str]:
    # A character that is missing costs str.translate an exception each time: list the common ones.
    common = [*range(0x20, 0x180), *range(0x600, 0x700), *range(0x2000, 0x2070)]
    return {code: chr(code) for code in common} | letters


_LETTERS = _letters()
_TABLE = _with_identities(_LETTERS)
_THEN: list[tuple[str, str]] = [(a, b) for a, b in table("fold")["then"]]
_LENGTHS = {chr(code): len(target) for code, target in _LETTERS.items() if len(target) != 1}
_FREQUENT = [(char, _LETTERS[ord(char)]) for char in "ةأىإ،"]
"""Nine of ten characters that the fold changes in Arabic text."""
_SHORT = 40
"""Characters, below which one look at each is the fastest."""
_FEW = 20
"""Kinds of characters, up to which one pass a kind is faster than one look at each character."""
_BEYOND_BMP = "\U00010000-\U0010ffff"


def _character_class(characters: Iterable[str]) -> str:
    # As ranges: re then tests one bitmap, which is ten times faster than a long list of characters.
    ranges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)


def _one_of(characters: Iterable[str]) -> re.Pattern[str]:
    """One of the characters, or any one beyond the basic plane: for one plane alone re needs no list of ranges."""
    return re.compile(f"[{_character_class(char for char in characters if char < _BEYOND_BMP[0])}{_BEYOND_BMP}]")


@cache
def _changes() -> re.Pattern[str]:
    """What the fold changes."""
    return _one_of(map(chr, _LETTERS))


@cache
def _changes_length() -> re.Pattern[str]:
    """What becomes several characters, or none."""
    return _one_of(_LENGTHS)


def fold(text: str) -> str:
    """The search key of `text`; folding it again changes nothing."""
    if len(text) < _SHORT:
        return _then(text.translate(_TABLE))
    return _by_kinds(*_kinds(text))


def _kinds(text: str) -> tuple[str, set[str]]:
    """The text with the most frequent changes made, and each kind of character that has yet to change."""
    for source, target in _FREQUENT:
        text = text.replace(source, target)
    return text, set(_changes().findall(text))


def _by_kinds(text: str, kinds: set[str]) -> str:
    """`text.translate(_TABLE)`, three times as fast: no replacement makes a character that another one replaces."""
    if len(kinds) > _FEW:
        return _then(text.translate(_TABLE))
    for source in kinds:
        text = text.replace(source, _LETTERS.get(ord(source), source))
    return _then(text)


def _then(folded: str) -> str:
    if "ئ" in folded:
        for source, target in _THEN:
            folded = folded.replace(source, target)
    return folded


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """The fold and, for each of its characters, the offset in `text` that it comes from.

    The map has one more entry than the fold, `len(text)`. A span `a:b` of the fold stands for `map[a]:map[b]`
    of the text; marks and tatweel after the last letter of the span belong to it.
    """
    changed, kinds = _kinds(text)
    folded = _by_kinds(changed, kinds)
    if _LENGTHS.keys().isdisjoint(kinds):
        return folded, range(len(text) + 1)
    offsets = array("l")
    at = 0
    for change in _changes_length().finditer(text):
        offsets.extend(range(at, change.start()))
        offsets.extend([change.start()] * _LENGTHS.get(change.group(), 1))
        at = change.end()
    offsets.extend(range(at, len(text) + 1))
    return folded, offsets
