"""The folders that a build keeps equal to the plan: what others did to them is noticed first, deletions come last."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from pathlib import Path

from msgspec import Struct

from archive_tools.catalog import facts, plan, written
from archive_tools.catalog.connection import open_readonly, transaction
from archive_tools.catalog.written import DOCS
from archive_tools.executor import Workers
from archive_tools.pipeline import versions
from archive_tools.pipeline.workshop import Workshop
from archive_tools.render.paths import OWNED_FOLDERS
from archive_tools.site import writer
from archive_tools.site.layout import place_in_site

SWEPT = "swept "
"""Beginning of the facts that hold the stamp of a folder that was left clean."""
_PLACES: Mapping[str, Callable[[str], str]] = {DOCS: str}
"""From a recorded path to the file's path below the folder; of all other outputs `place_in_site`."""


class Output(Struct, frozen=True):
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
    fresh: bool
    """Whether nothing of ours was there when this build began: then there is nothing to sweep. Not told of workers
    elsewhere, one of which may be lost and leave something behind without the build's ending."""


def outputs_of(workshop: Workshop) -> list[Output]:
    """docs/ with the Markdown pages and, unless they are all that is wanted, the site; both claimed as ours."""
    docs = Output(
        DOCS,
        workshop.docs_dir,
        workshop.docs_dir / OWNED_FOLDERS[0] / writer.MARKER,
        f"{versions.rendering()} {workshop.look!r} {workshop.list_size}",
        _PLACES[DOCS],
        _is_ours,
        not workshop.still and not any(map(_holds_ours, _names_in(workshop.docs_dir))),
    )
    if workshop.site is None:
        return [docs]
    fresh = writer.claim(workshop.site) and not workshop.still
    marker = workshop.site / writer.MARKER
    basis = workshop.environment
    return [docs, Output(workshop.output, workshop.site, marker, basis, place_in_site, _is_visible, fresh)]


def _holds_ours(name: str) -> bool:
    """Whether this file or folder at the top of docs/ is ours."""
    return _is_ours(name) or _is_ours(f"{name}/")


def _names_in(folder: Path) -> list[str]:
    return os.listdir(folder) if folder.is_dir() else []  # noqa: PTH208 - names are all that is wanted


def _is_ours(path: str) -> bool:
    """In docs/, where people write too."""
    folder, _, name = path.rpartition("/")
    if name == writer.MARKER:
        return False
    return path == "index.md" or name.startswith(writer.TEMPORARY) or folder.split("/", 1)[0] in OWNED_FOLDERS


def _is_visible(path: str) -> bool:
    return path != writer.MARKER


class Damage(Struct, frozen=True):
    """What others did to the files of an output since they were written."""

    gone: list[tuple[str, int]]
    """(recorded path, recorded time of change in ns) of files that were deleted or changed."""
    moved: list[tuple[str, int, int]]
    """The same, and the time that they have now, of files with another time and the same bytes."""


def begin_looking(
    workers: Workers, cache: Path, folders: Mapping[str, Path], *, rehash: bool
) -> dict[str, Future[Damage]]:
    """Let other processes look for damage while this one reads; {} where there are none.

    A file that this build writes or deletes before they have answered is not the one that they speak of.
    """
    looking = {
        name: workers.meanwhile(partial(look, cache, name, rehash), at, first=name == DOCS)
        for name, at in folders.items()
    }
    return {name: future for name, future in looking.items() if future is not None}


def reconcile(
    db: sqlite3.Connection, outputs: list[Output], looked: Mapping[str, Damage], *, rehash: bool, interrupted: bool
) -> None:
    """Find what earlier builds left to do: a changed theme or look, files that others deleted or changed.

    After a build that died files are compared by content: a power cut can leave one with the right size and time.
    `looked` is the damage that was found already, by output.
    """
    for output in outputs:
        key = f"basis of {output.name}"
        if rehash or facts.get(db, key) != output.basis:
            with transaction(db):
                plan.mark_output_stale(db, output.name)
                facts.put(db, key, output.basis)
        damage = looked.get(output.name) or _damage(db, output.name, output.folder, rehash=rehash or interrupted)
        if damage.gone or damage.moved:
            with transaction(db):
                written.moved(db, output.name, damage.moved)
                written.damaged(db, output.name, damage.gone)


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
        known = output.fresh or (before is not None and facts.get(db, key) == before)
        gone = _delete_orphans(db, output) + (0 if known else _sweep(db, output))
        deleted += gone
        if changed or gone or not known:
            writer.sync(output.folder)
            with transaction(db):
                facts.put(db, key, writer.stamp(output.marker))
    written.forget_dropped(db)
    return deleted


def look(cache: Path, output: str, rehash: bool, folder: Path) -> Damage:
    """Compare an output with the catalog, in a process that has neither open."""
    with closing(open_readonly(cache)) as db:
        return _damage(db, output, folder, rehash=rehash)


def _damage(db: sqlite3.Connection, output: str, folder: Path, *, rehash: bool) -> Damage:
    """Compare the files with what the catalog says of them."""
    gone: list[tuple[str, int]] = []
    moved: list[tuple[str, int, int]] = []
    place = _PLACES.get(output, place_in_site)
    prefix, ask = f"{folder}/", os.stat  # said once: this loop sees every file of the site
    for path, size, mtime_ns in written.facts_on_disk(db, output):
        try:
            stat = ask(prefix + place(path))
        except OSError:
            gone.append((path, mtime_ns))
            continue
        if stat.st_mtime_ns == mtime_ns and stat.st_size == size and not rehash:
            continue
        if stat.st_size == size and _digest(prefix + place(path)) == written.digest_of_file(db, output, path):
            moved.append((path, mtime_ns, stat.st_mtime_ns))
        else:
            gone.append((path, mtime_ns))
    return Damage(gone, moved)


def _digest(path: str) -> str | None:
    """SHA-256 of a file; None where it has just gone."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except FileNotFoundError:
        return None


def _delete_orphans(db: sqlite3.Connection, output: Output) -> int:
    """Delete the files of pages that the archive no longer has."""
    gone = written.orphans(db, output.name)
    if not gone:
        return 0
    count = writer.remove(output.folder, map(output.place, gone))
    with transaction(db):
        written.forget(db, output.name, gone)
    return count


def _sweep(db: sqlite3.Connection, output: Output) -> int:
    """Delete what does not belong in a folder of ours: leftovers of builds that were killed, or of an older catalog."""
    wanted = {output.place(path) for path, *_ in written.facts_on_disk(db, output.name)}
    strays = [path for path in writer.walk(output.folder) if path not in wanted and output.ours(path)]
    return writer.remove(output.folder, strays)
