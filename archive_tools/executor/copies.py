"""Worker processes that are copies of this one: there at once, with all that this one has loaded.

A process that starts from nothing loads for a third of a second what this one has long loaded; a copy (fork) takes
milliseconds. But a copy is only sound of a process without other threads, and SQLite allows none of an open database.
So all copies are made at once, by a process that does nothing else yet; who cannot promise that takes `processes`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NoReturn, ParamSpec, TypeVar

from archive_tools.executor.local import hold_leash
from archive_tools.executor.pipes import Pipe

P = ParamSpec("P")
R = TypeVar("R")

_AT_ONCE = 2
"""Tasks that a copy has: one to do, and one that waits for it there, so that it need not wait for the next."""

_Task = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Copies(Executor):
    """`count` copies of this process. A task goes to the one that has least to do; of equal ones, to the first."""

    def __init__(self, count: int, leash: Path | None, let_go: Sequence[int] = ()) -> None:
        """
        Args:
            count: of processes.
            leash: see `local.hold`.
            let_go: open files of this process that a copy must not keep open, locks for instance.
        """
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with contextlib.suppress(OSError, ValueError):  # full or closed: that is told by who prints
                stream.flush()  # or a copy that prints would print once more what waits in it
        gc.freeze()  # what is loaded stays: no process need look through it for what can go
        lifeline, self._life = os.pipe()
        self._copies: list[_Copy] = []
        for _ in range(count):
            tasks, answers = Pipe(), Pipe()
            number = os.fork()
            if number == 0:
                ours = [*let_go, self._life, tasks.end, answers.begin]
                _live(tasks, answers, lifeline, leash, ours)
            os.close(tasks.begin)
            os.close(answers.end)
            self._copies.append(_Copy(number, tasks, answers))
        os.close(lifeline)

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """As every executor does."""
        chosen = min(self._copies, key=lambda copy: copy.due)
        return chosen.take((fn, args, kwargs))

    def submit_aside(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """As `submit`, but of equal ones to the last."""
        return min(reversed(self._copies), key=lambda copy: copy.due).take((fn, args, kwargs))

    def submit_to_first(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """To the first, however much it has to do."""
        return self._copies[0].take((fn, args, kwargs))

    @property
    def broken(self) -> bool:
        """Whether a copy died."""
        return any(copy.gone for copy in self._copies)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """End the copies once they have done what they are at; what waits is given up."""
        for copy in self._copies:
            copy.dismiss()
        for copy in self._copies:
            copy.join()
        os.close(self._life)

    def end(self) -> None:
        """End them now."""
        for copy in self._copies:
            copy.end()


class _Copy:
    """The coordinator's side of one copy: a thread that sends, one that receives, both started with the first task."""

    def __init__(self, number: int, tasks: Pipe, answers: Pipe) -> None:
        self.due = 0
        self.gone = False
        self._number = number
        self._tasks = tasks
        self._answers = answers
        self._waiting: SimpleQueue[tuple[_Task, Future[Any]] | None] = SimpleQueue()
        self._sent: deque[Future[Any]] = deque()
        self._room = threading.Semaphore(_AT_ONCE)
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def take(self, task: _Task) -> Future[Any]:
        if not self._threads:
            self._threads = [threading.Thread(target=run, daemon=True) for run in (self._send, self._receive)]
            for thread in self._threads:
                thread.start()
        future: Future[Any] = Future()
        self._count(1)
        future.add_done_callback(lambda _: self._count(-1))
        self._waiting.put((task, future))
        return future

    def dismiss(self) -> None:
        while not self._waiting.empty():
            entry = self._waiting.get()
            if entry is not None:
                entry[1].cancel()
        self._waiting.put(None)
        if not self._threads:
            self._send()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()
        os.waitpid(self._number, 0)
        os.close(self._tasks.end)
        os.close(self._answers.begin)

    def end(self) -> None:
        os.kill(self._number, signal.SIGTERM)  # not waited for yet, so the number is still its own

    def _count(self, more: int) -> None:
        with self._lock:
            self.due += more

    def _send(self) -> None:
        while (entry := self._waiting.get()) is not None:
            task, future = entry
            self._room.acquire()
            if not future.set_running_or_notify_cancel():
                self._room.release()
                continue
            try:
                data = pickle.dumps(task)
            except Exception as error:  # what cannot be sent is the asker's affair
                future.set_exception(error)
                self._room.release()
                continue
            with self._lock:
                self._sent.append(future)
                gone = self.gone
            self._put(data)
            if gone:
                self._fail()
        self._put(pickle.dumps(None))

    def _put(self, data: bytes) -> None:
        try:
            self._tasks.put(data)
        except OSError:
            return  # it is dead: the thread that receives has noticed, or is about to

    def _receive(self) -> None:
        while True:
            try:
                data = self._answers.get()
            except EOFError:
                break
            _settle(self._sent.popleft(), data)
            self._room.release()
        self._fail()

    def _fail(self) -> None:
        """It is dead, or was told to end: whoever still waits for an answer is told."""
        with self._lock:
            self.gone = True
            lost = list(self._sent)
            self._sent.clear()
        for future in lost:
            future.set_exception(BrokenExecutor("it was killed, or ran out of memory"))
            self._room.release()


def _settle(future: Future[Any], data: bytes) -> None:
    try:
        fine, value = pickle.loads(data)  # noqa: S301 - from our own copy
    except Exception as error:  # an exception that cannot be made again from its words
        fine, value = False, error
    if fine:
        future.set_result(value)
    else:
        future.set_exception(value)


def _live(tasks: Pipe, answers: Pipe, lifeline: int, leash: Path | None, not_ours: Sequence[int]) -> NoReturn:
    """The copy's side: one task after the other, until there is none. It never returns to what was copied."""
    try:
        for handle in not_ours:
            os.close(handle)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator hears it too, and tells when to end
        threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()
        held = hold_leash(leash)  # noqa: F841 - for as long as this process lives
        while (task := pickle.loads(tasks.get())) is not None:  # noqa: S301 - from our own coordinator
            answers.put(_answer(task))
    except EOFError:
        os._exit(1)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)  # it holds nothing that must be closed


def _end_with(lifeline: int) -> None:
    """However the coordinator ends, nobody holds the other end of this any more; and it never writes."""
    os.read(lifeline, 1)
    os._exit(1)


def _answer(task: _Task) -> bytes:
    work, args, kwargs = task
    try:
        return pickle.dumps((True, work(*args, **kwargs)))
    except Exception as error:
        error.add_note(f"In a worker process:\n{traceback.format_exc()}")
        return pickle.dumps((False, error))
