"""Room above a long list for a filter and an order, which the browser puts there (assets/lists.js).

The words are in the page, hidden, so that they come with it in its language. Without the script there is no room and
the list stands as it is: whole, in its order, with its number.
"""

from __future__ import annotations

from typing import Final, Literal

from archive_tools.render.look import Look
from archive_tools.render.markup import label

ENOUGH_ARTICLES: Final = 6
ENOUGH_NAMES: Final = 12
"""Shorter lists are seen at a glance."""

_WORDS: Final = {
    "articles": ("filter_list", "sort_list", "sort_newest", "sort_oldest", "any_year", "any_language", "shown_of"),
    "names": ("filter_list", "sort_list", "sort_name", "sort_count", "shown_of"),
}


def tools(kind: Literal["articles", "names"], look: Look) -> str:
    """The empty place with its words. It belongs to the next list (`ol.articles` or `.shelf`) beside it."""
    words = " ".join(label(key, look) for key in _WORDS[kind])
    return f'<div class="tools" data-tools="{kind}"><p hidden>{words}</p></div>'
