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
