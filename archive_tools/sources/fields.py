"""The names that records, rows and front matter give to the facts about an article, and how a sidecar maps others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "headline": ("title", "headline"),
    "published": ("date", "published"),
    "outlet": ("source", "outlet"),
    "byline": ("author", "byline", "authors"),
    "lang": ("lang", "language"),
    "body": ("text", "body"),
    "url": ("url",),
    "tags": ("tags",),
    "description": ("description",),
    "rights": ("rights",),
}
"""Canonical name -> names under which it is looked for, in this order; the first that has a value is taken."""

Lookup = Callable[[str], Any]
"""From a name in the record to its value; None where the record has no such name or no value."""


def read(lookup: Lookup, mapping: Mapping[str, str], what: str) -> tuple[dict[str, str], dict[str, str]]:
    """Fields and their evidence.

    Args:
        lookup: the record.
        mapping: canonical name -> name in the record, as the sidecar's `fields:` states; wins over the defaults.
        what: the word for a name in such a record, as evidence shows it: column, field, front matter.
    """
    fields: dict[str, str] = {}
    evidence: dict[str, str] = {}
    for canonical, defaults in NAMES.items():
        for name in (mapping[canonical],) if canonical in mapping else defaults:
            text = as_text(lookup(name))
            if text.strip():
                fields[canonical] = text
                evidence[canonical] = f'{what} "{name}"'
                break
    return fields, evidence


def as_text(value: Any) -> str:
    """A value as text: lists become lines, an object its name, what is absent the empty text."""
    if isinstance(value, str):
        return value
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, list):
        return "\n".join(line for line in map(as_text, value) if line.strip())
    if isinstance(value, dict):
        return as_text(value.get("name"))
    return str(value)


def nested(record: Mapping[str, Any]) -> Lookup:
    """Lookup in a JSON object; `meta.date` means the key date inside the object at the key meta."""

    def lookup(name: str) -> Any:
        if name in record:
            return record[name]
        value: Any = record
        for part in name.split("."):
            if not isinstance(value, dict):
                return None
            value = value.get(part)
        return value

    return lookup
