"""Where work runs: in this process, or in several. The interface is `concurrent.futures.Executor`.

Batches go out, rows come back, in the order in which the batches went out, so that the result does not depend on
the number of workers. At most a few batches a worker are under way: memory is bounded by the batch.
"""

from __future__ import annotations

import collections
import fcntl
import itertools
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

from archive_tools.errors import WorkerDiedError

P = ParamSpec("P")
B = TypeVar("B")
R = TypeVar("R")

AHEAD = 3
"""Batches under way for each worker: enough that none waits, few enough that memory stays flat."""


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


class Workers:
    """Opens an executor when there is enough to do for one; a single batch runs in this process at once."""

    def __init__(self, where: str, jobs: int | None = None, leash: Path | None = None) -> None:
        """`where` is serial or processes; `jobs` workers, by default one a core; `leash`: see `hold`."""
        self._where = where
        self._leash = leash
        self.count = 1 if where == "serial" else jobs or cores()
        self._pool: Executor | None = None

    def __enter__(self) -> Self:
        """Nothing is started yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the workers, without waiting for batches that nobody will look at."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def map(self, work: Callable[[B], R], batches: Iterable[B]) -> Iterator[R]:
        """Run `work` on each batch and yield the results in the order of the batches.

        Raises:
            WorkerDiedError: a worker process ended without an answer (killed, out of memory).
        """
        rest = iter(batches)
        first = list(itertools.islice(rest, 2))
        executor = self._executor() if len(first) > 1 else Serial()
        yield from in_order(executor, work, itertools.chain(first, rest), self.count)

    def _executor(self) -> Executor:
        if self._where == "serial" or self.count == 1:
            return Serial()
        if self._pool is None:
            # spawn, not fork: workers start clean on every platform, with no copy of open files or locks
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.count, context, initializer=hold, initargs=(self._leash,))
        return self._pool


def hold(leash: Path | None) -> None:
    """Tie this worker to the process that started it: it ends when that one does, however that one ends.

    Without this the workers of a killed build live on, wait for ever, and may still write pages of a state that the
    next build has left behind. Each holds a shared lock on the file `leash` as long as it lives; `until_let_go`
    waits for those of earlier builds.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if leash is not None:
        handle = os.open(leash, os.O_RDWR | os.O_CREAT, 0o644)  # kept open: the system lets go when the process ends
        fcntl.flock(handle, fcntl.LOCK_SH)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if not parent.is_alive():  # it was killed while this worker was starting
        os._exit(1)


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
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


def in_order(executor: Executor, work: Callable[[B], R], batches: Iterable[B], workers: int) -> Iterator[R]:
    """Run `work` on each batch and yield the results in the order of the batches.

    Raises:
        WorkerDiedError: a worker process ended without an answer (killed, out of memory).
    """
    under_way: collections.deque[Future[R]] = collections.deque()
    try:
        for batch in batches:
            under_way.append(executor.submit(work, batch))
            if len(under_way) >= workers * AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerDiedError(str(error)) from error
    finally:
        for future in under_way:
            future.cancel()


def batched(items: Iterable[B], size: int) -> Iterator[list[B]]:
    """Lists of `size` items, the last one shorter."""
    rest = iter(items)
    while batch := list(itertools.islice(rest, size)):
        yield batch
