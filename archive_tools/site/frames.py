"""The theme's frames, kept beside the catalog from one build to the next: a small change need not load MkDocs for them.

One folder a state of the environment (theme, configuration, versions, this code), one file a frame. The first line of
a file weighs the rest in SHA-256: what is cut off or changed is as good as none, and is made anew. JSON, because a
cache may be restored from where others can write: to read it must not run code.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from msgspec import Struct, convert
from msgspec.structs import asdict

from archive_tools.site import writer
from archive_tools.site.shells import Frame, Key

FRAMES = "frames"
"""The folder's name beside the catalog."""


class Facts(Struct, frozen=True, kw_only=True):
    """What must be known of configuration and menu to put a page into its frame."""

    base_url: str | None
    """The site's address, ending in a slash."""
    in_menu: tuple[str, ...]
    """Paths below docs/ of the pages in the menu: each has a frame of its own."""
    menu_urls: tuple[str, ...]
    """Their addresses, and the folders above them: links look otherwise from there."""
    harmless: bool
    """Whether Markdown's extensions leave alone what render/ writes."""


class Frames:
    """The kept frames of one environment."""

    def __init__(self, folder: Path, environment: str) -> None:
        self._above = folder
        self._folder = folder / environment[:32]

    def facts(self) -> Facts | None:
        """What `put_facts` put."""
        found = self._get("facts")
        return None if found is None else convert(found, Facts)

    def put_facts(self, facts: Facts) -> None:
        """Keep them, and nothing of another environment."""
        if self.facts() == facts:
            return
        for other in self._above.iterdir() if self._above.is_dir() else ():
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)
        self._put("facts", asdict(facts))

    def get(self, key: Key) -> Frame | None:
        """The frame of this key."""
        found = self._get(_name(key))
        return None if found is None else (tuple(found[0]), tuple(found[1]))

    def put(self, key: Key, frame: Frame) -> None:
        """Keep a frame."""
        self._put(_name(key), frame)

    def foreign(self, text: str) -> str | None:
        """The HTML of people's own words on a page of ours."""
        found = self._get(_name(("foreign", text)))
        return None if found is None else str(found)

    def put_foreign(self, text: str, html: str) -> None:
        """Keep it."""
        self._put(_name(("foreign", text)), html)

    def _get(self, name: str) -> Any:
        try:
            first, _, rest = (self._folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return json.loads(rest) if first == _weight(rest) else None

    def _put(self, name: str, value: object) -> None:
        rest = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        writer.replace(f"{self._folder}/{name}", _weight(rest) + b"\n" + rest)


def sweep(folder: Path) -> None:
    """Remove what a killed build left half-written. Only while nobody writes."""
    for file in folder.glob(f"*/{writer.TEMPORARY}*"):
        file.unlink()


def _name(key: Key) -> str:
    return hashlib.sha256(repr(key).encode("utf-8", "surrogatepass")).hexdigest()


def _weight(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
