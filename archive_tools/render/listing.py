"""The pages of actors, places, outlets, tags and dates: lists of articles, whole or in parts."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from archive_tools.records import Entity, Listing, Page, Part
from archive_tools.render.calendars import date_html, day_of_year, hijri_html, hijri_in_words, in_words
from archive_tools.render.cards import article_list, card_line
from archive_tools.render.company import company_panel
from archive_tools.render.escaping import html
from archive_tools.render.front_matter import front_matter
from archive_tools.render.heat_map import month_map, year_map, years_map
from archive_tools.render.look import Look
from archive_tools.render.markup import counted, isolated, label, link, name, row, ui
from archive_tools.render.paths import UNDATED, article_path, entity_path, index_path, page_path, url_between
from archive_tools.render.profile import kind_words, profile
from archive_tools.render.tools import ENOUGH_ARTICLES, tools
from archive_tools.render.two_calendars import calendar_toggle, part_html

__all__ = ["article_path", "entity_path", "listing_page", "page_path"]


CALENDARS = frozenset({"date", "hijri", "anniversary"})
"""Kinds of lists that are about a time and nothing else."""


def listing_page(listing: Listing, names: Mapping[str, Entity], look: Look, paged: Container[str] = ()) -> Page:
    """The page of a list or of one of its parts.

    `names` holds the entity itself, the outlets of its articles and the entities that it refers to;
    `paged` the ids of those among them that have a page: only these are linked, since a link must lead somewhere.
    """
    path = page_path(listing.kind, listing.target, listing.segments)
    entity = names.get(listing.target) if listing.target else None
    sections = [_head(path, listing, entity, look)]
    if entity is not None and not listing.segments:
        about = profile(path, entity, names, look, paged)
        sections.append(f'<div class="panel profile" {ui(look)}>\n{about}\n</div>')
        sections.append(company_panel(path, listing, names, look))
    sections.append(_articles(path, listing, names, look))
    sections.append(_steps(path, listing, look))
    matter = front_matter("list", _matter(listing, entity, look))
    return Page(path=path, markdown=matter + "\n" + "\n\n".join(filter(None, sections)) + "\n")


def part_words(segments: Sequence[str], look: Look) -> str:
    """A part in words, unescaped: a date, "undated", or the number of a bucket after either."""
    dated = [part for part in segments if part.isdigit()]
    words = [in_words("-".join(dated), look)] if dated else []
    if UNDATED[0] in segments:
        words.append(look.label("undated"))
    words += [f"{look.label('bucket')} {part[1:]}" for part in segments if part.startswith("b")]
    return " · ".join(words)


def _part_html(segments: Sequence[str], look: Look) -> str:
    dated = [part for part in segments if part.isdigit()]
    words = [date_html("-".join(dated), look)] if dated else []
    if UNDATED[0] in segments:
        words.append(label("undated", look))
    words += [f"{label('bucket', look)} {isolated(part[1:])}" for part in segments if part.startswith("b")]
    return " · ".join(words)


def _title(listing: Listing, entity: Entity | None, look: Look) -> str:
    part = part_words(listing.segments, look)
    if listing.kind == "date":
        return part
    if listing.kind == "anniversary":
        return day_of_year(listing.segments[0], look)
    if listing.kind == "hijri":
        return hijri_in_words("-".join(listing.segments), look) if listing.segments else look.label("hijri_years")
    shown = look.name(entity)[0] if entity else listing.target
    return f"{shown} · {part}" if part else shown


def _head(path: str, listing: Listing, entity: Entity | None, look: Look) -> str:
    if listing.kind in CALENDARS:
        return _calendar_head(path, listing, look)
    index = link(url_between(path, index_path(listing.kind)), label(f"{listing.kind}s", look))
    kicker = index if entity is None else f"{index} · {kind_words(entity, look)}"
    part = _part_html(listing.segments, look)
    lines = [f'<header class="head" {ui(look)}>']
    shown = name(entity, look) if entity else isolated(listing.target)
    if part:
        shown = f"{link(url_between(path, page_path(listing.kind, listing.target)), shown)} <small>{part}</small>"
    lines += [f'<p class="kicker">{kicker}{_trail(path, listing, look)}</p>', f"<h1>{shown}</h1>"]
    if entity is None:
        lines.append(f"<p>{label('no_record', look)}</p>")
    lines += [f'<p class="total">{counted("articles", listing.total, look)}</p>', "</header>"]
    return "\n".join(lines)


def _calendar_head(path: str, listing: Listing, look: Look) -> str:
    """Of a day, month or year: the same in both calendars beside each other."""
    of_hijri = listing.kind == "hijri"
    title = label("hijri_years" if of_hijri else "dates", look)
    index = link(url_between(path, index_path("hijri" if of_hijri else "date")), title) if listing.segments else ""
    part = title if not listing.segments else _any_part_html(listing, listing.segments, look)
    lines = [
        f'<header class="head" {ui(look)}>',
        f'<p class="kicker">{index}{_trail(path, listing, look)}</p>' if index else "",
        f"<h1>{part}</h1>",
        *_date_notes(listing, look),
        f'<p class="total">{counted("articles", listing.total, look)}</p>',
        calendar_toggle(path, listing, look),
        "</header>",
    ]
    return "\n".join(filter(None, lines))


def _any_part_html(listing: Listing, segments: Sequence[str], look: Look) -> str:
    if listing.kind == "anniversary" and len(segments) == 1:
        day = segments[0]
        return f'<span data-day-of-year="{day}">{html(day_of_year(day, look))}</span>'
    return part_html("hijri", tuple(segments), look) if listing.kind == "hijri" else _part_html(segments, look)


def _trail(path: str, listing: Listing, look: Look) -> str:
    """Links to the larger parts around this one: year, month."""
    around = (listing.segments[:depth] for depth in range(1, len(listing.segments)))
    return "".join(f" · {_part_link(path, listing, segments, look)}" for segments in around)


def _part_link(path: str, listing: Listing, segments: tuple[str, ...], look: Look) -> str:
    kind = "date" if listing.kind == "anniversary" else listing.kind
    target = page_path(kind, listing.target, segments)
    return link(url_between(path, target), _any_part_html(listing, segments, look))


def _date_notes(listing: Listing, look: Look) -> list[str]:
    if listing.segments[:1] == UNDATED:
        return [f"<p>{label('undated_intro', look)}</p>"]
    if listing.kind == "anniversary":
        return [f"<p>{label('in_all_years', look)}</p>"]
    if listing.kind == "hijri":
        return [] if listing.segments else [f"<p>{label('hijri_intro', look)}</p>"]
    other = hijri_html("-".join(listing.segments[:3]), look)
    return [f'<p class="hijri">{other}</p>'] if other else []


def _articles(path: str, listing: Listing, names: Mapping[str, Entity], look: Look) -> str:
    lines = [f'<section class="panel list" {ui(look)}>']
    rows = _bounds(path, listing, look)
    if rows:
        lines.append('<dl class="facts bounds">\n' + "\n".join(rows) + "\n</dl>")
    table = _through_time(path, listing, look)
    if table:
        lines.append(table)
    parts = [part for part in listing.parts if not _in_table(listing, part)]
    if parts:
        items = "\n".join(
            f"<li>{_part_link(path, listing, part.segments, look)}"
            f' <span class="count">{look.number(part.count)}</span></li>'
            for part in parts
        )
        lines.append(f'<h2>{label("parts", look)}</h2>\n<ul class="parts">\n{items}\n</ul>')
    if listing.entries or not listing.parts:
        some = len(listing.entries) < listing.total
        lines.append(f"<h2>{label('latest' if some else 'articles_by_date', look)}</h2>")
        if len(listing.entries) >= ENOUGH_ARTICLES:
            lines.append(tools("articles", look))
        anchors = any(not stretch.segments for stretch in listing.spread)
        lines.append(article_list(path, listing.entries, names, look, month_anchors=anchors))
    lines.append("</section>")
    return "\n".join(lines)


def _through_time(path: str, listing: Listing, look: Look) -> str:
    """The table of the list's days or months; "" where it would say nothing."""
    if listing.kind in CALENDARS and listing.segments:
        depth = len(listing.segments)
        if depth > 2 or not listing.segments[-1].isdigit():
            return ""
        return (year_map if depth == 1 else month_map)(path, listing, look)
    if len(listing.spread) < 2:
        return ""
    years = None
    if listing.kind == "hijri":
        years = {part.segments[0]: part.count for part in listing.parts}
    table = years_map(path, listing.kind, listing.target, listing.spread, look, years)
    return f"<h2>{label('through_time', look)}</h2>\n{table}"


def _in_table(listing: Listing, part: Part) -> bool:
    """Whether the table of a calendar shows the part already."""
    return listing.kind in CALENDARS - {"anniversary"} and part.segments[-1].isdigit()


def _bounds(path: str, listing: Listing, look: Look) -> list[str]:
    """First and last mention; dates need none, and a list of one has nothing to bound."""
    if listing.kind in CALENDARS or listing.total < 2:
        return []
    mention = listing.kind in {"actor", "place"}
    keys = ("first_mention", "last_mention") if mention else ("first_article", "last_article")
    cards = zip(keys, (listing.first, listing.last), strict=True)
    return [row(label(key, look), card_line(path, card, look)) for key, card in cards if card is not None]


def _steps(path: str, listing: Listing, look: Look) -> str:
    """The parts just before and after this one."""
    items = [
        f'<li class="{css}"><small>{label(key, look)}</small> {_part_link(path, listing, segments, look)}</li>'
        for css, key, segments in (("previous", "older", listing.before), ("next", "newer", listing.after))
        if segments is not None
    ]
    if not items:
        return ""
    named = f'aria-label="{html(look.label("parts"))}" data-l-label="parts"'
    return f'<nav class="panel neighbours" {ui(look)} {named}>\n<ul>\n' + "\n".join(items) + "\n</ul>\n</nav>"


def _matter(
    listing: Listing, entity: Entity | None, look: Look
) -> dict[str, str | int | bool | Mapping[str, str] | None]:
    description = entity.description.get(look.language) or entity.description.get("en") if entity else None
    return {
        "type": listing.kind,
        "id": listing.target or "-".join(listing.segments) or "hijri",
        "title": _title(listing, entity, look),
        "title_translations": dict(entity.name) if entity else None,
        "description": description,
        "lang": look.language,
        "dir": look.direction,
        "kind": entity.kind if entity else None,
        "part": "/".join(listing.segments) or None,
        "articles": listing.total,
        "first": listing.first.published if listing.first else None,
        "last": listing.last.published if listing.last else None,
        "robots": look.robots,
    }
