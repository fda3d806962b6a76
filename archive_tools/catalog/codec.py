"""Records to JSON and back: a record becomes the list of its values, in the order of its fields.

JSON and not pickle, because a catalog may come out of a cache that others can write to: reading it must not run code.
What is read is checked against the type hints. A list that is too short is filled with defaults; what else was changed
in a text is for the seal to notice (seal.py).
"""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import Any, TypeVar

from msgspec import MsgspecError, json

from archive_tools.records import Kept

R = TypeVar("R", bound=Kept)

_ENCODER = json.Encoder()


def dumps(record: Kept) -> str:
    """The record as compact JSON text. All records in it must be of a `Kept` kind too, all mappings dicts."""
    return _ENCODER.encode(record).decode()


def loads(kind: type[R], stored: str | bytes) -> R:
    """The record of type `kind` that `dumps` made `stored` from: the text, or its UTF-8.

    Raises:
        sqlite3.DatabaseError: it made it from something else; that is damage as any other to the file.
    """
    try:
        record: R = _decoder(kind).decode(stored)
    except (MsgspecError, UnicodeDecodeError) as error:
        raise sqlite3.DatabaseError(f"a record in it is none that was stored: {error}") from error
    return record


@cache
def _decoder(kind: Any) -> json.Decoder[Any]:
    return json.Decoder(kind)
