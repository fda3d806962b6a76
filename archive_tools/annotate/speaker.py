"""Who speaks, as written: the noun phrase of a speaker read into a name, a body or a class of anonymity."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from archive_tools.annotate.passage import Passage
from archive_tools.annotate.speech import ANONYMOUS, FINITE, INDIRECT, OFFICIAL_ADJECTIVES, OFFICIALS, STOP, THAT
from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table
from archive_tools.records import Mention

Anonymity = Literal["named", "named body", "anonymous official", "anonymous", "unattributed"]
_DATA = table("speakers")
_BREAKS = re.compile(r"[:;\"«“”»()\[\]؛—–]|\.{2,}| -")
_JOINED_END = re.compile(r" (?:ل|ب|لـ|بـ)ـ*$")
_GIVEN = frozenset(fold(name) for name in table("given_names")["names"])
_BACK_REFERENCES = frozenset(_DATA["back_references"])
_SPOKESMEN = frozenset(_DATA["for_a_body"])
_TITLES = frozenset(_DATA["titles"])
_KIN = frozenset(_DATA["kin"])
_ABOUT = _KIN.union(_DATA["on_behalf"])
"""Words before a name which say that somebody else than the one named speaks."""


class Speaker(Struct, frozen=True):
    """The source of a quotation."""

    text: str | None
    target: str | None
    anonymity: Anonymity
    verb: str | None = None


UNKNOWN = Speaker(None, None, "unattributed")


class Line(Struct, frozen=True):
    """A passage as attribution sees it: words in offsets of the text, names, and what lies inside quotations."""

    passage: Passage
    words: Sequence[str]
    """Folded; where they stand in the text:"""
    starts: Sequence[int]
    ends: Sequence[int]
    verbs: Sequence[int]
    """Which words are verbs that take أن."""
    mentions: Sequence[Mention]
    quoted: list[tuple[int, int]] = field(default_factory=list)
    """In order, none overlapping."""
    earlier: Sequence[Mention] = ()
    """Bodies that the article has named so far."""

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.passage.text

    def is_quoted(self, at: int) -> bool:
        """Whether the offset lies inside a quotation."""
        if not self.quoted:
            return False
        index = bisect_right(self.quoted, (at, len(self.text))) - 1
        return index >= 0 and at < self.quoted[index][1]


def line(
    passage: Passage, mentions: Sequence[Mention], quoted: list[tuple[int, int]], earlier: Sequence[Mention] = ()
) -> Line:
    """Prepare a passage; `mentions` are those of this passage."""
    starts, ends = passage.begins, passage.ends
    if not isinstance(passage.offsets, range):
        starts = [passage.offsets[a] for a in starts]
        ends = [passage.offsets[b] for b in ends]
    named = [m for m in mentions if not m.nested and m.kind != "nisba"]
    verbs = [index for index, word in enumerate(passage.words) if word in INDIRECT]
    return Line(passage, passage.words, starts, ends, verbs, named, quoted, earlier)


def phrase_end(here: Line, first: int, at: int) -> int:
    """The end of the noun phrase that begins at word `first`: a stop word, a colon, a mark, or `at`."""
    index = first
    while index < len(here.words) and index < first + 18:
        start, word = here.starts[index], here.words[index]
        if start >= at or word in STOP or _is_joined_stop(word):
            break
        if _BREAKS.search(here.text, here.ends[index - 1], start):
            break
        index += 1
    return index


def _is_joined_stop(word: str) -> bool:
    return len(word) > 3 and word[0] in "وف" and word[1:] in STOP and word[1:] not in FINITE


def read_phrase(  # noqa: PLR0911  (seven kinds of speakers in a row, tried from sure to unsure)
    here: Line, first: int, end: int, previous: Speaker
) -> Speaker | None:
    """The speaker that the words `first` to `end` name; None where they name none.

    `previous` is who spoke before: «المتحدث» and «البيان» point back at them.
    """
    start, stop = here.starts[first], here.ends[end - 1]
    inside = [m for m in here.mentions if m.start >= start and m.end <= stop]
    head = here.words[first]
    text = _JOINED_END.sub("", here.text[start:stop]).rstrip("،, ")
    persons = [m for m in inside if m.kind == "person" and (not is_about(here, m) or head == "مكتب")]
    if persons:
        return Speaker(persons[0].exact, persons[0].target, "named")
    if _bare(head) in ANONYMOUS or head in ANONYMOUS:
        if (
            head.startswith("ال")
            and (end - first <= 2 or here.words[first + 1] in {"نفسه", "ذاته"})
            and previous is not UNKNOWN
        ):
            return replace(previous, text=text)
        return Speaker(text, None, _class_of_anonymous(here, first, end))
    unknown = _unknown_person(here, first, end, inside)
    if unknown is not None:
        return Speaker(unknown, None, "named")
    if head in _BACK_REFERENCES and not inside:
        return _referred(here, (start, head), text, previous)
    bodies = [m for m in inside if m.kind != "person"]
    if bodies and (bodies[0].start == start or head in _SPOKESMEN or head not in _TITLES):
        return Speaker(text if head in _SPOKESMEN else bodies[0].exact, bodies[0].target, "named body")
    if head in OFFICIALS or head in _TITLES:
        return Speaker(text, None, "anonymous official")
    if head.startswith(("ل", "ب")) and not inside:
        return None
    return Speaker(text, None, "named" if _looks_like_name(here, first, end) else "anonymous")


def _referred(here: Line, at_head: tuple[int, str], text: str, previous: Speaker) -> Speaker:
    """A definite noun: the body named before whose name has the noun (المنظمة), else the speaker before."""
    at, head = at_head
    bare = _bare(head)
    own = [m for m in here.mentions if m.end <= at and m.kind not in {"person", "place", "state"} and m.target]
    for mention in reversed([*here.earlier, *own]):
        if bare in fold(mention.exact).replace("ال", " ").split():
            return Speaker(text, mention.target, "named body")
    if previous is not UNKNOWN:
        return replace(previous, text=text)
    return Speaker(text, None, "anonymous official" if head in OFFICIALS or head in _TITLES else "anonymous")


def _bare(word: str) -> str:
    return word.removeprefix("ال")


def is_about(here: Line, mention: Mention) -> bool:
    """«المتحدث باسم بوتين», «زوجة الأسد»: the person whose spokesman, aide or kin speaks."""
    before = [fold(word) for word in here.text[max(0, mention.start - 12) : mention.start].split()]
    return bool(before) and before[-1] in _ABOUT


def _class_of_anonymous(here: Line, first: int, end: int) -> Anonymity:
    words = {here.words[index] for index in range(first, end)}
    official = words & OFFICIALS or any(_bare(word) in OFFICIAL_ADJECTIVES for word in words)
    return "anonymous official" if official else "anonymous"


def _unknown_person(here: Line, first: int, end: int, inside: list[Mention]) -> str | None:
    """A personal name without a record: it begins with a given name, or ends the phrase after title and body."""
    taken = [(m.start, m.end) for m in inside]
    free = [
        index for index in range(first, end) if not any(start <= here.starts[index] < stop for start, stop in taken)
    ]
    for index in free:
        word = here.words[index]
        if word in _GIVEN and (index > first or index + 1 in free or end - first == 1):
            last = index + 1
            while last in free and last - index < 4 and not _has_comma(here, last):
                last += 1
            # «أم أحمد», «زوجة أحمد»: not Ahmad
            begin = index - 1 if index > first and here.words[index - 1] in _KIN else index
            return here.text[here.starts[begin] : here.ends[last - 1]]
    if inside and free and free[-1] == end - 1 and here.words[first] in _TITLES | _SPOKESMEN:
        tail = [i for i in free if here.starts[i] > inside[-1].end]
        names = [i for i in tail if not here.words[i].startswith("ال") or i == tail[-1]]
        if len(names) >= 2:
            return here.text[here.starts[names[0]] : here.ends[names[-1]]]
    return None


def _has_comma(here: Line, index: int) -> bool:
    return any(mark in here.text[here.ends[index - 1] : here.starts[index]] for mark in "،,")


def _looks_like_name(here: Line, first: int, end: int) -> bool:
    return end - first <= 3 and not here.words[first].startswith(("ال", "م"))


def apposed(here: Line, end: int, at: int) -> Speaker | None:
    """«السفير الروسي في لندن، فلان الفلاني، إن»: the person named between commas before أن or the colon."""
    stop = at
    for start, word in zip(here.starts[end : end + 16], here.words[end : end + 16], strict=True):
        if word in THAT or start >= at:
            stop = min(stop, start)
            break
    begin = here.starts[end] if end < len(here.words) else at
    for mention in here.mentions:
        if mention.kind != "person" or not begin <= mention.start < stop:
            continue
        before = re.split("[،,]", here.text[begin : mention.start])
        if len(before) > 1 and len(before[-1].split()) <= 3:
            return Speaker(mention.exact, mention.target, "named")
    return None
