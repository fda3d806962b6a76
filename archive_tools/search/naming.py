"""Names of actors, places, outlets and tags: by which spelling they are found, and how they are shown.

Names: key = the stems of an alias, joined by spaces; value = `facet:id` of each that it means, one a line. All
scripts and languages side by side, so that Hizbullah, Hizballah and حزب الله lead to one record.
Labels: key = `facet:id`; value = JSON {language: label}.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping

from archive_tools.search.analyser import words
from archive_tools.search.documents import SearchName
from archive_tools.search.exporting import exported

_FOUND_BY_NAME = {"actor", "place"}
"""Outlets and tags are filters only: their names are common words (اليوم, الرياض)."""
_LONGEST = 8


def digest(names: Mapping[str, SearchName]) -> str:
    """Tells two sets of names apart, and two versions of the rules by which their words are read."""
    content = [
        (key, name.facet, sorted(name.labels.items()), name.aliases, name.protect)
        for key, name in sorted(names.items())
    ]
    written = json.dumps(content, ensure_ascii=True).encode() + exported(frozenset())
    return hashlib.sha256(written).hexdigest()[:16]


def alias_key(alias: str, stem: Callable[[str], str]) -> str:
    """The key under which an alias stands; "" where it has no word or too many."""
    found = words(alias)
    return " ".join(stem(word) for word in found) if len(found) <= _LONGEST else ""


def name_entries(names: Mapping[str, SearchName], stem: Callable[[str], str]) -> dict[bytes, bytes]:
    """Entries of the tree of names."""
    found: dict[str, set[str]] = {}
    for key, name in names.items():
        if name.facet in _FOUND_BY_NAME:
            for alias in {*name.labels.values(), *name.aliases}:
                place = alias_key(alias, stem)
                if place:
                    found.setdefault(place, set()).add(key)
    return {place.encode(): "\n".join(sorted(keys)).encode() for place, keys in sorted(found.items())}


def label_entries(names: Mapping[str, SearchName]) -> dict[bytes, bytes]:
    """Entries of the tree of labels."""
    return {
        key.encode(): json.dumps(dict(sorted(name.labels.items())), ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        for key, name in sorted(names.items())
    }


def name_words(keys: Iterable[bytes]) -> set[str]:
    """The stems that names are made of."""
    return {word for key in keys for word in key.decode().split(" ")}
