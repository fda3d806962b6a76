"""Names of actors, places, outlets and tags: by which spelling they are found, and how they are shown.

Names: key = the stems of an alias, joined by spaces; value = `facet:id` of each that it means, one a line. All
scripts and languages side by side, so that Hizbullah, Hizballah and حزب الله lead to one record.
Slips: key = the stems of an alias with one word of it replaced by `*`, or, of an alias of one word, its letters with
one of them missing; value = `facet:id`, a tab and that word, folded but not stemmed, one a line.
Labels: key = `facet:id`; value = JSON {language: label}.
Aliases: key = `facet:id`; value = the words of each alias by which it is found, folded, one alias a line: to mark them,
and to tell names of the same stems apart by their spelling (قناة العربية, قناة العربي).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from archive_tools.search.analyser import words
from archive_tools.search.attributes import Values
from archive_tools.search.documents import SearchName
from archive_tools.search.exporting import exported

_FOUND_BY_NAME = {"actor", "place"}
"""Outlets and tags are filters only: their names are common words (اليوم, الرياض)."""
_LONGEST = 8
_SHORTEST_SLIP = 4


def digest(names: Mapping[str, SearchName]) -> str:
    """Tells two sets of names apart, and two versions of the rules by which their words are read."""
    content = [
        (key, name.facet, sorted(name.labels.items()), name.aliases, name.protect, name.recorded)
        for key, name in sorted(names.items())
    ]
    written = json.dumps(content, ensure_ascii=True).encode() + exported(frozenset())
    return hashlib.sha256(written).hexdigest()[:16]


def _aliases(names: Mapping[str, SearchName]) -> Iterator[tuple[str, list[str]]]:
    """(facet:id, words) of every alias by which something is found."""
    for key, name in names.items():
        if name.facet in _FOUND_BY_NAME:
            for alias in {*name.labels.values(), *name.aliases}:
                found = words(alias)
                if 0 < len(found) <= _LONGEST:
                    yield key, found


def name_entries(names: Mapping[str, SearchName], stem: Callable[[str], str]) -> dict[bytes, bytes]:
    """Entries of the tree of names."""
    found: dict[str, set[str]] = {}
    for key, alias in _aliases(names):
        found.setdefault(" ".join(stem(word) for word in alias), set()).add(key)
    return _in_lines(found)


def slip_entries(names: Mapping[str, SearchName], stem: Callable[[str], str]) -> dict[bytes, bytes]:
    """Entries of the tree of slips: apart, since few searches need them and names are looked up by all."""
    found: dict[str, set[str]] = {}
    for key, alias in _aliases(names):
        for place, word in _slips(alias, [stem(word) for word in alias]):
            found.setdefault(place, set()).add(f"{key}\t{word}")
    return _in_lines(found)


def _in_lines(found: Mapping[str, Iterable[str]]) -> dict[bytes, bytes]:
    return {key.encode(): "\n".join(sorted(lines)).encode() for key, lines in sorted(found.items())}


def _slips(alias: list[str], stems: list[str]) -> Iterator[tuple[str, str]]:
    """(key, the word that may be misspelt)."""
    if len(alias) == 1:
        word = alias[0]
        if len(word) >= _SHORTEST_SLIP:
            yield word, word
            yield from ((word[:at] + word[at + 1 :], word) for at in range(len(word)))
        return
    for at, word in enumerate(alias):
        if len(word) >= _SHORTEST_SLIP:
            yield " ".join([*stems[:at], "*", *stems[at + 1 :]]), word


def label_entries(names: Mapping[str, SearchName]) -> dict[bytes, bytes]:
    """Entries of the tree of labels."""
    return {
        key.encode(): json.dumps(dict(sorted(name.labels.items())), ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        for key, name in sorted(names.items())
    }


def values_of(names: Mapping[str, SearchName]) -> Values:
    """What documents can be filtered by and that has a record."""
    return Values(key.encode() for key, name in sorted(names.items()) if name.recorded)


def alias_entries(names: Mapping[str, SearchName]) -> dict[bytes, bytes]:
    """Entries of the tree of aliases."""
    found: dict[str, set[str]] = {}
    for key, alias in _aliases(names):
        found.setdefault(key, set()).add(" ".join(alias))
    return _in_lines(found)


def name_words(keys: Iterable[bytes]) -> set[str]:
    """The stems that names are made of; `keys` of the tree of names."""
    return {word for key in keys for word in key.decode().split(" ")}
