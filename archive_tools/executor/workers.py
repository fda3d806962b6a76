"""Chooses where batches run, and tells plainly when that place fails."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from archive_tools.errors import WorkerDiedError
from archive_tools.executor.local import Serial, cores, end_stragglers, is_broken, processes
from archive_tools.executor.order import in_order

if TYPE_CHECKING:
    from archive_tools.executor.cluster import Cluster

B = TypeVar("B")
R = TypeVar("R")

_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9a-fA-F:.]+\]|[^\s:/?#\[\]]+):[0-9]{1,5}")


def is_place(where: str) -> bool:
    """Whether work can be asked to run there: serial, processes, or the address of a Dask scheduler."""
    return where in {"serial", "processes"} or _ADDRESS.fullmatch(where) is not None


class Workers:
    """Opens an executor when there is enough to do for one; a single batch runs in this process at once."""

    def __init__(
        self, where: str, jobs: int | None = None, leash: Path | None = None, shared: Sequence[Path] = ()
    ) -> None:
        """`where`: see `is_place`.

        Args:
            jobs: worker processes, by default one a core; of a cluster: how many workers to keep busy, by default
                as many as it has at the start.
            leash: see `local.hold`.
            shared: folders that the workers of a cluster must find at the same paths, the cache first.
        """
        self._where = where
        self._jobs = jobs
        self._leash = leash
        self._shared = shared
        self._cluster: Cluster | None = None
        self._pool: Executor | None = None
        self._ready = False
        self.elsewhere = where not in {"serial", "processes"}
        """Whether work may run on other machines than this one."""
        self.count = 1 if where == "serial" else jobs or cores()

    def __enter__(self) -> Self:
        """Processes are started later, where needed; a cluster is asked at once whether it can do the work.

        Raises:
            ClusterError: it cannot, and why.
        """
        if self.elsewhere:
            from archive_tools.executor.cluster import Cluster

            self._cluster = Cluster(self._where, self._shared)
            self.count = self._jobs or self._cluster.count
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the workers, without waiting for batches that nobody will look at; those of a cluster live on."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        if self._cluster is not None:
            self._cluster.close()

    def get_ready(self, first: Callable[[], object]) -> None:
        """Start one process now and let it do `first` (load what it will need), while this one is still busy.

        Of use before little work that needs much loading. Without a second core, or on a cluster, nothing happens.
        """
        if self._cluster is None and self.count > 1 and not self._ready:
            self._ready = True
            self._executor().submit(first)

    def begin(self, work: Callable[[B], R], batch: B) -> Future[R] | None:
        """Let the process that was got ready do one batch, while this one goes on; None where there is no such."""
        return self._executor().submit(work, batch) if self._ready else None

    def result(self, future: Future[R]) -> R:
        """What `begin` began.

        Raises:
            WorkerDiedError: the process ended without an answer.
        """
        with self._told_plainly():
            return future.result()

    def map(self, work: Callable[[B], R], batches: Iterable[B], *, ready: bool = False) -> Iterator[R]:
        """Run `work` on each batch and yield the results in the order of the batches.

        Args:
            ready: whether `get_ready` has prepared for this work: then a single batch goes to that process too.

        Raises:
            WorkerDiedError: a worker process ended without an answer (killed, out of memory).
            ClusterError: a cluster went away, or lost a batch too often.
        """
        rest = iter(batches)
        first = list(itertools.islice(rest, 2))
        executor = self._executor() if len(first) > 1 or (first and ready and self._ready) else Serial()
        with self._told_plainly():
            yield from in_order(executor, work, itertools.chain(first, rest), self.count)

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            pool = self._pool
            if pool is not None and (isinstance(error, BrokenExecutor) or is_broken(pool)):
                end_stragglers(pool)
                raise WorkerDiedError(str(error)) from error
            plain = self._cluster.plainly(error) if self._cluster else None
            if plain is None:
                raise
            raise plain from error

    def _executor(self) -> Executor:
        if self._cluster is not None:
            return self._cluster.executor
        if self.count == 1:
            return Serial()
        if self._pool is None:
            self._pool = processes(self.count, self._leash)
        return self._pool
