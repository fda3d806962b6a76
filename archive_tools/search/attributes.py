"""What each document can be filtered by, for counting: outlet, language, actors, places, tags.

Written in segments like a posting list. A segment begins with its own list of values (varint count; each varint
length and `facet:id`), sorted; then for each document the varint difference of its number, the varint count of its
values and their places in that list. So nothing is numbered over the whole archive, and nothing is renumbered.
"""

from __future__ import annotations

from archive_tools.search import varint
from archive_tools.search.documents import Named, SearchDoc
from archive_tools.search.segments import Posting

_BETWEEN = b"\n"


def values(doc: SearchDoc) -> list[str]:
    """`facet:id` of everything the document can be filtered by, sorted, each once."""
    found = {f"lang:{doc.lang}"}
    if doc.outlet is not None:
        found.add(f"outlet:{doc.outlet}")
    for facet, ids in (("actor", doc.actors), ("place", doc.places), ("tag", doc.tags)):
        found.update(f"{facet}:{one}" for one in ids)
    return sorted(found)


def packed(found: list[str]) -> bytes:
    """Values as the codec takes them."""
    return "\n".join(found).encode()


def ids(row: bytes, facet: str) -> tuple[str, ...]:
    """The ids of one facet in a packed row."""
    start = f"{facet}:"
    return tuple(value[len(start) :] for value in row.decode().split("\n") if value.startswith(start))


def packed_names(doc: SearchDoc) -> bytes:
    """How often and where the document names what it can be filtered by."""
    return "\n".join(f"{n.value}\t{n.times}\t{'' if n.headline is None else n.headline}" for n in doc.named).encode()


def names(packed: bytes) -> tuple[Named, ...]:
    """Undo `packed_names`."""
    rows = (line.split("\t") for line in packed.decode().split("\n") if line)
    return tuple(Named(value, int(times), int(headline) if headline else None) for value, times, headline in rows)


class Attributes:
    """Codec of the segments; the posting of a document is its packed row."""

    def encode(self, postings: list[Posting]) -> tuple[bytes, bytes]:
        """The segment and nothing second."""
        rows = [row.split(_BETWEEN) for _, row, _ in postings]
        known = {value: place for place, value in enumerate(sorted({value for row in rows for value in row}))}
        out = bytearray()
        varint.put(out, len(known))
        for value in known:
            varint.put(out, len(value))
            out += value
        before = 0
        for (number, _, _), row in zip(postings, rows, strict=True):
            varint.put(out, number - before)
            before = number
            varint.put(out, len(row))
            for value in row:
                varint.put(out, known[value])
        return bytes(out), b""

    def inserted(self, value: bytes, second: bytes, posting: Posting) -> tuple[bytes, bytes]:
        """The list of values may grow with it, so all is written anew."""
        return self.encode(sorted([*self.decode(value, second), posting]))

    def decode(self, value: bytes, second: bytes) -> list[Posting]:
        """The documents with their packed rows."""
        del second
        count, at = varint.get(value, 0)
        known: list[bytes] = []
        for _ in range(count):
            size, at = varint.get(value, at)
            known.append(value[at : at + size])
            at += size
        found: list[Posting] = []
        number = 0
        while at < len(value):
            gap, at = varint.get(value, at)
            number += gap
            count, at = varint.get(value, at)
            row = []
            for _ in range(count):
                place, at = varint.get(value, at)
                row.append(known[place])
            found.append((number, _BETWEEN.join(row), b""))
        return found
