"""A build that is killed leaves whole files of the last good or the coming state, and the next one mends all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.killing import build_and_die
from tests.faults.rounds import rounds
from tests.faults.states import set_the_stage


@pytest.mark.slow
def test_kills_at_random_moments_with_two_workers_break_nothing(tmp_path: Path) -> None:
    """`python -m benchmarks.faults` does hundreds of these."""
    stage = set_the_stage(tmp_path)
    found = list(rounds(stage, count=8, seed=3))
    assert [(one.torn, one.mended) for one in found] == [((), True)] * 8
    assert any(one.killed for one in found)


@pytest.mark.parametrize("moment", [5, 60, 200, 350, 500])
def test_a_kill_before_a_write_a_rename_or_a_statement_breaks_nothing(tmp_path: Path, moment: int) -> None:
    few = "".join(f'{{"id": "n{n}", "title": "x", "date": "2018-04-{n:02d}", "text": "حلب"}}\n' for n in range(1, 4))
    stage = set_the_stage(tmp_path, seeds=({"a.jsonl": few, "b.txt": "قصف."}, {"a.jsonl": few, "c.txt": "هدنة."}))
    for state in (1, 0, 1):
        stage.turn_to(state)
        build_and_die(stage.config, moment)
        assert stage.torn() == []
    assert not build_and_die(stage.config, 1_000_000)
    assert stage.equals(1)
