"""Chooses where batches run, and tells plainly when that place fails."""

from __future__ import annotations

import itertools
import re
import sys
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
    from archive_tools.executor.copies import Copies

B = TypeVar("B")
R = TypeVar("R")

_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9a-fA-F:.]+\]|[^\s:/?#\[\]]+):[0-9]{1,5}")


def is_place(where: str) -> bool:
    """Whether work can be asked to run there: serial, processes, or the address of a Dask scheduler."""
    return where in {"serial", "processes"} or _ADDRESS.fullmatch(where) is not None


class Workers:
    """Opens an executor when there is enough to do for one; a single batch runs in this process at once."""

    def __init__(
        self,
        where: str,
        jobs: int | None = None,
        leash: Path | None = None,
        shared: Sequence[Path] = (),
        *,
        copies: bool = False,
        let_go: Sequence[int] = (),
    ) -> None:
        """`where`: see `is_place`.

        Args:
            jobs: worker processes, by default one a core; of a cluster: how many workers to keep busy, by default
                as many as it has at the start.
            leash: see `local.hold`.
            shared: folders that the workers of a cluster must find at the same paths, the cache first.
            copies: whether processes may be copies of this one, made at once; see `copies.py` for what it must not be
                doing then. Where the system is not known to bear that, they are started from nothing all the same.
            let_go: open files that a copy must not keep open.
        """
        self._where = where
        self._jobs = jobs
        self._leash = leash
        self._shared = shared
        self._cluster: Cluster | None = None
        self._pool: Executor | None = None
        self._copies: Copies | None = None
        self._let_go = let_go
        self._ready = False
        self.elsewhere = where not in {"serial", "processes"}
        """Whether work may run on other machines than this one."""
        self.count = 1 if where == "serial" else jobs or cores()
        self._copying = copies and self.count > 1 and where == "processes" and sys.platform == "linux"

    def __enter__(self) -> Self:
        """Copies are made now, other processes where needed; a cluster is asked at once whether it can do the work.

        Raises:
            ClusterError: it cannot, and why.
        """
        if self.elsewhere:
            from archive_tools.executor.cluster import Cluster

            self._cluster = Cluster(self._where, self._shared)
            self.count = self._jobs or self._cluster.count
        if self._copying:
            from archive_tools.executor.copies import Copies

            self._pool = self._copies = Copies(self.count, self._leash, self._let_go)
        return self

    def __exit__(self, *_: object) -> None:
        """As `close`."""
        self.close()

    def close(self) -> None:
        """Ends the workers, without waiting for batches that nobody will look at; those of a cluster live on."""
        pool, self._pool, self._copies = self._pool, None, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)
        cluster, self._cluster = self._cluster, None
        if cluster is not None:
            cluster.close()

    def get_ready(self, first: Callable[[], object]) -> None:
        """Start one process now and let it do `first` (load what it will need), while this one is still busy.

        Of use before little work that needs much loading. Without a second core, or on a cluster, nothing happens.
        """
        if self._cluster is None and self.count > 1 and not self._ready:
            self._ready = True
            if self._copies is None:
                self._executor().submit(first)
            else:
                self._copies.submit_to_first(first)

    def meanwhile(self, work: Callable[[B], R], batch: B, *, first: bool = False) -> Future[R] | None:
        """Let a process that is there in any case do this while this one goes on; None where there is no such.

        `first`: the one that `get_ready` will get ready; otherwise the one that has least to do.
        """
        if self._copies is None:
            return None
        return self._copies.submit_to_first(work, batch) if first else self._copies.submit_aside(work, batch)

    def begin(self, work: Callable[[B], R], batch: B) -> Future[R] | None:
        """Let the process that was got ready do one batch, while this one goes on; None where there is no such."""
        if not self._ready:
            return None
        return self._copies.submit_to_first(work, batch) if self._copies else self._executor().submit(work, batch)

    def result(self, future: Future[R]) -> R:
        """What `begin` or `meanwhile` began.

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
            if self._died(error):
                raise WorkerDiedError(str(error)) from error
            plain = self._cluster.plainly(error) if self._cluster else None
            if plain is None:
                raise
            raise plain from error

    def _died(self, error: Exception) -> bool:
        """Whether a process did, of which this tells; then the others are ended."""
        if self._copies is not None and (isinstance(error, BrokenExecutor) or self._copies.broken):
            self._copies.end()
            return True
        if self._pool is not None and (isinstance(error, BrokenExecutor) or is_broken(self._pool)):
            end_stragglers(self._pool)
            return True
        return False

    def _executor(self) -> Executor:
        if self._cluster is not None:
            return self._cluster.executor
        if self.count == 1:
            return Serial()
        if self._pool is None:
            self._pool = processes(self.count, self._leash)
        return self._pool
