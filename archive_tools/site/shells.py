"""The frame of the theme around a page's text, rendered once for all pages that share it.

A page of the tool differs from its neighbours in four strings: title, description, canonical address, text. The
template is rendered with marks in their places and cut at them; each further page is a join. What else the frame
depends on makes the key: the folder (relative links), type, language, direction, robots, which strings are there.
Only the theme's own templates are known to depend on nothing more; with templates of an archive's own every page
takes the long way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Protocol, TypeAlias

Strings: TypeAlias = "tuple[str | None, str | None, str | None, str | None]"
"""Title, description, canonical address, text: what differs between pages of one frame."""
Frame = tuple[tuple[str, ...], tuple[int, ...]]
"""What stands between the strings, and which string follows each piece but the last."""
Key = tuple[object, ...]


class Kept(Protocol):
    """Where frames outlive a process."""

    def get(self, key: Key) -> Frame | None:
        """The frame of this key."""

    def put(self, key: Key, frame: Frame) -> None:
        """Keep a frame."""


_MARKS: Final = tuple(f"\ue000{place}\ue001" for place in range(4))
_CUT: Final = re.compile("\ue000([0-3])\ue001")
_WANTED: Final = ("type", "title", "description", "lang", "dir", "robots")
_MANY: Final = 4096


class Shells:
    """Frames by key. Bounded: pages come folder by folder, so the oldest frame is the one not needed again."""

    def __init__(self, kept: Kept | None = None) -> None:
        self._frames: dict[Key, Frame] = {}
        self._kept = kept

    def fill(self, key: Key, strings: Strings, render: Callable[[Strings], str] | None) -> str | None:
        """The page: its frame with its strings; None where there is no such frame and nothing to make it.

        `render` makes a whole page out of strings; in these None stays None.
        """
        title, description, canonical, text = strings
        full_key = (*key, title is None, description is None, canonical is None, text is None)
        frame = self._frames.get(full_key) or self._found(full_key, strings, render)
        if frame is None:
            return None
        pieces, places = frame
        out = [pieces[0]]
        for place, piece in zip(places, pieces[1:], strict=True):
            out += (strings[place] or "", piece)
        return "".join(out)

    def _found(self, key: Key, strings: Strings, render: Callable[[Strings], str] | None) -> Frame | None:
        frame = None if self._kept is None else self._kept.get(key)
        if frame is None and render is not None:
            frame = _cut(render, strings)
            if self._kept is not None:
                self._kept.put(key, frame)
        if frame is not None:
            if len(self._frames) >= _MANY:
                del self._frames[next(iter(self._frames))]
            self._frames[key] = frame
        return frame


def _cut(render: Callable[[Strings], str], strings: Strings) -> Frame:
    title, description, canonical, text = (
        mark if string is not None else None for mark, string in zip(_MARKS, strings, strict=True)
    )
    parts = _CUT.split(render((title, description, canonical, text)))
    return tuple(parts[::2]), tuple(map(int, parts[1::2]))


def read_front_matter(text: str) -> tuple[dict[str, str | None], str] | None:
    """(what the frame needs to know, body) of a page of ours, without a YAML parser.

    Our emitter writes one key a line and quotes every string; a string with an escape gives None, as does anything
    else that it does not write, and YAML reads it.
    """
    end = text.find("\n---\n", 3)
    if not text.startswith("---\n") or end < 0:
        return None
    found: dict[str, str | None] = dict.fromkeys(_WANTED)
    for line in text[4:end].split("\n"):
        key, colon, value = line.partition(": ")
        if not colon:
            return None
        if key not in found:
            continue
        if value == "null":
            found[key] = None
        elif len(value) >= 2 and value[0] == value[-1] == '"' and "\\" not in value and '"' not in value[1:-1]:
            found[key] = value[1:-1]
        else:
            return None
    return found, text[end + 5 :].lstrip("\n")
