"""The worker's side of a cluster: is this the machine that the build means, and is the build still the current one?

A cluster outlives builds. Its workers may see another disk, run other versions, or still be busy with a batch of a
build that was killed. Each would write wrong bytes without anyone noticing, so that all three are asked before a
batch runs. Dask may give a process several threads; what work keeps for a process (the compiled authority, the
loaded theme) is not shared between threads, so that one batch runs at a time.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import pickle
import sys
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from archive_tools.errors import ClusterError

TOKEN = ".archive-tmp-cluster"  # noqa: S105 - the name of a file; sweeps know the prefix
_PACKAGES = (
    "hijridate",
    "Jinja2",
    "Markdown",
    "mkdocs",
    "mkdocs-material",
    "msgspec",
    "pyahocorasick",
    "pymdown-extensions",
    "PyYAML",
    "regex",
)
_CODE = frozenset({".py", ".json", ".yml", ".html", ".svg"})
_ONE_AT_A_TIME = threading.Lock()  # the one thing that threads of a worker must share


class Ticket(Struct, frozen=True):
    """Names a build to the workers."""

    folder: Path
    """Where the token lies: the archive's cache."""
    token: str
    versions: str
    """Digest of `versions()` at the coordinator."""


def run(ticket: Ticket, task: bytes) -> Any:
    """Run a pickled (work, batch), if this worker may.

    Pickled by the coordinator, and not by Dask, which would look into the batch for tasks of its own.

    Raises:
        ClusterError: this worker does not see the archive, has other versions, or the build is no longer the one.
    """
    with _ONE_AT_A_TIME:
        if not _sees(ticket.folder, ticket.token):
            raise ClusterError(
                "cluster",
                f"a worker finds another build at work in {ticket.folder}, or does not see that folder",
                "Build again, when no other build runs; put the archive on a disk that all workers share.",
            )
        if digest(versions()) != ticket.versions:
            raise ClusterError(
                "cluster",
                "a worker that joined has other versions than the coordinator",
                "Install the same versions everywhere (requirements.lock).",
            )
        work, batch = pickle.loads(task)  # noqa: S301 - from the coordinator, over Dask, which pickles as well
        return work(batch)


def look(folders: Sequence[Path], token: str) -> tuple[list[str], dict[str, str]]:
    """What the coordinator asks each worker at the start: (folders without the token, or read-only; versions).

    Waits for a batch that is running here: after this no batch of an earlier build writes any more.
    """
    with _ONE_AT_A_TIME:
        blind = [str(folder) for folder in folders if not _sees(folder, token) or not os.access(folder, os.W_OK)]
        return blind, dict(versions())


def _sees(folder: Path, token: str) -> bool:
    try:
        return (folder / TOKEN).read_text(encoding="ascii") == token
    except (OSError, ValueError):
        return False


@cache
def versions() -> Mapping[str, str]:
    """Everything that decides the bytes of the output and may differ from machine to machine."""
    found = {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "unicode": unicodedata.unidata_version,
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", ""),
        "archive-tools": _code(),
    }
    return found | {name: importlib.metadata.version(name) for name in _PACKAGES}


def digest(found: Mapping[str, str]) -> str:
    """SHA-256 of versions."""
    return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()


def _code() -> str:
    """Digest of this package's own files: a version number does not tell what a checkout holds."""
    package = Path(__file__).parents[1]
    total = hashlib.sha256()
    for path in sorted(file for file in package.rglob("*") if file.suffix in _CODE):
        total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:12]
