"""The numbers of a build that is done."""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection

from archive_tools.catalog import items, written
from archive_tools.pipeline.publish import Published
from archive_tools.pipeline.report import Refusal, Report
from archive_tools.pipeline.workshop import Workshop


def report_of(
    db: Connection,
    workshop: Workshop,
    prepared: int,
    pages: Published,
    files: tuple[int, int],
    *,
    stages: Sequence[tuple[str, float]],
    seconds: float,
) -> Report:
    """What the catalog and the stages say; `files`: how many were written and deleted."""
    refused = [Refusal(locator=row[0], stage=row[1], reason=row[2]) for row in items.refused(db) if row[3] is None]
    duplicates = sum(1 for row in items.refused(db) if row[3] is not None)
    total, articles = items.counts(db)
    wrote, deleted = files
    site_files, site_bytes = written.weight(db, workshop.output) if workshop.site else (0, 0)
    return Report(
        items=total,
        articles=articles,
        duplicates=duplicates,
        excluded=sum(1 for refusal in refused if refusal.stage == "excluded"),
        rejected=[refusal for refusal in refused if refusal.stage != "excluded"],
        prepared=prepared,
        pages=db.execute("SELECT count(*) FROM pages").fetchone()[0],
        looked_at=pages.looked,
        long_way=pages.long_way,
        written=wrote,
        deleted=deleted,
        site_files=site_files,
        site_bytes=site_bytes,
        seconds=seconds,
        stages=stages,
        notes=(),
    )
