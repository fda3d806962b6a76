"""Stage `read` alone: from seeds to the catalog's rows, in one process and in two, and how far the second one helps.

python -m benchmarks.reading [SIZE]
Both runs fill an empty catalog. `coordinator` is the processor time of the process that cuts the seeds and fills the
catalog: with two workers it must be small beside theirs, or they wait for it.
"""

from __future__ import annotations

import resource
import shutil
import sys
import time
from contextlib import closing
from pathlib import Path

from archive_tools.catalog.connection import open_catalog
from archive_tools.config.settings import load_settings
from archive_tools.config.sidecar import Sidecars
from archive_tools.executor import Workers
from archive_tools.pipeline import authority
from archive_tools.pipeline.intake import take_in
from archive_tools.sources import walk
from benchmarks.corpus import WORK, make_archive


def measure(config: Path, jobs: int) -> float:
    """Seconds of wall time for one run; prints a line about it."""
    settings = load_settings(config, None)
    shutil.rmtree(settings.cache, ignore_errors=True)
    own, theirs = _processor(resource.RUSAGE_SELF), _processor(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    db, _ = open_catalog(settings.cache)
    with closing(db):
        with Workers("processes", jobs, settings.cache / "workers") as workers:
            ref = authority.bring_up_to_date(db, settings)
            known = time.perf_counter()
            sidecars = Sidecars(settings.seeds, authority.known_ids(db))
            found = list(walk(settings.seeds))
            counts = take_in(db, found, sidecars, ref, workers, rehash=False, progress=lambda _done, _total: None)
        wall = time.perf_counter() - began
    coordinator = _processor(resource.RUSAGE_SELF) - own
    total = coordinator + _processor(resource.RUSAGE_CHILDREN) - theirs
    print(
        f"{jobs} worker{'s' if jobs > 1 else ''}: {wall:.2f} s ({counts.prepared / wall:,.0f} items/s), of these "
        f"authority {known - began:.2f} s; processor {total:.2f} s, of these coordinator {coordinator:.2f} s",
        flush=True,
    )
    return wall


def _processor(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def main(arguments: list[str]) -> None:
    config = make_archive(int(arguments[0]) if arguments else 10_000, "reading")
    one, two = measure(config, 1), measure(config, 2)
    print(f"two workers are {one / two:.2f} times as fast as one")
    shutil.rmtree(WORK / "reading")


if __name__ == "__main__":
    main(sys.argv[1:])
