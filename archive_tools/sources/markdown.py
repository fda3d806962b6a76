"""Markdown: an optional block of front matter between two lines `---`, then the body of one article.

The front matter is strict YAML. A block that is broken, or that uses aliases or tags, refuses the file: other tools
then take the block for text or drop it, and the article goes out under a wrong name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from archive_tools.arabic.encoding import decode
from archive_tools.errors import ConfigError, SourceError
from archive_tools.sources import fields
from archive_tools.sources.item import Parsed
from archive_tools.sources.slices import Slice, cut
from archive_tools.sources.text import read_whole
from archive_tools.strict_yaml import load_yaml

MEDIA_TYPE = "text/markdown"
_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LOOKS_LIKE_A_KEY = re.compile(r"[\w-]+[ \t]*:(?:\s|\Z)")
_KNOWN = frozenset(name for names in fields.NAMES.values() for name in names) - {"text", "body"}


def split(stream: BinaryIO, stated: Mapping[str, Any]) -> Iterator[Slice]:
    """The file is one item. The sidecar does not matter here."""
    del stated
    yield cut("", read_whole(stream))


def parse(piece: Slice, stated: Mapping[str, Any]) -> Parsed:
    """Front matter and body.

    Raises:
        SourceError: the front matter is not strict YAML.
        UndecodableError: the bytes fit no encoding.
    """
    decoded = decode(piece.data)
    front, body = _divide(decoded.text)
    record = _front_matter(front)
    mapping = {name: key for name, key in stated.get("fields", {}).items() if name != "body"}
    found, evidence = fields.read(fields.nested(record), mapping, "front matter")
    found["body"], evidence["body"] = body, "the file"
    unread = sorted(set(record) - _KNOWN - set(mapping.values()))
    notes = (f"front matter not read: {', '.join(unread)}",) if unread else ()
    return Parsed(found, evidence, MEDIA_TYPE, "markdown", decoded.encoding, decoded.notes + notes)


def _divide(text: str) -> tuple[str, str]:
    opening = _OPENING.match(text)
    if opening is None:
        return "", text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        if _LOOKS_LIKE_A_KEY.match(text, opening.end()):
            raise SourceError("its front matter has no closing line ---. Add it.")
        return "", text  # a horizontal rule
    return text[opening.end() : closing.start()], text[closing.end() :]


def _front_matter(text: str) -> dict[str, Any]:
    try:
        value = load_yaml(text, "", first_line=2).value
    except ConfigError as error:
        first = error.problems[0]
        where = "" if first.line is None else f" (line {first.line})"
        more = f" There are {len(error.problems) - 1} more such problems." if len(error.problems) > 1 else ""
        raise SourceError(f"its front matter{where}: {first.message}{more}") from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise SourceError("its front matter is no list of `key: value` lines. Correct it.")
    return value
