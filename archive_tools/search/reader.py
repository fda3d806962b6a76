"""Reads a finished index back, node by node, and says what is wrong with it: what `archive verify` asks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from archive_tools.errors import SourceError
from archive_tools.search import node
from archive_tools.search.attributes import Attributes, read_values
from archive_tools.search.segments import FILTER, LAST, Words
from archive_tools.search.shapes import FORMAT, MANIFEST, SHAPES
from archive_tools.search.texts import read_row
from archive_tools.search.tree import Tree

Files = Callable[[str], bytes | None]
"""From the name of a file in the index's folder to its bytes; None where there is none."""


def documents(files: Files) -> Iterator[tuple[str, str, str | None]]:
    """(id, headline, published) of every document, undated ones first, then by date.

    Raises:
        SourceError: the index cannot be read.
    """
    roots = _manifest(files)["roots"]
    for key, value in Tree(SHAPES["documents"], _root(roots, "documents"), _reader(files)).items():
        if len(key) == 6:
            doc_id, headline, published, *_ = read_row(value)
            yield doc_id, headline, published


def problems(files: Files, names: Iterable[str]) -> Iterator[str]:
    """Everything that is wrong with an index, one sentence each.

    Args:
        files: reads a file.
        names: all files of the index's folder.
    """
    try:
        manifest = _manifest(files)
    except SourceError as error:
        yield str(error)
        return
    seen: set[bytes] = {bytes.fromhex(manifest["analyser"]), bytes.fromhex(manifest["start"])}
    read = _reader(files)
    trees: dict[str, Tree] = {}
    for name in SHAPES:
        try:
            tree = Tree(SHAPES[name], _root(manifest["roots"], name), read)
            seen.update(tree.names())
            yield from _out_of_order(name, tree)
            trees[name] = tree  # every node of it can be read
        except SourceError as error:
            yield f"{name}: {error}"
    for blob in ("analyser", "start"):
        try:
            read(bytes.fromhex(manifest[blob]))
        except SourceError as error:
            yield f"{blob}: {error}"
    if len(trees) == len(SHAPES):
        yield from _disagreements(manifest["documents"], trees)
    wanted = {node.file_name(name) for name in seen} | {MANIFEST}
    yield from (
        f"{name}: nothing in the search index names this file. Delete it." for name in sorted({*names} - wanted)
    )


def _manifest(files: Files) -> dict[str, Any]:
    data = files(MANIFEST)
    if data is None:
        raise SourceError(f"{MANIFEST}: there is no search index here. Build again.")
    try:
        content: dict[str, Any] = json.loads(data)
    except ValueError as error:
        raise SourceError(f"{MANIFEST}: is damaged ({error}). Build again.") from error
    if content.get("format") != FORMAT:
        raise SourceError(f"{MANIFEST}: format {content.get('format')} where {FORMAT} is due. Build again.")
    return content


def _root(roots: dict[str, str], name: str) -> bytes | None:
    return bytes.fromhex(roots[name]) if name in roots else None


def _reader(files: Files) -> Callable[[bytes], bytes]:
    def read(name: bytes) -> bytes:
        file = node.file_name(name)
        packed = files(file)
        if packed is None:
            raise SourceError(f"{file}: is missing. Build again.")
        data = node.decompress(packed)
        if node.name_of(data) != name:
            raise SourceError(f"{file}: its content is not what its name says. Build again.")
        return data

    return read


def _out_of_order(name: str, tree: Tree) -> Iterator[str]:
    before: bytes | None = None
    for key, _ in tree.items():  # noqa: PERF102  a tree is no dict
        if before is not None and key <= before:
            yield f"{name}: key {key!r} stands behind {before!r}. Build again."
        before = key


def _disagreements(count: int, trees: dict[str, Tree]) -> Iterator[str]:
    """What the trees say differently: each posting must lead to a document and have its positions."""
    known = {int.from_bytes(key, "big") for key, _ in trees["documents"].items() if len(key) == 6}
    if len(known) != count:
        yield f"documents: {len(known)} where the manifest says {count}. Build again."
    positions = dict.fromkeys(key for key, _ in trees["positions"].items())
    codec, filtered = Words(), Counter[bytes]()
    for key, value in trees["postings"].items():
        numbers = [number for number, *_ in codec.decode(value, b"")]
        if not known.issuperset(numbers):
            yield f"postings: list {key!r} names documents that do not exist. Build again."
        if not key.endswith(LAST) and int.from_bytes(key[-6:], "big") != numbers[-1]:
            yield f"postings: segment {key!r} does not end where its key says. Build again."
        if key.startswith(FILTER):
            filtered[key[1:].partition(b"\0")[0]] += len(numbers)
        elif key not in positions:
            yield f"positions: list {key!r} has none. Build again."
    yield from _miscounts(trees, sorted(known), filtered)


def _miscounts(trees: dict[str, Tree], known: list[int], filtered: Counter[bytes]) -> Iterator[str]:
    """What the attributes, from which is counted, say otherwise than the lists of filters."""
    codec = Attributes(read_values(trees["values"].items()))
    documents: list[int] = []
    counted = Counter[bytes]()
    try:
        for _, segment in trees["attributes"].items():  # noqa: PERF102  a tree is no dict
            for number, row, _ in codec.decode(segment, b""):
                documents.append(number)
                counted.update(row.split(b"\n"))
    except IndexError:
        yield "attributes: name a value that does not exist. Build again."
        return
    if documents != known:
        yield "attributes: are of other documents than there are. Build again."
    for value in sorted(filtered.keys() | counted.keys()):
        if filtered[value] != counted[value]:
            yield f"attributes: {value.decode()} is counted otherwise than it is filtered. Build again."
