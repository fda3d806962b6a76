"""What results show: one row for each document and behind it, in the same tree, its text for the excerpt.

The row is JSON: [id, headline, published, outlet, lang, how many further pieces of text stand behind it] and, where it
is not articles/<id>/, the URL.
The text is JSON too, [[block number, text], …], cut into pieces of about 8 kB so that no entry is long; a block that
is longer is continued in the next piece under the same number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archive_tools.search import numbers
from archive_tools.search.documents import SearchDoc
from archive_tools.search.tree import Tree

_PIECE = 4000
"""Characters of text in one entry."""


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def row(doc: SearchDoc) -> bytes:
    """The row of a document."""
    fields = [doc.id, doc.headline, doc.published, doc.outlet, doc.lang, max(0, sum(1 for _ in pieces(doc)) - 1)]
    return _json([*fields, doc.url] if doc.url and doc.url != f"articles/{doc.id}/" else fields)


def pieces(doc: SearchDoc) -> Iterator[bytes]:
    """The values of a document's text entries."""
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


def entries(number: int, doc: SearchDoc) -> Iterator[tuple[bytes, bytes]]:
    """Entries of a document: under its number the row, a line break, the first piece; the others behind it.

    Most documents are one entry, so that one file shows them.
    """
    key = numbers.key(number)
    parts = pieces(doc)
    yield key, row(doc) + b"\n" + next(parts, b"[]")
    for count, piece in enumerate(parts, 1):
        yield key + count.to_bytes(2, "big"), piece


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
