"""What a first search costs, with nothing at hand: up to its results, and with the counts beside them.

python -m benchmarks.search_first [COUNT]
Asks the archive of COUNT articles that `python -m benchmarks COUNT` built, whose articles name actors and places.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.search_browser import first_results
from benchmarks.workplace import ROOT, WORK

CLI = ROOT / "archive_tools" / "search" / "client" / "cli.mjs"
COMMON = ("الحكومة السورية", "وزير الخارجية الأمريكي", "أسعار النفط", "ترامب", "انفجار سيارة مفخخة في بغداد")
"""What a first search may be; each is asked of a cold cache."""
IN_CHROMIUM = (
    *COMMON,
    "الانتخابات الرئاسية في مصر",
    "حلب",
    "فيروس كورونا",
    "مجلس الأمن الدولي",
    "كأس العالم",
    "اللاجئون السوريون في تركيا",
    "محمد بن سلمان",
)


def ask(site: Path, lines: str) -> list[dict[str, Any]]:
    """Answers to queries given as JSON lines, by a new process."""
    command = ["node", str(CLI), str(site)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def first_search(site: Path, query: str) -> dict[str, Any]:
    """As the page does it: five results, then ten and the counts; each with a cold cache."""
    asked = ({"q": query, "limit": 5, "facets": False}, {"q": query, "facets": False}, {"q": query})
    results, more, whole = (ask(site, json.dumps(one))[0] for one in asked)
    costs = {key: results[key] for key in ("total", "bytes", "requests", "ms")}
    return {"q": query, **costs, "ten_results": more["bytes"], "with_counts": whole["bytes"]}


def sentence(found: Mapping[str, Any]) -> str:
    """For people."""
    cost = f"{found['bytes'] / 1000:.0f} kB, {found['requests']} requests, {found['ms']:.0f} ms"
    more = f"ten results {found['ten_results'] / 1000:.0f} kB, with counts {found['with_counts'] / 1000:.0f} kB"
    return f"first search: {cost}; {more}: {found['q']} ({found['total']} results)"


def in_chromium(spent: Mapping[str, Any]) -> str:
    """For people: what `first_results` measured."""
    every = ", ".join(f"{query} {ms:.0f}" for query, ms in spent["queries"].items())
    return f"median {spent['median']:.0f}, 95th percentile {spent['p95']:.0f}, least {spent['least']:.0f} ({every})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    site = WORK / f"archive-{parser.parse_args().count}" / "site"
    found = [first_search(site, query) for query in IN_CHROMIUM]
    print("\n".join(map(sentence, found)))
    counts = [(one["with_counts"] - one["ten_results"]) / 1000 for one in found]
    print(f"counts alone: median {statistics.median(counts):.0f} kB, {min(counts):.0f} to {max(counts):.0f}")
    spent = first_results(site, IN_CHROMIUM)
    print(f"first results in Chromium, ms: {in_chromium(spent) if spent else 'Chromium is absent'}")


if __name__ == "__main__":
    main()
