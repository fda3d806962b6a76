"""Pages of the tool by joining frame and text, without MkDocs and Markdown: the same bytes that they would make.

What is needed besides the frames is known as `Facts`. Where a page is not wholly of our form, or its frame was never
made, the answer is None, and the renderer goes the long way.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from archive_tools.site import own_markdown, shells
from archive_tools.site.frames import Facts, Frames
from archive_tools.site.layout import HOME, is_ours, place_in_site
from archive_tools.site.peoples_files import peoples_files

Matter: TypeAlias = "Mapping[str, str | None]"
Make: TypeAlias = "Callable[[str, Matter], Callable[[shells.Strings], str]]"
"""From a page's path and front matter to what makes a whole page of its strings: the theme's template."""

_FOLDERS_KEPT: Final = 20_000
"""Folders whose look is remembered; at a hundred bytes each, two megabytes a worker. Then they are forgotten, all."""
_MANY_LINKS: Final = 20_000
_PLACE: Final = "\ue000foreign\ue001"


class ShortWay:
    """Puts pages into their frames. Not shared between threads."""

    def __init__(self, facts: Facts, docs_dir: Path, frames: Frames | None = None) -> None:
        """`frames`: those of earlier builds, to which new ones are added; None: keep none."""
        self._facts = facts
        self._docs_dir = docs_dir
        self._frames = frames
        self._shells = shells.Shells(frames)
        self._menu_urls = frozenset(facts.menu_urls)
        self._depths: dict[str, str] = {}
        self._links: dict[str, dict[str, str]] = {}

    def page(self, src_path: str, text: str, make: Make | None = None) -> str | None:
        """The page at `src_path` below docs/ of this Markdown file.

        Args:
            src_path: of the Markdown file, below docs/.
            text: its content.
            make: makes the frame where there is none; without it the answer is None then.
        """
        parsed = shells.read_front_matter(text)
        if parsed is None or not parsed[0]["title"] or not parsed[0]["type"]:
            return None
        matter, body = parsed
        content = self.content(src_path, body)
        if content is None:
            return None
        url = place_in_site(src_path).removesuffix("index.html")
        base = self._facts.base_url
        canonical = None if base is None else base + url
        alone = src_path in self._facts.in_menu or url in self._menu_urls or src_path == HOME
        where = src_path if alone else self._depth(url.rstrip("/").rpartition("/")[0])
        key = (alone, where, matter["type"], matter["lang"], matter["dir"], matter["robots"])
        strings = (matter["title"], matter["description"] or None, canonical, content)
        return self._shells.fill(key, strings, None if make is None else make(src_path, matter))

    def content(self, src_path: str, body: str) -> str | None:
        """The HTML of a page's body, where it is wholly of our form, or people's part of it is known."""
        if not self._facts.harmless:
            return None
        known = self._known if src_path == HOME else None
        return own_markdown.to_html(body, lambda link: self._resolved(src_path, link), known)

    def learn(self, src_path: str, body: str, html: str) -> bool:
        """Keep people's part of the home page, of which Markdown made this HTML; whether there was such a part.

        Only where all around it is raw HTML of ours, which passes through Markdown as it is and bears on nothing.
        """
        if self._frames is None or src_path != HOME or not self._facts.harmless:
            return False
        foreign: list[str] = []

        def place(text: str) -> str:
            foreign.append(text)
            return _PLACE

        around = (own_markdown.to_html(body, lambda link: link, place) or "").split(_PLACE)
        if len(around) != 2 or len(foreign) != 1:
            return False
        before, after = around
        if not (html.startswith(before) and html.endswith(after) and len(before) + len(after) <= len(html)):
            return False
        self._frames.put_foreign(self._told(foreign[0]), html[len(before) : len(html) - len(after)])
        return True

    def _known(self, text: str) -> str | None:
        return None if self._frames is None else self._frames.foreign(self._told(text))

    def _told(self, text: str) -> str:
        """People's words, and the names of the files to which they may link."""
        return repr((text, peoples_files(self._docs_dir)))

    def _resolved(self, src_path: str, link: str) -> str | None:
        """A link between Markdown files of ours as one between addresses; None where it leads to people's pages."""
        folder, _, name = src_path.rpartition("/")
        known = self._links.setdefault(folder, {})
        url = known.get(link)
        if url is None:
            target = posixpath.normpath(f"{folder}/{link}" if folder else link)
            if not is_ours(target):
                return None
            url = _relative(place_in_site(target), place_in_site(src_path))
            if name.removesuffix(".md") not in link:  # what leads past the page itself is its own affair
                if len(known) > _MANY_LINKS:
                    known.clear()
                known[link] = url
        return url

    def _depth(self, folder: str) -> str:
        """What of a folder decides how links look from within it: `actors/*/*` for `actors/hts/2018`.

        A relative link leaves out what both ends share, so names count as far as the menu's own addresses go.
        """
        known = self._depths.get(folder)
        if known is None:
            if len(self._depths) >= _FOLDERS_KEPT:
                self._depths.clear()
            first, *rest = folder.split("/")
            prefix, shape = f"{first}/", [first]
            for name in rest:
                prefix += f"{name}/"
                shape.append(name if prefix in self._menu_urls else "*")
            known = self._depths[folder] = "/".join(shape)
        return known


def _relative(target: str, page: str) -> str:
    """From the folder of one file of the site to that of another."""
    way = posixpath.relpath(posixpath.dirname(target) or ".", posixpath.dirname(page) or ".")
    return f"{way}/"
