"""The trees of an index, and the number of its format."""

from __future__ import annotations

from archive_tools.search.tree import Shape

FORMAT = 3
"""Of the files; a reader refuses any other. Raise it when their meaning changes."""
MANIFEST = "index.json"
"""The file that a reader fetches first, and the only one whose content changes under its name."""

SHAPES = {
    "postings": Shape(b"p", 6_000),
    "positions": Shape(b"q", 10_000),
    "lexicon": Shape(b"l", 4_000),
    "spelling": Shape(b"s", 8_000),
    "attributes": Shape(b"a", 6_000),
    "values": Shape(b"v", 12_000),
    "documents": Shape(b"d", 5_000),
    "names": Shape(b"n", 5_000),
    "slips": Shape(b"f", 5_000),
    "labels": Shape(b"b", 4_000),
    "aliases": Shape(b"m", 4_000),
}
"""What the browser reads; mean sizes before compression."""
PRIVATE = {
    "ids": Shape(b"i", 6_000, public=False),
    "counts": Shape(b"c", 3_000, public=False),
    "named": Shape(b"w", 4_000, public=False),
}
"""What only the next build reads: id -> number and digest; list of a form -> how many have it; stems of names."""
