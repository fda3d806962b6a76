"""Annotator `statements`: reported speech without marks, verb + source + أن/إن + what was said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from archive_tools.annotate.attribution import is_verb, speaker_before
from archive_tools.annotate.passage import Passage
from archive_tools.annotate.speaker import UNKNOWN, Line, Speaker, line
from archive_tools.annotate.speech import INDIRECT, NOT_THAT_AFTER, THAT
from archive_tools.arabic.tokens import sentences
from archive_tools.records import Mention, Quote

ANNOTATOR = "statements/1"
REACH = 22
"""Words between the verb and أن."""
LEAST_WORDS = 4
_CLAUSE_END = re.compile(r"[.!?؟:]\s|[\"«“]")


def annotate_statements(
    passages: Sequence[Passage], mentions: Sequence[Mention], quotes: Sequence[Quote]
) -> list[Quote]:
    """Indirect statements in the order of the text; a direct quotation right after أن is left to `quotes`."""
    by_block: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_block.setdefault(mention.block, []).append(mention)
    said: dict[int, list[Quote]] = {}
    for quote in quotes:
        said.setdefault(quote.block, []).append(quote)
    found: list[Quote] = []
    previous = UNKNOWN
    earlier: list[Mention] = []
    for passage in passages:
        own, direct = by_block.get(passage.number, []), said.get(passage.number, [])
        if not passage.vocabulary.isdisjoint(INDIRECT):
            here = line(passage, own, [(quote.start, quote.end) for quote in direct], earlier)
            for statement, speaker in _in_line(here, previous):
                found.append(statement)
                previous = speaker
        if direct:
            last = direct[-1]
            previous = Speaker(last.speaker, last.speaker_target, last.anonymity)
        earlier += [m for m in own if m.kind in {"organisation", "government", "armed_group", "media"} and m.target]
    return found


def _in_line(here: Line, previous: Speaker) -> Iterator[tuple[Quote, Speaker]]:
    ends: list[tuple[int, int]] | None = None
    done = 0
    for index in here.verbs:
        start = here.starts[index]
        if start < done or here.is_quoted(start) or not is_verb(here, index, len(here.text)):
            continue
        that = _that(here, index)
        if that is None:
            continue
        if ends is None:
            ends = sentences(here.text)
        begin = here.starts[that]
        end = next((stop for _, stop in ends if stop > begin), len(here.text))
        quoted = next((a for a, b in here.quoted if begin <= a < end), None)
        if quoted is not None and _count(here, begin, quoted) < LEAST_WORDS:
            continue
        speaker = speaker_before(here, begin, previous)
        if speaker is None or speaker.text is None or _count(here, begin, end) < LEAST_WORDS:
            continue
        done = end
        previous = speaker
        yield _statement(here, begin, _trimmed(here.text, begin, end), speaker), speaker


def _that(here: Line, verb: int) -> int | None:
    """The word أن or إن that opens the statement, in the same sentence, no other mark between."""
    for index in range(verb + 1, min(verb + REACH, len(here.words))):
        between = here.text[here.ends[index - 1] : here.starts[index]]
        if between != " " and _CLAUSE_END.search(between):
            return None
        if here.words[index] in THAT and here.words[index - 1] not in NOT_THAT_AFTER:
            return index
    return None


def _count(here: Line, start: int, end: int) -> int:
    return bisect_left(here.starts, end) - bisect_left(here.starts, start)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " .،,…\n":
        end -= 1
    return end


def _statement(here: Line, start: int, end: int, speaker: Speaker) -> Quote:
    return Quote(
        block=here.passage.number,
        start=start,
        end=end,
        exact=here.text[start:end],
        kind="indirect",
        speaker=speaker.text,
        speaker_target=speaker.target,
        anonymity=speaker.anonymity,
        verb=speaker.verb,
        annotator=ANNOTATOR,
    )
