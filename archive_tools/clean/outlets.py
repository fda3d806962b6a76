"""The outlet of an article: from the sidecar, the source's field, its web address, or, failing these, its own words.

A text gives its outlet away where sources speak to it («قال مصدر … لموقع ميدل إيست آي») or where it advertises
itself. That is inferred only when all such places name one and the same known outlet.
"""

from __future__ import annotations

import re
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

_UNKNOWN = "no outlet in sidecar or source, and the text names none as its own"
_ARABIC_MEDIA = "موقع|صحيفه|جريده|قناه|وكاله|شبكه|مجله|تلفزيون|منصه|راديو|اذاعه|بوابه"
_PROCLITICS = "و|ف|ب|ل|لل|ول|وب"
_SPEAKS_TO = (
    rf"\bل(?:ل)?(?:{_ARABIC_MEDIA}) (?:ال)?",  # told the site X
    r"\bخاص (?:ب|ل)(?:موقع )?",
    r"\b(?:has )?(?:told|speaking to|in an interview with) ",
    r"\bexclusively to ",
)
_BEFORE = re.compile(rf"(?:{'|'.join(_SPEAKS_TO)})(?:{_ARABIC_MEDIA} )?$")
_MEDIUM = re.compile(
    rf"\b(?:{_PROCLITICS})?(?:ال)?(?:{_ARABIC_MEDIA}) $|\b(?:newspaper|website|channel|gazetesi|sitesi) $"
)
_AROUND = 40
_TURKISH_AFTER = re.compile(r"['’]?[ae] (?:konus|anlat|aciklama yap)")
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
    ids = knowledge.outlets_by_id.get(name) or knowledge.outlets_by_name.get(key(name), ())
    if address is not None and (address in ids or not ids):
        return address
    if len(ids) > 1:  # editions of one house: the one in the article's language
        ids = tuple(id_ for id_ in ids if knowledge.languages.get(id_) == lang)
    return ids[0] if len(ids) == 1 else unrecorded_id(name)


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
    """One inferred candidate if all places that name the article's own outlet agree."""
    names = _automaton(frozenset(knowledge.names_in_text))
    if names is None:
        return
    found: dict[str, str] = {}
    for number, draft in enumerate(drafts[:_MOST_BLOCKS], 1):
        for name, start, end in _own_names(draft, names):
            exact = _exact(draft, start, end)
            found.setdefault(knowledge.names_in_text[name], f"p{number}: «{exact}»")
    if len(found) == 1:
        for id_, evidence in found.items():
            yield candidate(id_, "inferred", evidence)


def _own_names(draft: Draft, names: ahocorasick.Automaton) -> Iterator[tuple[str, int, int]]:
    """Names (with the span of what shows that they are the article's own) in the fold of a block."""
    folded = draft.folded
    for last, name in names.iter(folded):
        start, end = last + 1 - len(name), last + 1
        if (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum():
            continue
        around = folded[max(0, start - _AROUND) : start]
        before = _BEFORE.search(around)
        if " " not in name and not _MEDIUM.search(around):
            continue  # «الأخبار», «العربية»: a name of one word is a name only behind «صحيفة»
        if before:
            yield name, start - len(before.group()), end
        elif draft.marked in _PROMOS or _TURKISH_AFTER.match(folded, end):
            yield name, start, end


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
