"""What writing alone costs: the files of all article pages once more, by as many processes as a build has.

python -m benchmarks.writing MKDOCS_YML. Prints JSON. The bytes are in memory before the clock starts, so that what is
measured is the file system and the writer: no program that writes these files can take less.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from archive_tools.config.settings import load_settings
from archive_tools.executor import cores
from archive_tools.site import writer
from benchmarks.workplace import WORK, clear

_PATIENCE = 600
"""Seconds: a process that dies while it reads must not be waited for for ever."""
_FORK = multiprocessing.get_context("fork")


def write_again(config: Path) -> dict[str, Any]:
    """Seconds of wall time and of processor for Markdown and HTML of every article page."""
    root = config.absolute().parent
    settings = load_settings(config)
    markdown = sorted((settings.docs_dir / "articles").glob("*.md"))
    pages = sorted((settings.site_dir / "articles").glob("*/index.html"))
    places = [(path, path.relative_to(root)) for pair in zip(markdown, pages, strict=True) for path in pair]
    target = WORK / "writing"
    clear(target)
    count = cores()
    start, spent = _FORK.Barrier(count + 1), _FORK.SimpleQueue()
    shares = [places[2 * number :: 2 * count] + places[2 * number + 1 :: 2 * count] for number in range(count)]
    for share in shares:
        _FORK.Process(target=_write, args=(share, target, start, spent), daemon=True).start()
    start.wait(_PATIENCE)
    begun = time.monotonic()
    cpu = sum(spent.get() for _ in shares)
    wall = time.monotonic() - begun
    clear(target)
    return {"wall": round(wall, 2), "cpu": round(cpu, 2), "files": len(places)}


def _write(share: Sequence[tuple[Path, Path]], target: Path, start: Barrier, spent: Any) -> None:
    ready = [(f"{target}/{place}", path.read_bytes()) for path, place in sorted(share)]
    start.wait()
    before = time.process_time()
    for place, data in ready:
        writer.replace(place, data)
    spent.put(time.process_time() - before)


if __name__ == "__main__":
    print(json.dumps(write_again(Path(sys.argv[1]))))
