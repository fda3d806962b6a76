"""Posting lists, cut into segments of about 256 documents so that one new article changes one of them.

A segment ends behind a document whose number says so (`ends`), the same documents in every list; its key is the
list's key followed by that document's number, or by FF where the list goes on to its end.
Postings: for each document the varint difference of its number to the one before (the first: to 0), then its
posting. Positions: for each document of the segment of the same key its positions, without numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from archive_tools.search import numbers, varint
from archive_tools.search.tree import Tree

Posting = tuple[int, bytes, bytes]
"""Number, posting, positions (b"" in lists without)."""
Segment = tuple[bytes, bytes, bytes]
"""Last part of the key, and the two values."""
LAST = b"\xff"
FILTER = b"\x01"
"""Before the lists of filters, which sort before all words."""


class Codec(Protocol):
    """How the documents of one segment become the values of its key in two trees."""

    def encode(self, postings: list[Posting]) -> tuple[bytes, bytes]:
        """The two values; postings sorted by number."""

    def decode(self, value: bytes, second: bytes) -> list[Posting]:
        """Undo `encode`."""

    def inserted(self, value: bytes, second: bytes, posting: Posting) -> tuple[bytes, bytes]:
        """The two values with one more document, which the segment lacks."""


class Edit(NamedTuple):
    """New values of a segment's key; None removes it."""

    key: bytes
    value: bytes | None
    second: bytes | None


def ends(number: int) -> bool:
    """Whether a segment ends behind this document: one in 256."""
    return (number * 0x9E3779B1 >> 12) & 0xFF == 0


class Words:
    """Codec of posting lists with positions."""

    def encode(self, postings: list[Posting]) -> tuple[bytes, bytes]:
        """Varint gap and posting of each document; beside it the positions."""
        out = bytearray()
        positions = bytearray()
        before = 0
        for number, posting, places in postings:
            gap = number - before
            before = number
            while gap > 127:
                out.append(gap & 127 | 128)
                gap >>= 7
            out.append(gap)
            out += posting
            positions += places
        return bytes(out), bytes(positions)

    def decode(self, value: bytes, second: bytes) -> list[Posting]:
        """Lists without positions (filters) have `second` empty. The loop is `varint.get`, written out for speed."""
        found: list[Posting] = []
        at = where = number = varints = 0
        end = len(value)
        behind = [place for place, byte in enumerate(second, 1) if byte < 128]  # behind each varint
        while at < end:
            byte = value[at]
            at += 1
            gap = byte & 127
            shift = 7
            while byte > 127:
                byte = value[at]
                at += 1
                gap |= (byte & 127) << shift
                shift += 7
            number += gap
            size = 1 + (value[at] >> 7)
            start = where
            if second:
                count, _ = varint.get(second, where)
                varints += count + 1
                where = behind[varints - 1]
            found.append((number, value[at : at + size], second[start:where]))
            at += size
        return found

    def inserted(self, value: bytes, second: bytes, posting: Posting) -> tuple[bytes, bytes]:
        """What stands before and behind the new document is copied: a third of what decoding and encoding take."""
        number, own, places = posting
        before = start = at = where = 0
        while at < len(value):
            start = at
            gap, at = varint.get(value, at)
            if before + gap > number:
                behind = varint.written(before + gap - number) + value[at:]
                break
            before += gap
            at += 1 + (value[at] >> 7)
            where = _behind_places(second, where) if second else 0
        else:
            start, behind = at, b""
        made = value[:start] + varint.written(number - before) + own + behind
        return made, second[:where] + places + second[where:]


def _behind_places(second: bytes, at: int) -> int:
    """Where the positions end that begin at byte `at`."""
    count, at = varint.get(second, at)
    while count:
        count -= second[at] < 128
        at += 1
    return at


def _cut(postings: list[Posting]) -> Iterator[tuple[bytes, list[Posting]]]:
    """(last part of the key, postings) of each segment of a list, or of a part of it that begins behind an end."""
    start = 0
    for at, posting in enumerate(postings, 1):
        if ends(posting[0]):
            yield numbers.key(posting[0]), postings[start:at]
            start = at
    if start < len(postings):
        yield LAST, postings[start:]


def gather(postings: list[Posting], codec: Codec) -> list[Segment]:
    """The segments of postings sorted by number."""
    return [(last, *codec.encode(part)) for last, part in _cut(postings)]


def edits(
    prefix: bytes, added: list[Segment], removed: set[int], codec: Codec, trees: tuple[Tree, Tree | None]
) -> Iterator[Edit]:
    """The segments of one list that change.

    Args:
        prefix: the list's key.
        added: as `gather` or `Batch` makes them; a document whose number is in `removed` too is replaced.
        removed: numbers that the list has now.
        codec: how segments are written.
        trees: where the two values stand; the second None where there is only one.
    """
    first, second = trees
    if first.root is None:
        yield from (Edit(prefix + last, value, places) for last, value, places in added)
        return
    coming = [posting for _, value, places in added for posting in codec.decode(value, places)]
    touched = _touched(prefix, sorted(removed.union(p[0] for p in coming)), first)
    if len(coming) == len(touched) == 1 and not removed and not ends(coming[0][0]):
        ((key, value),) = touched.items()
        places = (second.get(key) or b"") if second is not None else b""
        yield Edit(key, *codec.inserted(value, places, coming[0]))
        return
    new: dict[int, Posting] = {}
    for key, value in touched.items():
        places = (second.get(key) or b"") if second is not None else b""
        new.update((p[0], p) for p in codec.decode(value, places))
    for number in removed:
        new.pop(number, None)
    new.update((p[0], p) for p in coming)
    made: dict[bytes, list[Posting]] = {}
    if new:
        # Where the last touched segment lost its end, the one behind it was touched too.
        made = {prefix + last: part for last, part in _cut([new[number] for number in sorted(new)])}
    for key in sorted(touched.keys() | made.keys()):
        part = made.get(key)
        yield Edit(key, *codec.encode(part)) if part is not None else Edit(key, None, None)


def everything(prefix: bytes, tree: Tree, codec: Codec) -> Iterator[Posting]:
    """All documents of a list, without their second value."""
    for _, value in _list(prefix, tree, 0):
        yield from codec.decode(value, b"")


def _touched(prefix: bytes, wanted: list[int], postings: Tree) -> dict[bytes, bytes]:
    """The segments that hold or would hold the wanted numbers, and the one behind an end that is taken away."""
    found: dict[bytes, bytes] = {}
    at = 0
    for key, value in _list(prefix, postings, wanted[0]):
        last = key[len(prefix) :]
        limit = None if last == LAST else int.from_bytes(last, "big")
        before = at
        at = len(wanted) if limit is None else bisect_left(wanted, limit + 1, at)
        if at > before or (found and not _keeps_end(found, prefix, wanted)):
            found[key] = value
        if at == len(wanted) and _keeps_end(found, prefix, wanted):
            break
    return found


def _keeps_end(found: dict[bytes, bytes], prefix: bytes, wanted: list[int]) -> bool:
    last = next(reversed(found))[len(prefix) :]
    return last == LAST or int.from_bytes(last, "big") not in wanted


def _list(prefix: bytes, postings: Tree, first: int) -> Iterator[tuple[bytes, bytes]]:
    for key, value in postings.items(prefix + numbers.key(first)):
        if not key.startswith(prefix):
            return
        yield key, value
