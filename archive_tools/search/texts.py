"""What results show: one row for each document and behind it, in the same tree, its text for the excerpt.

The row is JSON: [id, headline, published, outlet, lang, how many further pieces of text stand behind it] and, where it
is not articles/<id>/, the URL.
The text is JSON too, [[block number, text], …], cut into pieces of about 8 kB so that no entry is long; a block that
is longer is continued in the next piece under the same number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from archive_tools.search import numbers
from archive_tools.search.documents import SearchDoc
from archive_tools.search.tree import Tree

DIGEST = 8
"""Bytes of a digest."""
_PIECE = 4000
"""Characters of text in one entry."""


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(value: object) -> bytes:
    return _encoded(value).encode("utf-8", "surrogatepass")


class Shown(Struct, frozen=True):
    """A document as results show it."""

    row: bytes
    pieces: tuple[bytes, ...]
    """The values of its text entries."""

    def digest(self, attributes: bytes, names: bytes) -> bytes:
        """Eight bytes that tell two states of a document apart.

        Args:
            attributes: what it can be filtered by.
            names: how often and where it names that.
        """
        return hashlib.sha256(b"\0".join((self.row, attributes, names, *self.pieces))).digest()[:DIGEST]

    def entries(self, number: int) -> Iterator[tuple[bytes, bytes]]:
        """Under the document's number the row, a line break, the first piece; the others behind it.

        Most documents are one entry, so that one file shows them.
        """
        key = numbers.key(number)
        yield key, self.row + b"\n" + (self.pieces[0] if self.pieces else b"[]")
        for count, piece in enumerate(self.pieces[1:], 1):
            yield key + count.to_bytes(2, "big"), piece


def shown(doc: SearchDoc) -> Shown:
    """The document, written."""
    pieces = tuple(_pieces(doc))
    fields = [doc.id, doc.headline, doc.published, doc.outlet, doc.lang, max(0, len(pieces) - 1)]
    return Shown(_json([*fields, doc.url] if doc.url and doc.url != f"articles/{doc.id}/" else fields), pieces)


def _pieces(doc: SearchDoc) -> Iterator[bytes]:
    piece: list[tuple[int, str]] = []
    size = 0
    for number, text in doc.blocks:
        for start in range(0, max(len(text), 1), _PIECE):
            part = text[start : start + _PIECE]
            if piece and size + len(part) > _PIECE:
                yield _json(piece)
                piece, size = [], 0
            piece.append((number, part))
            size += len(part)
    if piece:
        yield _json(piece)


def read_row(value: bytes) -> list[Any]:
    """The row in a document's first entry."""
    fields: list[Any] = json.loads(value.partition(b"\n")[0].decode("utf-8", "surrogatepass"))
    return fields


def read_blocks(number: int, documents: Tree) -> tuple[tuple[int, str], ...]:
    """The blocks of a document, whole again."""
    blocks: list[tuple[int, str]] = []
    start = numbers.key(number)
    for key, value in documents.items(start):
        if not key.startswith(start):
            break
        piece = value.partition(b"\n")[2] if key == start else value
        for block, text in json.loads(piece.decode("utf-8", "surrogatepass")):
            if blocks and blocks[-1][0] == block:
                blocks[-1] = (block, blocks[-1][1] + text)
            else:
                blocks.append((block, text))
    return tuple(blocks)
