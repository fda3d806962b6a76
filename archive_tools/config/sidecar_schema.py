"""The keys of a sidecar: what each may hold, and what people write by mistake instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from archive_tools.edtf import parse
from archive_tools.errors import ConfigError, Problem
from archive_tools.records import Authority
from archive_tools.strict_yaml import Located

FIELD_NAMES = frozenset(
    {"id", "headline", "published", "outlet", "byline", "lang", "body", "url", "tags", "description", "rights"}
)
"""Canonical names that `fields:` may map."""
_FIELD_SYNONYMS = {"title": "headline", "date": "published", "source": "outlet", "author": "byline", "text": "body"}
_SYNONYMS = {
    "headline": "title",
    "byline": "authors",
    "author": "authors",
    "date": "published",
    "source": "outlet",
    "language": "lang",
    "license": "rights",
    "licence": "rights",
    "keywords": "tags",
    "tag": "tags",
    "summary": "description",
    "link": "url",
    "archive": "archived",
    "columns": "fields",
}
_MANY = ("jsonl", "ndjson", "csv", "tsv")
_ROBOTS = frozenset({"all", "index", "follow", "none", "noindex", "nofollow", "noarchive", "nosnippet", "noimageindex"})
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIKE_AN_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_MAX_URL = 2048


class KnownIds(Struct, frozen=True):
    """Ids that a sidecar may name."""

    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()

    @classmethod
    def of(cls, authority: Authority) -> KnownIds:
        """The ids of all records. A state may be named as actor and as place."""
        return cls(frozenset(authority.actors), frozenset(authority.places), frozenset(authority.outlets))


class _WrongError(ValueError):
    """A value that its key may not hold; the message is the rest of the sentence `key "…" `."""

    def __init__(self, message: str, *keys: str | int) -> None:
        self.keys = keys
        super().__init__(message)


_Convert = Callable[[Any, KnownIds], Any]


def check(located: Located, known: KnownIds, seed: str | None) -> dict[str, Any]:
    """The validated content of a sidecar; of a `_defaults.yml` when `seed` is None.

    Empty values stay in it as None.

    Raises:
        ConfigError: with every mistake.
    """
    content = located.value if located.value is not None else {}
    if not isinstance(content, dict):
        raise ConfigError([located.problem("must hold `key: value` lines.")])
    checked: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in content.items():
        try:
            _check_key(key, seed)
            checked[key] = None if value is None else KEYS[key](value, known)
        except _WrongError as wrong:
            problems.append(located.problem(str(wrong), key, *wrong.keys))
    if problems:
        raise ConfigError(problems)
    return checked


def _check_key(key: str, seed: str | None) -> None:
    if key not in KEYS:
        raise _WrongError(f'unknown key "{key}". {_did_you_mean(key, KEYS, _SYNONYMS)}')
    if key == "id" and seed is None:
        raise _WrongError(
            '"id" cannot stand in a folder\'s defaults: ids are unique. Put it into the sidecar of one seed.'
        )
    ending = (seed or "").lower().removesuffix(".gz").rpartition(".")[2]
    if key == "id" and ending in _MANY:
        raise _WrongError(
            f'"id" cannot stand in the sidecar of a .{ending} file, which holds many articles. Map it in fields.'
        )


def _did_you_mean(word: str, words: Iterable[str], synonyms: Mapping[str, str] | None = None) -> str:
    known = sorted(words)
    guess = (synonyms or {}).get(word.lower())
    close = [guess] if guess else difflib.get_close_matches(word.lower(), known, 1)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Known are: {', '.join(known)}." if len(known) <= 30 else "Look it up in the authority files."


def _text(value: Any, known: KnownIds) -> str:
    del known
    if not isinstance(value, str) or not value.strip():
        raise _WrongError("must be a text.")
    return value.strip()


def _texts(value: Any, known: KnownIds) -> tuple[str, ...]:
    return _each(value, known, _text)


def _each(value: Any, known: KnownIds, convert: _Convert) -> tuple[Any, ...]:
    """A list; a single value counts as a list of one."""
    if not isinstance(value, list):
        return (convert(value, known),)
    converted = []
    for number, item in enumerate(value):
        try:
            converted.append(convert(item, known))
        except _WrongError as wrong:
            raise _WrongError(str(wrong), number, *wrong.keys) from wrong
    return tuple(converted)


def _boolean(value: Any, known: KnownIds) -> bool:
    del known
    if not isinstance(value, str) or value.lower() not in {"true", "false", "yes", "no"}:
        raise _WrongError(f'must be true or false, not "{value}".')
    return value.lower() in {"true", "yes"}


def _date(value: Any, known: KnownIds) -> str:
    text = _text(value, known)
    try:
        return parse(text).text
    except ValueError as error:
        raise _WrongError(f"{error}.") from error


def _lang(value: Any, known: KnownIds) -> str:
    text = _text(value, known)
    if not _LANG.fullmatch(text):
        raise _WrongError(f'"{text}" is no language tag (BCP 47). Write for instance ar, en, tr or ckb.')
    return text


def _url(value: Any, known: KnownIds) -> str:
    text = _text(value, known)
    try:
        parts = urlsplit(text)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits or len(text) > _MAX_URL or any(char.isspace() for char in text):
        raise _WrongError(f'"{text[:80]}" is no web address. Write it in full, with http:// or https://.')
    return text


def _id(value: Any, known: KnownIds) -> str:
    text = _text(value, known)
    if not _ID.fullmatch(text) or len(text) > 80:
        raise _WrongError(f'"{text[:90]}" is no id. Write a-z, 0-9 and single hyphens, at most 80 of them.')
    return text


def _known_id(ids: Callable[[KnownIds], frozenset[str]], what: str) -> _Convert:
    def convert(value: Any, known: KnownIds) -> str:
        text = _text(value, known)
        if text not in ids(known):
            raise _WrongError(f'unknown {what} id "{text}". {_did_you_mean(text, ids(known))}')
        return text

    return convert


def _outlet(value: Any, known: KnownIds) -> str:
    """The id of an outlet or of the medium that it belongs to, or a name."""
    text = _text(value, known)
    if text not in known.outlets | known.actors and _LIKE_AN_ID.fullmatch(text):
        raise _WrongError(f'unknown outlet id "{text}". {_did_you_mean(text, known.outlets)} A name is fine too.')
    return text


def _robots(value: Any, known: KnownIds) -> str:
    words = [word.strip().lower() for word in _text(value, known).split(",")]
    for word in words:
        if word not in _ROBOTS:
            raise _WrongError(f'"{word}" is no word for robots. {_did_you_mean(word, _ROBOTS)}')
    return ", ".join(words)


def _basis(value: Any, known: KnownIds) -> str:
    text = _text(value, known)
    if text not in {"stated", "supplied"}:
        raise _WrongError(f'must be stated (the source has this headline) or supplied (you wrote it), not "{text}".')
    return text


def _mapping(value: Any, keys: Mapping[str, _Convert], known: KnownIds, synonyms: Mapping[str, str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _WrongError("must hold `key: value` lines.")
    converted: dict[str, Any] = {}
    for key, item in value.items():
        if key not in keys:
            raise _WrongError(f'unknown key "{key}". {_did_you_mean(key, keys, synonyms)}', key)
        try:
            converted[key] = None if item is None else keys[key](item, known)
        except _WrongError as wrong:
            raise _WrongError(str(wrong), key, *wrong.keys) from wrong
    return {key: item for key, item in converted.items() if item is not None}


def _translation_of(value: Any, known: KnownIds) -> dict[str, Any]:
    keys: dict[str, _Convert] = {"id": _id, "url": _url, "lang": _lang, "outlet": _outlet, "machine": _boolean}
    return _mapping(value, keys, known, {"language": "lang", "source": "outlet"})


def _fields(value: Any, known: KnownIds) -> dict[str, Any]:
    return _mapping(value, dict.fromkeys(FIELD_NAMES, _text), known, _FIELD_SYNONYMS)


def _by_lang(value: Any, known: KnownIds) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _WrongError("must hold lines of `language: text`, for instance en: Headline.")
    converted: dict[str, str] = {}
    for lang, text in value.items():
        try:
            converted[_lang(lang, known)] = _text(text, known)
        except _WrongError as wrong:
            raise _WrongError(str(wrong), lang) from wrong
    return converted


KEYS: Mapping[str, _Convert] = {
    "id": _id,
    "title": _text,
    "title_basis": _basis,
    "title_translations": _by_lang,
    "description": _text,
    "lang": _lang,
    "published": _date,
    "outlet": _outlet,
    "authors": _texts,
    "actors": lambda value, known: _each(value, known, _known_id(lambda ids: ids.actors, "actor")),
    "places": lambda value, known: _each(value, known, _known_id(lambda ids: ids.places, "place")),
    "dates": lambda value, known: _each(value, known, _date),
    "tags": _texts,
    "translation_of": _translation_of,
    "robots": _robots,
    "rights": _text,
    "url": _url,
    "archived": lambda value, known: _each(value, known, _url),
    "sample": _boolean,
    "fields": _fields,
    "exclude": _boolean,
}
"""Key -> what makes a validated value of what the file holds."""
