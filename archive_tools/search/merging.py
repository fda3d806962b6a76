"""The lists of all runs between two keys, merged: their stretch of each tree that is made of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from archive_tools.search import attributes, lexicon, numbers, segments, varint_tables
from archive_tools.search.node import Entry
from archive_tools.search.runs import Chunk, unchunked
from archive_tools.search.segments import FILTER, LAST, Posting
from archive_tools.search.shapes import PRIVATE, SHAPES
from archive_tools.search.stretch import Stretch, stretch


class Portion(Struct, frozen=True):
    """What is to be merged at once: memory holds one of them for each worker."""

    low: bytes
    """First stem."""
    high: bytes | None
    """First stem that is left to the next portion; None for the last one."""
    chunks: Sequence[bytes]
    """Packed chunks that may hold rows of it, in the order of their runs."""


def portions(runs: Sequence[Sequence[Chunk]], size: int) -> Iterator[Portion]:
    """Cut the keys of all runs into portions of about `size` bytes; no stem is cut in two."""
    weights = sorted((chunk.first, len(chunk.packed)) for chunks in runs for chunk in chunks)
    bounds = [b""]
    gathered = 0
    for first, weight in weights:
        stem = first.partition(b"\0")[0]
        if gathered >= size and stem > bounds[-1]:
            bounds.append(stem)
            gathered = 0
        gathered += weight
    for low, high in zip(bounds, [*bounds[1:], None], strict=True):
        yield Portion(low, high, [chunk.packed for chunks in runs for chunk in _between(chunks, low, high)])


def _between(chunks: Sequence[Chunk], low: bytes, high: bytes | None) -> Iterator[Chunk]:
    for at, chunk in enumerate(chunks):
        below = at + 1 < len(chunks) and chunks[at + 1].first < low
        if not below and (high is None or chunk.first < high + b"\0"):
            yield chunk


class Merged(Struct, frozen=True):
    """A stretch of each tree that is made of words."""

    postings: Stretch
    positions: Stretch
    counts: Stretch
    lexicon: Stretch


class _List:
    """A list that stands in several rows, as it grows."""

    __slots__ = ("count", "done", "last", "places", "value")

    def __init__(self) -> None:
        self.done: list[tuple[bytes, bytes, bytes]] = []
        """Last part of the key, value, positions of each segment that has ended."""
        self.count = 0
        self.last = 0
        self.value: list[bytes] = []
        self.places: list[bytes] = []

    def add(self, first: int, last: int, count: int, value: bytes, places: bytes) -> None:
        self.value += (varint_tables.written(first - self.last), value)
        self.places.append(places)
        self.count += count
        self.last = last
        if segments.ends(last):
            self._close(numbers.key(last))

    def _close(self, key: bytes) -> None:
        self.done.append((key, b"".join(self.value), b"".join(self.places)))
        self.value, self.places, self.last = [], [], 0

    def segments(self) -> list[tuple[bytes, bytes, bytes]]:
        if self.value:
            self._close(LAST)
        return self.done


_Row = tuple[int, int, int, bytes, bytes]


def merge(portion: Portion) -> Merged:
    """The lists of a portion."""
    lists = _gathered(portion)
    postings: list[Entry] = []
    positions: list[Entry] = []
    counts: list[Entry] = []
    words: list[Entry] = []
    group, forms = b"", list[bytes]()
    for key in sorted(lists):
        known = lists[key]
        if type(known) is tuple:
            first, last, count, value, places = known
            end = numbers.key(last) if segments.ends(last) else LAST
            done = [(end, varint_tables.written(first) + value, places)]
        else:
            assert isinstance(known, _List)
            count, done = known.count, known.segments()
        postings += [(key + end, value) for end, value, _ in done]
        if key.startswith(FILTER):
            continue
        positions += [(key + end, places) for end, _, places in done]
        counts.append((key, count.to_bytes(3, "big")))
        stem, form, _ = key.split(b"\0")
        if stem != group:
            if forms:
                words.append((group, b"".join(forms)))
            group, forms = stem, []
        forms.append(form + bytes((lexicon.document_class(count),)))
    if forms:
        words.append((group, b"".join(forms)))
    return Merged(
        stretch(SHAPES["postings"], postings),
        stretch(SHAPES["positions"], positions),
        stretch(PRIVATE["counts"], counts),
        stretch(SHAPES["lexicon"], words),
    )


def _gathered(portion: Portion) -> dict[bytes, _Row | _List]:
    lists: dict[bytes, _Row | _List] = {}
    for packed in portion.chunks:
        columns = unchunked(packed)
        keys = columns[0]
        start = bisect_left(keys, portion.low + b"\0") if portion.low else 0
        stop = bisect_left(keys, portion.high + b"\0") if portion.high is not None else len(keys)
        for key, *row in zip(*(column[start:stop] for column in columns), strict=True):
            known = lists.get(key)
            if known is None:
                lists[key] = tuple(row)
                continue
            if type(known) is tuple:
                both = lists[key] = _List()
                both.add(*known)
                known = both
            assert isinstance(known, _List)
            known.add(*row)
    return lists


def merge_attributes(filters: list[Posting], known: attributes.Values) -> Stretch:
    """The tree of attributes, of all documents in the order of their numbers."""
    found = segments.gather(filters, attributes.Attributes(known))
    return stretch(SHAPES["attributes"], [(last, value) for last, value, _ in found])


def merge_spelling(stems: Iterable[str], names: frozenset[str]) -> Stretch:
    """The tree of spelling; `stems` one a line, those of `names` beside them."""
    known = names.union(*(text.split("\n") for text in stems)) - {""}
    return stretch(SHAPES["spelling"], lexicon.spelling_entries(known))
