"""How far a second process helps: a cold build by one worker and by two, stage by stage.

python -m benchmarks.cores [SIZE]
With two workers the process that cuts the seeds, fills the catalog and hands out work runs beside them: where it has
much to do itself, they wait for it.
"""

from __future__ import annotations

import sys
from typing import Any

from benchmarks.corpus import make_archive
from benchmarks.engine import cold

LONG = 1.0
"""Seconds; what takes less is not worth a second process."""


def compare(count: int) -> list[tuple[str, Any, Any]]:
    """(stage, its costs by one worker, its costs by two) of fresh archives of so many articles; the last is all."""
    one, two = (cold(make_archive(count, "cores"), jobs) for jobs in (1, 2))
    stages = [(name, one["stages"][name], two["stages"][name]) for name in one["stages"]]
    return [*stages, ("all", one, two)]


def main(arguments: list[str]) -> None:
    """Measure and print."""
    for name, one, two in compare(int(arguments[0]) if arguments else 10_000):
        times = f"{one['wall'] / two['wall']:.2f} times as fast" if one["wall"] > LONG else "short"
        print(f"{name:<10} {one['wall']:7.2f} s by one, {two['wall']:7.2f} s by two: {times}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
