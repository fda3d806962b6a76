"""Related articles, each with the reason: what both name, how many days lie between, whether the words are the same."""

from __future__ import annotations

from typing import Final

from archive_tools.records import Article, Links, Related
from archive_tools.render.cards import card_meta, headline_link
from archive_tools.render.look import Look
from archive_tools.render.markup import counted, label, panel
from archive_tools.render.names import name_of
from archive_tools.render.paths import article_path

_MOST_DAYS: Final = 60
"""A longer distance is plain from the date, and no reason."""
_MOST_NAMES: Final = 4


def related(article: Article, links: Links, look: Look) -> str:
    """The panel; "" where nothing is related."""
    if not links.related:
        return ""
    page = article_path(article.id)
    items = "\n".join(_item(page, found, links, look) for found in links.related)
    return panel("related", label("related", look), f'<ul class="articles">\n{items}\n</ul>', look)


def _item(page: str, found: Related, links: Links, look: Look) -> str:
    meta = card_meta(page, found.card, links.names, look)
    return f'<li>{meta}\n{headline_link(page, found.card)}\n<p class="why">{_reason(found, links, look)}</p></li>'


def _reason(found: Related, links: Links, look: Look) -> str:
    parts = [label("same_text", look)] if found.same_text else []
    if found.shared:
        names = f"{label('comma', look)} ".join(name_of(target, links, look) for target in found.shared[:_MOST_NAMES])
        parts.append(f'{label("both_name", look)} <span class="shared">{names}</span>')
    if found.days is not None and abs(found.days) <= _MOST_DAYS:
        parts.append(_distance(found.days, look))
    return " · ".join(parts)


def _distance(days: int, look: Look) -> str:
    if days == 0:
        return label("same_day", look)
    return counted("days_after" if days > 0 else "days_before", abs(days), look)
