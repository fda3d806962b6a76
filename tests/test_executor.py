"""Work runs here or in other processes, with the same results in the same order."""

from __future__ import annotations

import fcntl
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive_tools.errors import WorkerDiedError
from archive_tools.executor import Serial, Workers, batched, in_order
from archive_tools.executor.order import AHEAD


def double(batch: list[int]) -> list[int]:
    return [2 * number for number in batch]


def die_on_seven(batch: list[int]) -> list[int]:
    if 7 in batch:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def fail_on_seven(batch: list[int]) -> list[int]:
    if 7 in batch:
        raise KeyError(7)
    return batch


def test_batches_are_lists_of_the_size_asked_for() -> None:
    assert list(batched(range(5), 2)) == [[0, 1], [2, 3], [4]]


@pytest.mark.parametrize(("where", "jobs"), [("serial", None), ("processes", 1), ("processes", 2)])
def test_results_come_in_the_order_of_the_batches(where: str, jobs: int | None) -> None:
    with Workers(where, jobs) as workers:
        results = [number for batch in workers.map(double, batched(range(50), 3)) for number in batch]
    assert results == [2 * number for number in range(50)]


def test_a_single_batch_starts_no_process() -> None:
    with Workers("processes", 2) as workers:
        (result,) = workers.map(lambda batch: [os.getpid(), *batch], [[1]])  # a lambda could not be sent to another
    assert result == [os.getpid(), 1]


def test_a_worker_that_dies_is_told_and_not_waited_for() -> None:
    with (
        pytest.raises(WorkerDiedError, match="Nothing that was published has changed"),
        Workers("processes", 2) as workers,
    ):
        list(workers.map(die_on_seven, batched(range(20), 2)))


def test_a_bug_in_a_worker_keeps_its_class() -> None:
    with pytest.raises(KeyError), Workers("processes", 2) as workers:
        list(workers.map(fail_on_seven, batched(range(20), 2)))


@pytest.mark.parametrize("workers", [1, 2, 40])
def test_batches_are_drawn_only_as_fast_as_results_are_taken(workers: int) -> None:
    drawn: list[int] = []

    def batches() -> Iterator[list[int]]:
        for number in range(1000):
            drawn.append(number)
            yield [number]

    results = in_order(Serial(), double, batches(), workers)
    for taken in range(1, 100):
        next(results)
        assert len(drawn) <= taken + workers * AHEAD


def tell_process(_: list[int]) -> int:
    return os.getpid()


def test_a_process_that_was_got_ready_does_the_little_work_that_follows() -> None:
    with Workers("processes", 2) as workers:
        assert list(workers.map(tell_process, [[1]], ready=True)) == [os.getpid()], "nothing was got ready"
        workers.get_ready(os.getpid)
        assert list(workers.map(tell_process, [[1]])) == [os.getpid()], "this work was not foreseen"
        assert list(workers.map(tell_process, [[1]], ready=True)) != [os.getpid()]


def test_on_one_core_nothing_is_got_ready() -> None:
    with Workers("processes", 1) as workers:
        workers.get_ready(os.getpid)
        assert list(workers.map(tell_process, [[1]], ready=True)) == [os.getpid()]


@pytest.fixture
def copies() -> Iterator[Workers]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads, which a test runner has
        workers = Workers("processes", 2, copies=True).__enter__()
    with closing(workers):
        yield workers


KNOWN_TO_COPIES: list[int] = []


def what_is_known(_: list[int]) -> list[int]:
    return list(KNOWN_TO_COPIES)


@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")
class TestCopies:
    def test_they_give_results_in_the_order_of_the_batches(self, copies: Workers) -> None:
        results = [number for batch in copies.map(double, batched(range(500), 3)) for number in batch]
        assert results == [2 * number for number in range(500)]

    def test_they_take_and_give_more_than_a_pipe_holds(self, copies: Workers) -> None:
        batches = [list(range(n, 200_000)) for n in range(20)]
        assert list(copies.map(double, batches)) == [double(batch) for batch in batches]

    def test_they_know_what_this_process_knew_when_they_were_made(self) -> None:
        KNOWN_TO_COPIES.append(7)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            workers = Workers("processes", 2, copies=True).__enter__()
        with closing(workers):
            KNOWN_TO_COPIES.clear()
            assert list(workers.map(what_is_known, [[1], [2]])) == [[7], [7]]

    def test_the_last_works_meanwhile_and_the_first_is_got_ready(self, copies: Workers) -> None:
        aside = copies.meanwhile(tell_process, [1])
        copies.get_ready(os.getpid)
        begun = copies.begin(tell_process, [1])
        assert aside is not None
        assert begun is not None
        assert len({os.getpid(), copies.result(aside), copies.result(begun)}) == 3

    def test_one_that_dies_is_told(self, copies: Workers) -> None:
        with pytest.raises(WorkerDiedError, match="Nothing that was published has changed"):
            list(copies.map(die_on_seven, batched(range(20), 2)))

    def test_one_that_died_idle_is_told_too(self, copies: Workers) -> None:
        dead = copies.meanwhile(tell_process, [1])
        assert dead is not None
        os.kill(copies.result(dead), signal.SIGKILL)
        again = copies.meanwhile(double, [1])
        assert again is not None
        with pytest.raises(WorkerDiedError):
            copies.result(again)

    def test_a_bug_keeps_its_class_and_says_where_it_was(self, copies: Workers) -> None:
        with pytest.raises(KeyError) as caught:
            list(copies.map(fail_on_seven, batched(range(20), 2)))
        assert "fail_on_seven" in caught.value.__notes__[0]

    def test_what_cannot_be_sent_is_told_and_stops_nothing(self, copies: Workers) -> None:
        unsendable = copies.meanwhile(lambda batch: batch, [1])
        assert unsendable is not None
        with pytest.raises((AttributeError, TypeError, pickle.PicklingError)):
            copies.result(unsendable)
        assert list(copies.map(double, [[1], [2]])) == [[2], [4]]

    def test_they_let_go_of_the_files_that_they_are_told_to(self, tmp_path: Path) -> None:
        handle = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
        fcntl.flock(handle, fcntl.LOCK_EX)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            workers = Workers("processes", 2, copies=True, let_go=[handle]).__enter__()
        with closing(workers):
            assert list(workers.map(double, [[1], [2]])) == [[2], [4]]  # both are at work
            os.close(handle)
            again = os.open(tmp_path / "lock", os.O_RDWR)
            fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.close(again)

    def test_on_one_core_there_are_none(self) -> None:
        with Workers("processes", 1, copies=True) as workers:
            assert workers.meanwhile(double, [1]) is None
