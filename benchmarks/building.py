"""One build with its stages measured from inside: python -m benchmarks.building [--jobs N] MKDOCS_YML. Prints JSON.

Also `--articles`: only the article pages, from a catalog that is complete (see `forget_articles`).
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil

from archive_tools import cycles
from archive_tools.catalog.connection import NAME, open_catalog
from archive_tools.config.settings import load_settings
from archive_tools.executor import Workers
from archive_tools.pipeline import Options, build
from archive_tools.pipeline.publish import publish_pages
from archive_tools.pipeline.report import Silence
from archive_tools.pipeline.surroundings import workshop_of
from archive_tools.site.environment import environment_digest
from benchmarks.workplace import clear


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


def whole(config: Path, jobs: int | None = None) -> dict[str, Any]:
    """A build of everything that has changed."""
    tell = _Stages()
    report = build(load_settings(config), Options(jobs=jobs, copies=True), tell)
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
        db.execute("DELETE FROM meta WHERE key LIKE 'pages of %'")  # nor are the outputs known to be complete
        db.commit()
    clear(settings.docs_dir / "articles", settings.site_dir / "articles")


def articles_only(config: Path) -> dict[str, Any]:
    """Render and write what `forget_articles` removed: the work that another engine does from the same Markdown."""
    settings = load_settings(config)
    with Workers("processes", None, settings.cache / "workers", copies=True) as workers:
        db, _ = open_catalog(settings.cache)
        workshop = workshop_of(settings, Options(), environment_digest(settings.config_path, settings.docs_dir))
        with closing(db):
            done = publish_pages(db, workers, workshop, lambda _done, _total: None)
    return {"pages": done.looked, "files": done.wrote}


if __name__ == "__main__":
    cycles.seldom_looked_for()  # as the program does
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building", description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--articles", action="store_true")
    parser.add_argument("--jobs", type=int)
    chosen = parser.parse_args()
    made = articles_only(chosen.config) if chosen.articles else whole(chosen.config, chosen.jobs)
    print(json.dumps(made))
