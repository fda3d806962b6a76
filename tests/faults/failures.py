"""Builds in which a system call fails: strace lets the n-th of a kind, or all from the n-th on, return an error."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from tests.faults.killing import build_and_die
from tests.faults.rounds import NEVER, command, surroundings
from tests.faults.states import Stage

FAILURES = (
    ("write", "ENOSPC"),
    ("pwrite64", "ENOSPC"),
    ("pwrite64", "EIO"),
    ("fdatasync,fsync", "EIO"),
    ("syncfs", "EIO"),
    ("rename,renameat,renameat2", "EIO"),
    ("unlink,unlinkat", "EROFS"),
    ("mkdir,mkdirat", "EACCES"),
    ("rmdir", "EBUSY"),
    ("ftruncate", "ENOSPC"),
    ("flock", "ENOLCK"),
)
"""Calls by which a build changes what is on disk, and an error that each can meet."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What a build made of a failing call."""

    calls: str
    when: str
    """As strace writes it: `7` the seventh, `7+` all from the seventh on."""
    injected: bool
    """False: the build makes fewer such calls."""
    code: int
    said: str
    """What it printed on standard error."""
    torn: tuple[str, ...]
    mended: bool
    """Whether the next build made all of it equal to a clean one."""

    @property
    def is_well_told(self) -> bool:
        """Exit 0 where it did not matter; else 2, with one line that is no traceback; none where no write succeeds."""
        lines = len(self.said.splitlines())
        silenced = self.calls == "write" and self.when.endswith("+") and not lines
        told = (lines == 1 or silenced) and "Traceback" not in self.said
        return self.code == 0 or (self.code == 2 and told)

    @property
    def fine(self) -> bool:
        """All that is promised of a build that meets a failure."""
        return self.is_well_told and not self.torn and self.mended


def one_failure(stage: Stage, state: int, calls: str, error: str, when: str) -> Failed:
    """Bring the seeds into a state, build while a call fails, look, build again, compare."""
    stage.turn_to(state)
    log = stage.root.parent / "strace.log"
    inject = f"inject={calls}:error={error}:when={when}"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(log), "-e", f"trace={calls}", "-e", inject]
    program = command(stage.config, "--executor", "serial", "--json")
    done = subprocess.run(
        [*strace, *program], env=surroundings(), capture_output=True, text=True, timeout=300, check=False
    )
    injected = "(INJECTED)" in log.read_text(encoding="utf-8", errors="replace")
    torn = tuple(stage.torn())
    build_and_die(stage.config, NEVER)
    return Failed(calls, when, injected, done.returncode, done.stderr, torn, stage.equals(state))


def until_clean(stage: Stage, calls: str, error: str, step: int = 1, suffix: str = "") -> Iterator[Failed]:
    """The first, second, third … such call fails, until a build has fewer of them."""
    state, number = 0, 1
    stage.turn_to(state)  # whatever was done on it before: a build that has nothing to do makes no such calls
    build_and_die(stage.config, NEVER)
    while True:
        state = 1 - state
        failed = one_failure(stage, state, calls, error, f"{number}{suffix}")
        yield failed
        if not failed.injected:
            return
        number += step
