"""What stands after the text of an article: names, translation, what was left out, source, neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from archive_tools.records import Annotations, Article, Block, Card, Links
from archive_tools.render.calendars import date_html, is_plain
from archive_tools.render.escaping import html, html_lines
from archive_tools.render.inline import plain, runs_rtl
from archive_tools.render.look import Look
from archive_tools.render.markup import (
    code,
    folded,
    isolated,
    known_label,
    label,
    link,
    of_language,
    outside_link,
    panel,
    row,
)
from archive_tools.render.names import Named, name_cards, name_of, path_of
from archive_tools.render.paths import article_path, page_path, url_between


def in_this_article(article: Article, annotations: Annotations, found: Named, links: Links, look: Look) -> str:
    """The actors, places, topics and dates of the article, as links."""
    page = article_path(article.id)
    rows: list[str] = []
    if found.actors:
        targets = [(target, path_of(target, "actor", links)) for target in found.actors]
        rows.append(row(label("actors", look), name_cards(page, targets, links, look)))
    if found.places:
        targets = [(target, path_of(target, "place", links)) for target in found.places]
        rows.append(row(label("places", look), name_cards(page, targets, links, look)))
    if annotations.tags:
        items = "".join(
            f"<li>{link(url_between(page, page_path('tag', tag.id)), name_of(tag.id, links, look, tag.label))}</li>"
            for tag in annotations.tags
        )
        rows.append(row(label("tags", look), f'<ul class="names">{items}</ul>'))
    dates = list(_dates(article, annotations, look))
    if dates:
        rows.append(row(label("dates", look), f'<ul class="names">{"".join(dates)}</ul>'))
    if not rows:
        return ""
    return panel("names-panel", label("in_this_article", look), "<dl>\n" + "\n".join(rows) + "\n</dl>", look)


def _dates(article: Article, annotations: Annotations, look: Look) -> Iterator[str]:
    seen: set[str] = set()
    for date in annotations.dates:
        if date.edtf and date.edtf not in seen:
            seen.add(date.edtf)
            yield f'<li><a href="#p{date.block}">{date_html(date.edtf, look)}</a></li>'
    for edtf in article.stated_dates:
        if edtf not in seen:
            seen.add(edtf)
            yield f"<li>{date_html(edtf, look)} <small>{label('also_stated', look)}</small></li>"


def translation(article: Article, links: Links, look: Look) -> str:
    """What the article translates and what translates it."""
    page = article_path(article.id)
    lines = [
        f"<li>{known_label('lang', card.lang, look)}: {card_link(page, card, look)}</li>" for card in links.translations
    ]
    of = article.translation_of
    if of is not None:
        key = "machine_translation" if of.machine else "translation"
        parts = [f"<strong>{label(key, look)}</strong>"]
        if of.lang:
            parts.append(f"{label('translation_from', look)}: {known_label('lang', of.lang, look)}")
        if of.outlet:
            parts.append(name_of(of.outlet, links, look))
        if of.url:
            parts.append(outside_link(of.url, code(of.url)))
        lines.insert(0, f"<li>{' · '.join(parts)}</li>")
    if not lines:
        return ""
    return panel("translation", label("translations", look), f"<ul>\n{chr(10).join(lines)}\n</ul>", look)


def card_link(page: str, card: Card, look: Look) -> str:
    """A headline that leads to its article, in its own language and direction."""
    text = plain(card.headline, html, rtl=runs_rtl(card.lang, card.headline))
    url = url_between(page, article_path(card.id))
    sample = f' <small class="flag">{label("sample_short", look)}</small>' if card.sample else ""
    return f'<a href="{url}"><bdi {of_language(card.lang)}>{text}</bdi></a>{sample}'


def left_out(article: Article, look: Look) -> str:
    """The blocks that came with the source but are no part of the article, each with its reason."""
    marked = [block for block in article.blocks if block.marked is not None]
    if not marked:
        return ""
    items = "\n".join(_left_out(block, article.lang.value, look) for block in marked)
    content = f"<p>{label('removed_intro', look)}</p>\n<ol>\n{items}\n</ol>"
    count = f' <span class="count">{look.number(len(marked))}</span>'
    return folded("removed", label("removed", look) + count, content, look)


def _left_out(block: Block, lang: str | None, look: Look) -> str:
    text = f"<blockquote {of_language(lang)}>{html_lines(block.text)}</blockquote>"
    reason = block.marked or ""
    words = known_label("marked", reason.replace(" ", "_"), look, reason)
    return f'<li id="p{block.number}">{text} <small>{label("reason", look)}: {words}</small></li>'


def source(article: Article, look: Look) -> str:
    """Where the article came from: file, item, digest, type, address, archived copies, rights."""
    rows = [row(label("seed", look), code(article.seed))]
    if article.item:
        rows.append(row(label("item", look), code(article.item)))
    rows.append(row("SHA-256", code(article.digest)))
    rows.append(row(label("media_type", look), code(article.media_type)))
    if article.url.value:
        rows.append(row(label("url", look), outside_link(article.url.value, code(article.url.value))))
    if article.archived:
        rows.append(row(label("archived", look), *(outside_link(url, code(url)) for url in article.archived)))
    if article.rights:
        rows.append(row(label("rights", look), isolated(article.rights)))
    return folded("source", label("source", look), "<dl>\n" + "\n".join(rows) + "\n</dl>", look)


def neighbours(article: Article, links: Links, look: Look) -> str:
    """The articles before and after this one by date."""
    page = article_path(article.id)
    items = []
    for key, card in (("previous", links.previous), ("next", links.next)):
        if card is not None:
            when = f" {date_html(card.published, look)}" if card.published and is_plain(card.published) else ""
            kicker = f"<small>{label(key, look)}{when}</small>"
            items.append(f'<li class="{key}">{kicker} {card_link(page, card, look)}</li>')
    if not items:
        return ""
    title = label("neighbours", look)
    return panel("neighbours", title, f"<ul>\n{chr(10).join(items)}\n</ul>", look)
