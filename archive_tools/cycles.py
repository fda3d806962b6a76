"""Python looks for cycles among objects now and then. Where millions are made that form none, that is lost time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_looked_for() -> Iterator[None]:
    """For work that makes many objects without cycles, or is over soon."""
    pause = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


def seldom_looked_for() -> None:
    """For a process that is this program's alone, and for its copies: a sixth of a small build's processor time.

    As shipped, Python looks through the youngest objects whenever 700 more have been made than have gone.
    """
    gc.set_threshold(50_000, 20, 100)
