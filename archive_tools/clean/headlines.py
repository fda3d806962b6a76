"""The headline: from the sidecar, the source's field, the text's first line, or supplied from its first sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tokens import sentences
from archive_tools.clean.draft import Draft
from archive_tools.clean.facts import candidate, choose
from archive_tools.clean.hygiene import one_line
from archive_tools.clean.paragraphs import ends_sentence
from archive_tools.clean.plain_text import looks_like_heading
from archive_tools.records import Basis, Fact, RawItem

LONGEST = 120
"""Characters of a supplied headline."""
REASON = "headline"
"""Why a block is marked that only repeats the headline."""
_FEWEST_WORDS = 3
_SET_APART = re.compile(r"\s*[^\n\r]+(?:\n|\r\n?)[^\S\n\r]*[\n\r]")
"""A first line with a blank line behind it. Without one it is nearly always a caption or dateline (62 such lines in
10,000 articles)."""
_SENTENCE_LETTERS = 40
_SEARCHED = 2000
"""Characters of a paragraph in which its first sentence is looked for."""
_CUT_MARK = "…"


def headline_of(item: RawItem, drafts: Sequence[Draft]) -> Fact[str]:
    """The headline; its value is None only where no block is left to take it from.

    The block that it was read from, or that repeats it at the beginning of the body, is marked.
    """
    candidates: list[Fact[str]] = []
    if item.stated.get("title"):
        candidates.append(candidate(one_line(item.stated["title"]), _sidecar_basis(item), "sidecar"))
    written = one_line(item.fields.get("headline", ""))
    if written:
        candidates.append(candidate(written, "metadata", item.evidence.get("headline", "source")))
    known = [fact.value for fact in candidates if fact.value]
    candidates.extend(_from_heading(drafts, known, set_apart=_SET_APART.match(item.fields.get("body", "")) is not None))
    if not candidates:
        candidates.extend(_supplied(drafts))
    return choose(candidates, "the body has no sentence", first_is_best=True)


def _sidecar_basis(item: RawItem) -> Basis:
    basis: Basis = item.stated.get("title_basis", "sidecar")
    return basis


def _from_heading(drafts: Sequence[Draft], known: list[str], *, set_apart: bool) -> list[Fact[str]]:
    """The headline that stands at the beginning of the body; its block is marked."""
    opening = [(number, draft) for number, draft in enumerate(drafts, 1) if draft.marked is None][:2]
    if not opening:
        return []
    number, first = opening[0]
    if any(fold(first.text).split() == fold(value).split() for value in known):
        first.marked = REASON
        return []
    if known or len(opening) < 2:
        return []
    if first.kind == "heading" and first.level is not None:
        first.marked = REASON
        return [candidate(" ".join(first.text.split()), "stated", f"p{number}: heading at the beginning")]
    if set_apart and _is_title_line(first, opening[1][1]):
        first.marked = REASON
        return [candidate(first.text, "inferred", f"p{number}: short first line without full stop")]
    return []


def _is_title_line(first: Draft, second: Draft) -> bool:
    words = len(first.text.split())
    is_line = first.is_open and len(first.text) <= LONGEST and looks_like_heading(first.text) and words >= _FEWEST_WORDS
    return is_line and second.is_open and len(second.text) > len(first.text) and ends_sentence(second.text)


def _supplied(drafts: Sequence[Draft]) -> list[Fact[str]]:
    ordered = sorted(
        ((number, draft) for number, draft in enumerate(drafts, 1) if draft.marked is None),
        key=lambda pair: (pair[1].kind != "paragraph", not _is_sentence(pair[1]), pair[0]),
    )
    for number, draft in ordered[:1]:
        text = draft.text[:_SEARCHED]
        spans = sentences(text)
        sentence = " ".join(text[slice(*spans[0])].split()) if spans else " ".join(text.split())
        return [candidate(cut(sentence), "supplied", f"first sentence of p{number}")]
    return []


def _is_sentence(draft: Draft) -> bool:
    """No dateline («دمشق - واس»), which is short and has no full stop."""
    return len(draft.text) >= _SENTENCE_LETTERS or ends_sentence(draft.text)


def cut(sentence: str) -> str:
    """The sentence without its full stop, cut at a word to at most `LONGEST` characters."""
    sentence = sentence.rstrip(" .،,؛;:").strip() or sentence
    if len(sentence) <= LONGEST:
        return sentence
    room = sentence[: LONGEST - 1]
    at_word = room if sentence[LONGEST - 1].isspace() else room.rpartition(" ")[0]
    return (at_word if len(at_word) > LONGEST // 2 else room).rstrip(" .،,؛;:") + _CUT_MARK
