"""Which entities an article names, and where their pages lie."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from archive_tools.records import Annotations, Article, Links, Mention
from archive_tools.render.escaping import html
from archive_tools.render.look import Look
from archive_tools.render.markup import isolated, link, name
from archive_tools.render.paths import ListKind, entity_path, page_path, url_between
from archive_tools.render.previews import card


class Named(Struct, frozen=True):
    """What an article names: ids in the order of their first mention, then those that only a person states."""

    actors: tuple[str, ...]
    places: tuple[str, ...]
    mentions: tuple[Mention, ...]
    """The first mention of each."""


def counts_as_mention(mention: Mention) -> bool:
    """Whether a mention puts its article into the entity's list: it stands by itself, is resolved, and is no nisba."""
    return mention.target is not None and not mention.nested and not mention.ambiguous and mention.kind != "nisba"


def named(article: Article, annotations: Annotations, links: Links) -> Named:
    """The actors and places of an article. A state counts as an actor, whose page it has."""
    first: dict[str, Mention] = {}
    for mention in sorted(annotations.mentions, key=lambda m: (m.block, m.start)):
        if counts_as_mention(mention):
            first.setdefault(str(mention.target), mention)
    folders: dict[str, list[str]] = {"actors": [], "places": []}
    for target, mention in first.items():
        folders["places" if (mention_path(mention, links) or "").startswith("places/") else "actors"].append(target)
    for kind, stated in (("actor", article.stated_actors), ("place", article.stated_places)):
        for target in stated:
            folder = path_of(target, "place" if kind == "place" else "actor", links).split("/", 1)[0]
            if target not in folders[folder]:
                folders[folder].append(target)
    return Named(tuple(folders["actors"]), tuple(folders["places"]), tuple(first.values()))


def mention_path(mention: Mention, links: Links) -> str | None:
    """The page to which a mention leads; None for one that leads nowhere."""
    if not counts_as_mention(mention):
        return None
    return path_of(str(mention.target), "place" if mention.kind == "place" else "actor", links)


def path_of(target: str, otherwise: ListKind, links: Links) -> str:
    """The page of an id: by its record, or, for an id without one, by the kind under which it was met."""
    entity = links.names.get(target)
    return entity_path(entity) if entity else page_path(otherwise, target)


def name_of(target: str, links: Links, look: Look, otherwise: str | None = None) -> str:
    """The name of an id as HTML: from its record, else `otherwise`, else the id."""
    entity = links.names.get(target)
    return name(entity, look) if entity else isolated(otherwise or target)


def name_cards(page: str, targets: Iterable[tuple[str, str]], links: Links, look: Look) -> str:
    """A list of links, one for each (id, path), each with its card."""
    items = (
        f"<li>{link(url_between(page, path), name_of(target, links, look))}{card(links.names.get(target), look)}</li>"
        for target, path in targets
    )
    return f'<ul class="names">{"".join(items)}</ul>'


def shown_name(target: str | None, links: Links, look: Look, otherwise: str | None) -> str | None:
    """The name of an id as plain text, unescaped; None where nobody knows it."""
    entity = links.names.get(target) if target else None
    return look.name(entity)[0] if entity else otherwise


def plain_name(target: str | None, links: Links, look: Look, otherwise: str | None) -> str | None:
    """The name of an id as plain escaped text, for sentences; None where nobody knows it."""
    shown = shown_name(target, links, look, otherwise)
    return html(shown) if shown else None
