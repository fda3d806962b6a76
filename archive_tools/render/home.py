"""The home page: what people wrote in docs/_home.md, the numbers, the latest articles, the ways in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from archive_tools.records import Card, Entity, Entry, Page
from archive_tools.render.cards import article_list
from archive_tools.render.escaping import html
from archive_tools.render.front_matter import front_matter
from archive_tools.render.look import Look
from archive_tools.render.markup import counted, label, panel, ui

_PATH: Final = "index.md"
_WAYS_IN: Final = ("actors", "places", "dates", "outlets", "tags")
_MATTER: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING: Final = re.compile(r"^(?:# |<h1)", re.MULTILINE)


def home_page(
    intro_markdown: str, latest: Sequence[Card], counts: Mapping[str, int], names: Mapping[str, Entity], look: Look
) -> Page:
    """`docs/index.md`. `counts` by plural kind: articles, actors, places, outlets, tags; others are left out.

    The intro is Markdown of the archive's own people and stands as it is, without its front matter.
    """
    intro = _MATTER.sub("", intro_markdown).strip()
    parts = []
    if not _HEADING.search(intro):
        parts.append(f'<header class="head" {ui(look)}>\n<h1>{html(look.site_title)}</h1>\n</header>')
    parts += [intro, _ways_in(counts, look)]
    entries = [Entry(card=card) for card in latest]
    parts.append(panel("list", label("latest", look), article_list(_PATH, entries, names, look), look))
    matter = front_matter(
        "home",
        {
            "type": "home",
            "id": "home",
            "title": look.site_title,
            "lang": look.language,
            "dir": look.direction,
            "robots": look.robots,
        },
    )
    return Page(path=_PATH, markdown=matter + "\n" + "\n\n".join(filter(None, parts)) + "\n")


def _ways_in(counts: Mapping[str, int], look: Look) -> str:
    items = []
    for plural in _WAYS_IN:
        noun = "articles" if plural == "dates" else plural
        number = f" <small>{counted(noun, counts[noun], look)}</small>" if noun in counts else ""
        items.append(f'<li><a href="{plural}/">{label(plural, look)}</a>{number}</li>')
    return panel("ways-in", label("browse", look), '<ul class="ways">\n' + "\n".join(items) + "\n</ul>", look)
