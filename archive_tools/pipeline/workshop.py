"""Everything that is the same for all pages of a build; small enough to send with every batch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive_tools.render.look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """Where pages come from and go to, and what they have in common."""

    cache: Path
    docs_dir: Path
    site: Path | None
    """None: write Markdown only."""
    config_path: Path
    environment: str
    """Digest of what every HTML page depends on: theme, configuration, versions."""
    look: Look
    list_size: int
    intro: str
    """Of the home page, Markdown."""
    still: bool = False
    """Whether workers read the catalog as those on other machines must."""
