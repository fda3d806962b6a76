"""What the coordinator and the workers of pass 1 say to each other. Light to import: no room is loaded for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_tools.sources.slices import Slice


@dataclass(frozen=True, slots=True)
class AuthorityRef:
    """Where workers find the authority: in the catalog, which has it parsed; the digest tells when it has changed."""

    cache: Path
    digest: str
    compiled: Path
    """The file of what was compiled of it; see knowing.py."""
    compiled_from: str
    """Digest of all that this depends on."""
    still: bool = False
    """Whether to read it as workers on other machines must."""


@dataclass(frozen=True, slots=True)
class Task:
    """One item to prepare."""

    seed: str
    piece: Slice
    stated: Mapping[str, Any]
    inputs: str
