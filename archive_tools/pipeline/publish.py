"""Pass 2, the coordinator's side: write every page that is missing or stale."""

from __future__ import annotations

import itertools
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from msgspec import Struct

from archive_tools.catalog import written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.written import DOCS, Candidate
from archive_tools.executor import Workers, batched
from archive_tools.pipeline.tasks import Composed
from archive_tools.pipeline.workshop import Workshop

BATCH = 64
"""Pages a worker gets at once: about a fifth of a second of work."""
_FEW = 4
"""Batches of a small change."""
_WORTH_SHARING = 8
"""Pages for which a second process may load what rendering needs."""

Progress = Callable[[int, int], None]


class Begun(Struct, frozen=True):
    """Pages of a small change, under way in another process."""

    pages: list[Candidate]
    composed: Future[Composed]


class Published(Struct):
    """What was done about pages."""

    looked: int = 0
    """At how many."""
    wrote: int = 0
    """How many files."""
    long_way: int = 0
    """How many pages could not be joined from frame and text."""

    def add(self, pages: Sequence[Candidate], composed: Composed) -> None:
        """Count a batch."""
        had = {page.path: page for page in pages}
        self.long_way += composed.long_way
        for row in composed.rows:
            page = had[row.path]
            self.wrote += row.digest != (page.docs_digest if row.output == DOCS else page.site_digest)
            self.looked += row.output == DOCS


def begin_pages(db: sqlite3.Connection, workers: Workers, workshop: Workshop, *, indexes: bool) -> list[Begun]:
    """Where a few batches are all there is to render, let them begin while other things are done; otherwise nothing.

    `indexes`: the pages of indexes, once their Markdown is written, or all others.
    """
    site = None if workshop.site is None else workshop.output
    batches = list(itertools.islice(written.candidates(db, site, BATCH), _FEW + 1))
    if len(batches) > _FEW:
        return []
    pages = [page for batch in batches for page in batch if (page.kind == "index") == indexes]
    begun: list[Begun] = []
    share = max(_WORTH_SHARING, -(-len(pages) // workers.count))
    for some in batched(pages, share if indexes else BATCH):  # indexes come last, when no process has other work
        more = _begin(workers, workshop, some, aside=bool(begun))
        if more is None:
            break  # the first one: no process was got ready, so all are left for later
        begun.append(more)
    return begun


def _begin(workers: Workers, workshop: Workshop, pages: list[Candidate], *, aside: bool) -> Begun | None:
    """`aside`: the process that was got ready has a batch already."""
    work = partial(_publish, workshop)
    composed = (workers.meanwhile(work, pages) if aside else None) or workers.begin(work, pages)
    return None if composed is None else Begun(pages, composed)


def publish_pages(
    db: sqlite3.Connection, workers: Workers, workshop: Workshop, progress: Progress, begun: Sequence[Begun] = ()
) -> Published:
    """Write every page that is missing or stale; what `begin_pages` began is taken in first."""
    done = Published()
    for some in begun:
        composed = workers.result(some.composed)
        with transaction(db):
            written.record(db, composed.rows)
        done.add(some.pages, composed)
    site = None if workshop.site is None else workshop.output
    total = written.count_candidates(db, site) + done.looked
    under_way: deque[list[Candidate]] = deque()  # answers come in the order of the questions
    batches = _noted(written.candidates(db, site, BATCH), under_way) if total > done.looked else ()
    for composed in workers.map(partial(_publish, workshop), batches, ready=True):
        with transaction(db):
            written.record(db, composed.rows)
        done.add(under_way.popleft(), composed)
        progress(done.looked, total)
    if done.looked:
        with transaction(db):
            written.complete(db, site)
    return done


def load_renderer(places: tuple[Path, Path, Path, Path], environment: str, peoples_files: str) -> None:
    """Load in this process what rendering needs, while articles are read: most of all MkDocs, where it is needed.

    `places` are those that `compose.renderer` begins with.
    """
    from archive_tools.pipeline import compose

    compose.renderer(*places, environment, peoples_files).get_ready()


def _publish(workshop: Workshop, batch: Sequence[Candidate]) -> Composed:
    from archive_tools.pipeline import compose  # brings the renderer: only for the process that renders

    return compose.publish(workshop, batch)


def _noted(batches: Iterator[list[Candidate]], under_way: deque[list[Candidate]]) -> Iterator[list[Candidate]]:
    for batch in batches:
        under_way.append(batch)
        yield batch
