"""The files in docs/ that people put there: whether a link leads to one of them decides how it is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from archive_tools.site.layout import HOME, OWNED
from archive_tools.site.writer import TEMPORARY


def peoples_files(docs_dir: Path) -> list[str]:
    """Their paths below docs/, sorted. What a killed build left behind is none of them."""
    return sorted(path for path in _found(docs_dir) if path != HOME)


def _found(docs_dir: Path) -> Iterator[str]:
    for folder, below, files in os.walk(docs_dir):
        if folder == str(docs_dir):
            below[:] = [name for name in below if name not in OWNED]
        for name in files:
            if not name.startswith(TEMPORARY):
                yield os.path.relpath(f"{folder}/{name}", docs_dir)
