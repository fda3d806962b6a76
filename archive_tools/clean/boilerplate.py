"""Boilerplate: promos, prompts and links that a page adds around an article. Marked with a reason, never deleted.

No single cue decides: on news sentences, «شارك» is «took part» more often than «share». A block needs a cue phrase
of its kind and then points from other signals, four in all; a reporting verb at its beginning or a sentence in
quotation marks speaks against it. Cues are data (`boilerplate.json`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import ahocorasick
from msgspec import Struct

from archive_tools.arabic.fold import fold
from archive_tools.clean.draft import Draft
from archive_tools.clean.paragraphs import ends_sentence
from archive_tools.clean.plain_text import looks_like_heading
from archive_tools.packaged import json_of

NEEDED = 4
"""Points."""
SEPARATOR = "separator"
"""Why a block without any letter or digit is marked."""
_SHORT_WORDS = 12
_EDGE = 3
"""Blocks at the end of an article that count as its edge."""
_LONGEST_WORDS = 45
_LONGEST = 500
_HAS_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_OPENING_QUOTE = re.compile(r"[\"“”«‘’]")
_FIRST_WORD = re.compile(r"[^\W_]+'?[^\W_]*")
_LIST_OF_LINKS = 6
_NOTHING = r"(?!)"
"""Matches nowhere."""


class _Kind(Struct, frozen=True):
    """Patterns as they are written, "" for none: few articles need those of more than one or two kinds."""

    reason: str
    words: int
    opening: str
    """Strong cues at the beginning of a block."""
    within: str
    """Strong cues anywhere in it."""
    weak: str


_DATA = json_of("clean/boilerplate.json")


def _any_of(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _kind(reason: str, data: Mapping[str, Any]) -> _Kind:
    strong: list[str] = data["strong"]
    return _Kind(
        reason,
        data["words"],
        _any_of([pattern[1:] for pattern in strong if pattern.startswith("^")]),
        _any_of([pattern for pattern in strong if not pattern.startswith("^")]),
        _any_of(data["weak"]),
    )


_KINDS = tuple(_kind(reason, data) for reason, data in _DATA["kinds"].items())


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern or _NOTHING, re.DOTALL)


def _stem_automaton() -> ahocorasick.Automaton:
    """Finds which kinds a text may be of, in one pass."""
    kinds_of: dict[str, list[int]] = {}
    for index, kind in enumerate(_DATA["kinds"].values()):
        for stem in kind["stems"]:
            kinds_of.setdefault(stem, []).append(index)
    automaton = ahocorasick.Automaton()
    for stem, indexes in kinds_of.items():
        automaton.add_word(stem, tuple(indexes))
    automaton.make_automaton()
    return automaton


_STEMS = _stem_automaton()
_IMPERATIVES = frozenset(fold(word) for word in _DATA["imperatives"].split())
_REPORTING = frozenset(fold(word) for word in _DATA["reporting"].split())


def mark_boilerplate(drafts: list[Draft]) -> None:
    """Give every block of boilerplate its reason."""
    beside: list[tuple[int, _Kind]] = []
    for at, draft in enumerate(drafts):
        if draft.marked is not None:
            continue
        if not _HAS_LETTER_OR_DIGIT.search(draft.text):
            draft.marked = SEPARATOR
        elif _is_candidate(at, draft, len(drafts)):
            points, kind = _best(draft, at, len(drafts))
            if points >= NEEDED:
                draft.marked = kind.reason
            elif points == NEEDED - 1:
                beside.append((at, kind))
    for at, kind in beside:  # standing beside boilerplate is one more signal
        if any(drafts[near].marked == kind.reason for near in (at - 1, at + 1) if 0 <= near < len(drafts)):
            drafts[at].marked = kind.reason
    _mark_lists_of_links(drafts)


def _best(draft: Draft, at: int, total: int) -> tuple[int, _Kind]:
    """The most points that any kind gives; the first of the kinds where they are equal."""
    best = (0, _KINDS[0])
    for index in sorted({index for _, indexes in _STEMS.iter(draft.folded) for index in indexes}):
        points = _points(draft, _KINDS[index], at, total)
        if points > best[0]:
            best = (points, _KINDS[index])
    return best


def _is_candidate(at: int, draft: Draft, total: int) -> bool:
    """Cheap test that leaves most paragraphs out."""
    if len(draft.text) > _LONGEST or draft.kind in {"pull_quote", "table"}:
        return False
    if len(draft.text) < 90 or not ends_sentence(draft.text) or (at >= total - _EDGE and len(draft.text) < 200):
        return True
    first = draft.text[:20].split(maxsplit=1)[:1]
    return bool(first) and fold(first[0]) in _IMPERATIVES


def _points(draft: Draft, kind: _Kind, at: int, total: int) -> int:
    count = len(draft.text.split())
    if count > min(kind.words, _LONGEST_WORDS) or _is_reported(draft):
        return 0
    cues = {match.group() for match in _compiled(kind.within).finditer(draft.folded)}
    if match := _compiled(kind.opening).match(draft.folded):
        cues.add(match.group())
    if not cues:
        return 0
    points = 2 + min(len(cues) - 1, 1)
    points += _compiled(kind.weak).search(draft.folded) is not None
    points += _first_word(draft) in _IMPERATIVES
    points += count <= _SHORT_WORDS
    points += not ends_sentence(draft.text) or draft.text.rstrip().endswith((":", "…"))
    points += at >= total - _EDGE
    return points


def _is_reported(draft: Draft) -> bool:
    """It tells what somebody said, or is itself a quotation."""
    if _OPENING_QUOTE.match(draft.text):
        return True
    first = _first_word(draft)
    if first in _REPORTING and first not in _IMPERATIVES:
        return True
    if first[:1] in {"و", "ف"} and first[1:] in _REPORTING:
        return True
    # English and Turkish put the verb behind its subject: «He said …»
    return first.isascii() and not _REPORTING.isdisjoint(_FIRST_WORD.findall(draft.folded[:60])[1:4])


def _first_word(draft: Draft) -> str:
    match = _FIRST_WORD.search(draft.folded)
    return match.group() if match else ""


def _mark_lists_of_links(drafts: list[Draft]) -> None:
    """Behind «اقرأ أيضا:» alone on its line, the short lines without full stop are links too."""
    for at, draft in enumerate(drafts):
        if draft.marked == "related link" and len(draft.text.split()) <= 4:
            for link in drafts[at + 1 : at + 1 + _LIST_OF_LINKS]:
                if link.marked is None and not (link.kind in {"heading", "list_item"} or _is_link(link)):
                    break
                link.marked = link.marked or "related link"


def _is_link(draft: Draft) -> bool:
    return looks_like_heading(draft.text) or (len(draft.text) <= 110 and not ends_sentence(draft.text))
