"""Pass 1, the coordinator's side: which items are new, changed or gone; the rest is left alone.

A seed whose file, sidecar and versions are as they were is not even opened. A changed seed is cut into slices,
and only slices that the catalog does not know are parsed, in workers, batch by batch. The catalog is committed
after every few batches: a build that dies goes on from there.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct, field

from archive_tools import sources
from archive_tools.catalog import files, items
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.prepared import Prepared
from archive_tools.config.sidecar import Sidecars
from archive_tools.errors import ConfigError, Problem
from archive_tools.executor import Workers, batched
from archive_tools.pipeline import versions
from archive_tools.pipeline.tasks import AuthorityRef, Task
from archive_tools.records import Rejected
from archive_tools.sources import SeedFile

BATCH = 100
"""Items a worker gets at once: about a tenth of a second of work, half a megabyte on the wire."""
COMMITTED = 5
"""Batches in one transaction: what they change in the same pages is written once. A build that dies loses no more."""

Progress = Callable[[int, int], None]


class Intake(Struct, frozen=True):
    """Counts of one pass."""

    prepared: int
    """Items that were read anew."""
    removed: int


class _ChangedSeed(Struct, frozen=True):
    file: SeedFile
    stated: Mapping[str, Any]
    inputs: str


class _Notes(Struct):
    """What the coordinator learns while the slices stream past."""

    seen: dict[str, set[str]]
    """Locators found in each opened seed."""
    read: list[tuple[_ChangedSeed, int]] = field(default_factory=list)
    """Seeds read whole, and when."""


def take_in(
    db: sqlite3.Connection,
    found: Sequence[SeedFile | Rejected],
    sidecars: Sidecars,
    ref: AuthorityRef,
    workers: Workers,
    *,
    rehash: bool,
    progress: Progress,
    foresee: Callable[[], None] = lambda: None,
) -> Intake:
    """Bring the catalog's items in line with the seeds. `foresee` is called once it is known that there is work.

    Raises:
        ConfigError: every mistake in every sidecar of a changed seed, before anything is read.
    """
    changed = _changed_seeds(db, found, sidecars, ref, rehash=rehash)
    refusals = [_refusal(entry, entry.locator, entry.reason) for entry in found if isinstance(entry, Rejected)]
    if changed:
        foresee()
    notes = _Notes({refusal.locator: {refusal.locator} for refusal in refusals})
    news = [one for one in refusals if items.inputs_of(db, one.seed).get(one.locator) != one.inputs]
    with transaction(db):
        # Until its items are in line with it, nothing is known of a seed: if this build dies half-way and the change
        # is then taken back, the facts of the file would say "unchanged" of items that are not.
        files.forget(db, [seed.file.path for seed in changed])
    tasks = itertools.chain(news, *(_changed_items(db, seed, ref, notes) for seed in changed))
    prepared = 0
    rows = iter(workers.map(partial(_prepare_some, ref), batched(tasks, BATCH)))
    for first in rows:
        with transaction(db):
            for batch in itertools.chain([first], itertools.islice(rows, COMMITTED - 1)):
                for item in batch:
                    items.store(db, item)
                prepared += len(batch)
                progress(prepared, 0)
    with transaction(db):
        removed = _forget_missing(db, found, notes)
        for seed, read_ns in notes.read:
            files.remember(db, seed.file.path, seed.file, read_ns, seed.inputs)
    return Intake(prepared, removed)


def _changed_seeds(
    db: sqlite3.Connection, found: Sequence[SeedFile | Rejected], sidecars: Sidecars, ref: AuthorityRef, *, rehash: bool
) -> list[_ChangedSeed]:
    """Seeds to open. Sidecars are parsed for these only; their file facts stand in the seed's recorded inputs."""
    known = files.known(db)
    changed: list[_ChangedSeed] = []
    problems: list[Problem] = []
    for seed in found:
        if isinstance(seed, Rejected):
            continue
        stats = [(path.as_posix(), path.stat()) for path in sidecars.files(seed.path)]
        shown = [(path, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in stats]
        inputs = f"{ref.digest} {versions.reading()} {shown}"
        latest = max((max(s.st_mtime_ns, s.st_ctime_ns) for _, s in stats), default=0)
        before = known.get(seed.path)
        if before is not None and not rehash and before.unchanged(seed, inputs, latest):
            continue
        try:
            changed.append(_ChangedSeed(seed, sidecars.stated(seed.path), inputs))
        except ConfigError as error:
            problems.extend(error.problems)
    if problems:
        raise ConfigError(set(problems))
    return changed


def _prepare_some(ref: AuthorityRef, batch: list[Task | Prepared]) -> list[Prepared]:
    """Refusals pass through in their place, so that rows arrive in the order of the seeds."""
    from archive_tools.pipeline.prepare import prepare  # brings all rooms of pass 1: not for a build with nothing new

    tasks = iter(prepare(ref, [entry for entry in batch if isinstance(entry, Task)]))
    return [entry if isinstance(entry, Prepared) else next(tasks) for entry in batch]


def _changed_items(
    db: sqlite3.Connection, seed: _ChangedSeed, ref: AuthorityRef, notes: _Notes
) -> Iterator[Task | Prepared]:
    """The items of one seed that the catalog does not know in this form."""
    read_ns = time.time_ns()
    path = seed.file.path
    known = items.inputs_of(db, path)
    seen = notes.seen.setdefault(path, set())
    base = json.dumps([seed.stated, ref.digest, versions.reading()], sort_keys=True, default=str)
    for piece in sources.split_seed(seed.file, seed.stated):
        locator = piece.locator if isinstance(piece, Rejected) else f"{path}#{piece.item}" if piece.item else path
        seen.add(locator)
        if isinstance(piece, Rejected):
            inputs = piece.reason
            made: Task | Prepared = _refusal(piece, path, inputs)
        else:
            inputs = hashlib.sha256(f"{piece.key} {base}".encode()).hexdigest()
            made = Task(path, piece, seed.stated, inputs)
        if known.get(locator) != inputs:
            yield made
    notes.read.append((seed, read_ns))


def _refusal(rejected: Rejected, seed: str, inputs: str) -> Prepared:
    return Prepared(rejected.locator, seed, inputs, "", rejected.id, rejected.stage, rejected.reason)


def _forget_missing(db: sqlite3.Connection, found: Sequence[SeedFile | Rejected], notes: _Notes) -> int:
    """Items that are no longer in their seed, and all items of seeds that are gone."""
    there = {seed.path if isinstance(seed, SeedFile) else seed.locator for seed in found}
    missing = [path for path in sorted(items.seeds(db)) if path not in there]
    gone = [locator for path in missing for locator in items.inputs_of(db, path)]
    for path, seen in notes.seen.items():
        gone.extend(locator for locator in items.inputs_of(db, path) if locator not in seen)
    items.remove(db, gone)
    files.forget(db, missing)
    return len(gone)
