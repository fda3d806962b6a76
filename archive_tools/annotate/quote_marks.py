"""Spans between quotation marks of any style: « » “ ” ‘ ’ " and their reversed uses, nested and unclosed ones."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

_MAY_BE_MARK = re.compile("[«»“”„‟\"＂‹›‘’❝❞'`]")
_MARKS = re.compile("[«»“”„‟\"＂‹›‘’❝❞]|''|``")
_SINGLE = frozenset("‘’")
_FAMILY = {"«": "g", "»": "g", "‹": "g", "›": "g", "‘": "s", "’": "s", "''": "d", "``": "d"}
_OPENS, _CLOSES = frozenset("«“„‟‹❝"), frozenset("»”›❞")


class Marked(Struct, frozen=True):
    """Text between two marks: offsets of the text inside them, and of the marks."""

    start: int
    end: int
    opening: int
    closing: int
    """Where the closing mark ends; the end of the text where it is missing."""
    closed: bool


def marked_spans(text: str, *, continuing: bool = False) -> list[Marked]:
    """All outermost quotations of a text, in order.

    `continuing` says that the paragraph before ended inside a quotation: a first mark that closes then ends a span
    that begins with the text.

    Which side a mark closes is read from its neighbours, not from its shape: Arabic texts reverse ’…‘ and ”…“,
    and straight marks have no shape. A mark glued to a word before it closes, one glued to a word after it opens.
    """
    spans: list[Marked] = []
    open_at: re.Match[str] | None = None
    depth = 0
    for mark in _marks(text):
        family = _FAMILY.get(mark.group(), "d")
        side = _side(text, mark)
        if side == 0:
            continue
        if open_at is None:
            if continuing and side < 0 and not spans:
                spans.append(_span(text, 0, mark.start(), 0, mark.end(), closed=True))
                continuing = False
                continue
            continuing = False
            if side > 0 or (family != "s" and mark.group() == '"'):
                open_at, depth = mark, 0
            continue
        if family != _FAMILY.get(open_at.group(), "d"):
            continue
        if (side > 0 and mark.group() != open_at.group() and family == "g") or (side > 0 and _opens_inner(text, mark)):
            depth += 1
        elif depth:
            depth -= 1
        else:
            spans.append(_span(text, open_at.end(), mark.start(), open_at.start(), mark.end(), closed=True))
            open_at = None
    if open_at is not None:
        spans.append(_span(text, open_at.end(), len(text), open_at.start(), len(text), closed=False))
    return [span for span in spans if span.end > span.start]


def _marks(text: str) -> Iterable[re.Match[str]]:
    return _MARKS.finditer(text) if _MAY_BE_MARK.search(text) else ()


def _side(text: str, mark: re.Match[str]) -> int:
    """1: opens, -1: closes, 0: an apostrophe."""
    before, after = text[: mark.start()][-1:], text[mark.end() : mark.end() + 1]
    glued_before, glued_after = _glues(before), _glues(after)
    if mark.group() in _SINGLE and before.isalpha() and after.isalpha():
        return 0
    if glued_before != glued_after:
        return -1 if glued_before and not _is_proclitic(text, mark.start()) else 1
    if mark.group() in _OPENS or mark.group() == "‘":
        return 1
    if mark.group() in _CLOSES or mark.group() == "’":
        return -1
    if _is_proclitic(text, mark.start()):
        return 1
    return 1 if before.isspace() and after.isspace() and text[: mark.start()].rstrip()[-1:] in {":", "،"} else -1


def _opens_inner(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark of the same kind inside a quotation opens another: space before it, a word after it."""
    before, after = text[: mark.start()][-1:], text[mark.end() : mark.end() + 1]
    if mark.group() != '"':
        return not before or before.isspace() or before in "(:"
    return bool((before.isspace() or _is_proclitic(text, mark.start())) and _glues(after) and _closes_soon(text, mark))


def _closes_soon(text: str, mark: re.Match[str]) -> bool:
    """A straight inner mark is closed within a few words, and more marks follow for the outer one."""
    rest = text[mark.end() :]
    first = rest.find('"')
    return (
        0 < first < 60 and rest[:first].count(" ") <= 5 and '"' in rest[first + 1 :] and _glues(rest[first - 1 : first])
    )


def _is_proclitic(text: str, at: int) -> bool:
    """بـ"…" , و"…": a joined particle stands before the mark."""
    match = re.search(r"(?:^|[\s(،,])(?:و|ف)?[بلكو]?ـ*$", text[max(0, at - 6) : at])
    return bool(match and match.group().strip())


def _glues(char: str) -> bool:
    return bool(char) and not char.isspace() and char not in "،,.:;؛()[]-–—"


def _span(text: str, start: int, end: int, opening: int, closing: int, *, closed: bool) -> Marked:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(start, end, opening, closing, closed)
