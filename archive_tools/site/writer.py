"""Files that are whole or not there: written beside their place under a temporary name, then renamed into it.

No fsync a page: one `syncfs` before the catalog says "written" makes all of them durable at once. What a killed build
leaves behind is temporary files, which the next build sweeps.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

from msgspec import Struct

from archive_tools.errors import OutputError

TEMPORARY = ".archive-tmp-"
MARKER = ".archive-output"
"""Stands in every folder that a build may clean: a folder without it is not ours to delete from."""
_CLAIM = b"This folder is written by `archive build`, which deletes what does not belong in it.\n"


class OnDisk(Struct, frozen=True):
    """A file that was just written."""

    digest: str
    """SHA-256 of its bytes."""
    size: int
    mtime_ns: int


def write(path: Path, data: bytes) -> OnDisk:
    """As `replace`, and say what was written."""
    mtime_ns = replace(str(path), data)
    return OnDisk(hashlib.sha256(data).hexdigest(), len(data), mtime_ns)


def replace(path: str, data: bytes) -> int:
    """Write a file atomically, folders included. Returns its time of change in nanoseconds.

    Raises:
        OutputError: the system refused; the file that was there before is untouched.
    """
    folder, _, name = path.rpartition("/")
    # the machine's name: workers of a cluster share the folder, and numbers of processes only hold on one machine
    temporary = f"{folder}/{TEMPORARY}{_machine()}-{os.getpid()}-{name[-80:]}"
    try:
        return _replace(folder, path, temporary, data)
    except OSError as error:
        with contextlib.suppress(OSError):  # what cannot be deleted now is swept later
            os.unlink(temporary)  # noqa: PTH108
        raise OutputError(path, error.strerror or str(error)) from error


@lru_cache(maxsize=1)
def _machine() -> str:
    return os.uname().nodename[:64]


_FRESH: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0)


def _replace(folder: str, path: str, temporary: str, data: bytes) -> int:
    """Bare system calls: this is done twice a page, and Python's own files and paths would double its cost."""
    try:
        handle = os.open(temporary, _FRESH, 0o666)
    except FileNotFoundError:
        _make(folder)
        handle = os.open(temporary, _FRESH, 0o666)
    try:
        rest = memoryview(data)
        while rest:  # a full disk or a signal may take a part only
            rest = rest[os.write(handle, rest) :]
        mtime_ns = os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)
    os.replace(temporary, path)  # noqa: PTH105
    return mtime_ns


def _make(folder: str) -> None:
    with contextlib.suppress(FileExistsError):  # another worker was faster
        try:
            os.mkdir(folder)  # noqa: PTH102
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def claim(folder: Path) -> bool:
    """Make the output folder ours. Returns whether there was nothing in it.

    Raises:
        OutputError: it exists, has files in it, and was not made by a build.
    """
    marker = folder / MARKER
    try:
        if marker.exists():
            return False
        found = list(folder.iterdir()) if folder.exists() else []
        if any(not path.name.startswith(TEMPORARY) for path in found):
            raise OutputError(str(folder), f"it has files in it and no {MARKER}; name an empty folder, or empty it")
        write(marker, _CLAIM)
        return not found
    except OSError as error:
        raise OutputError(str(folder), error.strerror or str(error)) from error


def stamp_of(marker: Path) -> str | None:
    """The time stamp of a marker, in nanoseconds; None where there is none."""
    try:
        return str(marker.stat().st_mtime_ns)
    except OSError:
        return None


def stamp(marker: Path) -> str:
    """Give the marker a new time stamp, and return it: which state of the folder this is.

    A clock and yet reproducible: no byte of a file depends on it, and any other stamp only means a closer look.

    Raises:
        OutputError: the system refused.
    """
    return str(write(marker, _CLAIM).mtime_ns)


def remove(folder: Path, paths: Iterable[str]) -> int:
    """Delete files below `folder`, and the folders that this leaves empty. Returns how many files went."""
    # Bare strings and system calls: an update of the search deletes hundreds. Files of one folder stand together.
    count = 0
    for parent, inside in groupby(paths, key=lambda path: path.rpartition("/")[0]):
        try:
            count += sum(_unlinked(f"{folder}/{path}") for path in inside)
        finally:
            _remove_empty(str(folder), parent)
    return count


def _unlinked(path: str) -> bool:
    try:
        os.unlink(path)  # noqa: PTH108
    except FileNotFoundError:
        return False
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error
    return True


def _remove_empty(top: str, below: str) -> None:
    """The folder `below` and those that it is in, but never `top` itself."""
    while below:
        try:
            os.rmdir(f"{top}/{below}")  # noqa: PTH106
        except OSError:  # not empty, or gone: either way there is nothing to do
            return
        below = below.rpartition("/")[0]


def walk(folder: Path) -> Iterator[str]:
    """All files below a folder, as paths with forward slashes, in the order of the file system."""
    pending = [""]
    while pending:
        here = pending.pop()  # with a slash behind it; strings, since a sweep sees every file of the site
        try:
            with os.scandir(f"{folder}/{here}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(f"{here}{entry.name}/")
                    else:
                        yield f"{here}{entry.name}"
        except FileNotFoundError:
            continue


def sync(folder: Path) -> None:
    """Flush the file system that holds `folder`, so that the catalog never claims what a power cut can take back.

    Raises:
        OutputError: not all could be flushed: what was written may be lost.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "syncfs"):  # not Linux
        os.sync()
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            if libc.syncfs(handle) != 0:
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number))
        finally:
            os.close(handle)
    except OSError as error:
        raise OutputError(str(folder), error.strerror or str(error)) from error
