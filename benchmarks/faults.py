"""Kills builds of a small archive at random moments and counts what is left broken: nothing, or the figure says so.

python -m benchmarks.faults [KILLS] [SEED]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.faults.rounds import rounds
from tests.faults.states import set_the_stage


def main(arguments: Sequence[str]) -> int:
    """Run the rounds and print the counts. Returns 1 if anything was torn or not mended."""
    wanted = int(arguments[0]) if arguments else 200
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    kills = builds = torn = unmended = 0
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        stage = set_the_stage(Path(folder))
        for one in rounds(stage, count=10 * wanted, seed=seed):
            builds += 1
            kills += one.killed
            torn += bool(one.torn)
            unmended += not one.mended
            if one.torn or not one.mended:
                print(f"build {builds}, killed after {one.after:.3f} s: torn {one.torn[:5]}, mended {one.mended}")
            if builds % 20 == 0:
                print(f"{builds} builds, {kills} kills, {torn} left torn files, {unmended} not mended", flush=True)
            if kills == wanted:
                break
    print(f"{kills} kills at random moments in {builds} builds: {torn} left torn files, {unmended} were not mended")
    return int(bool(torn or unmended))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
