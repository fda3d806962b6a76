"""Work runs here or in other processes, with the same results in the same order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

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
