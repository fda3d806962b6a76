"""From bytes to RawItem: seeds are found, cut into slices, and slices parsed.

    for seed in walk(root):                              SeedFile | Rejected
        for piece in split(seed.path, stream, stated):   Slice | Rejected     cheap; in the main process
            parse(seed.path, piece, stated)              RawItem | Rejected   dear; in workers, changed slices only

Nothing in here raises for bad input: whatever cannot be read is a Rejected that says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from archive_tools.errors import SourceError
from archive_tools.records import RawItem, Rejected
from archive_tools.sources.slices import Slice
from archive_tools.sources.walk import SeedFile, open_seed, walk

__all__ = ["VERSION", "SeedFile", "Slice", "open_seed", "parse", "read_items", "split", "split_seed", "walk"]

VERSION = "1"
"""Changes when the same bytes give other RawItems."""


def split(name: str, stream: BinaryIO, stated: Mapping[str, Any]) -> Iterator[Slice | Rejected]:
    """Cut a seed into its items, one in memory at a time where the format allows it.

    Args:
        name: the seed's path below seeds/; its extension decides the format.
        stream: the seed's bytes, seekable.
        stated: what the sidecar states, validated ({} without one).
    """
    if stated.get("exclude"):
        yield _rejected(name, "", "is excluded by its sidecar (exclude: true).")
        return
    from archive_tools.arabic.encoding import UndecodableError  # formats are for builds with something to read
    from archive_tools.sources.gzipped import unpack
    from archive_tools.sources.refusals import Refusal
    from archive_tools.sources.registry import extension, format_of

    found = False
    try:
        reader = format_of(name)
        unpacked = unpack(stream) if extension(name)[1] else stream
        for piece in reader.split(unpacked, stated):
            found = True
            yield _rejected(name, piece.item, piece.reason) if isinstance(piece, Refusal) else piece
    except SourceError as error:
        yield _rejected(name, "", error.reason)
    except UndecodableError as error:
        yield _rejected(name, "", _undecodable(error))
    except OSError as error:
        yield _rejected(name, "", f"cannot be read: {error.strerror or error}.")
    else:
        if not found:
            yield _rejected(name, "", "holds no article. Remove it or fill it.")


def split_seed(seed: SeedFile, stated: Mapping[str, Any]) -> Iterator[Slice | Rejected]:
    """`split` of a file that `walk` found."""
    try:
        stream = open_seed(seed)
    except SourceError as error:
        yield _rejected(seed.path, "", error.reason)
        return
    with stream:
        yield from split(seed.path, stream, stated)


def parse(name: str, piece: Slice, stated: Mapping[str, Any]) -> RawItem | Rejected:
    """Read one slice of the seed `name`."""
    from archive_tools.arabic.encoding import UndecodableError
    from archive_tools.sources.item import as_item
    from archive_tools.sources.registry import format_of

    try:
        return as_item(name, piece, format_of(name).parse(piece, stated), stated)
    except SourceError as error:
        return _rejected(name, piece.item, error.reason)
    except UndecodableError as error:
        return _rejected(name, piece.item, _undecodable(error))


def read_items(name: str, stream: BinaryIO, stated: Mapping[str, Any]) -> Iterator[RawItem | Rejected]:
    """`split` and `parse` in one go."""
    for piece in split(name, stream, stated):
        yield piece if isinstance(piece, Rejected) else parse(name, piece, stated)


def _undecodable(error: Exception) -> str:
    return f"cannot be decoded: {error}. Save it as UTF-8."


def _rejected(name: str, item: str, reason: str) -> Rejected:
    return Rejected(locator=f"{name}#{item}" if item else name, stage="read", reason=reason)
