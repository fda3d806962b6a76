"""The browser's modules as they are published: each entry one file, with what it imports in it.

A browser that has nothing in its cache asks for modules level by level, and each request costs it some milliseconds;
the engine alone is seventeen. Modules are written so that putting them behind each other is all it takes: imports
stand on one line each and rename nothing, exports are declarations, and no two modules of an entry declare one name
(the browser's parser would refuse that, and a test asks Node's).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

ENTRIES = ("box.js", "search.js", "serving.js", "worker.js")
"""What pages load, and what that loads in turn with `import()` or as a Worker."""
_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"\./([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/[ \t]*)\n", re.MULTILINE)
"""Comments that have their lines to themselves."""


def published(modules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(file name, text) of every entry; the same for the same modules.

    Args:
        modules: text of each module by file name.
    """
    for entry in ENTRIES:
        yield entry, joined(entry, modules)


def joined(entry: str, modules: Mapping[str, str]) -> str:
    """An entry behind all that it imports, each module once, without comments; it exports what it exported."""
    order = list(_needed(entry, modules, set()))
    parts = [f"// {', '.join(order)}: see archive_tools/search/client\n"]
    for name in order:
        text = _COMMENT.sub("", _IMPORT.sub("", modules[name]))
        text = text if name == entry else _EXPORT.sub("", text)
        parts.append("\n".join(line for line in text.splitlines() if line.strip()) + "\n")
    return "".join(parts)


def _needed(name: str, modules: Mapping[str, str], seen: set[str]) -> Iterator[str]:
    """A module behind its imports, as JavaScript would run them."""
    seen.add(name)
    for other in _IMPORT.findall(modules[name]):
        if other not in seen:
            yield from _needed(other, modules, seen)
    yield name
