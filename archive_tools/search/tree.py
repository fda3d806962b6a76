"""A sorted map kept in small files, the same files whatever order it was filled in (a search tree cut by content).

Entries sorted by key are cut into leaves; a leaf ends behind an entry whose key says so: its hash is below a
threshold that grows with the entry's size, so that leaves have about `target` bytes. Where leaves end thus depends on
the entries alone, an insertion changes one leaf, and building anew gives the same files as many small updates.
The last keys and names of the leaves are cut into fences in the same way, up to one root.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from archive_tools.search.node import FENCE, LEAF, Entry, name_of, pack, unpack
from archive_tools.search.splicing import Leaf, splice

LONGEST = 48_000
"""Bytes of an uncompressed leaf, unless one entry is longer."""
_FENCE_TARGET = 1_500
"""Bytes of an uncompressed fence: a look-up reads one, and what it holds hardly compresses."""
_ROOT = 10_000
"""Up to so many bytes one fence, the root, is made of a level: readers get it at the start, and save a round trip."""

Read = Callable[[bytes], bytes]
"""From the name of a node to its uncompressed bytes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What tells one tree from another."""

    letter: bytes
    target: int
    """Mean bytes of an uncompressed leaf."""
    public: bool = True
    """Whether its nodes are files for the browser; those of other trees are stored as they are, not compressed."""


@dataclass(slots=True)
class Changes:
    """Nodes made and nodes given up, of all trees of one update."""

    write: Callable[[bytes, bytes], None]
    """Takes the name and the uncompressed bytes of a new node."""
    made: set[bytes] = field(default_factory=set)
    dropped: set[bytes] = field(default_factory=set)

    def make(self, data: bytes) -> bytes:
        """Keep a node; its name."""
        name = name_of(data)
        if name not in self.made:
            self.made.add(name)
            self.write(name, data)
        return name


class Tree:
    """One state of the map. Updating gives a new state; nodes of the old one stay readable until given up."""

    def __init__(self, shape: Shape, root: bytes | None, read: Read) -> None:
        """`root` is the name of the root fence; None for an empty map."""
        self.shape = shape
        self.root = root
        self.read = read
        self._lasts: list[bytes] = []
        self._refs: list[bytes] = []
        self._inner: dict[bytes, list[Entry]] = {}
        self._leaves: dict[bytes, Leaf] = {}
        if root is not None:
            self._open(root)

    def _open(self, name: bytes) -> None:
        children = self._inner[name] = unpack(self.read(name), FENCE, self.shape.letter)
        for last, ref in children:
            if ref[0] & 2:
                self._open(ref[1:])
            else:
                self._lasts.append(last)
                self._refs.append(ref)

    def names(self) -> Iterator[bytes]:
        """Names of all nodes."""
        yield from self._inner
        yield from (ref[1:] for ref in self._refs)

    def _leaf(self, index: int) -> list[Entry]:
        return self._read_leaf(index).entries

    def _read_leaf(self, index: int) -> Leaf:
        name = self._refs[index][1:]
        found = self._leaves.get(name)
        if found is None:
            if len(self._leaves) > 512:
                self._leaves.clear()
            data, starts = self.read(name), list[int]()
            found = self._leaves[name] = Leaf(data, unpack(data, LEAF, self.shape.letter, starts), starts)
        return found

    def get(self, key: bytes) -> bytes | None:
        """The value of `key`."""
        found = next(self.items(key), None)
        return found[1] if found is not None and found[0] == key else None

    def items(self, first: bytes = b"") -> Iterator[Entry]:
        """Entries in order, from the first key that is `first` or greater."""
        start = bisect_left(self._lasts, first)
        for index in range(start, len(self._refs)):
            entries = self._leaf(index)
            at = bisect_left(entries, (first,)) if index == start else 0
            yield from entries[at:] if at else entries

    def update(self, edits: Iterable[tuple[bytes, bytes | None]], changes: Changes) -> Tree:
        """The map with `edits` (sorted by key, each key once; None removes) applied."""
        lasts: list[bytes] = []
        refs: list[bytes] = []
        for last, ref in self._merged(edits, changes):
            lasts.append(last)
            refs.append(ref)
        return self.over(lasts, refs, changes)

    def over(self, lasts: list[bytes], refs: list[bytes], changes: Changes) -> Tree:
        """The map that these leaves make, given by their last keys and references."""
        root, inner = self._fences(list(zip(lasts, refs, strict=True)), changes)
        changes.dropped |= self._inner.keys() - inner.keys()
        new = Tree(self.shape, None, self.read)
        new.root, new._lasts, new._refs, new._inner = root, lasts, refs, inner
        return new

    def _merged(self, edits: Iterable[tuple[bytes, bytes | None]], changes: Changes) -> Iterator[Entry]:
        """The new sequence of (last key, reference) of leaves; leaves that no edit touches are passed on unread."""
        pending = iter(edits)
        edit = next(pending, None)
        index = 0
        carried: list[Entry] = []
        while index < len(self._refs):
            stop = self._span(index)
            if not carried and (edit is None or (edit[0] > self._lasts[stop - 1] and stop < len(self._refs))):
                yield from zip(self._lasts[index:stop], self._refs[index:stop], strict=True)
                index = stop
                continue
            limit = self._lasts[stop - 1] if stop < len(self._refs) else None
            mine: list[tuple[bytes, bytes | None]] = []
            while edit is not None and (limit is None or edit[0] <= limit):
                mine.append(edit)
                edit = next(pending, None)
                if limit is None and len(mine) >= 4096:
                    break
            changes.dropped.update(ref[1:] for ref in self._refs[index:stop])
            whole = not carried and stop == index + 1 and (limit is not None or edit is None)
            alike = self._spliced(index, mine, changes) if whole else None
            if alike is not None:
                yield self._lasts[index], alike
                index = stop
                continue
            old = carried
            for part in range(index, stop):
                old = old + self._leaf(part)
            index = stop
            merged = _merge(old, mine)
            carried = yield from self._cut(merged, changes, ended=limit is None and edit is None)
            if limit is None and edit is not None:
                break
        yield from self._append(carried, edit, pending, changes)

    def _spliced(self, index: int, edits: list[tuple[bytes, bytes | None]], changes: Changes) -> bytes | None:
        """The reference of a leaf with `edits`, where it is still one leaf with the same last key."""
        threshold = (1 << 32) // self.shape.target
        if any(value is not None and ends(key, len(value), threshold) for key, value in edits):
            return None
        leaf = self._read_leaf(index)
        made = splice(leaf, edits)
        if made is None:
            return None
        data, growth = made
        if growth + _size(leaf.entries) > LONGEST:
            return None
        return b"\0" + changes.make(data)

    def _append(
        self,
        carried: list[Entry],
        edit: tuple[bytes, bytes | None] | None,
        rest: Iterator[tuple[bytes, bytes | None]],
        changes: Changes,
    ) -> Iterator[Entry]:
        """Leaves of what follows the last leaf: all of a new map, in pieces, so that memory stays bounded."""
        while edit is not None:
            piece = carried
            for _ in range(4096):
                if edit is None:
                    break
                if edit[1] is not None:
                    piece.append((edit[0], edit[1]))
                edit = next(rest, None)
            carried = yield from self._cut(piece, changes, ended=edit is None)
        if carried:
            yield from self._cut(carried, changes, ended=True)

    def _span(self, index: int) -> int:
        """End of the leaves from `index` on that were cut from one run because it had grown too long."""
        while self._refs[index][0] & 1 and index + 1 < len(self._refs):
            index += 1
        return index + 1

    def _cut(self, entries: list[Entry], changes: Changes, *, ended: bool) -> Generator[Entry, None, list[Entry]]:
        """Yield (last key, reference) of the leaves of `entries`; return what follows the last natural end.

        A generator with a return value: what is left over belongs before the next leaf, unless the map has ended.
        """
        start = 0
        threshold = (1 << 32) // self.shape.target
        for at, (key, value) in enumerate(entries):
            if ends(key, len(value), threshold):
                yield from leaves(entries[start : at + 1], self.shape, changes.make)
                start = at + 1
        rest = entries[start:]
        if ended and rest:
            yield from leaves(rest, self.shape, changes.make)
            rest = []
        return rest

    def _fences(self, level: list[Entry], changes: Changes) -> tuple[bytes | None, dict[bytes, list[Entry]]]:
        """Name of the root over a sequence of leaves, and all fences."""
        inner: dict[bytes, list[Entry]] = {}
        if not level:
            return None, inner
        known = {children[-1][0]: (name, children) for name, children in self._inner.items()}
        threshold = (1 << 32) // _FENCE_TARGET
        depth = 0
        while True:
            depth += 1
            above: list[Entry] = []
            start = 0
            small = _size(level) <= _ROOT
            for at, (key, value) in enumerate(level, 1):
                cut = not small and at - start > 1 and ends(key + bytes((depth,)), len(value), threshold)
                if at == len(level) or cut:
                    name, children = self._fence(level[start:at], known.get(key), changes)
                    inner[name] = children
                    above.append((key, b"\x02" + name))
                    start = at
            if len(above) == 1:
                return above[0][1][1:], inner
            level = above

    def _fence(
        self, children: list[Entry], known: tuple[bytes, list[Entry]] | None, changes: Changes
    ) -> tuple[bytes, list[Entry]]:
        if known is not None and known[1] == children:
            return known
        data = pack(FENCE, self.shape.letter, children)
        name = name_of(data)
        if name not in self._inner:
            changes.make(data)
        return name, children


def leaves(run: list[Entry], shape: Shape, make: Callable[[bytes], bytes]) -> Iterator[Entry]:
    """(last key, reference) of the leaves that hold a run of entries: one, or several where it is long.

    Args:
        run: what stands between two ends.
        shape: of the tree.
        make: keeps a node and gives its name.
    """
    pieces = list(_pieces(run))
    for number, piece in enumerate(pieces, 1):
        yield piece[-1][0], bytes((number < len(pieces),)) + make(pack(LEAF, shape.letter, piece))


def ends(key: bytes, size: int, threshold: int) -> bool:
    """Whether a leaf ends behind an entry whose value has `size` bytes.

    The multiplication spreads what CRC-32 leaves close together.
    """
    return zlib.crc32(key) * 0x9E3779B1 & 0xFFFFFFFF < (len(key) + size) * threshold


def _size(entries: Iterable[Entry]) -> int:
    """Bytes of keys and values."""
    return sum(map(len, chain.from_iterable(entries)))


def _merge(old: list[Entry], edits: list[tuple[bytes, bytes | None]]) -> list[Entry]:
    if not edits:
        return old
    merged = dict(old)
    for key, value in edits:
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = value
    return sorted(merged.items())


def _pieces(run: list[Entry]) -> Iterator[list[Entry]]:
    """The run, halved behind the entry of the least hash while it is too long: again a matter of content alone."""
    if len(run) < 2 or _size(run) <= LONGEST:
        yield run
        return
    at = min(range(len(run) - 1), key=lambda i: (zlib.crc32(run[i][0]) * 0x9E3779B1 & 0xFFFFFFFF, run[i][0])) + 1
    yield from _pieces(run[:at])
    yield from _pieces(run[at:])
