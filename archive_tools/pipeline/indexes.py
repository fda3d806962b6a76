"""The index pages: their number and names follow from what they list, so they are made before all other pages.

Their Markdown is written here, by the coordinator or by a process that is there anyway; the workers render it with all
other pages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from functools import partial

from archive_tools.catalog import plan, questions, written
from archive_tools.catalog.connection import open_readonly, transaction
from archive_tools.catalog.plan import PageRow
from archive_tools.catalog.written import DOCS, WrittenFile
from archive_tools.executor import Workers
from archive_tools.link import tree
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.meeting import INDEXED_KINDS
from archive_tools.pipeline.spread import months_of
from archive_tools.pipeline.workshop import Workshop
from archive_tools.records import Entity, IndexRow, Page, Part
from archive_tools.render.paths import UNDATED, ListKind
from archive_tools.site import writer

Made = Mapping[str, Sequence[WrittenFile]]
"""The files of whole indexes, as they are now, by kind."""


def begin_indexes(db: sqlite3.Connection, workers: Workers, workshop: Workshop) -> Future[Made] | None:
    """Let another process make what `write_indexes` would; None where there is none, or nothing to make."""
    kinds = _due(db)
    return workers.meanwhile(partial(_make_elsewhere, workshop), kinds) if kinds else None


def write_indexes(db: sqlite3.Connection, workshop: Workshop, made: Made | None = None) -> int:
    """Bring the Markdown of stale or missing index pages up to date. Returns how many files were written.

    `made` is what another process has made already.
    """
    wrote = 0
    for kind, rows in (_make(db, workshop, _due(db)) if made is None else made).items():
        had = written.index_state(db, kind)
        changed = [row for row in rows if row.path not in had or row.digest != had[row.path].digest]
        with transaction(db):
            plan.drop_pages(db, set(had) - {row.path for row in rows})
            plan.add_pages(db, [PageRow(row.path, "index", kind) for row in rows])
            plan.mark_stale(db, [row.path for row in changed])
            written.record(db, rows)
        wrote += len(changed)
    return wrote


def _due(db: sqlite3.Connection) -> list[ListKind]:
    """Kinds of which a page of the index is stale or missing."""
    states = {kind: written.index_state(db, kind) for kind in INDEXED_KINDS}
    return [kind for kind, had in states.items() if not had or any(state.stale for state in had.values())]


def _make_elsewhere(workshop: Workshop, kinds: Sequence[ListKind]) -> Made:
    with closing(open_readonly(workshop.cache)) as db:
        return _make(db, workshop, kinds)


def _make(db: sqlite3.Connection, workshop: Workshop, kinds: Sequence[ListKind]) -> Made:
    """Write the pages of these indexes that have changed."""
    made: dict[str, Sequence[WrittenFile]] = {}
    for kind in kinds:
        had = written.index_state(db, kind)
        made[kind] = [_put(workshop, page, had.get(page.path)) for page in _pages(db, kind, workshop)]
    return made


def _pages(db: sqlite3.Connection, kind: ListKind, workshop: Workshop) -> tuple[Page, ...]:
    from archive_tools.render import index  # not for a build with nothing to render

    if kind != "date":
        rows = questions.index_rows(db, kind)
        above = _above(db, rows) if kind == "place" else None
        return index.index_pages(kind, rows, workshop.look, above)
    days = plan.days(db, "date", "")
    nodes = tree.plan(days, workshop.list_size, lambda _: (), calendar=True)
    root = nodes.get(())
    parts = dict(root.parts) if root else {}
    years = [Part(segments=segments, count=count) for segments, count in parts.items() if segments != UNDATED]
    return (index.dates_index_page(years, parts.get(UNDATED, 0), workshop.look, months_of(days, nodes)),)


def _above(db: sqlite3.Connection, rows: Sequence[IndexRow]) -> dict[str, Entity]:
    """Records of all that the places of an index lie in, however far up."""
    found: dict[str, Entity] = {}
    wanted = {row.entity.part_of for row in rows}
    while wanted:
        more = questions.names(db, wanted)
        found.update(more)
        wanted = {entity.part_of for entity in more.values()} - set(found) - {None}
    return found


def _put(workshop: Workshop, page: Page, had: written.State | None) -> WrittenFile:
    path = workshop.docs_dir / page.path
    data = page.markdown.encode()
    source = digest_of([page.markdown])
    if had is not None and had.source == source and path.exists():
        stat = path.stat()
        return WrittenFile(page.path, DOCS, source, had.digest, stat.st_size, stat.st_mtime_ns)
    now = writer.write(path, data)
    return WrittenFile(page.path, DOCS, source, now.digest, now.size, now.mtime_ns)
