"""Pass 2, the coordinator's side: make the output equal to the plan. Writes first, deletions last."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archive_tools.catalog import written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.written import DOCS, Candidate
from archive_tools.executor import Workers
from archive_tools.pipeline.workshop import Workshop
from archive_tools.site import writer

BATCH = 64
"""Pages a worker gets at once: about a fifth of a second of work."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Output:
    """A folder that a build keeps equal to the plan."""

    name: str
    """As the catalog calls it."""
    folder: Path
    marker: Path
    """Says that the folder is ours; its time stamp, in which state a build left it."""
    basis: str
    """What all its files depend on; when it changes all are looked at again."""
    place: Callable[[str], str]
    """From a recorded path to the file's path below the folder."""
    ours: Callable[[str], bool]
    """Whether a file at this path below the folder may only be there because a build wrote it."""


def find_damage(db: sqlite3.Connection, output: Output, *, rehash: bool) -> None:
    """Notice files that were deleted or changed by others since they were written; they will be written again."""
    gone: list[str] = []
    moved: list[tuple[int, str, str]] = []
    for file in written.files(db, output.name):
        path = f"{output.folder}/{output.place(file.path)}"
        try:
            stat = os.stat(path)  # noqa: PTH116 - a third of the cost of Path.stat, once a file of the archive
        except OSError:
            gone.append(file.path)
            continue
        same = stat.st_size == file.size and stat.st_mtime_ns == file.mtime_ns
        if same and not rehash:
            continue
        if stat.st_size == file.size and hashlib.sha256(Path(path).read_bytes()).hexdigest() == file.digest:
            moved.append((stat.st_mtime_ns, file.path, output.name))
        else:
            gone.append(file.path)
    if gone or moved:
        with transaction(db):
            db.executemany("UPDATE written SET mtime_ns = ? WHERE path = ? AND output = ?", moved)
            written.damaged(db, output.name, gone)


def publish_pages(db: sqlite3.Connection, workers: Workers, workshop: Workshop, progress: Progress) -> tuple[int, int]:
    """Write every page that is missing or stale. Returns (pages looked at, files written)."""
    site = None if workshop.site is None else workshop.output
    total = written.count_candidates(db, site)
    if not total:
        return 0, 0
    from archive_tools.pipeline import compose  # brings the renderer: not for a build with nothing to render

    under_way: deque[list[Candidate]] = deque()  # answers come in the order of the questions
    looked = wrote = 0
    batches = _noted(written.candidates(db, site, BATCH), under_way)
    for rows in workers.map(partial(compose.publish, workshop), batches):
        had = {page.path: page for page in under_way.popleft()}
        with transaction(db):
            written.record(db, rows)
        for row in rows:
            page = had[row.path]
            wrote += row.digest != (page.docs_digest if row.output == DOCS else page.site_digest)
            looked += row.output == DOCS
        progress(looked, total)
    return looked, wrote


def _noted(batches: Iterator[list[Candidate]], under_way: deque[list[Candidate]]) -> Iterator[list[Candidate]]:
    for batch in batches:
        under_way.append(batch)
        yield batch


def delete_orphans(db: sqlite3.Connection, output: Output) -> int:
    """Delete the files of pages that the archive no longer has."""
    gone = written.orphans(db, output.name)
    count = writer.remove(output.folder, map(output.place, gone))
    with transaction(db):
        written.forget(db, output.name, gone)
    return count


def sweep(db: sqlite3.Connection, output: Output) -> int:
    """Delete what does not belong in a folder of ours: leftovers of builds that were killed, or of an older catalog."""
    wanted = {output.place(file.path) for file in written.files(db, output.name)}
    strays = [path for path in writer.walk(output.folder) if path not in wanted and output.ours(path)]
    return writer.remove(output.folder, strays)
