"""Time, processor time and peak memory of a command and of all processes that it starts."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.1
LONG = 60.0
"""Seconds; what takes less is measured three times, and the median counts."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost."""

    wall: float
    cpu: float
    """User and system seconds, children included."""
    peak_mb: float
    """Largest sum of resident memory over the command and its children (pages that they share count twice)."""
    output: str
    memory: Sequence[tuple[float, float]] = field(default=(), repr=False)
    """(monotonic seconds, MB) about ten times a second."""


def run(command: Sequence[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed; with the end of what it printed.
    """
    begun = time.monotonic()
    before = _children_cpu()
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    memory = _Memory(process.pid)
    output, _ = process.communicate()
    memory.stop()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{output[-3000:]}")
    peak = max((total for _, total in memory.samples), default=0.0)
    return Cost(time.monotonic() - begun, _children_cpu() - before, peak, output, memory.samples)


def median_of_three(measure: Callable[[], Cost]) -> Cost:
    """The run of middling time out of three; a long one is not repeated."""
    costs = [measure()]
    while len(costs) < 3 and costs[0].wall < LONG:
        costs.append(measure())
    return sorted(costs, key=lambda cost: cost.wall)[(len(costs) - 1) // 2]


def load() -> float:
    """How busy the machine is: processes that want a core, over the last minute."""
    return round(psutil.getloadavg()[0], 1)


def _children_cpu() -> float:
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class _Memory:
    def __init__(self, pid: int) -> None:
        self.samples: list[tuple[float, float]] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(psutil.Process(pid),), daemon=True)
        self._thread.start()

    def _watch(self, process: psutil.Process) -> None:
        while not self._stop.wait(SAMPLE_SECONDS):
            total = 0
            try:
                for one in (process, *process.children(recursive=True)):
                    total += one.memory_info().rss
            except psutil.Error:
                continue
            self.samples.append((time.monotonic(), total / 1e6))

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()
