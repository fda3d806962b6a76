"""Renders the tool's pages, and loads MkDocs for that only when it comes to one that needs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archive_tools.site.frames import Frames
from archive_tools.site.short_way import ShortWay

if TYPE_CHECKING:
    from archive_tools.site.mkdocs_adapter import Renderer


class PageRenderer:
    """Frames of earlier builds first; MkDocs and the theme for what they have no answer to, and from then on."""

    def __init__(self, config_path: Path, docs_dir: Path, site_dir: Path, frames: Frames) -> None:
        """`frames`: those of this very environment."""
        self._config_path = config_path
        self._docs_dir = docs_dir
        self._site_dir = site_dir
        self._frames = frames
        facts = frames.facts()
        self._short = None if facts is None else ShortWay(facts, docs_dir, frames)
        self._renderer: Renderer | None = None

    def render(self, src_path: str, text: str) -> bytes:
        """The HTML of the page at `src_path` below docs/; `text` is its Markdown file.

        Raises:
            ConfigError: as MkDocs' `Renderer` does.
        """
        if self._renderer is None and self._short is not None:
            html = self._short.page(src_path, text)
            if html is not None:
                return html.encode()
        return self._loaded().render(src_path, text)[1]

    @property
    def long_way(self) -> int:
        """How many pages had to go through template and Markdown one by one."""
        return 0 if self._renderer is None else self._renderer.long_way

    def get_ready(self) -> None:
        """Load now what will be needed: nothing where there are frames."""
        if self._short is None:
            self._loaded()

    def _loaded(self) -> Renderer:
        if self._renderer is None:
            from archive_tools.site.mkdocs_adapter import Renderer  # a third of a second

            self._renderer = Renderer(
                self._config_path, site_dir=self._site_dir, docs_dir=self._docs_dir, frames=self._frames
            )
        return self._renderer
