"""From seeds to site: the stages in their order, with what is said about them."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from sqlite3 import Connection

from msgspec.structs import replace

from archive_tools.catalog import facts, plan, seal
from archive_tools.catalog.connection import NAME as CATALOG
from archive_tools.catalog.connection import move_log, open_catalog, set_aside, transaction
from archive_tools.catalog.standstill import copy_authority, standing_still
from archive_tools.catalog.trouble import is_damage, is_of_the_system, refused
from archive_tools.config.settings import Settings
from archive_tools.config.sidecar import Sidecars
from archive_tools.errors import EncodingError, OutputError
from archive_tools.executor import Workers, until_let_go
from archive_tools.pipeline import authority, indexing, intake, shell, sitemap
from archive_tools.pipeline.counting import report_of
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.indexes import begin_indexes, write_indexes
from archive_tools.pipeline.lock import locked
from archive_tools.pipeline.meeting import HOME, meet
from archive_tools.pipeline.options import Options
from archive_tools.pipeline.outputs import SWEPT, begin_looking, clean_up, outputs_of, reconcile
from archive_tools.pipeline.publish import Published, begin_pages, load_renderer, publish_pages
from archive_tools.pipeline.report import Report, Tell
from archive_tools.pipeline.seeds import found_seeds
from archive_tools.pipeline.surroundings import (
    digest_of_peoples_files,
    environment_of,
    folders_by_output,
    shared_folders,
    workshop_of,
)
from archive_tools.pipeline.tasks import AuthorityRef
from archive_tools.pipeline.workshop import Workshop
from archive_tools.site import frames

_UNDER_WAY = "a build is under way"
_LEASH = "workers"


class _Clock:
    """Seconds of each stage."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.begun = time.monotonic()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._tell.stage(name)
        begun = time.monotonic()
        yield
        self._stages[name] = self._stages.get(name, 0.0) + time.monotonic() - begun

    @property
    def stages(self) -> list[tuple[str, float]]:
        """In the order in which they began."""
        return list(self._stages.items())


def build(settings: Settings, options: Options, tell: Tell) -> Report:
    """Make the site equal to the seeds. What has not changed is not touched.

    Raises:
        ArchiveError: mistakes in files that people wrote, a held lock, a write that the system refused. What was
            published before stays as it was, or is on its way to the coming state, file by file.
    """
    clock = _Clock(tell)
    _names_are_utf8()
    try:
        with locked(settings.cache) as lock:
            until_let_go(settings.cache / _LEASH)
            return _with_sound_catalog(settings, options, tell, clock, lock)
    except OSError as error:  # what no nearer place has a sentence for; bugs are other exceptions
        raise OutputError(str(error.filename or settings.cache), error.strerror or str(error)) from error


def _names_are_utf8() -> None:
    """Otherwise every seed with an Arabic name would be refused, and its article taken from the site."""
    if sys.getfilesystemencoding() != "utf-8":
        raise EncodingError(sys.getfilesystemencoding())


def _with_sound_catalog(settings: Settings, options: Options, tell: Tell, clock: _Clock, lock: int) -> Report:
    """Build; where the catalog turns out damaged on the way, set it aside and build once more, from nothing."""
    path, notes = settings.cache / CATALOG, list[str]()
    while True:
        sealed = seal.is_sealed(settings.cache)
        try:
            with _workers(settings, options, lock) as workers:  # copies first: then no catalog is open
                db, aside = open_catalog(settings.cache)
                if aside:
                    _note(aside, notes, tell)
                with closing(db), closing(workers):
                    if not sealed:
                        seal.distrust(db)
                    seal.break_seal(settings.cache)
                    report = _build(db, settings, options, tell, clock, workers)
            seal.seal(settings.cache)
            return replace(report, notes=notes)
        except sqlite3.Error as error:
            if is_of_the_system(error):
                raise refused(path, error) from error
            if notes or not is_damage(error):
                raise
            _note(set_aside(settings.cache, str(error)), notes, tell)


def _note(text: str, notes: list[str], tell: Tell) -> None:
    notes.append(text)
    tell.note(text)


def _workers(settings: Settings, options: Options, lock: int) -> Workers:
    leash, shared = settings.cache / _LEASH, shared_folders(settings, options)
    return Workers(options.executor, options.jobs, leash, shared, copies=options.copies, let_go=[lock])


def _build(db: Connection, settings: Settings, options: Options, tell: Tell, clock: _Clock, workers: Workers) -> Report:
    interrupted = facts.get(db, _UNDER_WAY) is not None
    if interrupted:
        facts.drop_all(db, SWEPT)
        frames.sweep(settings.cache / frames.FRAMES)
    rehash = options.rehash or interrupted  # after a build that died: see `reconcile`
    environment = environment_of(settings, options, workers)
    looking = begin_looking(workers, settings.cache, folders_by_output(settings, options), rehash=rehash)
    with clock.stage("read"):
        ref = _within_reach(db, authority.bring_up_to_date(db, settings), workers)
        counts = _read(db, settings, ref, workers, options, tell, environment=environment)
    facts.put(db, _UNDER_WAY, "yes")  # from here on files are written: a mistake in a sidecar ends a build before
    with clock.stage("plan"):
        meet(db, settings.list_size)
        workshop = workshop_of(settings, options, environment(), still=workers.elsewhere)
        outputs = outputs_of(workshop)

    def look() -> None:
        looked = {name: workers.result(future) for name, future in looking.items()}
        reconcile(db, outputs, looked, rehash=options.rehash, interrupted=interrupted)
        _look_at_home(db, workshop)

    early = None
    if indexing.is_little(db) and not all(future.done() for future in looking.values()):
        early = _index(db, workshop, workers, clock)  # meanwhile: what is found there does not concern what goes in
    pages, wrote, index = _write(db, workshop, workers, tell, clock, look)
    with clock.stage("clean up"):
        updates = [done for done in (early, index) if done is not None]
        wrote += sum(done.wrote for done in updates)
        # Closing the catalog would do it too, when no other process has anything left to do.
        moving = workers.meanwhile(move_log, settings.cache) if wrote else None
        for done in updates:
            done.finish()
        deleted = clean_up(db, outputs, changed=bool(wrote))
        if moving is not None:
            workers.result(moving)
        facts.drop(db, _UNDER_WAY)
    seconds = time.monotonic() - clock.begun
    return report_of(db, workshop, counts.prepared, pages, (wrote, deleted), stages=clock.stages, seconds=seconds)


def _write(
    db: Connection, workshop: Workshop, workers: Workers, tell: Tell, clock: _Clock, look: Callable[[], None]
) -> tuple[Published, int, indexing.Indexed]:
    """Every file that is missing or stale: what became of the pages, how many other files, and of the index.

    `look` marks those that others deleted or changed.
    """
    with clock.stage("pages"):
        look()
        few = begin_pages(db, workers, workshop, indexes=False)  # rendered while the rest goes on
        making = begin_indexes(db, workers, workshop) if few else None
        wrote = 0 if making is not None else write_indexes(db, workshop)
        if not few:
            with standing_still(db, workshop.cache) if workers.elsewhere else nullcontext():
                pages = publish_pages(db, workers, workshop, tell.progress)
    index = _index(db, workshop, workers, clock)
    with clock.stage("site"):
        if few:
            wrote += 0 if making is None else write_indexes(db, workshop, workers.result(making))
            few += begin_pages(db, workers, workshop, indexes=True)
        wrote += 0 if workshop.site is None else shell.publish(db, workshop, workers)
        wrote += 0 if workshop.site is None else sitemap.publish(db, workshop)
        if few:
            pages = publish_pages(db, workers, workshop, tell.progress, few)
    return pages, wrote + pages.wrote, index


def _index(db: Connection, workshop: Workshop, workers: Workers, clock: _Clock) -> indexing.Indexed:
    with clock.stage("search"):
        return indexing.NOTHING if workshop.site is None else indexing.update_index(db, workshop, workers)


def _within_reach(db: Connection, ref: AuthorityRef, workers: Workers) -> AuthorityRef:
    """The authority, in a file that workers on other machines can read while the catalog is being filled."""
    if not workers.elsewhere:
        return ref
    folder = ref.cache / "authority"
    copy_authority(db, folder)
    return replace(ref, cache=folder, still=True)


def _read(
    db: Connection,
    settings: Settings,
    ref: AuthorityRef,
    workers: Workers,
    options: Options,
    tell: Tell,
    *,
    environment: Callable[[], str],
) -> intake.Intake:
    found, sidecars = found_seeds(settings), Sidecars(settings.seeds, partial(authority.known_ids, db))

    def foresee() -> None:
        if not options.pages_only:
            places = (settings.config_path, settings.docs_dir, settings.site_dir, settings.cache)
            workers.get_ready(partial(load_renderer, places, environment(), digest_of_peoples_files(settings)))

    return intake.take_in(
        db, found, sidecars, ref, workers, rehash=options.rehash, progress=tell.progress, foresee=foresee
    )


def _look_at_home(db: Connection, workshop: Workshop) -> None:
    """The home page holds an introduction that people write, with links to their own pages."""
    intro = digest_of([workshop.intro, workshop.peoples_files])
    if facts.get(db, "introduction") != intro:
        with transaction(db):
            plan.mark_stale(db, [HOME.path])
            facts.put(db, "introduction", intro)
