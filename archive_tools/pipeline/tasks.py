"""What the coordinator and the workers say to each other. Light to import: no room is loaded for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from archive_tools.catalog.written import WrittenFile
from archive_tools.sources.slices import Slice


class AuthorityRef(Struct, frozen=True):
    """Where workers find the authority: in the catalog, which has it parsed; the digest tells when it has changed."""

    cache: Path
    digest: str
    compiled: Path
    """The file of what was compiled of it; see knowing.py."""
    compiled_from: str
    """Digest of all that this depends on."""
    still: bool = False
    """Whether to read it as workers on other machines must."""


class Task(Struct, frozen=True):
    """Pass 1: one item to prepare."""

    seed: str
    piece: Slice
    stated: Mapping[str, Any]
    inputs: str


class Composed(Struct):
    """Pass 2: what became of a batch of pages."""

    rows: list[WrittenFile] = field(default_factory=list)
    """The state of all files looked at."""
    long_way: int = 0
    """Pages that could not be joined from frame and text: MkDocs and Markdown rendered them whole."""
