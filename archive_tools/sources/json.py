"""JSON: one article as an object, a list of such objects, or {"articles": [...]}.

The document is checked from end to end before its first item is given out, one item in memory at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from archive_tools.arabic.encoding import decode
from archive_tools.errors import SourceError
from archive_tools.sources import fields
from archive_tools.sources.item import Parsed
from archive_tools.sources.slices import Slice, cut
from archive_tools.sources.strict_json import check_size, loads, skip_space, value_at
from archive_tools.sources.text import read_whole

MEDIA_TYPE = "application/json"
LIST_KEY = "articles"


def split(stream: BinaryIO, stated: Mapping[str, Any]) -> Iterator[Slice]:
    """Each object of a list is an item; its bytes are those between its braces.

    Raises:
        SourceError: not strict JSON, or a list that holds other things than objects.
        UndecodableError: the bytes fit no encoding.
    """
    del stated
    data = read_whole(stream)
    decoded = decode(data)
    text = decoded.text
    check_size(text)
    spans = _spans(text)
    if spans is None:
        yield cut("", data)
        return
    other = next((number for number, (start, _) in enumerate(spans, 1) if text[start] != "{"), None)
    if other is not None:
        raise SourceError(f"is a list in which item {other} is no object. A list of articles holds objects only.")
    # What the whole file is in, no single item may tell so well.
    context = "" if decoded.encoding == "utf-8" else json.dumps([decoded.encoding, decoded.notes], ensure_ascii=False)
    for number, (start, end) in enumerate(spans, 1):
        yield cut(f"item-{number}", text[start:end].encode(decoded.encoding), context)


def parse(piece: Slice, stated: Mapping[str, Any]) -> Parsed:
    """One object.

    Raises:
        SourceError: not strict JSON, or no object.
        UndecodableError: the bytes fit no encoding.
    """
    declared, notes = json.loads(piece.context) if piece.context else (None, ())
    decoded = decode(piece.data, declared)
    record = loads(decoded.text)
    if not isinstance(record, dict):
        raise SourceError("is JSON without an article: an object with a text is needed.")
    found, evidence = fields.read(fields.nested(record), stated.get("fields", {}), "field")
    return Parsed(found, evidence, MEDIA_TYPE, "text", decoded.encoding, (*decoded.notes, *notes))


def _spans(text: str) -> list[tuple[int, int]] | None:
    """Where the items of a list stand; None when the document is one item. Checks the whole syntax."""
    at = skip_space(text, 0)
    spans: list[tuple[int, int]] | None
    if text.startswith("[", at):
        spans, end = _list(text, at)
    elif text.startswith("{", at):
        spans, end = _object(text, at)
    else:
        loads(text)
        return None
    end = skip_space(text, end)
    if end != len(text):
        loads(text)  # raises: more text behind the end
    return spans


def _list(text: str, at: int) -> tuple[list[tuple[int, int]], int]:
    spans: list[tuple[int, int]] = []
    at = skip_space(text, at + 1)
    if text.startswith("]", at):
        return spans, at + 1
    while True:
        end = value_at(text, at)[1]
        spans.append((at, end))
        at = skip_space(text, end)
        if text.startswith("]", at):
            break
        if not text.startswith(",", at):
            loads(text)  # raises: the comma that is missing
        at = skip_space(text, at + 1)
    return spans, at + 1


def _object(text: str, start: int) -> tuple[list[tuple[int, int]] | None, int]:
    value, end = value_at(text, start)
    if not isinstance(value.get(LIST_KEY), list):
        return None, end
    del value
    at = skip_space(text, start + 1)
    while True:  # the syntax is right, so this ends at the key
        key, at = value_at(text, at)
        at = skip_space(text, skip_space(text, at) + 1)
        if key == LIST_KEY:
            return _list(text, at)[0], end
        at = skip_space(text, value_at(text, at)[1])
        at = skip_space(text, at + 1)
