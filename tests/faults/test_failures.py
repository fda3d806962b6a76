"""Whatever call fails, the build says so in one line, breaks nothing, and the next one mends all."""

from __future__ import annotations

import shutil

import pytest

from tests.faults.failures import FAILURES, one_failure
from tests.faults.states import Stage, set_the_stage

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed: it lets system calls fail"),
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return set_the_stage(tmp_path_factory.mktemp("failures"))


@pytest.mark.parametrize("when", ["1", "3", "20+"])
@pytest.mark.parametrize(("calls", "error"), FAILURES)
def test_a_failing_call_is_told_in_one_line_breaks_nothing_and_is_mended(
    stage: Stage, calls: str, error: str, when: str
) -> None:
    for state in (1, 0):
        failed = one_failure(stage, state, calls, error, when)
        assert failed.fine, failed
        assert failed.injected or when != "1", "the build made no such call: nothing was tried"
