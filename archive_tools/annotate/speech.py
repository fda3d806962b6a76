"""The words of reported speech: verbs in all their forms, and what ends the name of a speaker."""

from __future__ import annotations

from collections.abc import Iterator

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table

_DATA = table("speech")


def _conjugated(perfect: str, imperfect: str) -> Iterator[str]:
    yield from (perfect + ending for ending in ("", "ت", "وا", "ا", "تا"))
    if perfect.endswith("ي"):
        yield from (perfect[:-1] + ending for ending in ("ت", "وا", "تا"))
        yield perfect[:-1] + "يا"
    if perfect.endswith("ا"):
        yield from (perfect[:-1] + ending for ending in ("ت", "وا", "تا"))
    if imperfect != "-":
        yield from (first + imperfect[1:] + ending for first in "يت" for ending in ("", "ون", "ان"))


def _forms() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    finite: dict[str, str] = {}
    participles: dict[str, str] = {}
    indirect: set[str] = set()
    takes_that = {fold(verb) for verb in _DATA["indirect"]}
    for perfect, imperfect, participle in _DATA["verbs"]:
        lemma = fold(perfect)
        for form in _conjugated(lemma, fold(imperfect)):
            for prefix in ("", "و", "ف"):
                finite.setdefault(prefix + form, perfect)
                if lemma in takes_that:
                    indirect.add(prefix + form)
        if participle != "-":
            stem = fold(participle)
            for form in (stem, stem[:-1] + "ه", stem[:-1] + "ين"):
                participles["و" + form] = participles[form] = perfect
    for word in _DATA["masdar"]:
        participles[fold(word)] = word
        participles["و" + fold(word)] = word
    for word in _DATA["false"]:
        finite.pop(fold(word), None)
        indirect.discard(fold(word))
    return finite, participles, frozenset(indirect)


FINITE, PARTICIPLES, INDIRECT = _forms()
"""Folded form -> verb; the finite ones, the participles and verbal nouns, and which finite ones take أن."""
BARE = frozenset(fold(word) for word in _DATA["false"]) - {
    "بين",
    "وبين",
    "علي",
    "تعد",
    "يعد",
    "تري",
    "ردا",
    "نصا",
    "بينا",
}
"""Finite verbs that are also common words; they count where a subject follows and a mark or أن comes soon."""
AFTER = frozenset(fold(word) for word in _DATA["after"])
STOP = frozenset(fold(word) for word in _DATA["stop"]) | FINITE.keys() | PARTICIPLES.keys()
"""Words that end the name of a speaker."""
NAMES_BEFORE = frozenset(fold(word) for word in _DATA["not_speech_before"])
OFFICIALS = frozenset(fold(word) for word in _DATA["anonymous_official"])
ANONYMOUS = frozenset(fold(word) for word in _DATA["anonymous"])
OFFICIAL_ADJECTIVES = frozenset(fold(word) for word in _DATA["official_adjectives"])
NAMING = frozenset(fold(word) for word in _DATA["naming"])
"""Words before a quotation that is only a name: «أطلق عليها "…"»."""
SKIP_AFTER_VERB = frozenset(fold(word) for word in _DATA["skip_after_verb"])
DOCUMENTS = frozenset(fold(word) for word in _DATA["documents"])
"""«جاء في بيان …»: what speaks for its author."""
NOT_THAT_AFTER = frozenset(fold(word) for word in _DATA["not_that_after"])
"""After these أن opens no statement: دون أن, يمكن أن."""
THAT = frozenset(
    first + word
    for first in ("", "ب")
    for word in ("ان", "انه", "انها", "انهم", "انهما", "اننا", "اني", "انني", "انهن")
)
