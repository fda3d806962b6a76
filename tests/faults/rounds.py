"""Rounds of: change the seeds, start a build, kill it, look at what it left, build again, compare."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.faults.killing import build_and_die
from tests.faults.states import Stage

ROOT = Path(__file__).parents[2]
NEVER = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Round:
    """What one kill did."""

    killed: bool
    """False: the build was done before."""
    after: float
    """Seconds from the start."""
    torn: tuple[str, ...]
    """Files that belong to no state: must be none."""
    mended: bool
    """Whether the next build made all of it equal to a clean one."""


def command(config: Path, *more: str) -> list[str]:
    """The program, as people start it, with its warnings as errors."""
    return [sys.executable, "-c", "from archive_tools.cli import main; main()", "build", "-f", str(config), *more]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of the program: this very source, wherever the tests are started from."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **more}


def rounds(stage: Stage, count: int, seed: int) -> Iterator[Round]:
    """`count` builds with two workers, each killed at a moment drawn from the time that such a build takes.

    Every second time only the coordinator is killed and the workers are left to themselves.
    """
    draw = random.Random(seed)
    state, whole = 0, 0.0
    for number in range(count):
        state = 1 - state
        stage.turn_to(state)
        if not whole:
            begun = time.monotonic()
            subprocess.run(
                command(stage.config, "--jobs", "2"), check=True, env=surroundings(), capture_output=True, timeout=300
            )
            whole = time.monotonic() - begun
            state = 1 - state
            stage.turn_to(state)
        after = draw.uniform(0.0, whole)
        killed = _start_and_kill(stage, after, everyone=bool(number % 2))
        torn = tuple(stage.torn())
        build_and_die(stage.config, NEVER)
        yield Round(killed, after, torn, stage.equals(state))


def _start_and_kill(stage: Stage, after: float, *, everyone: bool) -> bool:
    process = subprocess.Popen(
        command(stage.config, "--jobs", "2"),
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        if everyone:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
    return process.returncode == -signal.SIGKILL
