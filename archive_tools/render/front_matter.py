"""The one emitter of front matter: fixed keys in fixed order, every string quoted, absent = null.

Themes print front matter raw, so & < > " ' of every string are entities; `html.unescape` gives the source's words.
Nothing reads front matter back: exports and feeds read the catalog.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from archive_tools.render.escaping import yaml_string

Value: TypeAlias = "str | int | bool | Iterable[str] | Mapping[str, Value] | None"

TRANSLATION_KEYS: Final = ("id", "url", "lang", "outlet", "machine")
SOURCE_KEYS: Final = ("seed", "item", "sha256", "media_type", "url")

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "article": (
        *("type", "id", "title", "title_basis", "title_translations", "description", "lang", "dir"),
        *("published", "published_basis", "outlet", "authors", "actors", "places", "dates", "tags"),
        *("translation_of", "robots", "source"),
    ),
    "list": (
        *("type", "id", "title", "title_translations", "description", "lang", "dir"),
        *("kind", "part", "articles", "first", "last", "robots"),
    ),
    "index": ("type", "id", "title", "description", "lang", "dir", "part", "names", "robots"),
    "home": ("type", "id", "title", "description", "lang", "dir", "robots"),
}
"""The keys of each type of page. Actor, place, outlet, tag and date pages are of the shape `list`."""


def front_matter(shape: str, values: Mapping[str, Value]) -> str:
    """The block between the two `---` lines, both included, ending in a line break.

    Raises:
        KeyError: a value has a key that the shape does not know. Missing keys are null.
    """
    keys = KEYS[shape]
    unknown = set(values) - set(keys)
    if unknown:
        raise KeyError(f"front matter of {shape}: {', '.join(sorted(unknown))}")
    lines = ["---", *(f"{key}: {_flow(values.get(key))}" for key in keys), "---", ""]
    return "\n".join(lines)


def _flow(value: Value) -> str:
    """One value in YAML's flow style, on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return yaml_string(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{yaml_string(key)}: {_flow(entry)}" for key, entry in value.items()) + "}"
    return "[" + ", ".join(yaml_string(entry) for entry in value) + "]"
