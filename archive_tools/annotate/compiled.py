"""What follows from the authority alone: every folded form and what it may mean, by the word it begins with.

Working it out takes longer than reading an article, so that it is done once an authority and kept, as lines of JSON.
Of those only the ones that the words of a text ask for are ever read.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archive_tools.annotate.forms import (
    is_office,
    is_titled,
    nisba_forms,
    short_classes,
    short_forms,
    spellings,
    surname,
)
from archive_tools.annotate.readings import Reading, written_forms
from archive_tools.annotate.topics import term_forms
from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table
from archive_tools.records import Alias, Authority, Entity

_FIRST_WORD = re.compile(r"[^\W_]+")


class Compiled(Struct, frozen=True):
    """The authority, compiled."""

    names: Mapping[str, bytes]
    """Forms of actors and places as a JSON list (readings.py), by first word; by "" those that do not begin with a
    letter or digit."""
    terms: Mapping[str, bytes]
    """Forms of the terms of topics (topics.py), likewise."""
    classes: Mapping[str, Sequence[str]]
    """By entity: the short forms that may refer back to it."""
    homonyms: Mapping[str, str]
    """By id of a city: the governorate of the same name."""

    def dumps(self) -> bytes:
        """As UTF-8: three parts with an empty line between them."""
        parts = (_json([self.classes, self.homonyms]), *map(_lines, (self.names, self.terms)))
        return b"\n\n".join(parts)

    @classmethod
    def loads(cls, data: bytes) -> Compiled:
        """From what `dumps` gave."""
        rest, *forms = data.split(b"\n\n")
        classes, homonyms = json.loads(rest)
        names, terms = map(_of_lines, forms)
        return cls(names, terms, classes, homonyms)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _lines(forms: Mapping[str, bytes]) -> bytes:
    return b"\n".join(word.encode() + b"\t" + told for word, told in forms.items())


def _of_lines(data: bytes) -> dict[str, bytes]:
    parts = (line.partition(b"\t") for line in data.split(b"\n")) if data else ()
    return {word.decode(): told for word, _, told in parts}


def compile_authority(authority: Authority) -> Compiled:
    """Work out all forms. The result depends on the authority's content alone."""
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
    forms = {form[0]: form for text in sorted(readings) for form in written_forms(text, readings[text])}
    return Compiled(
        names=_by_first_word(forms),
        terms=_by_first_word(term_forms(authority.topics)),
        classes={key: classes for key, entity in entities.items() if (classes := short_classes(entity))},
        homonyms=_homonyms(authority.places),
    )


def _by_first_word(forms: Mapping[str, list[Any]]) -> dict[str, bytes]:
    found: dict[str, list[list[Any]]] = {}
    for text, form in forms.items():
        first = _FIRST_WORD.match(text)
        if text:
            found.setdefault(first.group() if first else "", []).append(form)
    return {word: _json(alike) for word, alike in found.items()}


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
