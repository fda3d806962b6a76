"""A leaf with a few entries changed: most of its bytes are copied as they stand, not written anew.

An entry's bytes depend on the key before it, so what changes with an entry is itself and, where it comes or goes, the
entry behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from archive_tools.search.node import Entry, put_entry


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf as read."""

    data: bytes
    entries: list[Entry]
    starts: list[int]
    """Where each entry begins in `data`."""


class _Splice:
    def __init__(self, leaf: Leaf) -> None:
        self._leaf = leaf
        self._done = 0
        """Entries of the leaf that are dealt with."""
        self._before = b""
        """The last key written."""
        self._moved = False
        """Whether the next entry of the leaf follows another key than it did."""
        self.out = bytearray(leaf.data[: leaf.starts[0]])

    def copy(self, until: int) -> None:
        """Entries of the leaf up to, not including, this one."""
        entries, starts = self._leaf.entries, self._leaf.starts
        if self._moved and self._done < until:
            self.put(*entries[self._done])
            self._done += 1
            self._moved = False
        if self._done < until:
            end = starts[until] if until < len(starts) else len(self._leaf.data)
            self.out += self._leaf.data[starts[self._done] : end]
            self._before = entries[until - 1][0]
            self._done = until

    def put(self, key: bytes, value: bytes) -> None:
        """An entry, written anew."""
        put_entry(self.out, self._before, key, value)
        self._before = key

    def leave_out(self) -> None:
        """Pass over the next entry of the leaf."""
        self._done += 1
        self._moved = True

    def replace(self, key: bytes, value: bytes) -> None:
        """Write the next entry of the leaf with another value; what follows it stays as it is."""
        self.put(key, value)
        self._done += 1
        self._moved = False

    def insert(self, key: bytes, value: bytes) -> None:
        """Write an entry that the leaf does not have."""
        self.put(key, value)
        self._moved = True


def splice(leaf: Leaf, edits: Iterable[tuple[bytes, bytes | None]]) -> bytes | None:
    """The bytes of the leaf with `edits` (sorted; None removes); None where its last entry would be another."""
    made = _Splice(leaf)
    entries = leaf.entries
    for key, value in edits:
        at = bisect_left(entries, (key,))
        if at + 1 >= len(entries):
            return None
        made.copy(at)
        if entries[at][0] == key:
            if value is None:
                made.leave_out()
            else:
                made.replace(key, value)
        elif value is not None:
            made.insert(key, value)
    made.copy(len(entries))
    return bytes(made.out)
