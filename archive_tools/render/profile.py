"""What an authority record says about an entity: names in all scripts, identifiers, description, relations."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Final

from archive_tools.records import Entity
from archive_tools.render.calendars import date_html
from archive_tools.render.escaping import html
from archive_tools.render.look import Look
from archive_tools.render.markup import (
    code,
    described,
    isolated,
    known_label,
    label,
    link,
    name,
    of_language,
    outside_link,
    row,
)
from archive_tools.render.paths import entity_path, url_between

_IDENTIFIER_URLS: Final = {
    "wikidata": "https://www.wikidata.org/wiki/{id}",
    "geonames": "https://www.geonames.org/{id}/",
    "iso3166": "https://www.iso.org/obp/ui/#iso:code:3166:{id}",
}

_WITH_YEARS: Final = re.compile(r"(.+?) (?:(since|until) )?(\d{4})(?:-(\d{4}))?", re.ASCII)


def kind_words(entity: Entity, look: Look) -> str:
    """The kind of an entity, as finely as its record says it."""
    if entity.kind == "place" and entity.place_kind:
        return known_label("place", entity.place_kind, look)
    if entity.kind == "outlet" and entity.outlet_kind:
        return known_label("outlet", entity.outlet_kind, look)
    return label(f"kind_{entity.kind}", look)


def relation_words(relation: str, look: Look) -> str:
    """A relation in words; years that its record gives after it (`president 2000-2024`) become dates."""
    match = _WITH_YEARS.fullmatch(relation)
    if match is None:
        return known_label("relation", _slug(relation), look, relation)
    word, bound, first, last = match.groups()
    edtf = {"since": f"{first}/..", "until": f"../{first}"}.get(bound or "", f"{first}/{last}" if last else first)
    return f"{known_label('relation', _slug(word), look, word)} ({date_html(edtf, look)})"


def _slug(words: str) -> str:
    return re.sub("[ -]", "_", words.lower())


def profile(page: str, entity: Entity, names: Mapping[str, Entity], look: Look, paged: Container[str] = ()) -> str:
    """Description and facts of an entity. `paged`: ids that have a page of their own."""
    rows = list(_rows(page, entity, names, look, paged))
    about = described(entity, look)
    lines = [f"<p>{about}</p>"] if about else []
    if entity.kind == "topic":
        lines += topic_rule(entity, look)
    if rows:
        lines.append('<dl class="facts">\n' + "\n".join(rows) + "\n</dl>")
    return "\n".join(lines)


def topic_rule(entity: Entity, look: Look) -> list[str]:
    """Why articles have this topic: its words, what each needs beside it, and what forbids it."""
    if not entity.terms:
        return [f"<p>{label('topic_stated', look)}</p>"]
    terms = []
    for term in entity.terms:
        beside = "، ".join(isolated(word) for word in term.needs)
        needs = f" <small>{label('topic_needs', look)} {beside}</small>" if beside else ""
        terms.append(f"<li><bdi {of_language(term.lang)}>{html(term.text)}</bdi>{needs}</li>")
    rows = [row(label("topic_terms", look), f'<ul class="names">{"".join(terms)}</ul>')]
    if entity.excludes:
        words = "".join(f"<li>{isolated(word)}</li>" for word in entity.excludes)
        rows.append(row(label("topic_excludes", look), f'<ul class="names">{words}</ul>'))
    return [f"<p>{label('topic_rule', look)}</p>", '<dl class="facts">\n' + "\n".join(rows) + "\n</dl>"]


def _rows(page: str, entity: Entity, names: Mapping[str, Entity], look: Look, paged: Container[str]) -> Iterator[str]:
    all_names = "".join(
        f"<li><bdi {of_language(lang)}>{html(text)}</bdi></li>" for lang, text in entity.name.items() if text
    )
    yield row(label("names", look), f'<ul class="names">{all_names}</ul>')
    aliases = list(dict.fromkeys((alias.lang, alias.text) for alias in entity.aliases))
    if aliases:
        items = "".join(f"<li><bdi {of_language(lang)}>{html(text)}</bdi></li>" for lang, text in aliases)
        yield row(label("also_written", look), f'<ul class="names">{items}</ul>')
    if entity.same_as:
        shown = (
            f"{known_label('id', scheme, look)}: {_identifier(scheme, id_)}" for scheme, id_ in entity.same_as.items()
        )
        yield row(label("identifiers", look), *shown)
    if entity.part_of:
        yield row(label("part_of", look), _reference(page, entity.part_of, names, look, paged))
    if entity.lat is not None and entity.lon is not None:
        yield row(label("coordinates", look), code(f"{entity.lat:g}, {entity.lon:g}"))
    if entity.homepage:
        yield row(label("homepage", look), outside_link(entity.homepage, code(entity.homepage)))
    if entity.actor:
        yield row(label("actor", look), _reference(page, entity.actor, names, look, paged))
    if entity.relations:
        shown = (
            f"{relation_words(relation.relation, look)}: {_reference(page, relation.id, names, look, paged)}"
            for relation in entity.relations
        )
        yield row(label("relations", look), *shown)


def _identifier(scheme: str, identifier: str) -> str:
    pattern = _IDENTIFIER_URLS.get(scheme)
    shown = code(identifier)
    return outside_link(pattern.replace("{id}", identifier), shown) if pattern else shown


def _reference(page: str, target: str, names: Mapping[str, Entity], look: Look, paged: Container[str]) -> str:
    entity = names.get(target)
    if entity is None:
        return isolated(target)
    shown = name(entity, look)
    return link(url_between(page, entity_path(entity)), shown) if target in paged else shown
