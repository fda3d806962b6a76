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
from dataclasses import dataclass
from pathlib import Path

from archive_tools.errors import OutputError

TEMPORARY = ".archive-tmp-"
MARKER = ".archive-output"
"""Stands in every folder that a build may clean: a folder without it is not ours to delete from."""
_CLAIM = b"This folder is written by `archive build`, which deletes what does not belong in it.\n"


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A file that was just written."""

    digest: str
    """SHA-256 of its bytes."""
    size: int
    mtime_ns: int


def write(path: Path, data: bytes) -> OnDisk:
    """Write a file atomically, folders included.

    Raises:
        OutputError: the system refused; the file that was there before is untouched.
    """
    # the machine's name: workers of a cluster share the folder, and numbers of processes only hold on one machine
    temporary = path.with_name(f"{TEMPORARY}{os.uname().nodename[:64]}-{os.getpid()}-{path.name[-80:]}")
    try:
        return _write(path, temporary, data)
    except OSError as error:
        with contextlib.suppress(OSError):  # what cannot be deleted now is swept later
            temporary.unlink()
        raise OutputError(str(path), error.strerror or str(error)) from error


def _write(path: Path, temporary: Path, data: bytes) -> OnDisk:
    try:
        handle = open(temporary, "wb")  # noqa: SIM115, PTH123 - closed below; Path.open costs a third more, a page each
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = open(temporary, "wb")  # noqa: SIM115, PTH123
    with handle:
        handle.write(data)
        handle.flush()
        stat = os.fstat(handle.fileno())
    os.replace(temporary, path)  # noqa: PTH105
    return OnDisk(hashlib.sha256(data).hexdigest(), len(data), stat.st_mtime_ns)


def claim(folder: Path) -> None:
    """Make the output folder ours.

    Raises:
        OutputError: it exists, has files in it, and was not made by a build.
    """
    marker = folder / MARKER
    try:
        if marker.exists():
            return
        if folder.exists() and any(not path.name.startswith(TEMPORARY) for path in folder.iterdir()):
            raise OutputError(str(folder), f"it has files in it and no {MARKER}; name an empty folder, or empty it")
        write(marker, _CLAIM)
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
    count = 0
    for relative in paths:
        path = folder / relative
        try:
            path.unlink()
            count += 1
        except FileNotFoundError:
            pass
        except OSError as error:
            raise OutputError(str(path), error.strerror or str(error)) from error
        _remove_empty(path.parent, folder)
    return count


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except OSError:  # not empty, or gone: either way there is nothing to do
            return
        folder = folder.parent


def walk(folder: Path) -> Iterator[str]:
    """All files below a folder, as paths with forward slashes, in the order of the file system."""
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(Path(entry.path))
                    else:
                        yield Path(entry.path).relative_to(folder).as_posix()
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
