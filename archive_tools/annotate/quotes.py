"""Annotator `quotes`: direct quotations with their speakers, and pull quotes.

A quotation reports speech when it has three words or more, is no name or title, and a reporting verb stands in its
sentence or it is long. Quotations that run over paragraphs keep their speaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive_tools.annotate.attribution import speaker_after, speaker_before
from archive_tools.annotate.passage import Passage
from archive_tools.annotate.quote_marks import Marked, marked_spans
from archive_tools.annotate.speaker import UNKNOWN, Line, Speaker, line
from archive_tools.annotate.speech import ANONYMOUS, FINITE, INDIRECT, NAMES_BEFORE, NAMING, PARTICIPLES, THAT
from archive_tools.arabic.fold import fold
from archive_tools.arabic.tokens import words
from archive_tools.records import Block, Mention, Quote

ANNOTATOR = "quotes/1"
_BODIES = frozenset({"organisation", "government", "armed_group", "media"})
LEAST_WORDS = 3
LONG = 6
"""From this many words on a quotation needs no reporting verb."""


def annotate_quotes(
    passages: Sequence[Passage], mentions: Sequence[Mention], pulls: Sequence[Block] = ()
) -> list[Quote]:
    """Direct quotations in the order of the text, then pull quotes.

    Args:
        passages: the blocks that are annotated.
        mentions: what the names annotator found, titles of offices included.
        pulls: blocks of kind pull_quote; their speaker is that of the words they repeat.
    """
    quotes: list[Quote] = []
    previous, continuing = UNKNOWN, False
    earlier: list[Mention] = []
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(mention.block, []).append(mention)
    for passage in passages:
        spans = marked_spans(passage.text, continuing=continuing)
        own = by_block.get(passage.number, [])
        if not spans and passage.vocabulary.isdisjoint(INDIRECT):
            earlier += [m for m in own if m.kind in _BODIES and m.target]
            continuing = False
            continue
        here = line(passage, own, [(span.opening, span.closing) for span in spans], earlier)
        count = len(quotes)
        runs_on = continuing and bool(spans) and spans[0].opening == 0
        for span in spans:
            quote, previous = _quote(here, span, previous, runs_on=runs_on and span is spans[0])
            if quote is not None:
                quotes.append(quote)
        if len(quotes) == count:
            previous = _speaker_of_statement(here, previous)
        earlier += [m for m in own if m.kind in _BODIES and m.target]
        continuing = bool(spans) and not spans[-1].closed
    return quotes + [_pull(block, quotes) for block in pulls]


def _quote(here: Line, span: Marked, previous: Speaker, *, runs_on: bool) -> tuple[Quote | None, Speaker]:
    text = here.text[span.start : span.end]
    count = len(words(text))
    if count < LEAST_WORDS or _is_name(here, span, count):
        return None, previous
    if not span.closed and not _opens_speech(here, span):
        return None, previous
    speaker = previous if runs_on else speaker_before(here, span.opening, previous)
    if speaker is None:
        speaker = speaker_after(here, span.closing, previous)
    if speaker is None:
        if count < LONG:
            return None, previous
        speaker = previous
    quote = Quote(
        block=here.passage.number,
        start=span.start,
        end=span.end,
        exact=text,
        kind="direct",
        speaker=speaker.text,
        speaker_target=speaker.target,
        anonymity=speaker.anonymity,
        verb=speaker.verb,
        annotator=ANNOTATOR,
    )
    return quote, speaker


def _opens_speech(here: Line, span: Marked) -> bool:
    """An unclosed mark counts where a colon, أن or a verb stands right before it."""
    before = here.text[: span.opening].rstrip()
    last = words(before[-20:])
    word = fold(before[-20:][last[-1][0] : last[-1][1]]) if last else ""
    return not before or before.endswith(":") or word in THAT or word in FINITE or word in PARTICIPLES


def _is_name(here: Line, span: Marked, count: int) -> bool:
    """Names and titles: after «صحيفة», «عملية» …; words in Latin letters; exactly a known name."""
    text = here.text[span.start : span.end]
    if not any("\u0600" <= char <= "\u06ff" for char in text) and any(
        "\u0600" <= char <= "\u06ff" for char in here.text
    ):
        return True
    if any(m.start <= span.start and m.end >= span.end for m in here.mentions):
        return True
    before = words(here.text[max(0, span.opening - 30) : span.opening])
    if not before or count > LONG:
        return False
    start, end = before[-1]
    offset = max(0, span.opening - 30)
    word = fold(here.text[offset + start : offset + end])
    near = {fold(here.text[offset + a : offset + b]) for a, b in before[-3:]}
    return word in NAMES_BEFORE or word[1:] in NAMES_BEFORE or bool(near & NAMING) or any(w[1:] in NAMING for w in near)


def _speaker_of_statement(here: Line, previous: Speaker) -> Speaker:
    """A paragraph without quotation that reports speech: whoever follows with «وأضاف» is its speaker."""
    if here.passage.vocabulary.isdisjoint(INDIRECT):
        return previous
    found = speaker_before(here, len(here.text.rstrip(" .…!؟?\n\r\t")), previous)
    if found is None or not found.text or (found.anonymity == "anonymous" and not _is_source(found.text)):
        return previous
    return found


def _is_source(text: str) -> bool:
    return any(fold(word).removeprefix("ال") in ANONYMOUS for word in text.split()[:2])


def _pull(block: Block, quotes: Sequence[Quote]) -> Quote:
    spans = marked_spans(block.text)
    start, end = (spans[0].start, spans[0].end) if spans else (0, len(block.text))
    repeated = next((quote for quote in quotes if quote.block == block.repeats), None)
    return Quote(
        block=block.number,
        start=start,
        end=end,
        exact=block.text[start:end],
        kind="pull",
        speaker=repeated.speaker if repeated else None,
        speaker_target=repeated.speaker_target if repeated else None,
        anonymity=repeated.anonymity if repeated else "unattributed",
        verb=repeated.verb if repeated else None,
        annotator=ANNOTATOR,
        repeats_block=block.repeats,
    )
