"""Pull quotes: words of the article that a page sets apart a second time, and the line that says whose they are.

A paragraph in quotation marks whose word 4-grams stand (80 % of them) in another paragraph repeats it. Of two equal
ones the pull quote is the one that an attribution line («– مصدر أمني تركي») follows, else the later.
"""

from __future__ import annotations

import re
from collections import Counter

from archive_tools.arabic.tokens import words
from archive_tools.clean.draft import Draft

_Gram = tuple[str, ...]
_GRAM = 4
_MOST_PLACES = 20
"""Blocks that are remembered for one 4-gram; an article that repeats one more often is not read for pull quotes."""
_LONGEST = 20_000
"""Characters of a block that is compared."""
_FEWEST_WORDS = 5
_MOST_WORDS = 60
_CONTAINED = 0.8
_MARKS = "\"'«»“”„‘’‚‹›"
_QUOTED = re.compile(rf"\s*[{_MARKS}]")
_QUOTED_TO_END = re.compile(rf"[{_MARKS}][.،,…]*\s*\Z")
_ATTRIBUTION = re.compile(r"\s*[–—―-]+\s*\S")
_ATTRIBUTION_WORDS = 12


def mark_pull_quotes(drafts: list[Draft]) -> None:
    """Give pull quotes and their attributions their kind and what they repeat."""
    grams = {at: _grams(draft.folded) for at, draft in enumerate(drafts) if _may_be_pull_quote(draft)}
    if not grams:
        return
    places = _places(drafts, grams)
    for at, own in grams.items():
        original = _repeated(at, own, drafts, places)
        if original is not None:
            _claim(drafts, at, original)


def _places(drafts: list[Draft], grams: dict[int, set[_Gram]]) -> dict[_Gram, list[int]]:
    """Each 4-gram of the quoted paragraphs -> the blocks that hold it, the first few."""
    places: dict[_Gram, list[int]] = {gram: [] for own in grams.values() for gram in own}
    for at, draft in enumerate(drafts):
        if draft.marked is not None or len(draft.text) > _LONGEST:
            continue
        for gram in grams[at] if at in grams else _grams(draft.folded):
            found = places.get(gram)
            if found is not None and len(found) < _MOST_PLACES:
                found.append(at)
    return places


def is_attribution(draft: Draft) -> bool:
    """A short line that begins with a dash."""
    return _ATTRIBUTION.match(draft.text) is not None and len(draft.text.split()) <= _ATTRIBUTION_WORDS


def _may_be_pull_quote(draft: Draft) -> bool:
    if not (draft.is_open or (draft.kind == "quotation" and draft.marked is None)):
        return False
    if draft.kind != "quotation" and not (_QUOTED.match(draft.text) and _QUOTED_TO_END.search(draft.text)):
        return False
    return len(draft.text) < 1000 and _FEWEST_WORDS <= len(words(draft.text)) <= _MOST_WORDS


def _repeated(at: int, own: set[_Gram], drafts: list[Draft], places: dict[_Gram, list[int]]) -> int | None:
    shared = Counter(other for gram in own for other in places[gram])
    for other in sorted(shared):
        if other == at or drafts[other].kind == "pull_quote" or shared[other] < _CONTAINED * len(own):
            continue
        same = len(words(drafts[other].text)) <= len(own) + _GRAM
        if not same or _is_the_pulled_one(at, other, drafts):
            return other
    return None


def _is_the_pulled_one(at: int, other: int, drafts: list[Draft]) -> bool:
    """Of two paragraphs with the same words: whether the first is the pull quote."""
    mine, theirs = _attributed(at, drafts), _attributed(other, drafts)
    return at > other if mine == theirs else mine


def _attributed(at: int, drafts: list[Draft]) -> bool:
    return at + 1 < len(drafts) and drafts[at + 1].is_open and is_attribution(drafts[at + 1])


def _claim(drafts: list[Draft], at: int, original: int) -> None:
    attributed = _attributed(at, drafts)
    for draft in drafts[at : at + 2 if attributed else at + 1]:
        draft.kind, draft.level, draft.repeats = "pull_quote", None, original


def _grams(folded: str) -> set[_Gram]:
    tokens = [folded[start:end] for start, end in words(folded)]
    return {tuple(tokens[at : at + _GRAM]) for at in range(len(tokens) - _GRAM + 1)}
