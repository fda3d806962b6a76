"""The folder in which benchmarks work, and how it is cleared before a measurement.

After many files were deleted, ext4 without a journal makes new ones up to ten times more slowly for some minutes
(`recently_deleted` in Linux 6 looks at every one of them): whoever is measured next pays for it. So old output is moved
away, which costs nothing, and deleted when the benchmark that was asked for ends; not by a part of it that is a process
of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / "benchmarks" / "work"
_DUSTBIN = WORK / "dustbin"
_OUTERMOST = os.environ.setdefault("BENCHMARK_ASKED_FOR", str(os.getpid()))
"""The process that was started by hand; those that it starts inherit this."""


if str(os.getpid()) == _OUTERMOST:
    atexit.register(shutil.rmtree, _DUSTBIN, ignore_errors=True)


def clear(*paths: Path) -> None:
    """Afterwards there is nothing at these paths."""
    _DUSTBIN.mkdir(parents=True, exist_ok=True)
    for path in paths:
        if path.exists():
            path.rename(Path(tempfile.mkdtemp(dir=_DUSTBIN)) / path.name)
