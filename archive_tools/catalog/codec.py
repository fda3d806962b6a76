"""Records to JSON and back, by their type hints: a record becomes the list of its values, in the order of its fields.

JSON and not pickle, because a catalog may come out of a cache that others can write to: reading it must not run code.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Coder = Callable[[Any], Any]
R = TypeVar("R")

_PLAIN = (str, int, float, bool, type(None), Any)


def dumps(record: Any) -> str:
    """The record as compact JSON text."""
    kind: Any = type(record)
    return json.dumps(_encoder(kind)(record), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[R], text: str) -> R:
    """The record of type `kind` that `dumps` made the text from."""
    hint: Any = kind
    record: R = _decoder(hint)(json.loads(text))
    return record


def _same(value: Any) -> Any:
    return value


@cache
def _encoder(kind: Any) -> Coder:
    return _coder(kind, _encode_record, _encoder, list)


@cache
def _decoder(kind: Any) -> Coder:
    return _coder(kind, _decode_record, _decoder, tuple)


def _coder(kind: Any, of_record: Callable[..., Coder], of: Callable[[Any], Coder], sequence: type) -> Coder:
    """The coder for a type hint; `_same` where JSON holds the value as it is."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if is_dataclass(origin or kind):
        return of_record(kind)
    if origin in (typing.Union, types.UnionType):
        inner = of(next(argument for argument in arguments if argument is not type(None)))
        return _same if inner is _same else lambda value: None if value is None else inner(value)
    if origin is tuple:
        inner = of(arguments[0])
        if inner is _same:
            return _same if sequence is list else sequence
        return lambda values: sequence([inner(value) for value in values])
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        inner = of(arguments[1])
        return dict if inner is _same else lambda value: {k: inner(v) for k, v in value.items()}
    if kind in _PLAIN or origin is typing.Literal:
        return _same
    raise TypeError(kind)


def _hints(kind: Any) -> list[tuple[str, Any]]:
    """Field names and types of a record, type variables filled in (Fact[str])."""
    origin = typing.get_origin(kind) or kind
    hints = typing.get_type_hints(origin)
    parameters = getattr(origin, "__parameters__", ())
    filled = dict(zip(parameters, typing.get_args(kind), strict=False))
    return [(field.name, _fill(hints[field.name], filled)) for field in fields(origin)]


def _fill(hint: Any, filled: Mapping[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return filled.get(hint, Any)
    arguments = getattr(hint, "__parameters__", ())
    return hint[tuple(filled.get(a, Any) for a in arguments)] if arguments else hint


def _encode_record(kind: Any) -> Coder:
    hints = _hints(kind)
    values = attrgetter(*(name for name, _ in hints))
    coders: list[tuple[int, Any]] = [(place, hint) for place, (_, hint) in enumerate(hints)]
    cell: list[list[tuple[int, Coder]]] = []

    def encode(record: Any) -> list[Any]:
        if not cell:  # built at first use, because a record may hold records of its own kind (Fact.losing)
            cell.append([(place, c) for place, hint in coders if (c := _encoder(hint)) is not _same])
        encoded = list(values(record))
        for place, coder in cell[0]:
            encoded[place] = coder(encoded[place])
        return encoded

    return encode


def _decode_record(kind: Any) -> Coder:
    hints = _hints(kind)
    make = typing.get_origin(kind) or kind
    # Straight into the slots: the values were checked when the record was made, and a frozen `__init__` takes thrice
    # as long, forty times an article.
    fill: list[Callable[[Any, Any], None]] = [getattr(make, name).__set__ for name, _ in hints]
    cell: list[list[tuple[int, Coder]]] = []

    def decode(values: list[Any]) -> Any:
        if not cell:
            cell.append([(place, c) for place, (_, h) in enumerate(hints) if (c := _decoder(h)) is not _same])
        for place, coder in cell[0]:
            values[place] = coder(values[place])
        record = object.__new__(make)
        for put, value in zip(fill, values, strict=True):
            put(record, value)
        return record

    return decode
