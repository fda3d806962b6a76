"""What a form means where it stands: the readings of the authority weighed against the context."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from archive_tools.annotate.context import Context
from archive_tools.annotate.knowledge import Reading
from archive_tools.annotate.matching import Hit
from archive_tools.annotate.neighbours import (
    follows_given_name,
    governorate_list,
    is_accusative_adjective,
    is_definite_adjective,
    is_minister,
    media_before,
    name_follows_title,
    other_adjective_follows,
)
from archive_tools.annotate.passage import Passage

WINDOW = 25
"""Words on each side in which a needed word may stand."""


class Decision(NamedTuple):
    """What a hit means."""

    target: str | None
    kind: str
    rule: str
    candidates: tuple[str, ...] = ()
    firm: bool = False
    """Names the entity so plainly that later short forms may lean on it."""
    silent: bool = False
    """Known, but not a mention (the title before a name)."""


def resolve(hit: Hit, passage: Passage, context: Context) -> Decision | None:
    """The meaning of a hit; None when it is no name here."""
    readings = hit.form.readings
    if readings[0].kind == "none":
        return Decision(None, "none", "no name of anyone in particular", silent=True) if len(readings) == 1 else None
    if readings[0].kind in {"short", "nisba"} and all(r.kind == readings[0].kind for r in readings):
        return _short(hit, passage, context) if readings[0].kind == "short" else _nisba(readings[0])
    names = hit.form.names
    if hit.form.words == 1 and follows_given_name(passage, hit):
        return None
    if is_accusative_adjective(passage, hit, names):
        return Decision(names[0].target, "nisba", "relational adjective in the accusative, not the state")
    if is_definite_adjective(passage, hit, names):
        return Decision(names[0].target, "nisba", "relational adjective of a definite noun")
    if names[0].kind == "government" and is_minister(passage, hit):
        return None
    decision = _choose(names, hit, passage, context)
    if decision is None and any(reading.kind == "short" for reading in readings):
        return _short(hit, passage, context)
    return decision


def _nisba(reading: Reading) -> Decision:
    return Decision(reading.target, "nisba", f"relational adjective of «{reading.alias}»")


def _short(hit: Hit, passage: Passage, context: Context) -> Decision | None:
    group = next(reading.target for reading in hit.form.readings if reading.kind == "short")
    target = context.latest(group)
    if target is None or other_adjective_follows(passage, hit) or is_minister(passage, hit):
        return None
    entity = context.knowledge.authority.actors[target]
    return Decision(target, entity.kind, f"short form of a body named before («{entity.name.get('ar', target)}»)")


def _choose(names: list[Reading], hit: Hit, passage: Passage, context: Context) -> Decision | None:
    if len(names) == 1 and names[0].plain:
        return _decide(names[0], hit, passage, context)
    weighed = [(_weight(reading, hit, passage, context), reading) for reading in names]
    best = max(weight for weight, _ in weighed)
    if best <= 0:
        return _report(names, hit, passage, context)
    targets = {reading.target: reading for weight, reading in reversed(weighed) if weight == best}
    if len(targets) > 1:
        targets = _prefer(targets, context)
    if len(targets) > 1:
        return Decision(None, names[0].kind, "several records bear this name", candidates=tuple(sorted(targets)))
    reading = next(iter(targets.values()))
    return _decide(reading, hit, passage, context)


def _decide(reading: Reading, hit: Hit, passage: Passage, context: Context) -> Decision:
    if reading.office:
        follows = name_follows_title(passage, hit, context.person_starts(passage.number))
        named = reading.target in context.expected
        rule = f"holder of the office «{reading.alias}» at the date"
        return Decision(None if follows else reading.target, reading.kind, rule, silent=follows or named)
    target = reading.target
    rule = f"alias «{reading.alias}»"
    if reading.needs:
        rule += " with a needed word near it"
    elif reading.ambiguous or reading.follows:
        rule = f"short for a name given before («{reading.alias}»)"
    homonym = context.knowledge.homonyms.get(target)
    if homonym and governorate_list(passage, hit):
        target, rule = homonym, f"alias «{reading.alias}» in a list of governorates"
    firm = not (reading.follows or (reading.ambiguous and not reading.needs))
    return Decision(target, reading.kind, rule, firm=firm)


def _weight(reading: Reading, hit: Hit, passage: Passage, context: Context) -> int:
    """0: no; 1: weakly; 2: yes; 3: yes, and the context says so."""
    in_time = context.in_time(reading)
    known = reading.target in context.named
    if in_time is False or (reading.follows and not known):
        return 0
    if reading.kind == "media" and (reading.needs or reading.ambiguous) and media_before(passage, hit):
        return 3
    if reading.follows:
        return 2
    return _conditional_weight(reading, hit, passage, context, in_time=in_time)


def _conditional_weight(reading: Reading, hit: Hit, passage: Passage, context: Context, *, in_time: bool | None) -> int:
    known = reading.target in context.named
    if reading.needs:
        if known:
            return 3
        if _needed(reading, hit, passage, context):
            return 3
        return 2 if not reading.ambiguous and context.speaks_of(reading.needs) else 0
    if reading.first or reading.last:
        if in_time is None:
            return 3 if known else 2 * context.decided_by_a_person(reading.target)
        return 2
    if reading.ambiguous:
        return 1 if known and reading.kind not in {"state", "place"} else 0
    return 2


def _needed(reading: Reading, hit: Hit, passage: Passage, context: Context) -> bool:
    """Whether a needed word stands within the window (and not inside the name itself)."""
    if not context.stand_in(passage, reading.needs):
        return False
    here = bisect_left(passage.begins, hit.a)
    if here == len(passage.words):
        here = 0
    first, last = max(0, here - WINDOW), min(here + WINDOW + hit.form.words, len(passage.words))
    return any(
        _is_needed(passage.words[index], reading.needs)
        for index in range(first, last)
        if passage.ends[index] <= hit.a or passage.begins[index] >= hit.b
    )


def _is_needed(word: str, needs: frozenset[str]) -> bool:
    if word in needs:
        return True
    if word[0] not in "وفبلك":
        return False
    return word[1:] in needs or word[2:] in needs or ("ال" + word[2:] in needs and word[:2] == "لل")


def _prefer(targets: dict[str, Reading], context: Context) -> dict[str, Reading]:
    """Among equal readings: one that the article names plainly; else the city before its district."""
    expected = {key: reading for key, reading in targets.items() if key in context.named}
    if len(expected) == 1:
        return expected
    places = context.knowledge.authority.places
    cities = {k: r for k, r in targets.items() if k in places and places[k].place_kind in {"city", "town", "country"}}
    return cities if len(cities) == 1 else targets


def _report(names: list[Reading], hit: Hit, passage: Passage, context: Context) -> Decision | None:
    """An ambiguous mention where at least two records could be meant, each under a condition of its own.

    A title without a date is open even with one known holder, unless the name itself follows.
    """
    candidates = {r.target for r in names if not r.follows and (r.needs or r.first or r.last)}
    offices = any(reading.office for reading in names)
    if offices and name_follows_title(passage, hit, context.person_starts(passage.number)):
        return None
    if len(candidates) < 2 and not (offices and context.published is None and candidates):
        return None
    rule = "several records bear this name and nothing near decides"
    return Decision(None, names[0].kind, rule, tuple(sorted(candidates)))
