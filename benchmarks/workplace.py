"""The folder in which benchmarks work, and how it is cleared before a measurement.

After many files were deleted, ext4 makes new ones up to ten times more slowly for about half a minute (seen with
Linux 6): whoever is measured next pays for it. So old output is moved away, which costs nothing, and deleted when the
benchmark ends.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / "benchmarks" / "work"
_DUSTBIN = WORK / "dustbin"


def clear(*paths: Path) -> None:
    """Afterwards there is nothing at these paths."""
    _DUSTBIN.mkdir(parents=True, exist_ok=True)
    atexit.register(shutil.rmtree, _DUSTBIN, ignore_errors=True)
    for path in paths:
        if path.exists():
            path.rename(Path(tempfile.mkdtemp(dir=_DUSTBIN)) / path.name)
