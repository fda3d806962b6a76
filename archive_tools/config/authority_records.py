"""One authority file -> Entity records, every mistake told with its line."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Any, cast

from archive_tools.config.settings import suggestion
from archive_tools.config.yaml import Located
from archive_tools.errors import Problem
from archive_tools.records import Alias, Entity, EntityKind, Relation

FILES = ("actors", "places", "outlets", "topics")

ACTOR_KINDS = frozenset({"person", "armed_group", "government", "organisation", "media", "state"})
PLACE_KINDS = frozenset(
    "country governorate district city town village camp region crossing base sea river neighbourhood".split()  # noqa: SIM905
)
OUTLET_KINDS = frozenset({"newspaper", "broadcaster", "agency", "website"})
PRECISIONS = frozenset({"exact", "locality", "district", "governorate", "country"})

_SHARED = {"id", "name", "aliases", "same_as", "description"}
_KEYS: dict[str, set[str]] = {
    "actors": _SHARED | {"kind", "collective", "member_of", "part_of", "related"},
    "places": _SHARED | {"kind", "collective", "part_of", "lat", "lon", "precision"},
    "outlets": _SHARED | {"kind", "homepage", "country", "language", "timezone", "actor"},
    "topics": {"id", "name", "description", "terms", "not"},
}
_ALIAS_KEYS = {"text", "lang", "needs", "ambiguous", "from", "to", "note"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Reader:
    """Reads the records of one file; problems are added to the list given."""

    def __init__(self, file: str, located: Located, problems: list[Problem]) -> None:
        self._file = file
        self._located = located
        self._problems = problems

    def records(self) -> Iterator[tuple[Entity, int]]:
        """Each well-formed record with its index in the file."""
        value = self._located.value
        if value is None:
            return
        if not isinstance(value, list):
            self._tell('must be a list of records, each beginning with "- id:".')
            return
        seen: dict[str, int] = {}
        for index, record in enumerate(value):
            before = len(self._problems)
            entity = self._record(record, index)
            if entity is not None:
                if entity.id in seen:
                    line = self._located.line_of(seen[entity.id])
                    self._tell(f'the id "{entity.id}" stands twice (first on line {line}). Keep one.', index, "id")
                seen.setdefault(entity.id, index)
                if len(self._problems) == before:
                    yield entity, index

    def _tell(self, message: str, *keys: str | int) -> None:
        self._problems.append(self._located.problem(message, *keys))

    def _record(self, record: Any, index: int) -> Entity | None:
        if not isinstance(record, dict):
            self._tell("a record must have keys (id, name, …).", index)
            return None
        for key in record:
            if key not in _KEYS[self._file]:
                self._tell(f'unknown key "{key}".{suggestion(key, dict.fromkeys(_KEYS[self._file]))}', index, key)
        identity = self._identity(record, index)
        names = self._texts(record, "name", index)
        if not names and "name" in record and not isinstance(record["name"], dict):
            pass
        elif not names:
            self._tell("has no name. Give at least one, by language: name: {ar: …, en: …}.", index)
        return Entity(
            id=identity,
            kind=self._kind(record, index),
            name=names,
            aliases=self._aliases(record, "aliases", index),
            same_as=self._texts(record, "same_as", index, languages=False),
            description=self._texts(record, "description", index),
            relations=self._relations(record, index),
            collective=self._boolean(record, "collective", (index,)),
            terms=self._aliases(record, "terms", index),
            excludes=self._words(record, "not", (index,)),
            **self._place_fields(record, index),
            **self._outlet_fields(record, index),
        )

    def _identity(self, record: dict[str, Any], index: int) -> str:
        identity = record.get("id")
        if not isinstance(identity, str):
            self._tell("has no id. Give it one in small ASCII letters, digits and hyphens.", index)
            return "?"
        if not _ID.fullmatch(identity) or len(identity) > 80 or identity.startswith("x-"):
            message = f'the id "{identity}" must be small ASCII letters, digits and single hyphens, not begin with x-.'
            self._tell(message, index, "id")
        return identity

    def _kind(self, record: dict[str, Any], index: int) -> EntityKind:
        if self._file == "topics":
            return "topic"
        kind = record.get("kind")
        known = {"actors": ACTOR_KINDS, "places": PLACE_KINDS, "outlets": OUTLET_KINDS}[self._file]
        if kind not in known:
            what = f'the kind "{kind}" is not known' if kind else "has no kind"
            self._tell(f"{what}. Use one of {', '.join(sorted(known))}.", index, "kind")
        if self._file == "places":
            return "state" if kind == "country" else "place"
        return cast("EntityKind", kind) if self._file == "actors" else "outlet"

    def _place_fields(self, record: dict[str, Any], index: int) -> dict[str, Any]:
        if self._file != "places":
            return {}
        precision = self._text(record, "precision", index)
        if precision is not None and precision not in PRECISIONS:
            message = f'the precision "{precision}" is not known. Use one of {", ".join(sorted(PRECISIONS))}.'
            self._tell(message, index, "precision")
        return {
            "place_kind": self._text(record, "kind", index),
            "part_of": self._text(record, "part_of", index),
            "lat": self._number(record, "lat", 90, index),
            "lon": self._number(record, "lon", 180, index),
            "precision": precision,
        }

    def _outlet_fields(self, record: dict[str, Any], index: int) -> dict[str, Any]:
        if self._file != "outlets":
            return {}
        keys = ("homepage", "country", "language", "timezone", "actor")
        return {"outlet_kind": self._text(record, "kind", index)} | {k: self._text(record, k, index) for k in keys}

    def _text(self, record: dict[str, Any], key: str, index: int) -> str | None:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            self._tell(f'"{key}" must be text.', index, key)
            return None
        return value

    def _number(self, record: dict[str, Any], key: str, limit: int, index: int) -> float | None:
        text = self._text(record, key, index)
        if text is None:
            return None
        try:
            number = float(text)
        except ValueError:
            number = limit + 1.0
        if not -limit <= number <= limit:
            self._tell(f'"{key}" must be a number of degrees from -{limit} to {limit}.', index, key)
            return None
        return number

    def _boolean(self, record: dict[str, Any], key: str, keys: tuple[str | int, ...]) -> bool:
        value = record.get(key)
        if value not in {None, "true", "false"}:
            self._tell(f'"{key}" must be true or false.', *keys, key)
        return value == "true"

    def _words(self, record: dict[str, Any], key: str, keys: tuple[str | int, ...]) -> tuple[str, ...]:
        value = record.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            self._tell(f'"{key}" must be a list of words.', *keys, key)
            return ()
        return tuple(value)

    def _texts(self, record: dict[str, Any], key: str, index: int, *, languages: bool = True) -> dict[str, str]:
        value = record.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            what = "by language, such as {ar: …, en: …}" if languages else "by scheme, such as {wikidata: …}"
            self._tell(f'"{key}" must be given {what}.', index, key)
            return {}
        texts = {}
        for part, text in value.items():
            if languages and not _LANG.fullmatch(part):
                self._tell(f'"{part}" is no language code. Use ar, en, tr …', index, key, part)
            if not isinstance(text, str) or not text.strip():
                self._tell(f'"{key}" in "{part}" must be text.', index, key, part)
            else:
                texts[part] = text
        return texts

    def _aliases(self, record: dict[str, Any], key: str, index: int) -> tuple[Alias, ...]:
        value = record.get(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._tell(f'"{key}" must be a list.', index, key)
            return ()
        found = (self._alias(item, (index, key, number)) for number, item in enumerate(value))
        return tuple(alias for alias in found if alias is not None)

    def _alias(self, item: Any, keys: tuple[str | int, ...]) -> Alias | None:
        if not isinstance(item, dict) or not isinstance(item.get("text"), str) or not item["text"].strip():
            self._tell('must be written {text: "…", lang: "ar"}.', *keys)
            return None
        for key in item:
            if key not in _ALIAS_KEYS:
                self._tell(f'unknown key "{key}".{suggestion(key, dict.fromkeys(_ALIAS_KEYS))}', *keys, key)
        lang = item.get("lang")
        if not isinstance(lang, str) or not _LANG.fullmatch(lang):
            self._tell(f'"{item["text"]}" needs its language, such as lang: "ar".', *keys)
            return None
        first, last = self._date(item, "from", keys), self._date(item, "to", keys)
        if first and last and first[: len(last)] > last[: len(first)]:
            self._tell(f'"from" ({first}) is later than "to" ({last}).', *keys, "from")
        note = item.get("note")
        return Alias(
            text=item["text"],
            lang=lang,
            needs=self._words(item, "needs", keys),
            ambiguous=self._boolean(item, "ambiguous", keys),
            valid_from=first,
            valid_to=last,
            note=note if isinstance(note, str) else None,
        )

    def _date(self, item: dict[str, Any], key: str, keys: tuple[str | int, ...]) -> str | None:
        value = item.get(key)
        if value is None:
            return None
        match = _DATE.fullmatch(value) if isinstance(value, str) else None
        if match is None or not _is_calendar_day(match):
            message = f'"{key}" must be a date such as 2017, 2017-01 or 2017-01-28, not "{value}".'
            self._tell(message, *keys, key)
            return None
        return cast("str", value)

    def _relations(self, record: dict[str, Any], index: int) -> tuple[Relation, ...]:
        found = []
        for key in ("member_of", "part_of", "related"):
            value = record.get(key)
            if value is None or self._file != "actors":
                continue
            for number, item in enumerate(value if isinstance(value, list) else [None]):
                if not isinstance(item, dict) or not isinstance(item.get("id"), str):
                    self._tell(f'"{key}" must be a list of {{id: "…", relation: "…"}}.', index, key)
                    continue
                for part in item.keys() - {"id", "relation"}:
                    self._tell(f'unknown key "{part}". The keys are id, relation.', index, key, number, part)
                relation = item.get("relation")
                found.append(Relation(id=item["id"], relation=relation if isinstance(relation, str) else key))
        return tuple(found)


def _is_calendar_day(match: re.Match[str]) -> bool:
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
