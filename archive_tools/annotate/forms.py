"""Forms that follow from names by rule: relational adjectives, surnames, short forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table
from archive_tools.records import Entity

_NISBAS = table("nisbas")
_CLASSES = table("shorts")["classes"]
_TITLES = (frozenset(table("speakers")["titles"]) | frozenset(table("neighbours")["honorifics"])) - {
    "الملك", "السلطان", "البابا",
}  # fmt: skip
"""Titles that are no part of a name; kings, sultans and popes are called by theirs («الملك سلمان»)."""
_OFFICES = frozenset(table("shorts")["offices"])
_JOINED = frozenset(
    fold(word)
    for word in (
        "عبد",
        "أبو",
        "ابو",
        "بن",
        "ابن",
        "آل",
        "أبي",
        "بو",
        "ولد",
        "al",
        "el",
        "bin",
        "abu",
        "van",
        "von",
        "de",
    )
)


def nisba_forms() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """For each state: its id, the adjective as people write it, and all folded forms of it."""
    for state, bases in _NISBAS["base"].items():
        forms = [fold(word) for word in _NISBAS["irregular"].get(state, ())]
        for base in bases:
            *before, stem = fold(base).split(" ")
            for ending in map(fold, _NISBAS["endings"]):
                plain = stem + ending
                forms += [" ".join([*before, plain]), " ".join([*before, "ال" + plain])]
            forms.append(" ".join([*before, stem + "ا"]))
        yield state, bases[0], tuple(dict.fromkeys(forms))


def surname(name: str) -> str | None:
    """The folded surname of a folded personal name: its last word, with عبد, أبو, بن … before it; None if too short."""
    words = name.split(" ")
    if len(words) < 2 or "(" in name or (len(words) > 2 and words[-3] in {"بن", "bin"}):
        return None  # «سلمان بن عبد العزيز» ends in the father's name
    last = words[-1]
    if len(words) > 2 and words[-2] in _JOINED:
        last = f"{words[-2]} {last}"
    return last if len(last) > 2 else None


def spellings(key: str) -> tuple[str, ...]:
    """A folded name as it is and with عبد joined to, or parted from, what follows: عبد الله, عبدالله."""
    if " عبد ال" in f" {key}":
        return key, f" {key}".replace(" عبد ال", " عبدال").strip()
    if " عبدال" in f" {key}":
        return key, f" {key}".replace(" عبدال", " عبد ال").strip()
    return (key,)


def is_office(alias: str, names: Iterable[str]) -> bool:
    """Whether an alias of a person is a title («ولي العهد السعودي»): it begins like one and has no part of the name."""
    words = fold(alias).split()
    if len(words) < 2 or words[0] not in _OFFICES:
        return False
    return not set(words[1:]) & {part for name in names for part in fold(name).split()}


def is_titled(alias: str, name: str) -> bool:
    """Whether a folded alias is a name with nothing but titles before it: «الرئيس السوري بشار الأسد»."""
    if " " not in name or not alias.endswith(f" {name}"):
        return False
    before = alias.removesuffix(name).split()
    return all(word in _TITLES or (word.startswith("ال") and word.endswith("ي")) for word in before)


def short_forms() -> Iterator[tuple[str, str]]:
    """Every short form (folded) with its class."""
    for group, rule in _CLASSES.items():
        for form in rule["forms"]:
            yield fold(form), group


def short_classes(entity: Entity) -> tuple[str, ...]:
    """The classes of short forms that may refer back to `entity`."""
    names = [fold(entity.name.get("ar", ""))]
    names += [fold(alias.text) for alias in entity.aliases if alias.lang == "ar" and " " in alias.text]
    found = []
    for group, rule in _CLASSES.items():
        by_name = entity.kind in rule.get("kinds", ()) and names[0].startswith(tuple(rule["heads"]))
        by_alias = entity.kind in rule.get("kinds", ()) and any(n.startswith(tuple(rule["heads"])) for n in names[1:])
        if by_name or by_alias or entity.id in rule.get("targets", ()):
            found.append(group)
    return tuple(found)
