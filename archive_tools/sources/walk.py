"""The seeds of an archive: every file below seeds/ that holds articles, in an order that no file system decides."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from archive_tools.errors import SourceError
from archive_tools.records import Rejected

NOT_SEEDS = frozenset({"authority", "decisions"})
"""Folders directly below seeds/ that hold other things than articles."""
_SIDECAR_ENDINGS = (".yml", ".yaml")


class SeedFile(Struct, frozen=True):
    """A seed and what the file system says about it; equal facts mean an unchanged file."""

    path: str
    """Below seeds/, with forward slashes, as the file system spells it."""
    absolute: Path
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


def walk(root: Path) -> Iterator[SeedFile | Rejected]:
    """All seeds below `root`, sorted by NFC path. Links and special files are reported, never followed or opened.

    Left out are hidden files, sidecars (.yml), and the folders authority/ and decisions/ directly below `root`.
    A `root` that is missing holds no seeds.
    """
    found: list[tuple[str, SeedFile | Rejected]] = []
    folders = [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        for entry in _entries(folder, prefix, found):
            path = prefix + entry.name
            if entry.name.startswith(".") or (not prefix and entry.name in NOT_SEEDS):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append((Path(entry.path), path + "/"))
            elif not entry.name.lower().endswith(_SIDECAR_ENDINGS) or entry.is_symlink():
                found.append((unicodedata.normalize("NFC", path), _seed(entry, path)))
    yield from (seed for _, seed in sorted(found, key=lambda pair: (pair[0], _name(pair[1]))))


def open_seed(seed: SeedFile) -> BinaryIO:
    """The seed's bytes, seekable. A link that took the file's place meanwhile is not followed.

    Raises:
        SourceError: it cannot be opened or is no plain file any more.
    """
    try:
        descriptor = os.open(seed.absolute, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise SourceError(f"cannot be opened: {error.strerror}. Check that it is there and may be read.") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SourceError("is not a plain file. Put a copy of the file there.")
    return os.fdopen(descriptor, "rb")


def _entries(folder: Path, prefix: str, found: list[tuple[str, SeedFile | Rejected]]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        if prefix or not isinstance(error, FileNotFoundError):
            reason = f"the folder cannot be read: {error.strerror}. Check its rights."
            found.append((prefix, Rejected(locator=prefix or ".", stage="read", reason=reason)))
        return []


def _seed(entry: os.DirEntry[str], path: str) -> SeedFile | Rejected:
    if not _is_unicode(path):
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        return Rejected(locator=shown, stage="read", reason="its name is not UTF-8. Rename the file.")
    if entry.is_symlink():
        reason = "is a symbolic link, which is not followed. Put the file itself there."
        return Rejected(locator=path, stage="read", reason=reason)
    try:
        facts = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Rejected(locator=path, stage="read", reason=f"cannot be looked at: {error.strerror}.")
    if not stat.S_ISREG(facts.st_mode):
        return Rejected(locator=path, stage="read", reason="is not a plain file. Remove it from the seeds.")
    return SeedFile(path, Path(entry.path), facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)


def _is_unicode(path: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in path)


def _name(seed: SeedFile | Rejected) -> str:
    return seed.path if isinstance(seed, SeedFile) else seed.locator
