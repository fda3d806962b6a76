"""A block of text made ready for matching: its fold and its words, with the way back to the text as it stands."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from archive_tools.arabic.fold import fold_with_map

_SPACES = re.compile(" {2,}|#(?=[^\\W\\d_])")
"""Runs of spaces become one; the sign of a hashtag vanishes, so that «رجب طيب #أردوغان» is a name."""
_INVISIBLE = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_WORD = re.compile(r"([^\W_]+)")
"""Good enough on folded text, which has no marks left."""


class Passage(Struct, frozen=True):
    """One block. Offsets of the fold are called `a`, `b`; offsets of the text `start`, `end`."""

    number: int
    text: str
    folded: str
    offsets: Sequence[int]
    words: Sequence[str]
    """The folded words, in order."""
    begins: Sequence[int]
    """Of each word: its first character in the fold."""
    ends: Sequence[int]
    """Of each word: the character after its last one."""
    vocabulary: frozenset[str]
    """The folded words."""

    def span(self, a: int, b: int) -> tuple[int, int]:
        """The span of the text behind `folded[a:b]`, without invisible characters at its end."""
        start, end = self.offsets[a], self.offsets[b]
        if not isinstance(self.offsets, range):
            while end > start and self.text[end - 1] in _INVISIBLE:
                end -= 1
        return start, end


def passage(number: int, text: str) -> Passage:
    """Fold a block; runs of white space count as one space, the sign of a hashtag as nothing."""
    folded, offsets = fold_with_map(text)
    if "  " in folded or "#" in folded:
        folded, offsets = _join_spaces(folded, offsets)
    pieces = _WORD.split(folded)  # what stands between words and the words in turn, the former first and last
    edges = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    return Passage(number, text, folded, offsets, words, edges[:-1:2], edges[1::2], frozenset(words))


def _join_spaces(folded: str, offsets: Sequence[int]) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    kept = array("l")
    at = 0
    for run in _SPACES.finditer(folded):
        keep = run.start() + (run.group() != "#")
        pieces.append(folded[at:keep])
        kept.extend(offsets[at:keep])
        at = run.end()
    pieces.append(folded[at:])
    kept.extend(offsets[at:])
    return "".join(pieces), kept
