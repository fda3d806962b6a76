"""Pass 2, the coordinator's side: write every page that is missing or stale."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from archive_tools.catalog import written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.written import DOCS, Candidate, WrittenFile
from archive_tools.executor import Workers
from archive_tools.pipeline.workshop import Workshop

BATCH = 64
"""Pages a worker gets at once: about a fifth of a second of work."""

Progress = Callable[[int, int], None]


def publish_pages(db: sqlite3.Connection, workers: Workers, workshop: Workshop, progress: Progress) -> tuple[int, int]:
    """Write every page that is missing or stale. Returns (pages looked at, files written)."""
    site = None if workshop.site is None else workshop.output
    total = written.count_candidates(db, site)
    if not total:
        return 0, 0
    under_way: deque[list[Candidate]] = deque()  # answers come in the order of the questions
    looked = wrote = 0
    batches = _noted(written.candidates(db, site, BATCH), under_way)
    for rows in workers.map(partial(_publish, workshop), batches, ready=True):
        had = {page.path: page for page in under_way.popleft()}
        with transaction(db):
            written.record(db, rows)
        for row in rows:
            page = had[row.path]
            wrote += row.digest != (page.docs_digest if row.output == DOCS else page.site_digest)
            looked += row.output == DOCS
        progress(looked, total)
    return looked, wrote


def load_renderer(config_path: Path, docs_dir: Path, site: Path, environment: str) -> None:
    """Load in this process what rendering needs; half a second that can pass while articles are read."""
    from archive_tools.pipeline import compose

    compose.renderer(config_path, docs_dir, site, environment)


def _publish(workshop: Workshop, batch: Sequence[Candidate]) -> list[WrittenFile]:
    from archive_tools.pipeline import compose  # brings the renderer: only for the process that renders

    return compose.publish(workshop, batch)


def _noted(batches: Iterator[list[Candidate]], under_way: deque[list[Candidate]]) -> Iterator[list[Candidate]]:
    for batch in batches:
        under_way.append(batch)
        yield batch
