"""Articles as lists show them: date, headline, outlet, and the sentence for which they are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive_tools.records import Card, Entity, Entry
from archive_tools.render import inline
from archive_tools.render.calendars import date_html
from archive_tools.render.escaping import html
from archive_tools.render.heat_map import month_anchor
from archive_tools.render.look import Look
from archive_tools.render.markup import isolated, label, link, name, of_language
from archive_tools.render.paths import article_path, date_segments, page_path, url_between


def article_list(
    page: str, entries: Iterable[Entry], names: Mapping[str, Entity], look: Look, *, month_anchors: bool = False
) -> str:
    """A list of articles; `page` is the path of the page it stands on.

    `month_anchors`: the first article of each month can be linked to (`heat_map.month_anchor`).
    """
    anchored: set[str] = set()
    items = []
    for entry in entries:
        month = "-".join(date_segments(entry.card.published)[:2]) if month_anchors else ""
        anchor = f' id="{month_anchor(month)}"' if len(month) == len("2024-11") and month not in anchored else ""
        anchored.add(month)
        items.append(f"<li{anchor}>{_item(page, entry, names, look)}</li>")
    shown = "\n".join(items)
    return f'<ol class="articles">\n{shown}\n</ol>' if items else f"<p>{label('no_articles', look)}</p>"


def card_line(page: str, card: Card, look: Look) -> str:
    """Date and headline of an article, on one line."""
    return f"{_when(card, look)} {headline_link(page, card)}"


def _when(card: Card, look: Look) -> str:
    when = date_html(card.published, look) if card.published else label("undated", look)
    return f'<span class="when">{when}</span>'


def card_meta(page: str, card: Card, names: Mapping[str, Entity], look: Look) -> str:
    """The line over a headline in a list: date, outlet, flags."""
    return f'<p class="meta">{_when(card, look)}{_outlet(page, card, names, look)}{_flags(card, look)}</p>'


def headline_link(page: str, card: Card) -> str:
    """The headline in its own language, as a link."""
    text = inline.plain(card.headline, html, rtl=inline.runs_rtl(card.lang, card.headline))
    url = url_between(page, article_path(card.id))
    return f'<a class="headline" href="{url}"><bdi {of_language(card.lang)}>{text}</bdi></a>'


def _flags(card: Card, look: Look) -> str:
    shown = (("sample_short", card.sample), ("supplied_short", card.supplied))
    return "".join(f' <small class="flag">{label(key, look)}</small>' for key, wanted in shown if wanted)


def _outlet(page: str, card: Card, names: Mapping[str, Entity], look: Look) -> str:
    if card.outlet is None:
        return ""
    entity = names.get(card.outlet)
    shown = name(entity, look) if entity else isolated(card.outlet)
    return f' <span class="outlet">{link(url_between(page, page_path("outlet", card.outlet)), shown)}</span>'


def _item(page: str, entry: Entry, names: Mapping[str, Entity], look: Look) -> str:
    line = f"{card_meta(page, entry.card, names, look)}\n{headline_link(page, entry.card)}"
    if not entry.sentence:
        return line
    marks = [(entry.start, entry.end)] if entry.end > entry.start else []
    rtl = inline.runs_rtl(entry.card.lang, entry.sentence)
    quoted = inline.sentence(entry.sentence, marks, html, rtl=rtl)
    where = ""
    if entry.block is not None:
        url = f"{url_between(page, article_path(entry.card.id))}#p{entry.block}"
        where = f' <a class="where" href="{url}">{label("paragraph", look)} {look.number(entry.block)}</a>'
    return f'{line}\n<p class="sentence"><span {of_language(entry.card.lang)}>{quoted}</span>{where}</p>'
