"""A sorted map kept in small files, the same files whatever order it was filled in (a search tree cut by content).

Entries sorted by key are cut into leaves; a leaf ends behind an entry whose key says so: its hash is below a
threshold that grows with the entry's size, so that leaves have about `target` bytes. Where leaves end thus depends on
the entries alone, an insertion changes one leaf, and building anew gives the same files as many small updates.
The last keys and names of the leaves are cut into fences in the same way, up to one root.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from msgspec import Struct, field

from archive_tools.search.node import FENCE, LEAF, Entry, Unpacking, name_of, pack
from archive_tools.search.splicing import splice, with_values

LONGEST = 48_000
"""Bytes of an uncompressed leaf, unless one entry is longer."""
_FENCE_TARGET = 1_500
"""Bytes of an uncompressed fence: a look-up reads one, and what it holds hardly compresses."""
_FENCE_THRESHOLD = (1 << 32) // _FENCE_TARGET
_ROOT = 10_000
"""Up to so many bytes one fence, the root, is made of a level: readers get it at the start, and save a round trip."""

_AT_ONCE = 4_096
"""Entries behind the last leaf that are held at once."""

Read = Callable[[bytes], bytes]
"""From the name of a node to its uncompressed bytes."""


class Shape(Struct, frozen=True):
    """What tells one tree from another."""

    letter: bytes
    target: int
    """Mean bytes of an uncompressed leaf."""
    public: bool = True
    """Whether its nodes are files for the browser; those of other trees are stored as they are, not compressed."""


class Changes(Struct):
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


class _Fences(Struct):
    """What stands above the entries of one state."""

    leaves: list[Entry]
    """(last key, reference) of each leaf; a reference is one byte (1: it was cut only for its length) and its name."""
    inner: dict[bytes, list[Entry]]
    """The children of each fence, by its name."""
    read: dict[bytes, Unpacking] = field(default_factory=dict)
    """Fences that were there before, with their bytes; by the key of their first child."""


class Tree:
    """One state of the map. Updating gives a new state; nodes of the old one stay readable until given up."""

    def __init__(self, shape: Shape, root: bytes | None, read: Read) -> None:
        """`root` is the name of the root fence; None for an empty map. Nothing is read before it is asked for."""
        self.shape = shape
        self.root = root
        self.read = read
        self._known: _Fences | None = None
        self._leaves: dict[bytes, Unpacking] = {}

    @property
    def _fences(self) -> _Fences:
        if self._known is None:
            known = _Fences([], {})
            if self.root is not None:
                self._open(self.root, known)
            self._known = known  # not before: what could not be read whole is no map
        return self._known

    def _open(self, name: bytes, found: _Fences) -> None:
        fence = Unpacking(self.read(name), FENCE, self.shape.letter)
        children = found.inner[name] = fence.until()
        found.read[children[0][0]] = fence
        for child in children:
            if child[1][0] & 2:
                self._open(child[1][1:], found)
            else:
                found.leaves.append(child)

    def names(self) -> Iterator[bytes]:
        """Names of all nodes."""
        yield from self._fences.inner
        yield from (ref[1:] for _, ref in self._fences.leaves)

    def _read_leaf(self, ref: bytes) -> Unpacking:
        name = ref[1:]
        found = self._leaves.get(name)
        if found is None:
            if len(self._leaves) > 512:
                self._leaves.clear()
            found = self._leaves[name] = Unpacking(self.read(name), LEAF, self.shape.letter)
        return found

    def get(self, key: bytes) -> bytes | None:
        """The value of `key`."""
        level = self._fences.leaves
        index = bisect_left(level, (key,))
        if index == len(level):
            return None
        leaf = self._read_leaf(level[index][1])
        found, value = leaf.entries[leaf.find(key)]
        return value if found == key else None

    def items(self, first: bytes = b"") -> Iterator[Entry]:
        """Entries in order, from the first key that is `first` or greater."""
        level = self._fences.leaves
        for index in range(bisect_left(level, (first,)), len(level)):
            leaf = self._read_leaf(level[index][1])
            at = leaf.find(first)
            yield from leaf.entries[at : at + 1]  # often the only one that is wanted
            yield from leaf.until()[at + 1 :]

    def update(self, edits: Iterable[tuple[bytes, bytes | None]], changes: Changes) -> Tree:
        """The map with `edits` (sorted by key, each key once; None removes) applied."""
        return self.over(list(chain.from_iterable(self._merged(edits, changes))), changes)

    def over(self, level: list[Entry], changes: Changes) -> Tree:
        """The map that these leaves make, given by (last key, reference) of each in their order."""
        root, inner = self._fenced(level, changes)
        changes.dropped |= self._fences.inner.keys() - inner.keys()
        new = Tree(self.shape, root, self.read)
        new._known = _Fences(level, inner)
        return new

    def _merged(self, edits: Iterable[tuple[bytes, bytes | None]], changes: Changes) -> Iterator[Iterable[Entry]]:
        """The new sequence of leaves, in pieces; leaves that no edit touches are passed on unread."""
        level = self._fences.leaves
        pending = iter(edits)
        edit = next(pending, None)
        index = 0
        carried: list[Entry] = []
        while index < len(level):
            if not carried:
                there = len(level) if edit is None else self._begin(bisect_left(level, (edit[0],), index))
                yield level[index:there]
                index = there
                if edit is None:
                    break
            stop = self._span(index)
            limit = level[stop - 1][0] if stop < len(level) else None
            mine: list[tuple[bytes, bytes | None]] = []
            while edit is not None and (limit is None or edit[0] <= limit):
                mine.append(edit)
                edit = next(pending, None)
                if limit is None and len(mine) >= _AT_ONCE:
                    break
            changes.dropped.update(ref[1:] for _, ref in level[index:stop])
            whole = not carried and stop == index + 1 and (limit is not None or edit is None)
            alike = self._spliced(level[index], mine, changes) if whole else None
            if alike is not None:
                yield (alike,)
                index = stop
                continue
            old = carried
            for _, ref in level[index:stop]:
                old = old + self._read_leaf(ref).until()
            if limit is None and edit is not None:
                yield from self._append(_overlaid(old, chain(mine, (edit,), pending)), changes)
                return
            index = stop
            made, carried = self._cut(_merge(old, mine), changes, ended=limit is None)
            yield made
        if edit is not None:  # there was no leaf
            yield from self._append(chain((edit,), pending), changes)

    def _spliced(self, leaf: Entry, edits: list[tuple[bytes, bytes | None]], changes: Changes) -> Entry | None:
        """A leaf with `edits`, where it is still one leaf with the same last key."""
        last, ref = leaf
        threshold = (1 << 32) // self.shape.target
        if any(value is not None and ends(key, len(value), threshold) != (key == last) for key, value in edits):
            return None  # it might end earlier, or no longer where it does
        data = splice(self._read_leaf(ref), edits)
        return None if data is None or len(data) > LONGEST else (last, b"\0" + changes.make(data))

    def _append(self, edits: Iterator[tuple[bytes, bytes | None]], changes: Changes) -> Iterator[Iterable[Entry]]:
        """Leaves of all that comes behind the others, made in pieces, so that memory stays bounded."""
        carried: list[Entry] = []
        while piece := list(islice(edits, _AT_ONCE)):
            made, carried = self._cut(carried + [(k, v) for k, v in piece if v is not None], changes, ended=False)
            yield made
        if carried:
            made, _ = self._cut(carried, changes, ended=True)
            yield made

    def _begin(self, index: int) -> int:
        """The first of the leaves that were cut from one run with that at `index`; of the last one where none is."""
        level = self._fences.leaves
        index = min(index, len(level) - 1)
        while index and level[index - 1][1][0] & 1:
            index -= 1
        return index

    def _span(self, index: int) -> int:
        """End of the leaves from `index` on that were cut from one run because it had grown too long."""
        level = self._fences.leaves
        while level[index][1][0] & 1 and index + 1 < len(level):
            index += 1
        return index + 1

    def _cut(self, entries: list[Entry], changes: Changes, *, ended: bool) -> tuple[list[Entry], list[Entry]]:
        """The leaves of `entries`, and what follows the last natural end: it belongs before the next leaf.

        `ended`: there is no next leaf; then nothing is left.
        """
        made: list[Entry] = []
        start = 0
        threshold = (1 << 32) // self.shape.target
        for at, (key, value) in enumerate(entries, 1):
            if ends(key, len(value), threshold) or (ended and at == len(entries)):
                made += leaves(entries[start:at], self.shape, changes.make)
                start = at
        return made, entries[start:]

    def _fenced(self, level: list[Entry], changes: Changes) -> tuple[bytes | None, dict[bytes, list[Entry]]]:
        """Name of the root over a sequence of leaves, and all fences."""
        inner: dict[bytes, list[Entry]] = {}
        if not level:
            return None, inner
        # A fence that is not the root ends where its children say, so it stands for the same children again.
        known = {own[0]: (name, own) for name, own in self._fences.inner.items() if name != self.root}
        depth = 0
        while True:
            depth += 1
            above: list[Entry] = []
            start = 0
            small = _size(level) <= _ROOT
            while start < len(level):
                name, children = known.get(level[start], (b"", []))
                stop = start + len(children)
                if small or not children or level[start:stop] != children or not _closes(level, start, stop, depth):
                    stop = len(level) if small else _close(level, start, depth)
                    name, children = self._fence(level[start:stop], changes)
                inner[name] = children
                above.append((level[stop - 1][0], b"\x02" + name))
                start = stop
            if len(above) == 1:
                return above[0][1][1:], inner
            level = above

    def _fence(self, children: list[Entry], changes: Changes) -> tuple[bytes, list[Entry]]:
        alike = self._fences.read.get(children[0][0])  # mostly only names have changed
        data = (with_values(alike, children) if alike else None) or pack(FENCE, self.shape.letter, children)
        name = name_of(data)
        if name not in self._fences.inner:
            changes.make(data)
        return name, children


def _close(level: list[Entry], start: int, depth: int) -> int:
    """Where the fence ends that begins at `start`; it has two children at least, unless the level ends before."""
    return next((stop for stop in range(start + 2, len(level)) if _closes(level, start, stop, depth)), len(level))


def _closes(level: list[Entry], start: int, stop: int, depth: int) -> bool:
    """Whether a fence that began at `start` ends before `stop`."""
    key, value = level[stop - 1]
    return stop == len(level) or (stop - start > 1 and ends(key + bytes((depth,)), len(value), _FENCE_THRESHOLD))


def leaves(run: list[Entry], shape: Shape, make: Callable[[bytes], bytes]) -> Iterator[Entry]:
    """(last key, reference) of the leaves that hold a run of entries: one, or several where it is long.

    Args:
        run: what stands between two ends.
        shape: of the tree.
        make: keeps a node and gives its name.
    """
    pieces = list(_pieces(run, shape.letter))
    for number, (last, data) in enumerate(pieces, 1):
        yield last, bytes((number < len(pieces),)) + make(data)


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


def _overlaid(old: list[Entry], edits: Iterator[tuple[bytes, bytes | None]]) -> Iterator[tuple[bytes, bytes | None]]:
    """Entries and edits in one order; of both under one key the edit."""
    at = 0
    for key, value in edits:
        while at < len(old) and old[at][0] < key:
            yield old[at]
            at += 1
        at += at < len(old) and old[at][0] == key
        yield key, value
    yield from old[at:]


def _pieces(run: list[Entry], letter: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(last key, bytes) of the leaves of a run.

    It is halved behind the entry of the least hash while it is too long: again a matter of content alone.
    """
    data = pack(LEAF, letter, run) if len(run) < 2 or _at_least(run) <= LONGEST else None
    if data is not None and (len(run) < 2 or len(data) <= LONGEST):
        yield run[-1][0], data
        return
    at = min(range(len(run) - 1), key=lambda i: (zlib.crc32(run[i][0]) * 0x9E3779B1 & 0xFFFFFFFF, run[i][0])) + 1
    yield from _pieces(run[:at], letter)
    yield from _pieces(run[at:], letter)


def _at_least(run: list[Entry]) -> int:
    """What a leaf of these weighs at the least: the values, and three lengths an entry."""
    return sum(3 + len(value) for _, value in run)
