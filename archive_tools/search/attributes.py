"""What each document can be filtered by, for counting: outlet, language, actors, places, tags.

Written in segments like a posting list, and in columns, since counting asks of each value how many of certain
documents have it: the numbers of the documents; the numbers of values (see `Values`), and other values, spelled out;
then of each value the places of its documents. docs/develop/search-format.md has the bytes, and what that saves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from archive_tools.search import varint
from archive_tools.search.documents import Named, SearchDoc
from archive_tools.search.segments import Posting

_BETWEEN = b"\n"
_BLOCK = 64
"""Values that stand together where readers look up which one a number is."""


def values(doc: SearchDoc) -> list[str]:
    """`facet:id` of everything the document can be filtered by, sorted, each once."""
    found = {f"lang:{doc.lang}"}
    if doc.outlet is not None:
        found.add(f"outlet:{doc.outlet}")
    for facet, ids in (("actor", doc.actors), ("place", doc.places), ("tag", doc.tags)):
        found.update(f"{facet}:{one}" for one in ids)
    return sorted(found)


def packed(found: list[str]) -> bytes:
    """Values as the codec takes them."""
    return "\n".join(found).encode()


def ids(row: bytes, facet: str) -> tuple[str, ...]:
    """The ids of one facet in a packed row."""
    start = f"{facet}:"
    return tuple(value[len(start) :] for value in row.decode().split("\n") if value.startswith(start))


def packed_names(doc: SearchDoc) -> bytes:
    """How often and where the document names what it can be filtered by."""
    return "\n".join(f"{n.value}\t{n.times}\t{'' if n.headline is None else n.headline}" for n in doc.named).encode()


def names(packed: bytes) -> tuple[Named, ...]:
    """Undo `packed_names`."""
    rows = (line.split("\t") for line in packed.decode().split("\n") if line)
    return tuple(Named(value, int(times), int(headline) if headline else None) for value, times, headline in rows)


class Values:
    """Numbers of the values that have a record: places in the order of all of these, so no matter of articles."""

    def __init__(self, known: Iterable[bytes]) -> None:
        """`known`: `facet:id` of each, sorted."""
        self.known = list(known)

    @cached_property
    def numbers(self) -> Mapping[bytes, int]:
        """By value."""
        return {value: number for number, value in enumerate(self.known)}

    def entries(self) -> Iterator[tuple[bytes, bytes]]:
        """Of the tree that says which value a number is: number of the block; its values, one a line."""
        for first in range(0, len(self.known), _BLOCK):
            yield (first // _BLOCK).to_bytes(3, "big"), _BETWEEN.join(self.known[first : first + _BLOCK])


def read_values(entries: Iterable[tuple[bytes, bytes]]) -> Values:
    """Undo `Values.entries`."""
    return Values(chain.from_iterable(block.split(_BETWEEN) for _, block in entries))


class Attributes:
    """Codec of the segments; the posting of a document is its packed row."""

    def __init__(self, values: Values) -> None:
        """`values`: those that are written as numbers; others are spelled out."""
        self.values = values

    def encode(self, postings: list[Posting]) -> tuple[bytes, bytes]:
        """The segment and nothing second."""
        out = bytearray()
        _put_rising(out, [number for number, _, _ in postings])
        places: dict[bytes, list[int]] = {}
        for place, (_, row, _) in enumerate(postings):
            for value in row.split(_BETWEEN):
                places.setdefault(value, []).append(place)
        numbers = self.values.numbers
        numbered = sorted(value for value in places if value in numbers)
        spelled = sorted(value for value in places if value not in numbers)
        _put_rising(out, [numbers[value] for value in numbered])
        varint.put(out, len(spelled))
        for value in spelled:
            varint.put(out, len(value))
            out += value
        for value in [*numbered, *spelled]:
            _put_rising(out, places[value])
        return bytes(out), b""

    def inserted(self, value: bytes, second: bytes, posting: Posting) -> tuple[bytes, bytes]:
        """Every column may change with it, so all is written anew."""
        return self.encode(sorted([*self.decode(value, second), posting]))

    def decode(self, value: bytes, second: bytes) -> list[Posting]:
        """The documents with their packed rows."""
        del second
        documents, at = _rising(value, 0)
        numbered, at = _rising(value, at)
        columns = [self.values.known[number] for number in numbered]
        count, at = varint.get(value, at)
        for _ in range(count):
            size, at = varint.get(value, at)
            columns.append(value[at : at + size])
            at += size
        rows: list[list[bytes]] = [[] for _ in documents]
        for column in columns:
            places, at = _rising(value, at)
            for place in places:
                rows[place].append(column)
        return [(number, _BETWEEN.join(sorted(row)), b"") for number, row in zip(documents, rows, strict=True)]


def _put_rising(out: bytearray, numbers: list[int]) -> None:
    """How many, and the difference of each to the one before it, less one; the first as if -1 were before it."""
    varint.put(out, len(numbers))
    before = -1
    for number in numbers:
        varint.put(out, number - before - 1)
        before = number


def _rising(data: bytes, at: int) -> tuple[list[int], int]:
    """Undo `_put_rising`; and the offset behind it."""
    count, at = varint.get(data, at)
    found: list[int] = []
    number = -1
    for _ in range(count):
        gap, at = varint.get(data, at)
        number += gap + 1
        found.append(number)
    return found, at
