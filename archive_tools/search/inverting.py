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

from bisect import bisect_left
from math import log2
from typing import Any

from archive_tools.search import varint
from archive_tools.search.analyser import words, words_of_blocks
from archive_tools.search.documents import SearchDoc

BODY_START = 64
_GAP = 8
_LEAD = 50
_LENGTH = 250
_FLAT = 0.5


def weight_class(occurrences: float, length: int) -> int:
    """The six bits of the body's weight."""
    norm = 1 - _FLAT + _FLAT * length / _LENGTH
    return max(1, min(63, round(6 * log2(occurrences / norm)) + 19))


def _delta(places: list[int]) -> bytes:
    out = bytearray()
    varint.put(out, len(places))
    before = 0
    for place in places:
        gap = place - before
        if gap < 128:
            out.append(gap)
        else:
            varint.put(out, gap)
        before = place
    return bytes(out)


_ONE_PLACE = tuple(_delta([place]) for place in range(2048))
"""Most words stand in one place."""


def invert(doc: SearchDoc) -> dict[str, tuple[bytes, bytes]]:
    """(posting, positions) by form. Positions: varint count, then varint differences."""
    headline = words(doc.headline)[: BODY_START - 1]
    places, length = _places(headline, doc)
    bits = min(len(headline) // 3, 7) << 5
    once = bytes((weight_class(1, length),))
    once_early = bytes((weight_class(1.5, length),))
    inverted: dict[str, tuple[bytes, bytes]] = {}
    for word, found in places.items():
        if type(found) is list:
            inverted[word] = _posting(found, length, bits), _delta(found)
        elif BODY_START <= found < len(_ONE_PLACE):
            inverted[word] = (once_early if found < BODY_START + _LEAD else once), _ONE_PLACE[found]
        else:
            inverted[word] = _posting([found], length, bits), _delta([found])
    return inverted


def _places(headline: list[str], doc: SearchDoc) -> tuple[dict[str, Any], int]:
    """Where each form stands, an int or a list of ints (most stand in one place), and the words of the body."""
    places: dict[str, Any] = {}
    length = 0
    start = 0
    for found in (headline, *words_of_blocks(text for _, text in doc.blocks)):
        for at, word in enumerate(found, start):
            known = places.get(word)
            if known is None:
                places[word] = at
            elif type(known) is int:
                places[word] = [known, at]
            else:
                known.append(at)
        length += len(found)
        start = max(BODY_START, start + len(found) + (_GAP if start else 0))
    return places, length - len(headline)


def _posting(places: list[int], length: int, headline_bits: int) -> bytes:
    in_headline = bisect_left(places, BODY_START)
    early = bisect_left(places, BODY_START + _LEAD)
    occurrences = len(places) - in_headline + (early - in_headline) / 2
    body = weight_class(occurrences, length) if occurrences else 0
    if in_headline:
        return bytes((body | 128, min(places[0], 31) | headline_bits))
    return bytes((body,))
