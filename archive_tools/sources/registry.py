"""Which module reads a seed, by the extension of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Protocol

from archive_tools.errors import SourceError
from archive_tools.sources import csv, json, jsonl, markdown, text
from archive_tools.sources.item import Parsed
from archive_tools.sources.refusals import Refusal
from archive_tools.sources.slices import Slice


class Format(Protocol):
    """What a format module offers."""

    MEDIA_TYPE: str

    def split(self, stream: BinaryIO, stated: Mapping[str, Any]) -> Iterator[Slice | Refusal]:
        """Cut a seed into its items."""

    def parse(self, piece: Slice, stated: Mapping[str, Any]) -> Parsed:
        """Read one of them."""


FORMATS: Mapping[str, Format] = {
    "txt": text,
    "md": markdown,
    "markdown": markdown,
    "json": json,
    "jsonl": jsonl,
    "ndjson": jsonl,
    "csv": csv,
    "tsv": csv,
}


def extension(name: str) -> tuple[str, bool]:
    """The extension of a seed's name without dot, in lower case, and whether `.gz` follows it."""
    last = name.rpartition("/")[2].lower()
    packed = last.endswith(".gz")
    stem, dot, ending = last.removesuffix(".gz").rpartition(".")
    return (ending if dot and stem else ""), packed


def format_of(name: str) -> Format:
    """The module for a seed.

    Raises:
        SourceError: no format has this extension; names those that are read.
    """
    ending, _ = extension(name)
    found = FORMATS.get(ending)
    if found is None:
        what = f"files of type .{ending} are not read" if ending else "a file without extension is not read"
        raise SourceError(
            f"{what}. Read are {', '.join('.' + known for known in FORMATS)}, each also with .gz behind it."
        )
    return found
