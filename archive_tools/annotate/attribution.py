"""Who says it: the reporting verb, the speaker as written, and which record that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from archive_tools.annotate.passage import Passage
from archive_tools.annotate.speech import (
    AFTER,
    ANONYMOUS,
    BARE,
    DOCUMENTS,
    FINITE,
    INDIRECT,
    OFFICIAL_ADJECTIVES,
    OFFICIALS,
    PARTICIPLES,
    SKIP_AFTER_VERB,
    STOP,
    THAT,
)
from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table
from archive_tools.records import Mention

Anonymity = Literal["named", "named body", "anonymous official", "anonymous", "unattributed"]

_REACH = 45
"""Words before a quotation in which its verb is sought, inside one sentence."""
_SENTENCE_END = re.compile(r"[.!?؟](?:[\s\"»”]|$)")
_BREAKS = re.compile(r"[:;\"«“”»()\[\]؛—–]|\.{2,}| -")
_JOINED_END = re.compile(r" (?:ل|ب|لـ|بـ)ـ*$")
_GIVEN = frozenset(fold(name) for name in table("given_names")["names"])
_DATA = table("speakers")
_BACK_REFERENCES = frozenset(_DATA["back_references"])
_SPOKESMEN = frozenset(_DATA["for_a_body"])
_TITLES = frozenset(_DATA["titles"])
_CLAUSE = frozenset({"التي", "الذي", "الذين", "اللذين", "ما", "مما", "والتي", "والذي", "لما"})
"""Before a verb: it stands in a relative clause and is not the one that «قائلا» belongs to."""
_RELATIVE = frozenset(_DATA["relative"])


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of a quotation."""

    text: str | None
    target: str | None
    anonymity: Anonymity
    verb: str | None = None


UNKNOWN = Speaker(None, None, "unattributed")


@dataclass(frozen=True)
class Line:
    """A passage as attribution sees it: words in offsets of the text, names, and what lies inside quotations."""

    passage: Passage
    words: list[tuple[int, int, str]]
    mentions: Sequence[Mention]
    quoted: list[tuple[int, int]] = field(default_factory=list)
    earlier: Sequence[Mention] = ()
    """Bodies that the article has named so far."""

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.passage.text

    def is_quoted(self, at: int) -> bool:
        """Whether the offset lies inside a quotation."""
        return any(start <= at < end for start, end in self.quoted)


def line(
    passage: Passage, mentions: Sequence[Mention], quoted: list[tuple[int, int]], earlier: Sequence[Mention] = ()
) -> Line:
    """Prepare a passage; `mentions` are those of this passage."""
    offsets = passage.offsets
    words = [(offsets[a], offsets[b], word) for a, b, word in passage.words]
    named = [m for m in mentions if not m.nested and m.kind != "nisba"]
    return Line(passage, words, named, quoted, earlier)


def speaker_before(here: Line, at: int, previous: Speaker) -> Speaker | None:
    """The speaker by the verb before offset `at`, in the same sentence; None where there is no verb."""
    index = _last_word_before(here, at)
    participle: str | None = None
    steps = 0
    while index >= 0 and steps < _REACH:
        start, end, word = here.words[index]
        following = here.words[index + 1][0] if index + 1 < len(here.words) else len(here.text)
        if _breaks_sentence(here, end, min(following, at)):
            break
        if not here.is_quoted(start):
            steps += 1
            if word in PARTICIPLES and participle is None:
                participle = here.text[start:end]
            elif is_verb(here, index, at) and not (participle and index and here.words[index - 1][2] in _CLAUSE):
                found = _subject(here, index, at, previous)
                if found is not None:
                    return replace(found, verb=participle or here.text[start:end])
        index -= 1
    if participle is None:
        return None
    while index >= 0 and not _breaks_sentence(here, here.words[index][1], here.words[index + 1][0]):
        index -= 1
    return replace(_named_in(here, index + 1, at, first=True) or previous, verb=participle)


def _breaks_sentence(here: Line, start: int, end: int) -> bool:
    if end - start < 2:  # one space between two words: no mark
        return False
    match = _SENTENCE_END.search(here.text, start, end)
    return match is not None and not here.is_quoted(match.start())


def _last_word_before(here: Line, at: int) -> int:
    index = len(here.words) - 1
    while index >= 0 and here.words[index][1] > at:
        index -= 1
    return index


def is_verb(here: Line, index: int, at: int) -> bool:
    """Whether the word at `index` reports speech here; `at`: where the speech begins."""
    start, end, word = here.words[index]
    if word.endswith("راي") and not here.text[start:end].endswith("ى"):
        return False
    if word in FINITE:
        return True
    if word not in BARE and word[1:] not in BARE:
        return False
    # A word that is also a noun: a mark, a colon or أن must come soon after it.
    near = [w for start, _, w in here.words[index + 1 : index + 9] if start < at]
    start = here.words[index][1]
    return any(w in THAT for w in near) or 0 < at - start < 60


def _subject(here: Line, verb: int, at: int, previous: Speaker) -> Speaker | None:
    """The subject of a finite verb: the noun phrase after it, else before it, else the speaker before."""
    word = here.words[verb][2]
    first = _first_of_subject(here, verb, at)
    end = _phrase_end(here, first, at)
    if end > first and not _is_addressee(here, first):
        found = _read_phrase(here, first, end, previous)
        apposed = None if found is not None and found.anonymity == "named" and found.target else _apposed(here, end, at)
        return apposed or found
    before = here.words[verb - 1][2] if verb else ""
    joined = word[0] in "وف" and (word[1:] in FINITE or word[1:] in BARE)
    if before in _RELATIVE or (verb and not joined):
        named = _named_in(here, max(0, verb - 14), here.words[verb][0])
        if named is not None:
            return named
    return _earlier_subject(here, verb, previous) or previous


def _earlier_subject(here: Line, verb: int, previous: Speaker) -> Speaker | None:
    """«قال فلان كذا. وأضاف»: the speaker of the nearest statement before, in the same passage."""
    for index in range(verb - 1, -1, -1):
        start, _, word = here.words[index]
        if word not in INDIRECT or here.is_quoted(start):
            continue
        first = _first_of_subject(here, index, here.words[verb][0])
        end = _phrase_end(here, first, here.words[verb][0])
        if end > first and not _is_addressee(here, first):
            return _read_phrase(here, first, end, previous)
    return None


def _first_of_subject(here: Line, verb: int, at: int) -> int:
    """The word at which the subject of a verb begins: after عن with نقل, after the document with جاء, past عليه …"""
    word = here.words[verb][2].lstrip("وف")
    first = verb + 1
    if word in {"نقلت", "نقل", "نقلا", "نقلوا"}:
        return _after_source_word(here, verb, at) or first
    if first + 1 < len(here.words) and here.words[first][2] in {"في", "فى"} and here.words[first + 1][2] in DOCUMENTS:
        return _after_source_word(here, first, at) or first + 1
    while first < len(here.words) and here.words[first][2] in SKIP_AFTER_VERB:
        first += 1
    return first


def _is_addressee(here: Line, first: int) -> bool:
    """«أعرب لمجلس الأمن عن»: a name with a joined preposition is not the subject."""
    start = here.words[first][0]
    return any(m.start == start and m.name_start is not None and here.text[start] in "لبك" for m in here.mentions)


def _apposed(here: Line, end: int, at: int) -> Speaker | None:
    """«السفير الروسي في لندن، فلان الفلاني، إن»: the person named between commas before أن or the colon."""
    stop = at
    for start, _, word in here.words[end : end + 16]:
        if word in THAT or start >= at:
            stop = min(stop, start)
            break
    begin = here.words[end][0] if end < len(here.words) else at
    for mention in here.mentions:
        if mention.kind != "person" or not begin <= mention.start < stop:
            continue
        before = re.split("[،,]", here.text[begin : mention.start])
        if len(before) > 1 and len(before[-1].split()) <= 3:
            return Speaker(mention.exact, mention.target, "named")
    return None


def _after_source_word(here: Line, verb: int, at: int) -> int | None:
    """«نقلت وكالة … عن X»: the speaker stands after عن or على لسان."""
    for index in range(verb + 1, min(verb + 12, len(here.words))):
        if here.words[index][0] >= at:
            return None
        if here.words[index][2] in {"عن", "لسان"}:
            return index + 1
    return None


def _phrase_end(here: Line, first: int, at: int) -> int:
    """The end of the noun phrase that begins at word `first`: a stop word, a colon, a mark, or `at`."""
    index = first
    while index < len(here.words) and index < first + 18:
        start, _, word = here.words[index]
        if start >= at or word in STOP or _is_joined_stop(word):
            break
        if index > first and _BREAKS.search(here.text, here.words[index - 1][1], start):
            break
        if index == first and _BREAKS.search(here.text, here.words[index - 1][1], start):
            break
        index += 1
    return index


def _is_joined_stop(word: str) -> bool:
    return len(word) > 3 and word[0] in "وف" and word[1:] in STOP and word[1:] not in FINITE


def _read_phrase(  # noqa: PLR0911  (seven kinds of speakers in a row, tried from sure to unsure)
    here: Line, first: int, end: int, previous: Speaker
) -> Speaker | None:
    start, stop = here.words[first][0], here.words[end - 1][1]
    inside = [m for m in here.mentions if m.start >= start and m.end <= stop]
    head = here.words[first][2]
    text = _JOINED_END.sub("", here.text[start:stop]).rstrip("،, ")
    persons = [m for m in inside if m.kind == "person" and (not _is_about(here, m) or head == "مكتب")]
    if persons:
        return Speaker(persons[0].exact, persons[0].target, "named")
    if _bare(head) in ANONYMOUS or head in ANONYMOUS:
        if (
            head.startswith("ال")
            and (end - first <= 2 or here.words[first + 1][2] in {"نفسه", "ذاته"})
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


def _is_about(here: Line, mention: Mention) -> bool:
    """«المتحدث باسم بوتين»: the person whose spokesman or aide speaks."""
    before = here.text[max(0, mention.start - 12) : mention.start].split()
    return bool(before) and fold(before[-1]) in {
        "باسم",
        "مستشار",
        "مساعد",
        "محامي",
        "نجل",
        "شقيق",
        "حكومه",
        "اداره",
        "مكتب",
        "فريق",
        "حمله",
        "لحكومه",
        "اسره",
    }


def _class_of_anonymous(here: Line, first: int, end: int) -> Anonymity:
    words = {here.words[index][2] for index in range(first, end)}
    official = words & OFFICIALS or any(_bare(word) in OFFICIAL_ADJECTIVES for word in words)
    return "anonymous official" if official else "anonymous"


def _unknown_person(here: Line, first: int, end: int, inside: list[Mention]) -> str | None:
    """A personal name without a record: it begins with a given name, or ends the phrase after title and body."""
    taken = [(m.start, m.end) for m in inside]
    free = [
        index for index in range(first, end) if not any(start <= here.words[index][0] < stop for start, stop in taken)
    ]
    for index in free:
        word = here.words[index][2]
        if word in _GIVEN and (index > first or index + 1 in free or end - first == 1):
            last = index + 1
            while last in free and last - index < 4 and not _has_comma(here, last):
                last += 1
            return here.text[here.words[index][0] : here.words[last - 1][1]]
    if inside and free and free[-1] == end - 1 and here.words[first][2] in _TITLES | _SPOKESMEN:
        tail = [i for i in free if here.words[i][0] > inside[-1].end]
        names = [i for i in tail if not here.words[i][2].startswith("ال") or i == tail[-1]]
        if len(names) >= 2:
            return here.text[here.words[names[0]][0] : here.words[names[-1]][1]]
    return None


def _has_comma(here: Line, index: int) -> bool:
    return any(mark in here.text[here.words[index - 1][1] : here.words[index][0]] for mark in "،,")


def _looks_like_name(here: Line, first: int, end: int) -> bool:
    return end - first <= 3 and not here.words[first][2].startswith(("ال", "م"))


def _named_in(here: Line, first_word: int, at: int, *, first: bool = False) -> Speaker | None:
    """The nearest (or first) name before offset `at`, from `first_word` on: a person rather than a body."""
    start = here.words[first_word][0] if first_word < len(here.words) else 0
    near = [m for m in here.mentions if start <= m.start and m.end <= at and m.target and not here.is_quoted(m.start)]
    persons = [m for m in near if m.kind == "person" and not _is_about(here, m)]
    bodies = [m for m in near if m.kind not in {"place", "state"}] or near
    chosen = persons or bodies
    if not chosen:
        return None
    mention = chosen[0 if first else -1]
    return Speaker(mention.exact, mention.target, "named" if persons else "named body")


def speaker_after(here: Line, at: int, previous: Speaker) -> Speaker | None:
    """The speaker named after a quotation: «…»، قال فلان; «…»، بحسب فلان."""
    index = _last_word_before(here, at) + 1
    for verb in range(index, min(index + 4, len(here.words))):
        start, end, word = here.words[verb]
        if _breaks_sentence(here, at, start):
            return None
        if word in FINITE and word not in {"جاء", "ورد"}:
            stop = _phrase_end(here, verb + 1, len(here.text))
            found = _read_phrase(here, verb + 1, stop, previous) if stop > verb + 1 else None
            return replace(found, verb=here.text[start:end]) if found is not None else None
        if word in AFTER:
            first = verb + 1
            while first < len(here.words) and here.words[first][2] in {
                "قول",
                "تعبير",
                "ما",
                "تصريحات",
                "بيان",
                "وصف",
                "ل",
                "لما",
            }:
                first += 1
            stop = _phrase_end(here, first, len(here.text))
            if first < len(here.words) and here.words[first][2] in FINITE:
                stop = _phrase_end(here, first + 1, len(here.text))
                first += 1
            found = _read_phrase(here, first, stop, previous) if stop > first else None
            return replace(found, verb=here.text[start:end]) if found is not None else None
    return None
