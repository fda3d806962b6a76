"""The whole pipeline on 1,000, 10,000 and 50,000 real articles: cold, unchanged, one article more.

python -m benchmarks.engine [SIZE …]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpus import ONE_MORE, ROOT, make_archive
from benchmarks.measuring import Cost, run

ARCHIVE = str(Path(sys.executable).with_name("archive"))
RESULTS = ROOT / "benchmarks" / "results"


def measure(count: int) -> dict[str, Any]:
    """Three builds of one archive."""
    config = make_archive(count)
    rows: dict[str, Any] = {"articles": count}
    for name in ("cold", "unchanged", "one more"):
        if name == "one more":
            (config.parent / "seeds" / "one-more.jsonl").write_text(ONE_MORE, encoding="utf-8")
        cost = run([ARCHIVE, "build", "-f", str(config), "--json"])
        rows[name] = _row(cost)
    return rows


def _row(cost: Cost) -> dict[str, Any]:
    report = json.loads(cost.output[cost.output.index("{") :])
    return {
        "wall": round(cost.wall, 2),
        "cpu": round(cost.cpu, 2),
        "peak_mb": round(cost.peak_mb),
        "stages": {name: round(seconds, 2) for name, seconds in report["stages"]},
        "articles": report["articles"],
        "pages": report["pages"],
        "written": report["written"],
        "site_files": report["site_files"],
        "site_mb": round(report["site_bytes"] / 1e6, 1),
    }


def main(sizes: Sequence[str]) -> None:
    """Measure, print and store."""
    found = []
    for count in [int(size) for size in sizes] or [1_000, 10_000, 50_000]:
        rows = measure(count)
        found.append(rows)
        for name in ("cold", "unchanged", "one more"):
            print(f"{count:>6} {name:<10} {json.dumps(rows[name], ensure_ascii=False)}", flush=True)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "engine.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
