"""Lets every single system call of a build fail in turn: the first, the second … until a build has no such call left.

python -m benchmarks.failures [CALLS …]     for instance `rename`; without any, all kinds of calls
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.faults.failures import FAILURES, until_clean
from tests.faults.states import set_the_stage


def main(wanted: Sequence[str]) -> int:
    """Run the loops and print a line for each. Returns 1 if anything was torn, not mended or badly told."""
    bad = 0
    with tempfile.TemporaryDirectory(prefix="failures-") as folder:
        stage = set_the_stage(Path(folder))
        for calls, error in FAILURES:
            if wanted and not any(name in calls.split(",") for name in wanted):
                continue
            tried = wrong = 0
            for failed in until_clean(stage, calls, error):
                tried += failed.injected
                if not failed.fine:
                    wrong += 1
                    print(f"  {failed}", flush=True)
            print(f"{calls} {error}: {tried} calls failed one by one, {wrong} badly", flush=True)
            bad += wrong or not tried  # a loop that meets no such call proves nothing
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
