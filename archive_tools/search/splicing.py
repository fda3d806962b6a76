"""A node with a few entries changed: most of its bytes are copied as they stand, not written anew.

An entry's bytes depend on the key before it, so what changes with an entry is itself and, where it comes or goes, the
entry behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive_tools.search.node import Entry, Unpacking, put_entry


class _Splice:
    def __init__(self, leaf: Unpacking) -> None:
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
        if self._moved and self._done < until:
            self._put_next()
        if self._done < until:
            self.out += self._leaf.data[self._leaf.starts[self._done] : self._leaf.starts[until]]
            self._before = self._leaf.entries[until - 1][0]
            self._done = until

    def finish(self) -> bytes:
        """All of it, with what follows."""
        if self._moved:
            self._put_next()
        if self._done < len(self._leaf.starts):  # else the last one unpacked was moved
            self.out += self._leaf.data[self._leaf.starts[self._done] :]
        else:
            self.out += self._leaf.data[self._leaf.end :]
        return bytes(self.out)

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

    def _put_next(self) -> None:
        self.put(*self._leaf.entries[self._done])
        self._done += 1
        self._moved = False


def splice(leaf: Unpacking, edits: Iterable[tuple[bytes, bytes | None]]) -> bytes | None:
    """The bytes of the leaf with `edits` (sorted; None removes); None where its last entry would be another."""
    made = None
    for key, value in edits:
        at = leaf.find(key)
        is_last = at + 1 == len(leaf.entries) and leaf.end == len(leaf.data)
        if at == len(leaf.entries) or (is_last and value is None):
            return None
        made = made or _Splice(leaf)
        made.copy(at)
        if leaf.entries[at][0] == key:
            if value is None:
                made.leave_out()
            else:
                made.replace(key, value)
        elif value is not None:
            made.insert(key, value)
    return leaf.data if made is None else made.finish()


def with_values(node: Unpacking, entries: Sequence[Entry]) -> bytes | None:
    """The bytes of a node that is unpacked whole, with other values of the same length under the same keys."""
    had = node.entries
    if len(had) != len(entries):
        return None
    out = bytearray(node.data)
    for at, ((key, value), (before, old)) in enumerate(zip(entries, had, strict=True)):
        if key != before or len(value) != len(old):
            return None
        if value != old:
            end = node.starts[at + 1] if at + 1 < len(had) else len(out)
            out[end - len(value) : end] = value
    return bytes(out)
