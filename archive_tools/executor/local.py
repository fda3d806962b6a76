"""Work in this process, or in one process a core; and the leash that ends those processes with their build."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from archive_tools import cycles

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

P = ParamSpec("P")
R = TypeVar("R")


class Serial(Executor):
    """Runs at once, in this process: for tests, for a debugger, and for little work."""

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Run now; the future is done when it is returned."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def processes(count: int, leash: Path | None) -> Executor:
    """A pool of `count` processes; for `leash` see `hold`."""
    import multiprocessing  # not for a build that needs no second process
    from concurrent.futures import ProcessPoolExecutor

    # spawn, not fork: workers start clean on every platform, with no copy of open files or locks
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, context, initializer=hold, initargs=(leash,))


def is_broken(pool: Executor) -> bool:
    """Whether a worker of the pool died. `submit` may meet that half way and fail with an error of its own."""
    return bool(getattr(pool, "_broken", False))


def end_stragglers(pool: Executor) -> None:
    """End every process of a broken pool.

    The pool ends its workers itself when one of them dies, but not one that `submit` was starting at that very
    moment; then its thread waits for that worker, which waits for work, for ever (seen with CPython 3.11).
    """
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()


def hold(leash: Path | None) -> None:
    """Tie this worker to the process that started it: it ends when that one does, however that one ends.

    Without this the workers of a killed build live on, wait for ever, and may still write pages of a state that the
    next build has left behind. Each holds a shared lock on the file `leash` as long as it lives; `until_let_go`
    waits for those of earlier builds.
    """
    import multiprocessing
    from multiprocessing.util import Finalize

    parent = multiprocessing.parent_process()
    if parent is None:
        return
    cycles.seldom_looked_for()
    # A worker holds nothing that must be closed: it ends at once, and does not take apart all modules one by one.
    Finalize(None, os._exit, args=(0,), exitpriority=-100)
    hold_leash(leash)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if not parent.is_alive():  # it was killed while this worker was starting
        os._exit(1)


def hold_leash(leash: Path | None) -> int | None:
    """The open file that holds it: the system lets go of it when the process ends, and not before."""
    if leash is None:
        return None
    handle = os.open(leash, os.O_RDWR | os.O_CREAT, 0o644)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def until_let_go(leash: Path) -> None:
    """Wait until no worker of an earlier, killed build is at work any more: a moment at most."""
    handle = os.open(leash, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    finally:
        os.close(handle)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
