"""The outlet of an article: from the sidecar, the source's field, its web address, or, failing these, its own words.

A text gives its outlet away where it advertises itself, and where sources speak to it. The second is weak: news
quotes what was said to others. In 10,000 articles «قال لصحيفة …», «لقناة …» named another outlet 18 times of 18, while
«لموقع …» named the article's own each time. So «لموقع» and promos count 2, the others 1, and it takes 2 and no rival.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import ahocorasick

from archive_tools.arabic.fold import fold_with_map
from archive_tools.arabic.identity import unrecorded_id
from archive_tools.clean.draft import Draft
from archive_tools.clean.facts import candidate, choose
from archive_tools.clean.hygiene import one_line
from archive_tools.clean.knowledge import CleanKnowledge, address_keys, key
from archive_tools.records import Fact, RawItem

NEEDED = 2
"""Points."""
_UNKNOWN = "no outlet in sidecar or source, and the text names none as its own"
_ARABIC_MEDIA = "موقع|صحيفه|جريده|قناه|وكاله|شبكه|مجله|تلفزيون|منصه|راديو|اذاعه|بوابه"
_PROCLITICS = "و|ف|ب|ل|لل|ول|وب"
_OWN = re.compile(r"(?:\bل(?:ل)?موقع|\bخاص (?:ب|ل)(?:ل)?موقع|\bexclusively to) (?:ال)?$")
_TOLD = re.compile(
    rf"(?:\bلل?(?:{_ARABIC_MEDIA}) (?:ال)?|\b(?:told|speaking to|in an interview with) (?:the )?)(?:{_ARABIC_MEDIA} )?$"
)
_MEDIUM = re.compile(
    rf"\b(?:{_PROCLITICS})?(?:ال)?(?:{_ARABIC_MEDIA}) $|\b(?:newspaper|website|channel|gazetesi|sitesi) $"
)
_AROUND = 40
_TURKISH_TOLD = re.compile(r"['’]?[ae] (?:konus|anlat|aciklama yap)")
_PROMOS = frozenset({"newsletter", "copyright", "app promo", "follow us"})
_MOST_BLOCKS = 400
"""Blocks of an article that are searched."""


def outlet_of(
    item: RawItem, drafts: Sequence[Draft], knowledge: CleanKnowledge, lang: str | None
) -> tuple[Fact[str], str | None]:
    """The outlet's id as a fact, and its name as the source writes it (None where the source does not)."""
    candidates: list[Fact[str]] = []
    address = _by_address(item.fields.get("url", ""), knowledge)
    name: str | None = None
    stated = item.stated.get("outlet")
    if stated:
        candidates.append(candidate(_resolve(stated, knowledge, lang, None), "sidecar", "sidecar"))
        name = None if stated in knowledge.outlets_by_id else one_line(stated)
    written = one_line(item.fields.get("outlet", ""))
    if written:
        candidates.append(_from_field(written, item.evidence.get("outlet", "source"), knowledge, lang, address))
        name = name or written
    if address is not None:
        candidates.append(candidate(address, "metadata", "host of the url"))
    if not candidates:
        candidates.extend(_from_text(drafts, knowledge))
    return choose(candidates, _UNKNOWN), name


def _resolve(name: str, knowledge: CleanKnowledge, lang: str | None, address: str | None) -> str:
    """The id of a record with this id or name; one without record gets the id of its name."""
    if knowledge.outlets_by_id.get(name) == (name,):
        return name
    ids = knowledge.outlets_by_id.get(name) or knowledge.outlets_by_name.get(key(name), ())
    if address is not None and (address in ids or not ids):
        return address
    spoken = _in_language(ids, knowledge, lang)
    if address is not None and not spoken and _in_language((address,), knowledge, lang):
        return address  # «CNN» and arabic.cnn.com: the edition that the page belongs to
    if len(ids) > 1:  # editions of one house: the one in the article's language
        ids = spoken
    return ids[0] if len(ids) == 1 else unrecorded_id(name)


def _in_language(ids: Sequence[str], knowledge: CleanKnowledge, lang: str | None) -> tuple[str, ...]:
    primary = (lang or "").split("-")[0]
    return tuple(dict.fromkeys(id_ for id_ in ids if knowledge.languages.get(id_) == primary))


def _from_field(
    written: str, evidence: str, knowledge: CleanKnowledge, lang: str | None, address: str | None
) -> Fact[str]:
    found = _resolve(written, knowledge, lang, address)
    if found == address and found not in knowledge.outlets_by_name.get(key(written), ()):
        evidence += ", its record by the host of the url"
    return candidate(found, "metadata", f"{evidence}: {written}")


def resolve_translated(outlet: str, knowledge: CleanKnowledge, lang: str | None) -> str:
    """The outlet of an original: the id of its record where there is one, else its name."""
    found = _resolve(outlet, knowledge, lang, None)
    return found if found in knowledge.outlets_by_id else one_line(outlet)


def _by_address(url: str, knowledge: CleanKnowledge) -> str | None:
    for address in address_keys(url.strip()):
        if address in knowledge.outlets_by_address:
            return knowledge.outlets_by_address[address]
    return None


def _from_text(drafts: Sequence[Draft], knowledge: CleanKnowledge) -> Iterator[Fact[str]]:
    """One inferred candidate if the text shows it often enough and names no other outlet in such a way."""
    names = _automaton(frozenset(knowledge.names_in_text))
    if names is None:
        return
    found: dict[str, str] = {}
    points: Counter[str] = Counter()
    for number, draft in enumerate(drafts[:_MOST_BLOCKS], 1):
        best: dict[str, int] = {}
        for name, start, end, weight in _own_names(draft, names):
            id_ = knowledge.names_in_text[name]
            best[id_] = max(weight, best.get(id_, 0))
            if id_ not in found or (weight > 1 and points[id_] < NEEDED):
                found[id_] = f"p{number}: «{_exact(draft, start, end)}»"
        points.update(best)
    if len(found) == 1:
        for id_, evidence in found.items():
            if points[id_] >= NEEDED:
                yield candidate(id_, "inferred", evidence)


def _own_names(draft: Draft, names: ahocorasick.Automaton) -> Iterator[tuple[str, int, int, int]]:
    """Names in the fold of a block, with the span of what shows that they are the article's own, and its points."""
    folded = draft.folded
    for last, name in names.iter(folded):
        start, end = last + 1 - len(name), last + 1
        if (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum():
            continue
        around = folded[max(0, start - _AROUND) : start]
        if " " not in name and not _MEDIUM.search(around):
            continue  # «الأخبار», «العربية»: a name of one word is a name only behind «صحيفة»
        if own := _OWN.search(around):
            yield name, start - len(own.group()), end, 2
        elif draft.marked in _PROMOS:
            yield name, start, end, 2
        elif told := _TOLD.search(around):
            yield name, start - len(told.group()), end, 1
        elif _TURKISH_TOLD.match(folded, end):
            yield name, start, end, 1


def _exact(draft: Draft, start: int, end: int) -> str:
    """The words of the text that a span of its fold stands for."""
    _, offsets = fold_with_map(draft.text)
    return " ".join(draft.text[offsets[start] : offsets[end]].split())


@lru_cache(maxsize=4)
def _automaton(names: frozenset[str]) -> ahocorasick.Automaton | None:
    if not names:
        return None
    automaton = ahocorasick.Automaton()
    for name in sorted(names):
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton
