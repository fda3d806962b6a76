"""One file of the index: a node of a tree, packed, named by its content and compressed.

A node is its kind (one byte, L for a leaf, F for a fence, R for copies of roots), the letter of its tree (one byte),
then its entries in the order of their keys: varint length of what the key shares with the key before, varint length
of the rest, the rest; varint length of the value, the value.
A fence's keys are the last keys of its children, its values one byte
(1: the child was cut only because it grew too long) and the child's name (6 bytes).
Names are the first 12 hex digits of the SHA-256 of the uncompressed bytes, so that they do not depend on the
version of the compressor; files are gzip (RFC 1952) without name or time.
"""

from __future__ import annotations

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Iterable

from archive_tools.errors import SourceError
from archive_tools.search import varint

Entry = tuple[bytes, bytes]
LEAF, FENCE, ROOTS = b"L", b"F", b"R"
GZIP = b"\x1f\x8b"
"""How compressed bytes begin; no node does."""
SUFFIX = ".bin"
"""No name that a server takes for compressed content, or it would unpack on its own."""


def pack(kind: bytes, tree: bytes, entries: Iterable[Entry]) -> bytes:
    """The uncompressed bytes of a node; `entries` sorted by key."""
    out = bytearray(kind + tree)
    before = b""
    for key, value in entries:
        put_entry(out, before, key, value)
        before = key
    return bytes(out)


def put_entry(out: bytearray, before: bytes, key: bytes, value: bytes) -> None:
    """Append an entry that follows the key `before`."""
    limit = min(len(before), len(key))
    if before[:limit] == key[:limit]:
        shared = limit
    else:  # compare as numbers: the first bit that differs tells the first byte that does
        differing = int.from_bytes(before[:limit], "big") ^ int.from_bytes(key[:limit], "big")
        shared = limit - (differing.bit_length() + 7) // 8
    rest = len(key) - shared
    size = len(value)
    if shared < 128 and rest < 128 and size < 128:
        out += bytes((shared, rest))
        out += key[shared:]
        out.append(size)
    else:
        varint.put(out, shared)
        varint.put(out, rest)
        out += key[shared:]
        varint.put(out, size)
    out += value


class Unpacking:
    """The entries of a node, unpacked only as far as they are asked for: on the average half of them."""

    __slots__ = ("_key", "data", "end", "entries", "starts")

    def __init__(self, data: bytes, kind: bytes, tree: bytes) -> None:
        """
        Raises:
            SourceError: the bytes are not those of such a node.
        """
        if data[:2] != kind + tree:
            found, due = data[:2], kind + tree
            raise SourceError(f"search index: a node begins with {found!r} where {due!r} is due. Build again.")
        self.data = data
        self.entries: list[Entry] = []
        self.starts: list[int] = []
        """Where each of these entries begins."""
        self.end = 2
        """Where the last of them ends."""
        self._key = b""

    def find(self, key: bytes) -> int:
        """The first entry whose key is `key` or greater; where it has that key, the one behind it is unpacked too."""
        self.until(key)
        return bisect_left(self.entries, (key,))

    def until(self, limit: bytes | None = None) -> list[Entry]:
        """The entries up to one whose key is greater than `limit`, or all.

        Raises:
            SourceError: the node ends in the middle of an entry.
        """
        data, key, get = self.data, self._key, varint.get
        if limit is not None and key > limit:
            return self.entries
        keep, note = self.entries.append, self.starts.append
        at, end = self.end, len(data)
        try:
            while at < end:
                note(at)
                shared, rest = data[at], data[at + 1]
                if shared < 128 and rest < 128:
                    at += 2
                else:
                    shared, at = get(data, at)
                    rest, at = get(data, at)
                key = key[:shared] + data[at : at + rest]
                at += rest
                size = data[at]
                if size < 128:
                    at += 1
                elif data[at + 1] < 128:  # of two bytes, as most postings are: not worth a call
                    size = size & 127 | data[at + 1] << 7
                    at += 2
                else:
                    size, at = get(data, at)
                keep((key, data[at : at + size]))
                at += size
                if limit is not None and key > limit:
                    break
        except IndexError:
            at = end + 1
        if at > end:
            raise SourceError("search index: a node ends in the middle of an entry. Build again.")
        self.end, self._key = at, key
        return self.entries


def name_of(data: bytes) -> bytes:
    """The 6 bytes that name a node's uncompressed bytes: with 100,000 files two alike are a chance of 1 in 50,000.

    Longer ones would be felt: names do not compress, and fences are made of them.
    """
    return hashlib.sha256(data).digest()[:6]


def blob_name(name: bytes) -> str:
    """How the store calls a node."""
    return f"node/{name.hex()}"


def file_name(name: bytes) -> str:
    """The file of a node, below the index's folder."""
    return name.hex() + SUFFIX


def compress(data: bytes) -> bytes:
    """Gzip, always the same bytes for the same data and version of zlib.

    Level 4: one per cent larger than level 5, in two thirds of the time. Nodes are small: a window of 8 kB is enough.
    """
    packer = zlib.compressobj(4, zlib.DEFLATED, 16 + 13, 8)
    return packer.compress(data) + packer.flush()


def decompress(data: bytes) -> bytes:
    """Undo `compress`.

    Raises:
        SourceError: the bytes are damaged.
    """
    try:
        unpacker = zlib.decompressobj(31)
        content = unpacker.decompress(data) + unpacker.flush()
    except zlib.error as error:
        raise SourceError(f"search index: a file is damaged ({error}). Build again.") from error
    if not unpacker.eof or unpacker.unused_data:
        raise SourceError("search index: a file is cut short or has bytes too many. Build again.")
    return content
