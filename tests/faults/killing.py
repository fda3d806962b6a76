"""Builds that are killed: at a chosen moment in a child of this process, or at any moment from outside."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from archive_tools.config.settings import load_settings
from archive_tools.pipeline import Options, build
from archive_tools.pipeline.report import Silence

EVENTS = frozenset(
    {
        "execute",
        "executemany",
        "executescript",
        "open",
        "write",
        "flush",
        "replace",
        "rename",
        "unlink",
        "mkdir",
        "rmdir",
    }
)
"""Calls around which something on disk begins or ends."""


def build_and_die(config: Path, moment: int, out: Path | None = None) -> bool:
    """Build in a child process that is killed (SIGKILL) just before the n-th of its EVENTS.

    Returns whether it was killed: a build that has less to do than that ends well.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: the child runs none of them
        child = os.fork()
    if child == 0:
        _die_or_exit(lambda: build(load_settings(config, out), Options(executor="serial"), Silence()), moment)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the build failed before it could be killed"
    return False


def _die_or_exit(work: Callable[[], object], moment: int) -> None:
    left = moment

    def watch(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal left
        if event == "c_call" and arg.__name__ in EVENTS:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 3
    try:
        sys.setprofile(watch)
        work()
        sys.setprofile(None)
        code = 0
    finally:
        os._exit(code)
