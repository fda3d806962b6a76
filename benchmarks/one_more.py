"""One article more, again and again, in an archive that is there: how much single builds differ.

python -m benchmarks.one_more [SIZE] [TIMES] [PEER]
Takes the archive of SIZE articles that `python -m benchmarks` built. With a peer (Hugo), its full build of the article
pages is measured first, so that both figures come from the same minutes.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence

from benchmarks.engine import ARCHIVE, one_more_build
from benchmarks.measuring import run
from benchmarks.rivals import RIVALS, measure
from benchmarks.workplace import WORK


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    for rival in RIVALS:
        if rival.name in arguments[2:]:
            cost = measure(rival, WORK / f"archive-{arguments[0]}")
            print(f"{rival.name}, full build: {cost['wall']} s, processor {cost['cpu']} s")
    size, times = arguments[:1] or ["10000"], arguments[1:2] or ["9"]
    config = WORK / f"archive-{size[0]}" / "mkdocs.yml"
    run([ARCHIVE, "build", "-f", str(config)])  # what others changed since is not what is measured
    costs = [one_more_build(config) for _ in range(int(times[0]))]
    walls = sorted(cost.wall for cost in costs)
    print(" ".join(f"{wall:.2f}" for wall in walls))
    print(f"median {statistics.median(walls):.2f} s, processor {statistics.median(cost.cpu for cost in costs):.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
