"""Records to JSON and back, by their type hints: a record becomes the list of its values, in the order of its fields.

JSON and not pickle, because a catalog may come out of a cache that others can write to: reading it must not run code.
What is read is checked against the type hints, so that no other record can come out than one that could go in.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from msgspec import Struct, json

R = TypeVar("R", bound=Struct)

_ENCODER = json.Encoder()


def dumps(record: Struct) -> str:
    """The record as compact JSON text. Its class, and those of all records in it, must be `array_like`."""
    return _ENCODER.encode(record).decode()


def loads(kind: type[R], text: str) -> R:
    """The record of type `kind` that `dumps` made the text from.

    Raises:
        msgspec.DecodeError: it made it from something else.
    """
    record: R = _decoder(kind).decode(text)
    return record


@cache
def _decoder(kind: Any) -> json.Decoder[Any]:
    return json.Decoder(kind)
