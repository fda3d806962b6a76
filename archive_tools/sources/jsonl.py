"""JSON Lines: one article a line, read as a stream so that its size does not matter."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from archive_tools.errors import SourceError
from archive_tools.sources import json
from archive_tools.sources.item import Parsed
from archive_tools.sources.refusals import Refusal
from archive_tools.sources.slices import MAX_LINE, MIB, Slice, cut

MEDIA_TYPE = "application/jsonl"
_MOST_BLANK = 1_000_000


def split(stream: BinaryIO, stated: Mapping[str, Any]) -> Iterator[Slice | Refusal]:
    """Each line that is not blank is an item. A line that is too long is refused alone.

    Raises:
        SourceError: the file is in UTF-16 or UTF-32, in which bytes have no lines.
    """
    del stated
    number = blank = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if number == 1:
            if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise SourceError("is JSON Lines in UTF-16. Save it as UTF-8.")
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            _skip_line(stream)
            yield Refusal(f"line-{number}", f"the line is longer than {MAX_LINE // MIB} MiB.")
            continue
        data = line.strip(b" \t\r\n")
        blank = 0 if data else blank + 1
        if blank > _MOST_BLANK:
            raise SourceError(f"has more than {_MOST_BLANK:,} blank lines in a row. Remove them.")
        if data:
            yield cut(f"line-{number}", data)


def parse(piece: Slice, stated: Mapping[str, Any]) -> Parsed:
    """One object; raises as `json.parse` does."""
    found = json.parse(piece, stated)
    return Parsed(found.fields, found.evidence, MEDIA_TYPE, "text", found.encoding, found.notes)


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass
