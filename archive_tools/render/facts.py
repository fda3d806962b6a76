"""Facts with their reasons: the lines under the headline, and the panel "how we know"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive_tools.records import Annotations, Article, Fact, Links
from archive_tools.render import reading
from archive_tools.render.calendars import date_html, hijri_html
from archive_tools.render.escaping import html
from archive_tools.render.labels import has_label
from archive_tools.render.look import Look
from archive_tools.render.markup import (
    code,
    counted,
    folded,
    isolated,
    known_label,
    label,
    link,
    outside_link,
    row,
    ui,
)
from archive_tools.render.names import Named, name_of
from archive_tools.render.paths import UNDATED, article_path, date_segments, page_path, url_between
from archive_tools.render.reasons import reason


def basis(fact: Fact[Any], look: Look) -> str:
    """How a fact is known, in two words."""
    return f'<small class="basis" data-basis="{fact.basis}">{label(f"basis_{fact.basis}", look)}</small>'


def lead_facts(article: Article, links: Links, look: Look) -> str:
    """Outlet, byline, date, language: each with its basis, right under the headline."""
    rows = [row(label("outlet", look), f"{outlet_link(article, links, look)} {basis(article.outlet, look)}")]
    if article.byline.value:
        people = "، ".join(isolated(person) for person in article.byline.value)
        rows.append(row(label("byline", look), f"{people} {basis(article.byline, look)}"))
    rows.append(row(label("published", look), f"{published_link(article, look)} {basis(article.published, look)}"))
    rows.append(row(label("lang", look), f"{known_label('lang', article.lang.value or 'und', look)}"))
    rows.append(row(label("reading", look), _reading(article, look)))
    return f'<dl class="facts" {ui(look)}>\n' + "\n".join(rows) + "\n</dl>"


def _reading(article: Article, look: Look) -> str:
    count = reading.words(article.blocks)
    took = reading.minutes(count, article.lang.value, article.headline.value or "")
    return f'{counted("minutes", took, look)} <small class="words">{counted("words", count, look)}</small>'


def outlet_link(article: Article, links: Links, look: Look) -> str:
    """The outlet with a link to its page, or that it is unknown."""
    target = article.outlet.value
    if target is None:
        return isolated(article.outlet_name) if article.outlet_name else label("unknown_outlet", look)
    url = url_between(article_path(article.id), page_path("outlet", target))
    return link(url, name_of(target, links, look, article.outlet_name))


def published_link(article: Article, look: Look) -> str:
    """The date with a link to its page, Hijri beside it; or a link to the undated articles."""
    published = article.published.value
    url = url_between(article_path(article.id), page_path("date", "", date_segments(published)))
    if published is None:
        return link(url, label("undated", look))
    shown = date_html(published, look)
    if date_segments(published) != UNDATED:
        shown = link(url, shown)
    other = hijri_html(published, look)
    return f'{shown} <span class="hijri">{other}</span>' if other else shown


def how_we_know(article: Article, annotations: Annotations, found: Named, links: Links, look: Look) -> str:
    """Every fact with value, basis, evidence and the values that lost; every name, date and tag with its rule."""
    facts: tuple[tuple[str, Fact[str] | Fact[tuple[str, ...]]], ...] = (
        ("headline", article.headline),
        ("published", article.published),
        ("outlet", article.outlet),
        ("byline", article.byline),
        ("lang", article.lang),
        ("url", article.url),
    )
    rows = "\n".join(_fact_row(key, fact, links, look) for key, fact in facts)
    evidence = "\n".join(_evidence(annotations, found, links, look))
    found_list = f"\n<h3>{label('mentions_found', look)}</h3>\n<ul>\n{evidence}\n</ul>" if evidence else ""
    notes = "".join(f"<li><bdi>{html(note)}</bdi></li>" for note in article.notes)
    notes_list = f"\n<h3>{label('notes', look)}</h3>\n<ul>{notes}</ul>" if notes else ""
    content = f"<p>{label('how_we_know_intro', look)}</p>\n<dl>\n{rows}\n</dl>{found_list}{notes_list}"
    return folded("known", label("how_we_know", look), content, look)


def _fact_row(key: str, fact: Fact[str] | Fact[tuple[str, ...]], links: Links, look: Look) -> str:
    shown = _value(key, fact.value, links, look)
    details = [f"{shown} {basis(fact, look)}"]
    if fact.evidence:
        details.append(f"{label('evidence', look)}: {reason(fact.evidence, look)}")
    if fact.losing:
        lost = "".join(
            f"<li>{_value(key, loser.value, links, look)} {basis(loser, look)} {reason(loser.evidence, look)}</li>"
            for loser in fact.losing
        )
        details.append(f"{label('not_chosen', look)}<ul>{lost}</ul>")
    return row(label(key, look), *details)


def _value(key: str, value: str | tuple[str, ...] | None, links: Links, look: Look) -> str:
    if not value:
        return label("none", look)
    if isinstance(value, tuple):
        return "، ".join(isolated(part) for part in value)
    if key == "published":
        return f"{date_html(value, look)} {code(value)}"
    if key == "outlet":
        return name_of(value, links, look)
    if key == "url":
        return outside_link(value, code(value))
    if key == "lang" and has_label(f"lang_{value}"):
        return f"{label(f'lang_{value}', look)} {code(value)}"
    return isolated(value)


def _evidence(annotations: Annotations, found: Named, links: Links, look: Look) -> Iterator[str]:
    for mention in found.mentions:
        where = f'<a href="#p{mention.block}">{look.number(mention.block)}</a>'
        name = name_of(str(mention.target), links, look, mention.exact)
        shown = isolated(f"«{mention.exact}»")
        yield f"<li>{name}: {shown} · {label('paragraph', look)} {where} {_why(mention.rule, look)}</li>"
    for date in annotations.dates:
        where = f'<a href="#p{date.block}">{look.number(date.block)}</a>'
        meaning = f" = {date_html(date.edtf, look)}" if date.edtf else ""
        why = _why(date.basis, look)
        if date.conflict:
            why += f" <strong>{label('date_conflict', look)}</strong> {_why(date.conflict, look)}"
        yield f"<li>{isolated(f'«{date.exact}»')}{meaning} · {label('paragraph', look)} {where} {why}</li>"
    for tag in annotations.tags:
        shown = name_of(tag.id, links, look, tag.label)
        stated = tag.basis == "stated"  # by the source or a sidecar, which need not be in the text
        why = label("why_tag_stated" if stated else f"basis_{tag.basis}", look)
        why = (
            f'<small class="basis" data-basis="{tag.basis}">{why}</small> {_why("" if stated else tag.evidence, look)}'
        )
        yield f"<li>{label('tag', look)}: {shown} {why}</li>"


def _why(rule: str, look: Look) -> str:
    return f'<small class="rule">{reason(rule, look)}</small>' if rule else ""
