"""New nodes on their way into the store: compressed in batches, by whoever has time for it.

Compressing takes a fifth of a small update, and nothing waits for it but the files. A node that is on its way can be
read; so can one that is given up again before it arrives.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from archive_tools.search import node
from archive_tools.search.documents import Store

Pack = Callable[[Sequence[bytes]], Callable[[], Sequence[bytes]]]
"""Begins to compress some nodes; what it returns waits for the outcome, in their order."""

_BATCH = 48
_AT_HAND = 2_000
_UNDER_WAY = 8
"""Batches; further ones wait, so that memory stays bounded: some megabytes."""


def at_once(nodes: Sequence[bytes]) -> Callable[[], Sequence[bytes]]:
    """Here and now."""
    packed = [node.compress(data) for data in nodes]
    return lambda: packed


class Parcels:
    """Nodes of the index by name: those of the store, and those on their way there."""

    def __init__(self, store: Store, pack: Pack = at_once) -> None:
        self._store = store
        self._pack = pack
        self._here: dict[bytes, bytes] = {}
        """Uncompressed."""
        self._batch: list[bytes] = []
        self._sent: deque[tuple[list[bytes], Callable[[], Sequence[bytes]]]] = deque()
        self._arrived: dict[bytes, bytes] = {}
        """The last ones as the store has them: they are about to become files."""

    def put(self, name: bytes, data: bytes) -> None:
        """Send a node on its way."""
        self._here[name] = data
        self._batch.append(name)
        if len(self._batch) == _BATCH:
            self._send()
            while len(self._sent) > _UNDER_WAY:
                self._settle()

    def get(self, name: bytes) -> bytes | None:
        """The uncompressed bytes of a node that has not arrived yet."""
        return self._here.get(name)

    def blob(self, name: bytes) -> bytes | None:
        """A node as the store has it."""
        return self._arrived.get(name) or self._store.get(node.blob_name(name))

    def drop(self, name: bytes) -> bool:
        """Give up a node; whether it had not arrived yet."""
        return self._here.pop(name, None) is not None

    def arrive(self) -> None:
        """Wait until all are in the store."""
        if self._batch:
            self._send()
        while self._sent:
            self._settle()

    def _send(self) -> None:
        names = [name for name in dict.fromkeys(self._batch) if name in self._here]
        self._sent.append((names, self._pack([self._here[name] for name in names])))
        self._batch = []

    def _settle(self) -> None:
        names, packed = self._sent.popleft()
        for name, blob in zip(names, packed(), strict=True):
            if self._here.pop(name, None) is not None:
                self._store.put(node.blob_name(name), blob)
                self._arrived[name] = blob
        while len(self._arrived) > _AT_HAND:
            del self._arrived[next(iter(self._arrived))]
