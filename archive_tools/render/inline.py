"""One block's text with its spans: links, dates, quotes, runs of the other direction.

Spans nest or they lose: of two that cross, the one that says less (the later in the order of ranks) is left out;
of two of one rank, the later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from archive_tools.arabic.direction import direction, first_strong
from archive_tools.render.escaping import Escape
from archive_tools.render.runs import breaking_runs

QUOTE, LINK, TIME, MARK, RUN = range(5)
UNKNOWN: Final = (None, "", "und")
"""Languages of which nobody knows the direction."""
_BDI: Final = '<bdi dir="ltr">'
_SHORT: Final = '<bdi dir="ltr" class="short">'
_LONGEST_UNBROKEN: Final = 20
"""Code points: a date or a telephone number stays on one line, an address may break."""


class Span(NamedTuple):
    """Markup around a part of a text; offsets in code points of that text. Dozens a page: a tuple is made fastest."""

    start: int
    end: int
    rank: int
    opening: str
    closing: str


def runs_rtl(lang: str | None, text: str) -> bool:
    """Whether a text runs from right to left: by its language, or by its first strong letter where none is known."""
    return (first_strong(text) if lang in UNKNOWN else direction(str(lang))) == "rtl"


def run_spans(text: str) -> list[Span]:
    """`<bdi>` around what would break inside a right-to-left paragraph."""
    return [
        Span(start, end, RUN, _SHORT if end - start <= _LONGEST_UNBROKEN else _BDI, "</bdi>")
        for start, end in breaking_runs(text)
    ]


def marked_up(text: str, spans: Sequence[Span], escape: Escape) -> str:
    """`text`, escaped, with its spans as properly nested markup."""
    if not spans:
        return escape(text)
    ordered = sorted(spans, key=_opening)
    if _side_by_side(ordered, len(text)):
        return _joined(text, ordered, escape)
    out: list[str] = []
    open_spans: list[Span] = []
    position = 0
    for span in _nesting(ordered, len(text)):
        position = _close_until(span.start, position, text, open_spans, out, escape)
        out.append(escape(text[position : span.start]))
        out.append(span.opening)
        open_spans.append(span)
        position = span.start
    position = _close_until(len(text), position, text, open_spans, out, escape)
    out.append(escape(text[position:]))
    return "".join(out)


def _opening(span: Span) -> tuple[int, int, int]:
    return span.start, -span.end, span.rank


def _side_by_side(ordered: Sequence[Span], length: int) -> bool:
    """Whether no two spans share a character, as in most texts: then all stand."""
    free = 0
    for start, end, *_ in ordered:
        if not free <= start < end <= length:
            return False
        free = end
    return True


def _joined(text: str, ordered: Sequence[Span], escape: Escape) -> str:
    out: list[str] = []
    position = 0
    for start, end, _, opening, closing in ordered:
        out += (escape(text[position:start]), opening, escape(text[start:end]), closing)
        position = end
    out.append(escape(text[position:]))
    return "".join(out)


def _close_until(limit: int, position: int, text: str, open_spans: list[Span], out: list[str], escape: Escape) -> int:
    """Close the open spans that end at or before `limit`; how far the text is written."""
    while open_spans and open_spans[-1].end <= limit:
        span = open_spans.pop()
        out.append(escape(text[position : span.end]))
        out.append(span.closing)
        position = span.end
    return position


def _nesting(ordered: Sequence[Span], length: int) -> list[Span]:
    """The spans that can stand together, in the order in which they open. One walk, linear."""
    lost: set[int] = set()
    open_spans: list[tuple[int, Span]] = []
    for number, span in enumerate(ordered):
        if not 0 <= span.start < span.end <= length:
            lost.add(number)
            continue
        while open_spans and open_spans[-1][1].end <= span.start:
            open_spans.pop()
        crossing = [(n, other) for n, other in open_spans if other.end < span.end]
        if any(other.rank <= span.rank for _, other in crossing) or any(o.rank == span.rank for _, o in open_spans):
            lost.add(number)
            continue
        lost.update(n for n, _ in crossing)
        open_spans = [(n, other) for n, other in open_spans if other.end >= span.end]
        open_spans.append((number, span))
    return [span for number, span in enumerate(ordered) if number not in lost]


def plain(text: str, escape: Escape, *, rtl: bool) -> str:
    """A text without annotations: only its breaking runs are isolated, and only in right-to-left text."""
    return marked_up(text, run_spans(text) if rtl else (), escape)


def sentence(text: str, highlight: Iterable[tuple[int, int]], escape: Escape, *, rtl: bool) -> str:
    """A sentence with `<mark>` around the name for which it is quoted."""
    marks = [Span(start, end, MARK, "<mark>", "</mark>") for start, end in highlight]
    return marked_up(text, [*marks, *(run_spans(text) if rtl else ())], escape)
