"""One build with its stages measured from inside: python -m benchmarks.building MKDOCS_YML. Prints JSON.

Also `--articles`: only the article pages, from a catalog that is complete (see `forget_articles`).
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil

from archive_tools.catalog.connection import NAME, open_catalog
from archive_tools.config.settings import load_settings
from archive_tools.executor import Workers
from archive_tools.pipeline import Options, build
from archive_tools.pipeline.build import _workshop
from archive_tools.pipeline.publish import publish_pages
from archive_tools.pipeline.report import Silence


class _Stages(Silence):
    """When each stage began, and what had been spent until then: by this process, and by it and its workers."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, float, float, float]] = []

    def stage(self, name: str) -> None:
        self.begun.append((name, time.monotonic(), _cpu(), time.process_time()))


def _cpu() -> float:
    me = psutil.Process()
    total = 0.0
    for process in (me, *me.children(recursive=True)):
        times = process.cpu_times()
        total += times.user + times.system
    return total + me.cpu_times().children_user + me.cpu_times().children_system


def whole(config: Path) -> dict[str, Any]:
    """A build of everything that has changed."""
    tell = _Stages()
    report = build(load_settings(config), Options(), tell)
    tell.stage("end")
    return {
        "articles": report.articles,
        "rejected": len(report.rejected),
        "pages": report.pages,
        "site_files": report.site_files,
        "site_mb": round(report.site_bytes / 1e6, 1),
        "stages": tell.begun,
    }


def forget_articles(config: Path) -> None:
    """Article pages count as never written, and are not there."""
    settings = load_settings(config)
    with closing(sqlite3.connect(settings.cache / NAME)) as db:
        db.execute("DELETE FROM written WHERE path LIKE 'articles/%'")
        db.commit()
    shutil.rmtree(settings.docs_dir / "articles", ignore_errors=True)
    shutil.rmtree(settings.site_dir / "articles", ignore_errors=True)


def articles_only(config: Path) -> dict[str, Any]:
    """Render and write what `forget_articles` removed: the work that another engine does from the same Markdown."""
    settings = load_settings(config)
    db, _ = open_catalog(settings.cache)
    with closing(db), Workers("processes", None, settings.cache / "workers") as workers:
        workshop = _workshop(settings, Options())
        done = publish_pages(db, workers, workshop, lambda _done, _total: None)
    return {"pages": done.looked, "files": done.wrote}


if __name__ == "__main__":
    chosen = articles_only if "--articles" in sys.argv else whole
    print(json.dumps(chosen(Path(sys.argv[-1]))))
