"""Plain text: the whole file is the body of one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from archive_tools.arabic.encoding import decode
from archive_tools.errors import SourceError
from archive_tools.sources.item import Parsed
from archive_tools.sources.slices import MAX_FILE, MIB, Slice, cut

MEDIA_TYPE = "text/plain"


def split(stream: BinaryIO, stated: Mapping[str, Any]) -> Iterator[Slice]:
    """The file is one item. The sidecar does not matter here."""
    del stated
    yield cut("", read_whole(stream))


def parse(piece: Slice, stated: Mapping[str, Any]) -> Parsed:
    """All text is body.

    Raises:
        UndecodableError: the bytes fit no encoding.
    """
    del stated
    decoded = decode(piece.data)
    return Parsed(
        {"body": decoded.text},
        {"body": "the file"},
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        notes=decoded.notes,
    )


def read_whole(stream: BinaryIO) -> bytes:
    """All bytes of a stream that may not be longer than `MAX_FILE`.

    Raises:
        SourceError: it is longer.
    """
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise SourceError(f"is larger than {MAX_FILE // MIB} MiB. Split it.")
    return data
