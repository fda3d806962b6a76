"""What a format's parser found in one slice, and the RawItem that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from archive_tools.arabic.encoding import repair
from archive_tools.records import BodyFormat, RawItem
from archive_tools.sources.slices import Slice


class Parsed(Struct, frozen=True):
    """Fields as found, by canonical name, with their evidence."""

    fields: Mapping[str, str]
    evidence: Mapping[str, str]
    media_type: str
    body_format: BodyFormat = "text"
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()


def as_item(seed: str, piece: Slice, parsed: Parsed, stated: Mapping[str, Any]) -> RawItem:
    """The record. Mojibake is undone field by field, since one field of an export may be garbled and not another."""
    fields: dict[str, str] = {}
    notes = list(parsed.notes)
    for name, text in parsed.fields.items():
        fields[name], note = repair(text)
        if note is not None:
            notes.append(f"{name}: {note}")
    return RawItem(
        seed=seed,
        item=piece.item,
        digest=piece.digest,
        media_type=parsed.media_type,
        fields=fields,
        evidence=parsed.evidence,
        body_format=parsed.body_format,
        stated=stated,
        encoding=parsed.encoding,
        notes=tuple(notes),
    )
