"""One article turned over: for each form of a word in it, how much it weighs there and where it stands.

A posting is one byte, and a second one where the form stands in the headline:
  bits 0-5  weight in the body: 0 absent, else 1 + round(6 * log2(w)) + 18, w = occurrences over the length norm
            of BM25 (b = .5, against a fixed length of 250 words: an average over the archive would change them all);
            occurrences in the first fifty words count half as much again, because news says first what it is about
  bit 7     it stands in the headline; then the second byte holds its place there (bits 0-4, 31 = later)
            and the length of the headline (bits 5-7: words / 3, at most 7).
Positions count words: the headline's from 0, the first block's from 64, with a gap of 8 between blocks, so that no
phrase runs from one into another.
"""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from math import log2

from msgspec import Struct

from archive_tools.search import varint
from archive_tools.search.analyser import words, words_of_blocks
from archive_tools.search.documents import Named, SearchDoc

BODY_START = 64
"""Place of the first word of the body."""
_GAP = 8
EARLY = BODY_START + 50
"""Places before this one count more."""
_LENGTH = 250
_FLAT = 0.5


def weight_class(occurrences: float, length: int) -> int:
    """The six bits of the body's weight."""
    norm = 1 - _FLAT + _FLAT * length / _LENGTH
    return max(1, min(63, round(6 * log2(occurrences / norm)) + 19))


_PRESENT = b"\x13"
"""Of a filter that the text does not name: as if it stood there once."""


@lru_cache(maxsize=4096)
def _weights(length: int) -> tuple[int, ...]:
    """Weight classes of half an occurrence, of one, of one and a half …"""
    return tuple(weight_class(halves / 2, length) for halves in range(1, 65))


def _delta(places: list[int]) -> bytes:
    gaps = map(operator.sub, places, (0, *places))
    return varint.written(len(places)) + b"".join(map(varint.written, gaps))


_ONE_PLACE = tuple(_delta([place]) for place in range(2048))
"""Most words stand in one place."""


class Measure(Struct, frozen=True):
    """What the postings of a document depend on beside the places of the form."""

    length: int
    """Words of the body."""
    headline_bits: int
    once: bytes
    """Posting of a form that stands in one place of the body."""
    once_early: bytes
    """The same where that is one of the first words."""

    def once_at(self, place: int) -> tuple[bytes, bytes]:
        """Posting and positions of a form that stands in this place alone, as most do."""
        if BODY_START <= place < len(_ONE_PLACE):
            return (self.once_early if place < EARLY else self.once), _ONE_PLACE[place]
        return self.at([place])

    def at(self, places: list[int]) -> tuple[bytes, bytes]:
        """Posting and positions of a form that stands in these places, in order."""
        return _posting(places, self.length, self.headline_bits), _delta(places)

    def filtered(self, doc: SearchDoc, values: Iterable[str]) -> list[bytes]:
        """Postings of what the document can be filtered by: how much it is about each, where it names it."""
        named = {one.value: one for one in doc.named}
        return [self._named(named[value]) if value in named else _PRESENT for value in values]

    def _named(self, named: Named) -> bytes:
        weight = _weights(self.length)[min(2 * named.times, 64) - 1] if named.times else 0
        if named.headline is None:
            return bytes((weight,)) if weight else _PRESENT
        return bytes((weight | 128, min(named.headline, 31) | self.headline_bits))


def laid_out(doc: SearchDoc) -> tuple[Measure, list[tuple[int, list[str]]]]:
    """The measure of a document; and for its headline and each of its blocks the first place, and the words."""
    headline = words(doc.headline)[: BODY_START - 1]
    parts: list[tuple[int, list[str]]] = []
    length = start = 0
    for found in (headline, *words_of_blocks(text for _, text in doc.blocks)):
        parts.append((start, found))
        length += len(found)
        start = max(BODY_START, start + len(found) + (_GAP if start else 0))
    length -= len(headline)
    once, early = bytes((_weights(length)[1],)), bytes((_weights(length)[2],))
    return Measure(length, min(len(headline) // 3, 7) << 5, once, early), parts


def invert(measure: Measure, parts: Iterable[tuple[int, list[str]]]) -> dict[str, tuple[bytes, bytes]]:
    """(posting, positions) by form. Positions: varint count, then varint differences."""
    places: dict[str, list[int]] = {}
    for start, found in parts:
        for at, word in enumerate(found, start):
            places.setdefault(word, []).append(at)
    once_at, at_all = measure.once_at, measure.at
    return {word: once_at(found[0]) if len(found) == 1 else at_all(found) for word, found in places.items()}


def _posting(places: list[int], length: int, headline_bits: int) -> bytes:
    in_headline = bisect_left(places, BODY_START) if places[0] < BODY_START else 0
    body = len(places) - in_headline
    weight = 0
    if body:
        early = bisect_left(places, EARLY) - in_headline if places[in_headline] < EARLY else 0
        halves = 2 * body + early
        weight = _weights(length)[halves - 1] if halves <= 64 else weight_class(halves / 2, length)
    if in_headline:
        return bytes((weight | 128, min(places[0], 31) | headline_bits))
    return bytes((weight,))
