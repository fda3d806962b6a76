"""Markdown that render/ wrote, to HTML, without parsing it: the same bytes that Python-Markdown makes of it.

Python-Markdown takes milliseconds for a page of ours, most of them to recognise raw HTML that passes unchanged.
What render/ writes has a closed form: parts between empty lines, each raw HTML of ours, a paragraph that begins with
its anchor, a list or a quotation of such lines; every other mark in them is an entity. Whatever departs from that
form, by a space, gives None, and Python-Markdown does it. Tests hold both to the same bytes, for every extension
that is in `HARMLESS`, on hostile text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

HARMLESS: Final = frozenset(
    {
        *(
            "abbr",
            "admonition",
            "attr_list",
            "codehilite",
            "def_list",
            "extra",
            "fenced_code",
            "footnotes",
            "md_in_html",
        ),
        *("nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
        *(
            f"pymdownx.{name}"
            for name in ("arithmatex", "betterem", "caret", "critic", "details", "emoji", "escapeall")
        ),
        *(f"pymdownx.{name}" for name in ("extra", "highlight", "inlinehilite", "keys", "magiclink", "mark")),
        *(f"pymdownx.{name}" for name in ("progressbar", "saneheaders", "smartsymbols", "superfences", "tabbed")),
        *(f"pymdownx.{name}" for name in ("tasklist", "tilde")),
    }
)
"""Extensions under which our text has the same HTML as without them."""

_RAW: Final = re.compile(r"<(header|section|details|aside|nav|div|h[2-6])[ >].*</\1>", re.DOTALL)
_ANCHORED: Final = re.compile(r'<a id="p\d+"></a>[^\n]*')
_LINK: Final = re.compile(r'\[([^\[\]]*)\]\(((?:\.\./)*[a-z0-9/._-]+\.md)(?: "([^"\[\]()\\]*)")?\)')
_LEFTOVER: Final = re.compile(r"[\[\]`*\\\t\x02\x03]")

Resolve = Callable[[str], str | None]
Foreign = Callable[[str], str | None]


def is_harmless(extensions: Iterable[str]) -> bool:
    """Whether none of the configured extensions can bear on our text."""
    return all(name.removeprefix("markdown.extensions.") in HARMLESS for name in extensions)


def to_html(text: str, resolve: Resolve, foreign: Foreign | None = None) -> str | None:
    """The HTML of a page's body, or None where it is not wholly of our form.

    Args:
        text: the body, Markdown.
        resolve: turns a relative link between Markdown files into one between URLs; None where it cannot.
        foreign: knows the HTML of the one stretch that is not of our form; asked only where raw HTML of ours, or
            nothing, stands on both sides of it, so that it can bear on nothing else.
    """
    parts = text.strip("\n").split("\n\n")
    made = [part if _RAW.fullmatch(part) else _block(part, resolve) for part in parts]
    unknown = [place for place, html in enumerate(made) if html is None]
    if unknown:
        first, last = unknown[0], unknown[-1] + 1
        beside = [place for place in (first - 1, last) if 0 <= place < len(parts)]
        if foreign is None or any(made[place] is not parts[place] for place in beside):
            return None
        parts[first:last] = ["\n\n".join(parts[first:last])]
        made[first:last] = [foreign(parts[first])]
    return _joined(parts, made)


def _joined(parts: list[str], made: list[str | None]) -> str | None:
    out: list[str] = []
    was_raw = False
    for part, html in zip(parts, made, strict=True):
        if html is None:
            return None
        if was_raw:
            out.append("")  # Python-Markdown leaves an empty line after raw HTML
        was_raw = html is part
        out.append(html)
    return "\n".join(out)


def _block(part: str, resolve: Resolve) -> str | None:
    if part.startswith("<a "):
        line = _line(part, resolve)
        return None if line is None else f"<p>{line}</p>"
    if part.startswith("- "):
        items = [_line(line[2:], resolve) if line.startswith("- ") else None for line in part.split("\n")]
        return _wrapped("ul", "li", items)
    if part.startswith("> "):
        lines = [_line(line[2:], resolve) if line.startswith("> ") else None for line in part.split("\n>\n")]
        return _wrapped("blockquote", "p", lines)
    return None


def _wrapped(outer: str, inner: str, lines: list[str | None]) -> str | None:
    found = [f"<{inner}>{line}</{inner}>" for line in lines if line is not None]
    return "\n".join([f"<{outer}>", *found, f"</{outer}>"]) if len(found) == len(lines) else None


def _line(line: str, resolve: Resolve) -> str | None:
    if not _ANCHORED.fullmatch(line) or line != line.strip():
        return None
    html = _LINK.sub(lambda link: _anchor(link, resolve), line) if "](" in line else line
    return None if _LEFTOVER.search(html) else html


def _anchor(link: re.Match[str], resolve: Resolve) -> str:
    url = resolve(link[2])
    title = f' title="{link[3]}"' if link[3] else ""
    return link[0] if url is None else f'<a href="{url}"{title}>{link[1]}</a>'  # what is left is noticed
