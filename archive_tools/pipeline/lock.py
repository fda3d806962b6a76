"""One build at a time in a folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive_tools.errors import LockedError


@contextmanager
def locked(folder: Path) -> Iterator[int]:
    """Hold the folder's lock; the system lets go of it when the process ends, however it ends.

    Yields the open file that holds it: a copy of this process would hold it too, and has to close it.

    Raises:
        LockedError: another process holds it; says which.
        OSError: the folder cannot be made or written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 200, 0).decode(errors="replace").strip()
            raise LockedError(str(folder), holder) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()} on {os.uname().nodename}\n".encode(), 0)
        yield handle
    finally:
        os.close(handle)
