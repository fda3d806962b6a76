"""The names of an index by kind: persons and armed groups, cities and crossings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from archive_tools.records import Entity
from archive_tools.render.hierarchy import HIERARCHY
from archive_tools.render.labels import has_label
from archive_tools.render.letters import Named
from archive_tools.render.look import Look
from archive_tools.render.markup import label, link
from archive_tools.render.paths import ListKind, group_path, index_path, url_between

Groups = Mapping[str, Sequence[Named]]
"""Names by the slug of their kind."""

GROUPED: Final = frozenset({"actor", "place"})
OTHER: Final = "other"
"""Of places whose kind the interface has no word for: authority files may bring kinds of their own."""


def by_kind(names: Sequence[Named]) -> Groups:
    """The names by kind, the largest kind first; {} where all are of one kind."""
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for entry in names:
        found[_slug(entry.row.entity)].append(entry)
    if len(found) < 2:
        return {}
    return dict(sorted(found.items(), key=lambda group: (-len(group[1]), group[0])))


def group_words(kind: ListKind, group: str, look: Look) -> str:
    """The kind in words, as HTML that can be switched."""
    return label(_key(kind, group), look)


def group_name(kind: ListKind, group: str, look: Look) -> str:
    """The kind in words, unescaped."""
    return look.label(_key(kind, group))


def kinds_menu(page: str, kind: ListKind, groups: Groups, current: str, look: Look) -> str:
    """The way from kind to kind, with the number of names of each; "" where there is nothing to choose."""
    if not groups:
        return ""
    whole = sum(len(members) for members in groups.values())
    items = [_item(page, index_path(kind), label("all_kinds", look), whole, look, here=not current)]
    for group, members in groups.items():
        words = group_words(kind, group, look)
        items.append(_item(page, group_path(kind, group), words, len(members), look, here=group == current))
    if kind == "place":
        target = url_between(page, group_path(kind, HIERARCHY))
        items.append(f"<li>{link(target, label('by_hierarchy', look))}</li>")
    return (
        f'<nav class="kinds" aria-label="{look.label("by_kind")}" data-l-label="by_kind">\n<ul>'
        + "".join(items)
        + "</ul>\n</nav>\n"
    )


def _item(page: str, target: str, words: str, number: int, look: Look, *, here: bool) -> str:
    shown = f'{words} <span class="count">{look.number(number)}</span>'
    current = ' aria-current="true"' if here else ""
    return f"<li{current}>{link(url_between(page, target), shown)}</li>"


def _slug(entity: Entity) -> str:
    if entity.kind != "place":
        return entity.kind
    return entity.place_kind if entity.place_kind and has_label(f"place_{entity.place_kind}") else OTHER


def _key(kind: ListKind, group: str) -> str:
    if group == OTHER:
        return "other_letters"
    return f"place_{group}" if kind == "place" and has_label(f"place_{group}") else f"kind_{group}"
