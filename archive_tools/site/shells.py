"""The frame of the theme around a page's text, rendered once for all pages that share it.

A page of the tool differs from its neighbours in four strings: title, description, canonical address, text. The
template is rendered with marks in their places and cut at them; each further page is a join. What else the frame
depends on makes the key: the folder (relative links), type, language, direction, robots, which strings are there.
Only the theme's own templates are known to depend on nothing more; with templates of an archive's own every page
takes the long way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

Frame = tuple[str, ...]
Key = tuple[object, ...]

SLOTS: Final = ("title", "description", "canonical", "content")
_MARKS: Final[Mapping[str, str]] = {name: f"\ue000{name}\ue001" for name in SLOTS}
_CUT: Final = re.compile("\ue000([a-z]+)\ue001")
_WANTED: Final = ("type", "title", "description", "lang", "dir", "robots")
_MANY: Final = 4096


class Shells:
    """Frames by key. Bounded: pages come folder by folder, so the oldest frame is the one not needed again."""

    def __init__(self) -> None:
        self._frames: dict[Key, Frame] = {}

    def fill(
        self, key: Key, strings: Mapping[str, str | None], render: Callable[[Mapping[str, str | None]], str]
    ) -> str:
        """The page: its frame with its strings. `render` makes a whole page out of strings; None stays None."""
        present = tuple(strings[name] is not None for name in SLOTS)
        full_key = (*key, present)
        frame = self._frames.get(full_key)
        if frame is None:
            marked = {name: _MARKS[name] if strings[name] is not None else None for name in SLOTS}
            frame = tuple(_CUT.split(render(marked)))
            if len(self._frames) >= _MANY:
                del self._frames[next(iter(self._frames))]
            self._frames[full_key] = frame
        return "".join([part if i % 2 == 0 else strings[part] or "" for i, part in enumerate(frame)])


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
