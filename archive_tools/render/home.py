"""The home page: what people wrote in docs/_home.md, a search, the numbers, the ways in, the latest articles, today."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from archive_tools.records import Entity, Entry, Front, Page
from archive_tools.render.calendars import date_html
from archive_tools.render.cards import article_list
from archive_tools.render.escaping import html
from archive_tools.render.front_matter import front_matter
from archive_tools.render.look import Look
from archive_tools.render.markup import counted, isolated, label, link, name, panel, ui
from archive_tools.render.paths import ListKind, page_path, url_between

_PATH: Final = "index.md"
_WAYS_IN: Final = ("actors", "places", "dates", "outlets", "tags")
_OFTEN: Final[tuple[ListKind, ...]] = ("actor", "place")
_MATTER: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING: Final = re.compile(r"^(?:# |<h1)", re.MULTILINE)


def home_page(intro_markdown: str, front: Front, names: Mapping[str, Entity], look: Look) -> Page:
    """`docs/index.md`.

    The intro is Markdown of the archive's own people and stands as it is, without its front matter.
    """
    intro = _MATTER.sub("", intro_markdown).strip()
    parts = []
    if not _HEADING.search(intro):
        parts.append(f'<header class="head" {ui(look)}>\n<h1>{html(look.site_title)}</h1>\n</header>')
    entries = [Entry(card=card) for card in front.latest]
    latest = panel("list", label("latest", look), article_list(_PATH, entries, names, look), look)
    parts += [intro, _search(front, look), _ways_in(front.counts, look), _often(front, names, look), latest]
    parts.append(_on_this_day(front.days, look))
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


def _search(front: Front, look: Look) -> str:
    """A search box, which the browser puts in place of a link, and what there is to search."""
    total = counted("articles", front.counts.get("articles", 0), look)
    if front.first and front.last:
        span = front.first if front.first == front.last else f"{front.first}/{front.last}"
        total = f"{total} · {date_html(span, look)}" if _is_plain_span(span) else total
    way = f'<a class="button" href="search/">{label("search", look)}</a>'
    return (
        f'<div class="panel start" {ui(look)}>\n<div class="search-place" data-archive-search>{way}</div>\n'
        f'<p class="total">{total}</p>\n</div>'
    )


def _is_plain_span(edtf: str) -> bool:
    """Whether both ends are days, months or years: «from about … to …» would say more than is known."""
    return re.fullmatch(r"\d{4}[\d-]*(?:/\d{4}[\d-]*)?", edtf, re.ASCII) is not None


def _ways_in(counts: Mapping[str, int], look: Look) -> str:
    items = []
    for plural in _WAYS_IN:
        noun = "articles" if plural == "dates" else plural
        number = f" <small>{counted(noun, counts[noun], look)}</small>" if noun in counts else ""
        items.append(f'<li><a href="{plural}/">{label(plural, look)}</a>{number}</li>')
    return panel("ways-in", label("browse", look), '<ul class="ways">\n' + "\n".join(items) + "\n</ul>", look)


def _often(front: Front, names: Mapping[str, Entity], look: Look) -> str:
    """The actors and places with the longest lists."""
    rows = []
    for kind in _OFTEN:
        items = []
        for target, count in front.often.get(kind, ()):
            shown = name(names[target], look) if target in names else isolated(target)
            url = url_between(_PATH, page_path(kind, target))
            items.append(f'<li>{link(url, shown)} <span class="count">{look.number(count)}</span></li>')
        if items:
            rows.append(f'<h3>{label(f"{kind}s", look)}</h3>\n<ul class="names">{"".join(items)}</ul>')
    return panel("often", label("most_often", look), "\n".join(rows), look) if rows else ""


def _on_this_day(days: Sequence[str], look: Look) -> str:
    """Room for what the browser finds on the page of today's day (assets/today.js); without it the way to the calendar.

    `data-days`: a number a month, hexadecimal, whose bit d-1 says that there is a page of day d.
    """
    if not days:
        return ""
    bits = [0] * 12
    for day in days:
        month, number = map(int, day.split("-"))
        bits[month - 1] |= 1 << (number - 1)
    table = " ".join(f"{month:x}" for month in bits)
    calendar = link(url_between(_PATH, "dates/index.md"), label("open_calendar", look))
    return (
        f'<section class="panel on-this-day" {ui(look)} data-days="{table}">\n'
        f"<h2>{label('on_this_day', look)}</h2>\n"
        f'<p><span data-when="later" hidden>{label("nothing_today", look)}</span>'
        f" <span data-day>{calendar}</span></p>\n"
        "<div data-articles></div>\n</section>"
    )
