"""Files of the search index that another process compresses, writes and deletes while this one goes on with the update.

Where there is no other process, nothing is done ahead. A build that dies on the way leaves files that nobody recorded;
the next one sweeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from hashlib import sha256
from pathlib import Path

from archive_tools.catalog.written import WrittenFile
from archive_tools.executor import Workers
from archive_tools.site import writer

FOLDER = "search/data/"
"""Below the site; the browser's modules look there."""

_Made = tuple[list[bytes], list[WrittenFile]]


class Ahead:
    """What was asked of other processes, and what they have done."""

    def __init__(self, workers: Workers, site: Path, output: str) -> None:
        self._workers = workers
        self._site = site
        self._output = output
        self._rows: dict[str, WrittenFile] = {}
        self._removing: Future[int] | None = None

    def pack(self, nodes: Sequence[bytes]) -> Callable[[], Sequence[bytes]]:
        """Begin to compress and write new nodes; the outcome is awaited by calling what is returned."""
        from archive_tools.search.packing import at_once

        begun = self._workers.meanwhile(partial(_make, self._site, self._output), nodes)
        return at_once(nodes) if begun is None else partial(self._made, begun)

    def take(self, path: str) -> WrittenFile | None:
        """The file, if it has been written; once."""
        return self._rows.pop(path, None)

    def left(self) -> list[str]:
        """Paths of files that were written and not taken: their nodes were given up again, or were there before."""
        return sorted(self._rows)

    def remove(self, paths: Sequence[str]) -> None:
        """Begin to delete files below the site."""
        self._removing = self._workers.meanwhile(partial(writer.remove, self._site), paths) if paths else None
        if self._removing is None:
            writer.remove(self._site, paths)

    def finish(self) -> None:
        """Wait until they are deleted."""
        if self._removing is not None:
            self._workers.result(self._removing)

    def _made(self, begun: Future[_Made]) -> Sequence[bytes]:
        blobs, rows = self._workers.result(begun)
        self._rows.update((row.path, row) for row in rows)
        return blobs


def write(site: Path, output: str, path: str, data: bytes, digest: str) -> WrittenFile:
    """Write a file of the index; `path` is below the site."""
    mtime_ns = writer.replace(f"{site}/{path}", data)
    return WrittenFile(path, output, "search", digest, len(data), mtime_ns)


def _make(site: Path, output: str, nodes: Sequence[bytes]) -> _Made:
    from archive_tools.search import node

    blobs = [node.compress(data) for data in nodes]
    paths = [FOLDER + node.file_name(node.name_of(data)) for data in nodes]
    return blobs, [
        write(site, output, path, blob, sha256(blob).hexdigest()) for path, blob in zip(paths, blobs, strict=True)
    ]
