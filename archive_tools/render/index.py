"""The index pages: all actors, places, outlets or topics by letter; all years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from archive_tools.records import Entity, IndexRow, Page, Part, Stretch
from archive_tools.render.escaping import html
from archive_tools.render.front_matter import front_matter
from archive_tools.render.groups import GROUPED, Groups, by_kind, group_name, group_words, kinds_menu
from archive_tools.render.heat_map import years_map
from archive_tools.render.hierarchy import hierarchy_pages
from archive_tools.render.letters import Named, Shelf, named, shelve, slug
from archive_tools.render.look import Look
from archive_tools.render.markup import counted, label, link, name, ui
from archive_tools.render.paths import UNDATED, ListKind, entity_path, group_path, index_path, page_path, url_between
from archive_tools.render.tools import ENOUGH_NAMES, tools
from archive_tools.render.two_calendars import index_toggle

_NAMES_PER_ARTICLE: Final = 5
"""A line of an index takes a fifth of the room that an article with its sentence takes."""


def index_pages(
    kind: ListKind, rows: Sequence[IndexRow], look: Look, above: Mapping[str, Entity] | None = None
) -> tuple[Page, ...]:
    """`actors/index.md` and, where it would be too long, its parts by letter (`actors/letters/alif.md`).

    Actors and places are listed by kind as well (`actors/by/person.md`), where there is more than one;
    places also by what lies in what, for which `above` holds the records of all that they lie in.
    """
    limit = look.list_size * _NAMES_PER_ARTICLE
    entries = [named(row, look.name(row.entity)[0]) for row in rows]
    groups = by_kind(entries) if kind in GROUPED else {}
    pages = [_page(kind, shelf, len(rows), look, groups) for shelf in shelve(entries, limit).walk()]
    for group, members in groups.items():
        pages += [_page(kind, shelf, len(members), look, groups, group) for shelf in shelve(members, limit).walk()]
    if kind == "place":
        pages += hierarchy_pages(rows, above or {}, look)
    return tuple(pages)


def dates_index_page(years: Sequence[Part], undated: int, look: Look, spread: Sequence[Stretch] = ()) -> Page:
    """`dates/index.md`: the years and months with their numbers of articles, and the undated ones."""
    path = index_path("date")
    total = sum(part.count for part in years) + undated
    pieces = []
    if years:
        counts = {part.segments[0]: part.count for part in years}
        pieces = [f"<h2>{label('by_year', look)}</h2>", years_map(path, "date", "", spread, look, counts)]
    if undated:
        url = url_between(path, page_path("date", "", UNDATED))
        pieces.append(f"<p>{link(url, label('undated', look))}: {counted('articles', undated, look)}</p>")
    content = "\n".join(pieces) or f"<p>{label('no_articles', look)}</p>"
    head = _head("dates", "articles", total, "", look)
    body = [
        head.replace("</header>", f"{index_toggle(path, 'date', look)}\n</header>"),
        f'<section class="panel list" {ui(look)}>\n{content}\n</section>',
    ]
    matter = front_matter("index", _matter("dates", total, "", look))
    return Page(path=path, markdown=matter + "\n" + "\n\n".join(body) + "\n")


def _page(kind: ListKind, shelf: Shelf, total: int, look: Look, groups: Groups, group: str = "") -> Page:
    path = _path(kind, shelf, group)
    plural = f"{kind}s"
    here = len(shelf.rows)
    if shelf.below:
        content = _shelves(path, kind, shelf, look, group)
    elif shelf.rows:
        content = _letters(path, shelf, look)
    else:
        content = f"<p>{label('empty_index', look)}</p>"
    up = ""
    if shelf.slugs or group:
        up = f'<p class="kicker">{link(url_between(path, index_path(kind)), label(plural, look))}</p>\n'
    head = _head(plural, plural, here, shelf.prefix, look, up=up, group=group_words(kind, group, look) if group else "")
    menu = kinds_menu(path, kind, groups, group, look)
    body = [head, f'<section class="panel index" {ui(look)}>\n{menu}{content}\n</section>']
    part = " · ".join(filter(None, (group_name(kind, group, look) if group else "", shelf.prefix)))
    matter = front_matter("index", _matter(plural, here if shelf.slugs else total, part, look))
    return Page(path=path, markdown=matter + "\n" + "\n\n".join(body) + "\n")


def _path(kind: ListKind, shelf: Shelf, group: str) -> str:
    return group_path(kind, group, shelf.slugs) if group else index_path(kind, shelf.slugs)


def _head(plural: str, noun: str, number: int, prefix: str, look: Look, *, up: str = "", group: str = "") -> str:
    part = "".join(
        f" <small>{shown}</small>" for shown in (group, f"<bdi>{html(prefix)}</bdi>" if prefix else "") if shown
    )
    total = f'<p class="total">{counted(noun, number, look)}</p>'
    return f'<header class="head" {ui(look)}>\n{up}<h1>{label(plural, look)}{part}</h1>\n{total}\n</header>'


def _shelves(path: str, kind: ListKind, shelf: Shelf, look: Look, group: str) -> str:
    items = "\n".join(
        f'<li><a href="{url_between(path, _path(kind, below, group))}">'
        f"<bdi>{html(_heading(below.prefix, look))}</bdi></a>"
        f' <span class="count">{look.number(len(below.rows))}</span></li>'
        for below in shelf.below
    )
    return f'<h2>{label("by_letter", look)}</h2>\n<ul class="parts">\n{items}\n</ul>'


def _letters(path: str, shelf: Shelf, look: Look) -> str:
    groups = [(letter, list(rows)) for letter, rows in groupby(shelf.rows, key=lambda row: row.letter)]
    pieces = []
    if len(groups) > 1:
        jumps = "".join(
            f'<li><a href="#{slug(letter)}">{html(_heading(letter, look))}</a></li>' for letter, _ in groups
        )
        named = f'aria-label="{html(look.label("by_letter"))}" data-l-label="by_letter"'
        pieces.append(f'<nav class="letters" {named}><ul>{jumps}</ul></nav>')
    if len(shelf.rows) >= ENOUGH_NAMES:
        pieces.append(tools("names", look))
    pieces.append('<div class="shelf">')
    for letter, rows in groups:
        items = "\n".join(_row(path, row, look) for row in rows)
        heading = f'<h2 id="{slug(letter)}">{html(_heading(letter, look))}</h2>'
        pieces.append(f'{heading}\n<ul class="index-list">\n{items}\n</ul>')
    pieces.append("</div>")
    return "\n".join(pieces)


def _row(path: str, entry: Named, look: Look) -> str:
    entity = entry.row.entity
    shown = link(url_between(path, entity_path(entity)), name(entity, look))
    return f'<li>{shown} <span class="count">{look.number(entry.row.count)}</span></li>'


def _heading(letter: str, look: Look) -> str:
    return look.label("other_letters") if letter == "#" else letter


def _matter(plural: str, number: int, prefix: str, look: Look) -> dict[str, str | int | None]:
    title = look.label(plural)
    return {
        "type": "index",
        "id": plural,
        "title": f"{title} · {prefix}" if prefix else title,
        "lang": look.language,
        "dir": look.direction,
        "part": prefix or None,
        "names": number,
        "robots": look.robots,
    }
