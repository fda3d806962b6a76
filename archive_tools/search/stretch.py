"""A stretch of a tree: leaves made of some of its entries without knowing the others, to be joined afterwards.

Where a leaf ends depends on its last entry alone (see tree.py), so all leaves of a stretch but those at its two ends
are final. Workers make stretches side by side; joined in the order of their keys they give the tree that one worker
would have made.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from archive_tools.search import node
from archive_tools.search.node import Entry
from archive_tools.search.tree import Shape, ends, leaves


class Stretch(Struct):
    """Entries of neighbouring keys, cut into leaves as far as they can be cut here."""

    head: list[Entry] = field(default_factory=list)
    """Up to the first end of a leaf; the leaf may begin in the stretch before. Empty where no leaf ends."""
    middle: list[Entry] = field(default_factory=list)
    """(last key, reference) of each leaf that is whole."""
    rest: list[Entry] = field(default_factory=list)
    """What follows the last end, or everything where no leaf ends."""
    nodes: list[tuple[bytes, bytes]] = field(default_factory=list)
    """(name, bytes as the store keeps them) of the leaves."""
    public: bool = True
    """Whether these are files for the browser."""


def stretch(shape: Shape, entries: Iterable[Entry]) -> Stretch:
    """Cut entries, sorted by key."""
    made = Stretch(public=shape.public)
    run: list[Entry] = []

    def keep(data: bytes) -> bytes:
        name = node.name_of(data)
        made.nodes.append((name, node.compress(data) if shape.public else data))
        return name

    threshold = (1 << 32) // shape.target
    for entry in entries:
        run.append(entry)
        if ends(entry[0], len(entry[1]), threshold):
            if made.head:
                made.middle += leaves(run, shape, keep)
            else:
                made.head = run
            run = []
    made.rest = run
    return made
