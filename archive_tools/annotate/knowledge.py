"""The authority made ready for matching: every folded form, and what each may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from archive_tools.annotate.forms import (
    is_office,
    is_titled,
    nisba_forms,
    short_classes,
    short_forms,
    spellings,
    surname,
)
from archive_tools.annotate.lexicon import Lexicon
from archive_tools.annotate.topics import TermForm, TopicRules, compile_topics
from archive_tools.arabic.fold import fold
from archive_tools.arabic.proclitics import ARTICLE, BEFORE_NAMES
from archive_tools.arabic.tables import table
from archive_tools.records import Alias, Authority, Entity

_BEFORE_LI = frozenset(prefix[:-1] for prefix in BEFORE_NAMES if prefix.endswith("ل"))
_BEFORE = frozenset(BEFORE_NAMES)


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a form may mean, and when it does."""

    target: str
    kind: str
    """Kind of the entity; "nisba"; "short" (target is then a class of short forms)."""
    alias: str
    """As the authority writes it."""
    needs: frozenset[str] = frozenset()
    """Folded words, one of which must stand near."""
    ambiguous: bool = False
    first: str | None = None
    last: str | None = None
    office: bool = False
    """The title of an office, not a name."""
    follows: bool = False
    """A surname: only after the full name."""

    @property
    def plain(self) -> bool:
        """Needs nothing to be believed."""
        return not (self.needs or self.ambiguous or self.follows or self.first or self.last)


@dataclass(frozen=True)
class Form:
    """A folded form and its readings. What follows from these is worked out when a text has the form."""

    text: str
    readings: tuple[Reading, ...]
    before: frozenset[str]
    """Proclitics that may stand before it, the empty one left out."""
    li: int = 0
    """1 where the form begins with the ل of لل; the name proper begins after it."""
    case: int = 0
    """Latin: 0 any, 1 the first letter is a capital, 2 all letters are."""
    words: int = 1

    @cached_property
    def names(self) -> list[Reading]:
        """The readings that name an entity: no adjectives, no short forms."""
        return [reading for reading in self.readings if reading.kind not in {"short", "nisba"}]

    @cached_property
    def is_person(self) -> bool:
        """Whether some person has this name (and not only the title)."""
        return any(reading.kind == "person" and not reading.office for reading in self.readings)

    @cached_property
    def plain_target(self) -> str | None:
        """The one entity that the form names without needing anything."""
        targets = {reading.target for reading in self.readings if reading.plain}
        return targets.pop() if len(targets) == 1 else None


@dataclass(frozen=True)
class Knowledge:
    """Compiled authority. Pickles as the authority alone and is compiled again where it arrives (under a second)."""

    authority: Authority
    lexicon: Lexicon[Form | TermForm] = field(repr=False)
    classes: Mapping[str, tuple[str, ...]] = field(repr=False)
    """By entity: the short forms that may refer back to it."""
    homonyms: Mapping[str, str] = field(repr=False)
    """By id of a city: the governorate of the same name."""
    topics: TopicRules = field(repr=False)

    def __reduce__(self) -> tuple[Any, tuple[Authority]]:
        return compile_knowledge, (self.authority,)


def compile_knowledge(authority: Authority) -> Knowledge:
    """Make the lexicon and tables that `annotate` needs. The result depends on the authority's content alone."""
    entities = {**authority.places, **authority.actors}
    readings: dict[str, list[Reading]] = defaultdict(list)
    for key in sorted(entities):
        for text, reading in _readings(entities[key]):
            if reading not in readings[text]:
                readings[text].append(reading)
    for text, reading in _nisbas(entities):
        readings[text].append(reading)
    for text, group in short_forms():
        readings[text].append(Reading(group, "short", text))
    for text in table("false_friends")["phrases"]:
        if text not in readings:
            readings[text].append(Reading("", "none", text))
    # Where two names make the same form («ل» and the article of one, the letters of another), the later one counts.
    forms = {form.text: form for text in sorted(readings) for form in _forms(text, tuple(readings[text])) if text}
    topics = compile_topics(authority.topics)
    known: list[Form | TermForm] = [*forms.values(), *topics.forms]
    return Knowledge(
        authority=authority,
        lexicon=Lexicon((form.text, form.before, form) for form in known),
        classes={key: classes for key, entity in entities.items() if (classes := short_classes(entity))},
        homonyms=_homonyms(authority.places),
        topics=topics,
    )


def _key(text: str) -> str:
    return " ".join(fold(text).split())


def _readings(entity: Entity) -> Iterator[tuple[str, Reading]]:
    """Every form of an entity with its conditions; the conditions of an alias bind a name that is written alike.

    A person's alias that is a title before another of his names is left out: titles stay outside the span.
    """
    aliases = list(entity.aliases)
    conditioned = {_key(alias.text) for alias in aliases if alias.needs or alias.ambiguous}
    for lang, text in entity.name.items():
        if "(" not in text and _key(text) not in conditioned:
            aliases.append(Alias(text=text, lang=lang))
    bare = {_key(alias.text) for alias in aliases if not (alias.needs or alias.ambiguous)}
    for alias in aliases:
        key = _key(alias.text)
        titled = entity.kind == "person" and any(is_titled(key, name) for name in bare)
        if len(key) > 1 and not titled:
            for spelling in spellings(key):
                yield spelling, _reading(entity, alias)
    if entity.kind == "person":
        own = {_key(alias.text) for alias in aliases}
        for name in entity.name.values():
            last = surname(_key(name))
            if last and last not in own:
                yield last, Reading(entity.id, entity.kind, name, follows=True)


def _reading(entity: Entity, alias: Alias) -> Reading:
    return Reading(
        target=entity.id,
        kind=entity.kind,
        alias=alias.text,
        needs=frozenset(fold(word) for word in alias.needs),
        ambiguous=alias.ambiguous,
        first=alias.valid_from,
        last=alias.valid_to,
        office=entity.kind == "person" and (alias.note == "office held" or is_office(alias.text, entity.name.values())),
    )


def _nisbas(entities: Mapping[str, Entity]) -> Iterator[tuple[str, Reading]]:
    for state, base, forms in nisba_forms():
        if state in entities:
            for form in forms:
                yield form, Reading(state, "nisba", base)


def _forms(text: str, readings: tuple[Reading, ...]) -> Iterator[Form]:
    words = text.count(" ") + 1
    if not any("\u0600" <= char <= "\u06ff" for char in text):
        yield Form(text, readings, frozenset(), case=_case(readings), words=words)
        return
    yield Form(text, readings, _BEFORE, words=words)
    if text.startswith(ARTICLE):
        # للجيش; اللاذقية, which has a lam of its own, becomes للاذقية.
        rest = text[2:] if text.startswith("الل") else "ل" + text[2:]
        yield Form("ل" + rest, readings, _BEFORE_LI - {""}, li=1, words=words)


def _case(readings: Iterable[Reading]) -> int:
    aliases = [reading.alias for reading in readings]
    if all(alias.isupper() for alias in aliases):
        return 2
    return 1 if all(alias[:1].isupper() for alias in aliases) else 0


def _homonyms(places: Mapping[str, Entity]) -> dict[str, str]:
    """Cities whose governorate bears their name, by the governorate's alias «محافظة X»."""
    heads = ("محافظه ", "ولايه ", "اماره ")
    governorates: dict[str, str] = {}
    for entity in places.values():
        if entity.place_kind == "governorate":
            for text in [*entity.name.values(), *(alias.text for alias in entity.aliases)]:
                key = _key(text)
                for head in heads:
                    if key.startswith(head):
                        governorates.setdefault(key.removeprefix(head), entity.id)
    found = {}
    for entity in places.values():
        if entity.place_kind in {"city", "town", "village"}:
            for text in [*entity.name.values(), *(alias.text for alias in entity.aliases)]:
                if _key(text) in governorates:
                    found[entity.id] = governorates[_key(text)]
    return found
