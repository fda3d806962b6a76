"""Where work runs: in this process, or in several. The interface is `concurrent.futures.Executor`.

Batches go out, rows come back, in the order in which the batches went out, so that the result does not depend on
the number of workers. At most a few batches a worker are under way: memory is bounded by the batch.
"""

from __future__ import annotations

import collections
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

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
        except Exception as error:  # noqa: BLE001 - the future carries it to the caller, who raises it
            future.set_exception(error)
        return future


@contextmanager
def open_executor(where: str, jobs: int | None = None) -> Iterator[Executor]:
    """Yield an executor: `where` is serial or processes; `jobs` workers, by default one a core."""
    if where == "serial":
        yield Serial()
        return
    # spawn, not fork: workers start clean on every platform, with no copy of open files or locks
    with ProcessPoolExecutor(jobs or cores(), mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


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


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of `size` items, the last one shorter."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch
