"""The byline: names of people, without the outlets, datelines and addresses that author fields hold beside them."""

from __future__ import annotations

import re

from archive_tools.clean.facts import candidate, choose
from archive_tools.clean.hygiene import scrub
from archive_tools.clean.knowledge import CleanKnowledge, key
from archive_tools.records import Fact, RawItem

_SEPARATORS = re.compile(r"\s*(?:[\n;|؛]|،\s|,\s)\s*")
_BY = re.compile(r"^(?:by|كتب|كتبت|كتبه|بقلم|إعداد|اعداد|تقرير|haber|yazan)\s*[:：]?\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\.(?:com|net|org|tv)\b", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—ـ:/()]\s*|\s{2,}|\s+من\s+")
_QUOTES = " «»\"“”'"
_NOT_PEOPLE = frozenset(
    key(name)
    for name in (
        *("وكالات", "الوكالات", "وكالة", "متابعات", "متابعة", "رويترز", "فرانس برس", "الأناضول", "واس", "قنا", "وام"),
        *("د ب أ", "د. ب. أ", "أ ف ب", "أ. ف. ب", "أف ب", "أ ب", "agencies", "staff", "admin", "editor", "ajanslar"),
    )
)
_ENTITY = re.compile(r"&#?\w+;?")
_HAS_NAME = re.compile(r"[^\W\d_]{2}")
_LONGEST = 80
"""Characters of a name."""


def byline_of(item: RawItem, knowledge: CleanKnowledge, outlet_name: str | None) -> Fact[tuple[str, ...]]:
    """The authors as written, in order."""
    candidates: list[Fact[tuple[str, ...]]] = []
    if item.stated.get("authors"):
        candidates.append(candidate(tuple(item.stated["authors"]), "sidecar", "sidecar"))
    written = scrub(item.fields.get("byline", ""))[0].strip()
    if written:
        evidence = f"{item.evidence.get('byline', 'source')}: {' '.join(written.split())}"
        names = tuple(_names(written, knowledge, outlet_name))
        candidates.append(
            candidate(names, "metadata", evidence)
            if names
            else candidate(None, "metadata", f"{evidence}: no name of a person")
        )
    return choose(candidates, "no author in sidecar or source")


def _names(written: str, knowledge: CleanKnowledge, outlet_name: str | None) -> list[str]:
    found: list[str] = []
    for part in _SEPARATORS.split(written):
        name = _BY.sub("", " ".join(part.split())).strip(" -–—،,.*:[]")
        if _is_name(name, knowledge, outlet_name) and name not in found:
            found.append(name)
    return found


def _is_name(name: str, knowledge: CleanKnowledge, outlet_name: str | None) -> bool:
    if len(name) > _LONGEST or _ADDRESS.search(name) or not _HAS_NAME.search(_ENTITY.sub("", name)):
        return False
    # A dateline («أبوظبي - سكاي نيوز عربية»): one of its parts is an outlet.
    return not any(_is_outlet(part, knowledge, outlet_name) for part in (name, *_DASH.split(name)))


def _is_outlet(name: str, knowledge: CleanKnowledge, outlet_name: str | None) -> bool:
    folded = key(name.strip(_QUOTES))
    return (
        folded in _NOT_PEOPLE
        or folded in knowledge.outlets_by_name
        or (outlet_name is not None and folded == key(outlet_name))
    )
