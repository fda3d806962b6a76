"""Who says it: the reporting verb near a quotation, and its subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec.structs import replace

from archive_tools.annotate.speaker import Line, Speaker, apposed, is_about, phrase_end, read_phrase
from archive_tools.annotate.speech import AFTER, BARE, DOCUMENTS, FINITE, PARTICIPLES, SKIP_AFTER_VERB, THAT
from archive_tools.arabic.tables import table

_DATA = table("speakers")
_REACH = 45
"""Words before a quotation in which its verb is sought, inside one sentence."""
_EARLIER = 100
"""Verbs before one without subject among which the one that has its subject is sought: more than people write."""
_SENTENCE_END = re.compile(r"[.!?؟](?:[\s\"»”]|$)")
_CLAUSE = frozenset({"التي", "الذي", "الذين", "اللذين", "ما", "مما", "والتي", "والذي", "لما"})
"""Before a verb: it stands in a relative clause and is not the one that «قائلا» belongs to."""
_SPEAKING = FINITE.keys() | PARTICIPLES.keys() | BARE | {joined + word for joined in "وف" for word in BARE}
_RELATIVE = frozenset(_DATA["relative"])


def speaker_before(here: Line, at: int, previous: Speaker) -> Speaker | None:
    """The speaker by the verb before offset `at`, in the same sentence; None where there is no verb."""
    last = _last_word_before(here, at)
    participle: str | None = None
    for index in _speaking(here, _first_of_sentence(here, last, at, _reach(here, last)), last):
        start, end, word = here.starts[index], here.ends[index], here.words[index]
        if word in PARTICIPLES and participle is None:
            participle = here.text[start:end]
        elif is_verb(here, index, at) and not (participle and index and here.words[index - 1] in _CLAUSE):
            found = _subject(here, index, at, previous)
            if found is not None:
                return replace(found, verb=participle or here.text[start:end])
    if participle is None:
        return None
    first = _first_of_sentence(here, last, at, 0)
    return replace(_named_in(here, first, at, first=True) or previous, verb=participle)


def _speaking(here: Line, first: int, last: int) -> Iterator[int]:
    """Words from `first` to `last` that may report speech and stand in no quotation, the nearest first."""
    found = [index for index in range(first, last + 1) if here.words[index] in _SPEAKING]
    return (index for index in reversed(found) if not here.is_quoted(here.starts[index]))


def _reach(here: Line, last: int) -> int:
    """The first word in which a verb is sought from the word `last` back: those of quotations are not counted."""
    if not here.quoted:
        return max(0, last + 1 - _REACH)
    left = _REACH
    for index in range(last, -1, -1):
        left -= not here.is_quoted(here.starts[index])
        if not left:
            return index
    return 0


def _first_of_sentence(here: Line, last: int, at: int, least: int) -> int:
    """The first word, not before `least`, of the sentence in which offset `at` stands behind the word `last`.

    That is the word behind `last` where a sentence ends between the two.
    """
    starts, ends = here.starts, here.ends
    if last >= 0 and _breaks_sentence(here, ends[last], min(at, (*starts[last + 1 : last + 2], len(here.text))[0])):
        return last + 1
    for index in range(last - 1, least - 1, -1):
        if starts[index + 1] - ends[index] > 1 and _breaks_sentence(here, ends[index], starts[index + 1]):
            return index + 1
    return least


def _breaks_sentence(here: Line, start: int, end: int) -> bool:
    if end - start < 2:  # one space between two words: no mark
        return False
    match = _SENTENCE_END.search(here.text, start, end)
    return match is not None and not here.is_quoted(match.start())


def _last_word_before(here: Line, at: int) -> int:
    return bisect_right(here.ends, at) - 1


def _is_joined_bare(word: str) -> bool:
    """«ووجه», not «زوجة»."""
    return word[0] in "وف" and word[1:] in BARE


def is_verb(here: Line, index: int, at: int) -> bool:
    """Whether the word at `index` reports speech here; `at`: where the speech begins."""
    start, end, word = here.starts[index], here.ends[index], here.words[index]
    if word.endswith("راي") and not here.text[start:end].endswith("ى"):
        return False
    if word in FINITE:
        return True
    if word not in BARE and not _is_joined_bare(word):
        return False
    # A word that is also a noun: a mark, a colon or أن must come soon after it.
    near = [here.words[n] for n in range(index + 1, min(index + 9, len(here.words))) if here.starts[n] < at]
    start = here.ends[index]
    return any(w in THAT for w in near) or 0 < at - start < 60


def _subject(here: Line, verb: int, at: int, previous: Speaker) -> Speaker | None:
    """The subject of a finite verb: the noun phrase after it, else before it, else the speaker before."""
    word = here.words[verb]
    first = _first_of_subject(here, verb, at)
    end = phrase_end(here, first, at)
    if end > first and not _is_addressee(here, first):
        found = read_phrase(here, first, end, previous)
        beside = None if found is not None and found.anonymity == "named" and found.target else apposed(here, end, at)
        return beside or found
    before = here.words[verb - 1] if verb else ""
    joined = _is_joined_bare(word) or (word[0] in "وف" and word[1:] in FINITE)
    if before in _RELATIVE or (verb and not joined):
        named = _named_in(here, max(0, verb - 14), here.starts[verb])
        if named is not None:
            return named
    return _earlier_subject(here, verb, previous) or previous


def _earlier_subject(here: Line, verb: int, previous: Speaker) -> Speaker | None:
    """«قال فلان كذا. وأضاف»: the speaker of the nearest statement before, in the same passage."""
    count = bisect_left(here.verbs, verb)
    for index in reversed(here.verbs[max(0, count - _EARLIER) : count]):
        if here.is_quoted(here.starts[index]):
            continue
        first = _first_of_subject(here, index, here.starts[verb])
        end = phrase_end(here, first, here.starts[verb])
        if end > first and not _is_addressee(here, first):
            return read_phrase(here, first, end, previous)
    return None


def _first_of_subject(here: Line, verb: int, at: int) -> int:
    """The word at which the subject of a verb begins: after عن with نقل, after the document with جاء, past عليه …"""
    word = here.words[verb].lstrip("وف")
    first = verb + 1
    if word in {"نقلت", "نقل", "نقلا", "نقلوا"}:
        return _after_source_word(here, verb, at) or first
    if first + 1 < len(here.words) and here.words[first] in {"في", "فى"} and here.words[first + 1] in DOCUMENTS:
        return _after_source_word(here, first, at) or first + 1
    while first < len(here.words) and here.words[first] in SKIP_AFTER_VERB:
        first += 1
    return first


def _is_addressee(here: Line, first: int) -> bool:
    """«أعرب لمجلس الأمن عن»: a name with a joined preposition is not the subject."""
    start = here.starts[first]
    return any(m.start == start and m.name_start is not None and here.text[start] in "لبك" for m in here.mentions)


def _after_source_word(here: Line, verb: int, at: int) -> int | None:
    """«نقلت وكالة … عن X»: the speaker stands after عن or على لسان."""
    for index in range(verb + 1, min(verb + 12, len(here.words))):
        if here.starts[index] >= at:
            return None
        if here.words[index] in {"عن", "لسان"}:
            return index + 1
    return None


def _named_in(here: Line, first_word: int, at: int, *, first: bool = False) -> Speaker | None:
    """The nearest (or first) name before offset `at`, from `first_word` on: a person rather than a body."""
    start = here.starts[first_word] if first_word < len(here.words) else 0
    near = [m for m in here.mentions if start <= m.start and m.end <= at and m.target and not here.is_quoted(m.start)]
    persons = [m for m in near if m.kind == "person" and not is_about(here, m)]
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
        start, end, word = here.starts[verb], here.ends[verb], here.words[verb]
        if _breaks_sentence(here, at, start):
            return None
        if word in FINITE and word not in {"جاء", "ورد"}:
            stop = phrase_end(here, verb + 1, len(here.text))
            found = read_phrase(here, verb + 1, stop, previous) if stop > verb + 1 else None
            return replace(found, verb=here.text[start:end]) if found is not None else None
        if word in AFTER:
            first = verb + 1
            while first < len(here.words) and here.words[first] in {
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
            stop = phrase_end(here, first, len(here.text))
            if first < len(here.words) and here.words[first] in FINITE:
                stop = phrase_end(here, first + 1, len(here.text))
                first += 1
            found = read_phrase(here, first, stop, previous) if stop > first else None
            return replace(found, verb=here.text[start:end]) if found is not None else None
    return None
