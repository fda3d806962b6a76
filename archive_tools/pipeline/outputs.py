"""The folders that a build keeps equal to the plan: what others did to them is noticed first, deletions come last."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archive_tools.catalog import facts, plan, written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.written import DOCS
from archive_tools.pipeline import versions
from archive_tools.pipeline.workshop import Workshop
from archive_tools.render.paths import OWNED_FOLDERS
from archive_tools.site import writer
from archive_tools.site.layout import place_in_site

SWEPT = "swept "
"""Beginning of the facts that hold the stamp of a folder that was left clean."""


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


def outputs_of(workshop: Workshop) -> list[Output]:
    """docs/ with the Markdown pages and, unless they are all that is wanted, the site; both claimed as ours."""
    docs = Output(
        DOCS,
        workshop.docs_dir,
        workshop.docs_dir / OWNED_FOLDERS[0] / writer.MARKER,
        f"{versions.rendering()} {workshop.look!r} {workshop.list_size}",
        str,
        _is_ours,
    )
    if workshop.site is None:
        return [docs]
    writer.claim(workshop.site)
    marker = workshop.site / writer.MARKER
    return [docs, Output(workshop.output, workshop.site, marker, workshop.environment, place_in_site, _is_visible)]


def _is_ours(path: str) -> bool:
    """In docs/, where people write too."""
    folder, _, name = path.rpartition("/")
    if name == writer.MARKER:
        return False
    return path == "index.md" or name.startswith(writer.TEMPORARY) or folder.split("/", 1)[0] in OWNED_FOLDERS


def _is_visible(path: str) -> bool:
    return path != writer.MARKER


def reconcile(db: sqlite3.Connection, outputs: list[Output], *, rehash: bool, interrupted: bool) -> None:
    """Find what earlier builds left to do: a changed theme or look, files that others deleted or changed.

    After a build that died files are compared by content: a power cut can leave one with the right size and time.
    """
    for output in outputs:
        key = f"basis of {output.name}"
        if rehash or facts.get(db, key) != output.basis:
            with transaction(db):
                plan.mark_output_stale(db, output.name)
                facts.put(db, key, output.basis)
        _find_damage(db, output, rehash=rehash or interrupted)


def clean_up(db: sqlite3.Connection, outputs: list[Output], *, changed: bool) -> int:
    """Deletions come last. Where catalog and folder may not belong together, strays are swept.

    They do not when a build died, when the catalog is new, or when one of the two was put back in an older state:
    then the stamp on the folder's marker is not the one that the catalog remembers.
    """
    deleted = 0
    for output in outputs:
        if changed:
            writer.sync(output.folder)
        key, before = SWEPT + output.name, writer.stamp_of(output.marker)
        known = before is not None and facts.get(db, key) == before
        gone = _delete_orphans(db, output) + (0 if known else _sweep(db, output))
        deleted += gone
        if changed or gone or not known:
            writer.sync(output.folder)
            with transaction(db):
                facts.put(db, key, writer.stamp(output.marker))
    return deleted


def _find_damage(db: sqlite3.Connection, output: Output, *, rehash: bool) -> None:
    """Notice files that were deleted or changed by others since they were written; they will be written again."""
    gone: list[str] = []
    moved: list[tuple[int, str, str]] = []
    folder, place, look = f"{output.folder}/", output.place, os.stat  # said once: this loop sees every file of the site
    for path, size, mtime_ns in written.facts_on_disk(db, output.name):
        try:
            stat = look(folder + place(path))
        except OSError:
            gone.append(path)
            continue
        if stat.st_mtime_ns == mtime_ns and stat.st_size == size and not rehash:
            continue
        if stat.st_size == size and _digest(folder + place(path)) == written.digest_of_file(db, output.name, path):
            moved.append((stat.st_mtime_ns, path, output.name))
        else:
            gone.append(path)
    if gone or moved:
        with transaction(db):
            db.executemany("UPDATE written SET mtime_ns = ? WHERE path = ? AND output = ?", moved)
            written.damaged(db, output.name, gone)


def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _delete_orphans(db: sqlite3.Connection, output: Output) -> int:
    """Delete the files of pages that the archive no longer has."""
    gone = written.orphans(db, output.name)
    count = writer.remove(output.folder, map(output.place, gone))
    with transaction(db):
        written.forget(db, output.name, gone)
    return count


def _sweep(db: sqlite3.Connection, output: Output) -> int:
    """Delete what does not belong in a folder of ours: leftovers of builds that were killed, or of an older catalog."""
    wanted = {output.place(path) for path, *_ in written.facts_on_disk(db, output.name)}
    strays = [path for path in writer.walk(output.folder) if path not in wanted and output.ours(path)]
    return writer.remove(output.folder, strays)
