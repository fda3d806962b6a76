"""A run: neighbouring documents turned over together, apart from all others, so that workers can share the work.

The lists of a run are written as rows (key, first number, last number, documents, value, positions), sorted by key. The
value lacks the first number, since only who knows the run before can write the gap to it. A list that is cut into
segments has several rows. Rows are packed into chunks, of which merging picks those that it wants.
"""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from archive_tools.search import attributes, numbers, texts, varint_tables
from archive_tools.search.documents import SearchDoc
from archive_tools.search.inverting import laid_out
from archive_tools.search.segments import FILTER, ends
from archive_tools.search.shapes import SHAPES
from archive_tools.search.stretch import Stretch, stretch

_ROWS = 4096
"""Rows of a chunk."""
_PLACES = 24
"""Bits that hold a place in a document."""
_PLACE = (1 << _PLACES) - 1


class Chunk(Struct, frozen=True):
    """Some rows of a run."""

    first: bytes
    """Key of the first row."""
    packed: bytes


class Run(Struct, frozen=True):
    """What documents of neighbouring numbers add to the index."""

    ids: list[tuple[bytes, bytes]]
    """Id; and number, digest and packed names."""
    filters: list[tuple[int, bytes, bytes]]
    """Number and packed attributes of each document, as a posting."""
    documents: Stretch
    chunks: list[Chunk]
    stems: str
    """Of all words, one a line."""


def turn_over(numbered: Iterable[tuple[int, SearchDoc]], stem: Callable[[str], str]) -> Run:
    """The run of these documents, sorted by number."""
    lists: defaultdict[str, list[int]] = defaultdict(list)
    filters: defaultdict[str, list[int]] = defaultdict(list)
    docs: list[_Doc] = []
    marked: list[_Doc] = []
    ids: list[tuple[bytes, bytes]] = []
    rows: list[tuple[int, bytes, bytes]] = []
    shown: list[tuple[bytes, bytes]] = []
    for number, doc in numbered:
        measure, parts = laid_out(doc)
        base = len(docs) << _PLACES
        closes = ends(number)
        docs.append(_Doc(number, closes, measure.once_at, measure.at))
        for start, words in parts:
            for place, word in enumerate(words, base + start):
                lists[word].append(place)
        values = attributes.values(doc)
        present = [(posting, b"") for posting in measure.filtered(doc, values)]
        marked.append(_Doc(number, closes, present.__getitem__, _once))
        packed = attributes.packed(values)
        named = attributes.packed_names(doc)
        written = texts.shown(doc)
        ids.append((doc.id.encode(), numbers.key(number) + written.digest(packed, named) + named))
        rows.append((number, packed, b""))
        shown += written.entries(number)
        for place, value in enumerate(values, base):
            filters[value].append(place)
    stems = {word: stem(word) for word in lists}
    lists_of_filters = [(FILTER + value.encode() + b"\0", found) for value, found in filters.items()]
    keyed = [(f"{stems[word]}\0{word}\0".encode(), found) for word, found in lists.items()]
    chunks = [*_chunks(_rows(sorted(lists_of_filters), marked)), *_chunks(_rows(sorted(keyed), docs))]
    return Run(ids, rows, stretch(SHAPES["documents"], shown), chunks, "\n".join(set(stems.values())))


class _Doc(NamedTuple):
    """A document as a kind of list needs it."""

    number: int
    ends: bool
    """Whether segments end behind it."""
    once_at: Callable[[int], tuple[bytes, bytes]]
    """Posting and positions of what stands in one place."""
    at: Callable[[list[int]], tuple[bytes, bytes]]
    """The same of what stands in several."""


def _once(_: list[int]) -> tuple[bytes, bytes]:
    raise AssertionError("a document has each filter once")


Row = tuple[bytes, int, int, int, bytes, bytes]
"""Key, first and last number, documents, value without the first number, positions."""


def _rows(lists: Iterable[tuple[bytes, list[int]]], docs: Sequence[_Doc]) -> Iterator[Row]:
    """Each list comes with the places of its form, in order: document of the run * 2^24 + place."""
    for key, places in lists:
        if len(places) > 1:
            yield from _long_list(key, places, docs)
        else:
            number, _, once_at, _ = docs[places[0] >> _PLACES]
            yield key, number, number, 1, *once_at(places[0] & _PLACE)


def _long_list(key: bytes, places: list[int], docs: Sequence[_Doc]) -> Iterator[Row]:
    value: list[bytes] = []
    positions: list[bytes] = []
    first = before = -1
    at, end = 0, len(places)
    while at < end:
        start, place = at, places[at]
        number, closes, once_at, at_all = docs[place >> _PLACES]
        last = place | _PLACE
        at += 1
        while at < end and places[at] <= last:
            at += 1
        if before < 0:
            first = number
        else:
            value.append(varint_tables.written(number - before))
        before = number
        if at - start == 1:
            posting, where = once_at(place & _PLACE)
        else:
            posting, where = at_all([place & _PLACE for place in places[start:at]])
        value.append(posting)
        positions.append(where)
        if closes or at == end:
            yield key, first, before, len(positions), b"".join(value), b"".join(positions)
            value, positions, before = [], [], -1


def _chunks(rows: Iterable[Row]) -> Iterator[Chunk]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == _ROWS:
            yield _chunk(held)
            held = []
    if held:
        yield _chunk(held)


def _chunk(rows: list[Row]) -> Chunk:
    # Columns: fewer objects to pack. Both ends run the same version of Python: executor/ sees to that.
    return Chunk(rows[0][0], marshal.dumps([list(column) for column in zip(*rows, strict=True)]))


def unchunked(packed: bytes) -> list[Any]:
    """The columns of a chunk: keys, first numbers, last numbers, documents, values, positions."""
    columns: list[Any] = marshal.loads(packed)  # noqa: S302  made by this very build
    return columns
