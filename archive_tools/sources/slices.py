"""A slice: the bytes of one item, cut out of its seed before anything is understood.

Splitting is cheap and runs over every changed seed; parsing is dear and runs, in worker processes, only over the
slices that the catalog does not know yet.
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

MIB = 1024 * 1024
MAX_FILE = 32 * MIB
"""Bytes of a seed that is read as a whole, unpacked."""
MAX_LINE = 4 * MIB
"""Bytes of a line or row of a seed that is read as a stream."""


class Slice(Struct, frozen=True):
    """One item of a seed, unparsed. Small enough to be sent to another process."""

    item: str
    """Where in the seed: "" for the only one, else line-12, row-3, item-2 (counted from 1)."""
    data: bytes
    """The item's bytes as they stand in the unpacked seed."""
    digest: str
    """SHA-256 of `data`, hex."""
    context: str = ""
    """What the item needs from elsewhere in its seed (JSON): the header of a table, its encoding."""

    @property
    def key(self) -> str:
        """Changes exactly when the item must be parsed again: digest of data and context."""
        if not self.context:
            return self.digest
        return hashlib.sha256(f"{self.digest}\n{self.context}".encode()).hexdigest()


def cut(item: str, data: bytes, context: str = "") -> Slice:
    """A slice with its digest."""
    return Slice(item, data, hashlib.sha256(data).hexdigest(), context)
