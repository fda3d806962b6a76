"""Everything that is the same for all pages of a build; small enough to send with every batch."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from archive_tools.render.look import Look


class Workshop(Struct, frozen=True, kw_only=True):
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
    peoples_files: str
    """Digest of the names of people's files in docs/, to which the introduction may link."""
    build: str
    """Tells builds apart, so that what a process remembers of one is not believed in the next."""
    still: bool = False
    """Whether workers read the catalog as those on other machines must."""

    @property
    def output(self) -> str:
        """As the catalog calls the site: below the archive's folder where it lies there, so that both can move."""
        assert self.site is not None
        return output_name(self.config_path, self.site)


def output_name(config_path: Path, site: Path) -> str:
    """How the catalog calls the site in this folder."""
    root = config_path.parent
    path = f"./{site.relative_to(root)}" if site.is_relative_to(root) else str(site)
    return os.fsencode(path).decode("utf-8", "backslashreplace")  # a folder's name may be no UTF-8
