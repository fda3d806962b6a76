"""Clusters on this machine: each part a process, each worker with a working folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

_MACHINE = Path(__file__).with_name("machine.py")
_ROOT = Path(__file__).parents[2]


@dataclass
class Machines:
    """The processes of one cluster."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[str] | None = None
    workers: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *words: str, **environment: str) -> tuple[subprocess.Popen[str], str]:
        """Start one and wait until it has said where it listens."""
        here = self.folder / f"machine-{len(self.workers)}-{words[0]}"
        here.mkdir()
        with (here / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, str(_MACHINE), *words],
                cwd=here,
                env={**os.environ, "PYTHONPATH": str(_ROOT), "DASK_TEMPORARY_DIRECTORY": str(here), **environment},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        assert said, (here / "log").read_text()
        return process, said

    def add_worker(self, **environment: str) -> subprocess.Popen[str]:
        process, _ = self.start("worker", self.address, **environment)
        self.workers.append(process)
        return process

    def stop(self) -> None:
        for process in (*self.workers, *([self.scheduler] if self.scheduler else [])):
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()


@pytest.fixture
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Machines]]:
    """Starts a scheduler with so many workers."""
    pytest.importorskip("distributed", reason="the package distributed is not installed (extra `dask`)")
    started: list[Machines] = []

    def start(workers: int) -> Machines:
        cluster = Machines(tmp_path_factory.mktemp("machines"))
        started.append(cluster)
        cluster.scheduler, cluster.address = cluster.start("scheduler")
        for _ in range(workers):
            cluster.add_worker()
        return cluster

    yield start
    for cluster in started:
        cluster.stop()
