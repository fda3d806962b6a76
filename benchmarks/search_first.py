"""What a first search costs, with nothing at hand: up to its results, and with the counts beside them.

python -m benchmarks.search_first [COUNT]
Asks the archive of COUNT articles that `python -m benchmarks COUNT` built, whose articles name actors and places.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.search_browser import first_results
from benchmarks.workplace import WORK

_STEPS = Path(__file__).with_name("first_search.mjs")
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


def first_searches(site: Path, queries: Sequence[str]) -> list[dict[str, Any]]:
    """What was fetched, each time from nothing, up to the first results, up to ten, and with counts beside them."""
    lines = "\n".join(json.dumps(query) for query in queries)
    done = subprocess.run(["node", str(_STEPS), str(site)], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def sentence(found: Mapping[str, Any]) -> str:
    """For people."""
    first, ten, counted = (found[step] for step in ("first", "ten", "counted"))
    cost = f"{first['bytes'] / 1000:.0f} kB, {first['requests']} requests, {first['ms']:.0f} ms"
    more = f"ten results {ten['bytes'] / 1000:.0f} kB, with counts {counted['bytes'] / 1000:.0f} kB"
    return f"first search: {cost}; {more}: {found['q']} ({found['total']} results)"


def in_chromium(spent: Mapping[str, Any]) -> str:
    """For people: what `first_results` measured."""
    every = ", ".join(f"{query} {ms:.0f}" for query, ms in spent["queries"].items())
    return f"median {spent['median']:.0f}, 95th percentile {spent['p95']:.0f}, least {spent['least']:.0f} ({every})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    site = WORK / f"archive-{parser.parse_args().count}" / "site"
    found = first_searches(site, IN_CHROMIUM)
    print("\n".join(map(sentence, found)))
    for name, before, step in (
        ("first results", None, "first"),
        ("counts", "ten", "counted"),
        ("all", None, "counted"),
    ):
        sizes = sorted((one[step]["bytes"] - (one[before]["bytes"] if before else 0)) / 1000 for one in found)
        print(f"{name}: median {statistics.median(sizes):.0f} kB, {sizes[0]:.0f} to {sizes[-1]:.0f}")
    spent = first_results(site, IN_CHROMIUM)
    print(f"first results in Chromium, ms: {in_chromium(spent) if spent else 'Chromium is absent'}")


if __name__ == "__main__":
    main()
