"""`make bench`: the engine and its peers in one run. Prints a table and stores it with the raw numbers.

python -m benchmarks [--sizes 1000,10000,50000] [--peers-up-to 10000] [--no-peers]

Above --peers-up-to Hugo alone is measured: the others take a quarter of an hour and more.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from typing import Any

from archive_tools.executor import cores
from benchmarks import engine, rivals
from benchmarks.corpus import CORPUS
from benchmarks.table import table
from benchmarks.workplace import WORK


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,50000", help="numbers of articles, with commas")
    parser.add_argument("--peers-up-to", type=int, default=10_000, help="largest size that all others build as well")
    parser.add_argument("--no-peers", action="store_true", help="this engine alone; else Hugo builds all sizes")
    return parser.parse_args()


def _measure(count: int, machine: str, peers: Sequence[rivals.Rival]) -> dict[str, Any]:
    """Everything of one size; what is known is stored after each step, for a run takes long."""
    size: dict[str, Any] = {"machine": machine, **engine.from_nothing(count)}
    archive = WORK / f"archive-{count}"
    size["article pages"] = engine.render_articles(archive / "mkdocs.yml")
    size["writing alone"] = engine.write_articles(archive / "mkdocs.yml")
    _store(count, size)
    if peers:
        size["peers"] = {}
        for rival in peers:
            size["peers"][rival.name] = rivals.measure(rival, archive)
            _store(count, size)
    size |= engine.small_changes(archive / "mkdocs.yml")
    _store(count, size)
    return size


def _store(count: int, size: dict[str, Any]) -> None:
    engine.RESULTS.mkdir(exist_ok=True)
    stored = json.dumps(size, indent=1, ensure_ascii=False)
    (engine.RESULTS / f"{count}.json").write_text(stored + "\n", encoding="utf-8")


def _python() -> str:
    """Which Python: builds of one version differ by a fifth in speed, and the date tells them apart."""
    _, date = platform.python_build()
    return f"Python {platform.python_version()} ({platform.python_compiler()}, {date})"


def main() -> int:
    """Returns the exit code."""
    chosen = _arguments()
    if not CORPUS.is_dir():
        print(f"{CORPUS}: there is no corpus. Set ARCHIVE_CORPUS; benchmarks/__init__.py says to what.")
        return 2
    machine = f"{cores()} cores, {platform.system()} {platform.machine()}, {_python()}"
    sizes = []
    for count in [int(text) for text in chosen.sizes.split(",")]:
        peers = rivals.RIVALS if count <= chosen.peers_up_to else rivals.RIVALS[:1]
        size = _measure(count, machine, () if chosen.no_peers else peers)
        sizes.append(size)
        print(json.dumps(size, ensure_ascii=False), flush=True)
    text = table(machine, sizes)
    (engine.RESULTS / "table.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
