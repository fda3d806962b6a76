"""Documents that come and go, turned over together: what they add to each list and take from it.

Lists are gathered in their written form, document after document in the order of numbers, since an object for each
of some millions of postings would not fit into memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from archive_tools.search import attributes, numbers, varint
from archive_tools.search.documents import SearchDoc
from archive_tools.search.inverting import invert, laid_out
from archive_tools.search.segments import LAST, Segment, ends

_One = tuple[int, bytes, bytes]
"""A list of one document: number, posting, positions. Most forms stand in one article only."""


class _Many:
    """A list as it grows."""

    __slots__ = ("count", "done", "last", "places", "value")

    def __init__(self, first: _One) -> None:
        number, posting, places = first
        self.done: list[Segment] = []
        self.count = 1
        self.last = 0
        self.value, self.places = bytearray(), bytearray()
        if ends(number):
            self.done.append(_whole(first))
        else:
            varint.put(self.value, number)
            self.value += posting
            self.places += places
            self.last = number

    def close(self, number: int) -> None:
        """End a segment behind the document just added."""
        self.done.append((numbers.key(number), bytes(self.value), bytes(self.places)))
        self.value, self.places, self.last = bytearray(), bytearray(), 0

    def segments(self) -> list[Segment]:
        """All of it."""
        return [*self.done, (LAST, bytes(self.value), bytes(self.places))] if self.value else self.done


def _whole(one: _One) -> Segment:
    number, posting, places = one
    value = bytearray()
    varint.put(value, number)
    return numbers.key(number) if ends(number) else LAST, bytes(value) + posting, places


class Gathered:
    """What a batch adds to lists and takes from them, by name of the list."""

    def __init__(self) -> None:
        self._lists: dict[str, _One | _Many] = {}
        self._removed: dict[str, set[int]] = {}

    def add(self, number: int, words: dict[str, tuple[bytes, bytes]]) -> None:
        """Append one document to its lists; numbers must grow."""
        lists = self._lists
        end = ends(number)
        for name, (posting, places) in words.items():
            known = lists.get(name)
            if known is None:
                lists[name] = (number, posting, places)
                continue
            if isinstance(known, tuple):
                found = lists[name] = _Many(known)
            else:
                found = known
            gap = number - found.last
            value = found.value
            while gap > 127:
                value.append(gap & 127 | 128)
                gap >>= 7
            value.append(gap)
            value += posting
            found.places += places
            found.last = number
            found.count += 1
            if end:
                found.close(number)

    def remove(self, number: int, names: Iterator[str]) -> None:
        """Take one document out of its lists."""
        for name in names:
            self._removed.setdefault(name, set()).add(number)

    def names(self) -> set[str]:
        """Every list touched."""
        return self._lists.keys() | self._removed.keys()

    def growth(self, name: str) -> int:
        """How many documents more the list has afterwards."""
        found = self._lists.get(name)
        added = 0 if found is None else 1 if isinstance(found, tuple) else found.count
        return added - len(self._removed.get(name, ()))

    def take(self, name: str) -> tuple[list[Segment], set[int]]:
        """(added segments, removed numbers) of one list, which is forgotten."""
        found = self._lists.pop(name, None)
        if found is None:
            added = []
        else:
            added = [_whole(found)] if isinstance(found, tuple) else found.segments()
        return added, self._removed.pop(name, set())


class Batch:
    """Additions and removals."""

    def __init__(self) -> None:
        self.docs: list[tuple[SearchDoc, bytes]] = []
        """Documents to add, each with its digest."""
        self.removed: list[tuple[SearchDoc, int]] = []
        """Documents to take out, as they were, each with its number."""
        self.size = 0
        """Characters of text held."""

    def add(self, doc: SearchDoc, digest: bytes) -> None:
        """Hold a document."""
        self.docs.append((doc, digest))
        self.size += sum(len(text) for _, text in doc.blocks)

    def gather(self, assigned: dict[str, int]) -> tuple[Gathered, Gathered]:
        """Lists of words and of filters; `assigned` has the number of every added document, in whose order they go."""
        words, filters = Gathered(), Gathered()
        for doc, number in self.removed:
            words.remove(number, iter(invert(*laid_out(doc))))
            filters.remove(number, iter(attributes.values(doc)))
        for doc, _ in self.docs:
            number = assigned[doc.id]
            measure, parts = laid_out(doc)
            words.add(number, invert(measure, parts))
            values = attributes.values(doc)
            filters.add(
                number, {value: (one, b"") for value, one in zip(values, measure.filtered(doc, values), strict=True)}
            )
        return words, filters

    def sort(self, assigned: dict[str, int]) -> None:
        """Put the added documents into the order of their numbers."""
        self.docs.sort(key=lambda held: assigned[held[0].id])


def by_key(gathered: Gathered, stem: Callable[[str], str]) -> list[tuple[bytes, str, str]]:
    """(list key, stem, form) of every list of words, in the order of the keys."""
    found = []
    for form in gathered.names():
        group = stem(form)
        found.append((f"{group}\0{form}\0".encode(), group, form))
    found.sort()
    return found
