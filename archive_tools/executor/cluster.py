"""The coordinator's side of a Dask cluster. The only module that imports `distributed`, and only when asked to.

Dask keeps the batches of a lost worker and gives them to another; since a batch writes the same bytes wherever and
however often it runs, nothing else is needed. What Dask does not know is whether the workers are fit for the work:
that is asked once, before anything is sent (remote.py).
"""

from __future__ import annotations

import contextlib
import pickle
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from archive_tools.errors import ClusterError
from archive_tools.executor import remote

PATIENCE: Final = 5
"""Seconds to wait for the scheduler, and then for a first worker."""


class Cluster:
    """A connection to a scheduler whose workers were found fit."""

    def __init__(self, address: str, shared: Sequence[Path]) -> None:
        """
        Args:
            address: tcp://HOST:PORT, or tls:// with the certificates of Dask's own configuration.
            shared: folders that every worker must find at the same path and may write; the cache first.

        Raises:
            ClusterError: Dask is not installed, nobody answers, there are no workers, or they are not fit.
        """
        self._address = address
        self._client = _connect(address)
        try:
            self.count = self._wait_for_workers()
            ticket = self._examine(shared)
        except BaseException:
            self.close()
            raise
        self.executor: Executor = _Sender(self._client.get_executor(pure=False), ticket)

    def close(self) -> None:
        """Part from the scheduler, which forgets what is left of this build."""
        self._client.close(timeout=PATIENCE)

    def plainly(self, error: Exception) -> ClusterError | None:
        """An error of Dask's in words for people; None where it is not one of Dask's."""
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        if isinstance(error, KilledWorker):
            return ClusterError(
                self._address,
                f"several workers in a row died over the same batch ({error.last_worker.address} was the last)",
                "Look into their logs; give them more memory. Then build again: what was published stands.",
            )
        if isinstance(error, CancelledError | CommClosedError):
            return ClusterError(
                self._address,
                "the scheduler went away in the middle of the build",
                "Start it again, then build again: the build goes on from where it was.",
            )
        return None

    def _wait_for_workers(self) -> int:
        with contextlib.suppress(TimeoutError):
            self._client.wait_for_workers(1, timeout=PATIENCE)
        count = len(self._client.nthreads())
        if not count:
            raise ClusterError(
                self._address, "the scheduler has no workers", f"Start some with: dask worker {self._address}"
            )
        return count

    def _examine(self, shared: Sequence[Path]) -> remote.Ticket:
        token = secrets.token_hex(16)
        with _laid_out(shared, token):
            found = self._client.run(remote.look, list(shared), token, on_error="return")
        for worker, answer in sorted(found.items()):
            if isinstance(answer, BaseException):
                raise ClusterError(
                    worker,
                    f"this worker cannot run archive-tools ({type(answer).__name__}: {answer})",
                    "Install the same version of archive-tools on every worker.",
                )
            self._judge(worker, *answer)
        return remote.Ticket(shared[0], token, remote.digest(remote.versions()))

    @staticmethod
    def _judge(worker: str, blind: Sequence[str], versions: dict[str, str]) -> None:
        if blind:
            raise ClusterError(
                worker,
                f"this worker does not see, or may not write, {', '.join(blind)}",
                "Put the archive on a disk that all workers mount at the same path.",
            )
        differing = [
            f"{name} {versions.get(name) or 'none'} instead of {wanted or 'none'}"
            for name, wanted in remote.versions().items()
            if versions.get(name) != wanted
        ]
        if differing:
            raise ClusterError(
                worker, f"this worker has {', '.join(differing)}", "Install the same versions everywhere."
            )


class _Sender(Executor):
    """Sends work with the ticket of its build."""

    def __init__(self, executor: Executor, ticket: remote.Ticket) -> None:
        self._executor = executor
        self._ticket = ticket

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """One batch as the only argument."""
        (batch,) = args
        return self._executor.submit(remote.run, self._ticket, pickle.dumps((fn, batch)))


def _connect(address: str) -> Any:
    try:
        from distributed.client import Client
    except ImportError:
        raise ClusterError(
            address,
            "work on a cluster needs the package `distributed`, which is not installed",
            "Install it here and on the workers with: pip install 'archive-tools[dask]'",
        ) from None
    connect: Any = Client
    try:
        return connect(address, timeout=PATIENCE, set_as_default=False, name="archive")
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            address,
            f"no Dask scheduler answers there ({_first_line(error)})",
            "Start one with `dask scheduler`, or correct the address.",
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


@contextmanager
def _laid_out(folders: Sequence[Path], token: str) -> Iterator[None]:
    """The token in each folder. It stays in the first, the cache, where it names the current build to the workers."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / remote.TOKEN).write_text(token, encoding="ascii")
    try:
        yield
    finally:
        for folder in folders[1:]:
            (folder / remote.TOKEN).unlink(missing_ok=True)
