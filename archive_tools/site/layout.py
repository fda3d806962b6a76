"""Where a page's HTML lies in the site: `use_directory_urls` is required."""

from __future__ import annotations

from typing import Final

HOME: Final = "index.md"
OWNED: Final = ("articles", "actors", "places", "outlets", "tags", "dates", "search", "data")
"""Folders of docs/ whose pages the tool writes; the same as in render/paths.py."""
_PREFIXES: Final = tuple(f"{folder}/" for folder in OWNED)


def is_ours(path: str) -> bool:
    """Whether the tool, and not people, writes the page at this path below docs/."""
    return path == HOME or path.startswith(_PREFIXES)


def place_in_site(path: str) -> str:
    """`actors/hts.md` -> `actors/hts/index.html`; files that are no pages lie where they are called."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return f"{stem}.html" if stem == "index" or stem.endswith("/index") else f"{stem}/index.html"
