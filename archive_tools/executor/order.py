"""Batches go out, rows come back, in the order in which the batches went out; only a few are under way at once.

So the result does not depend on the number of workers, and memory is bounded by the batch, on one core and on a
thousand: the iterable of batches is drawn from only as fast as results are taken.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import TypeVar

B = TypeVar("B")
R = TypeVar("R")

AHEAD = 3
"""Batches under way for each worker: enough that none waits, few enough that memory stays flat."""


def in_order(executor: Executor, work: Callable[[B], R], batches: Iterable[B], workers: int) -> Iterator[R]:
    """Run `work` on each batch and yield the results in the order of the batches."""
    under_way: collections.deque[Future[R]] = collections.deque()
    try:
        for batch in batches:
            under_way.append(executor.submit(work, batch))
            if len(under_way) >= workers * AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenExecutor:
        # the pool's own thread is failing these futures just now; one cancelled under its hands ends that thread
        # before it has ended the workers, and then nothing ever does
        under_way.clear()
        raise
    finally:
        for future in under_way:
            future.cancel()


def batched(items: Iterable[B], size: int) -> Iterator[list[B]]:
    """Lists of `size` items, the last one shorter."""
    rest = iter(items)
    while batch := list(itertools.islice(rest, size)):
        yield batch
