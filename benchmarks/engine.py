"""The whole pipeline on real articles: cold, unchanged, one article more, and the article pages alone.

python -m benchmarks.engine [SIZE …]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.building import forget_articles
from benchmarks.corpus import make_archive, one_more
from benchmarks.measuring import Cost, load, median_of_three, run
from benchmarks.workplace import ROOT, WORK

ARCHIVE = str(Path(sys.executable).with_name("archive"))
RESULTS = ROOT / "benchmarks" / "results"
_BUILDING = [sys.executable, "-m", "benchmarks.building"]


def from_nothing(count: int) -> dict[str, Any]:
    """The first build of an archive, which stays complete in benchmarks/work."""
    config = make_archive(count)
    return {"asked_for": count, "load": load(), "cold": cold(config)}


def small_changes(config: Path) -> dict[str, Any]:
    """Nothing new, and one article more; measured last, since the latter deletes files (see `workplace`)."""
    run([ARCHIVE, "build", "-f", str(config)])  # what other measurements did to it is not what is measured
    return {
        "unchanged": row_of(median_of_three(lambda: run([ARCHIVE, "build", "-f", str(config)]))),
        "one more": row_of(median_of_three(lambda: one_more_build(config))),
    }


def render_articles(config: Path) -> dict[str, Any]:
    """From the catalog to the Markdown and HTML of all article pages, in a process of its own."""

    def again() -> Cost:
        forget_articles(config)
        return run([*_BUILDING, "--articles", str(config)], ROOT)

    busy = load()
    cost = median_of_three(again)
    pages = json.loads(cost.output.splitlines()[-1])["pages"]
    return {"load": busy, **row_of(cost), "pages": pages, "pages_per_second": round(pages / cost.wall)}


def write_articles(config: Path) -> dict[str, Any]:
    """The least that any program can take to write these files: see `writing`."""
    found: dict[str, Any] = json.loads(run([sys.executable, "-m", "benchmarks.writing", str(config)], ROOT).output)
    return found


def one_more_build(config: Path) -> Cost:
    """One article that was not there before: each time another."""
    seeds = config.parent / "seeds"
    number = len(list(seeds.glob("one-more-*.jsonl")))
    (seeds / f"one-more-{number}.jsonl").write_text(one_more(number), encoding="utf-8")
    return run([ARCHIVE, "build", "-f", str(config)])


def row_of(cost: Cost) -> dict[str, Any]:
    """What the results keep of a cost."""
    return {"wall": round(cost.wall, 2), "cpu": round(cost.cpu, 2), "peak_mb": round(cost.peak_mb)}


def cold(config: Path, jobs: int | None = None) -> dict[str, Any]:
    """The first build of an archive, by default with a worker a core: all of it, and each stage."""
    workers = [] if jobs is None else ["--jobs", str(jobs)]
    cost = run([*_BUILDING, *workers, str(config)], ROOT)
    found = json.loads(cost.output.splitlines()[-1])
    begun = found.pop("stages")
    stages = {name: _stage(cost, start, end) for (name, *start), (_, *end) in pairwise(begun)}
    pages = found["pages"]
    return {**row_of(cost), **found, "pages_per_second": round(pages / stages["pages"]["wall"]), "stages": stages}


def _stage(cost: Cost, start: Sequence[float], end: Sequence[float]) -> Mapping[str, float]:
    memory = [megabytes for when, megabytes in cost.memory if start[0] <= when <= end[0]]
    return {
        "wall": round(end[0] - start[0], 2),
        "cpu": round(end[1] - start[1], 2),
        "cpu_of_coordinator": round(end[2] - start[2], 2),
        "peak_mb": round(max(memory, default=0)),
    }


def main(sizes: Sequence[str]) -> None:
    """Measure and print."""
    for count in [int(size) for size in sizes] or [1_000, 10_000, 50_000]:
        rows = from_nothing(count)
        rows |= small_changes(WORK / f"archive-{count}" / "mkdocs.yml")
        for name, row in rows.items():
            print(f"{count:>6} {name:<10} {json.dumps(row, ensure_ascii=False)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
