"""Places by what lies in what: a tree of all that have articles, with what stands above them.

Whole on one page, or, where that would be too long, the branches of a place on a page of its own; named by content.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from archive_tools.arabic.collation import collation_key
from archive_tools.records import Entity, IndexRow, Page
from archive_tools.render.front_matter import front_matter
from archive_tools.render.look import Look
from archive_tools.render.markup import counted, label, link, name, ui
from archive_tools.render.paths import entity_path, group_path, index_path, url_between

HIERARCHY: Final = "hierarchy"
_NAMES_PER_ARTICLE: Final = 5
_DEEPEST: Final = 20


class Branch(Struct):
    """A place and those that lie in it."""

    entity: Entity | None
    """None: the whole tree."""
    count: int = 0
    """Articles; 0 for a place that is only there because others lie in it, and has no page."""
    below: list[Branch] = field(default_factory=list)
    size: int = 0
    """Places that have articles, itself and all below."""


def hierarchy_pages(rows: Sequence[IndexRow], above: Mapping[str, Entity], look: Look) -> tuple[Page, ...]:
    """`places/by/hierarchy.md` and, where that would be too long, a page for each large branch.

    Args:
        above: records of everything that the places of `rows` lie in, by id.
    """
    root = _tree(rows, above, look)
    return tuple(_pages(root, (), look, look.list_size * _NAMES_PER_ARTICLE)) if root.below else ()


def _tree(rows: Sequence[IndexRow], above: Mapping[str, Entity], look: Look) -> Branch:
    known = {**above, **{row.entity.id: row.entity for row in rows}}
    counts = {row.entity.id: row.count for row in rows}
    branches = {i: Branch(entity, counts.get(i, 0)) for i, entity in known.items()}
    children: defaultdict[str | None, list[Branch]] = defaultdict(list)
    for i, entity in known.items():
        children[entity.part_of if _leads_up(i, known) else None].append(branches[i])
    root = Branch(None, 0, children[None])
    for i, branch in branches.items():
        branch.below = children[i]
    _settle(root, look)
    return root


def _leads_up(start: str, known: Mapping[str, Entity]) -> bool:
    """Whether a place has a place above it; records that lie in each other in a circle have none."""
    at, seen = known[start].part_of, {start}
    if at not in known:
        return False
    while at is not None and at in known and len(seen) < _DEEPEST:
        if at in seen:
            return False
        seen.add(at)
        at = known[at].part_of
    return True


def _settle(branch: Branch, look: Look) -> int:
    """Leave out what holds no article, order the rest, count."""
    branch.size = bool(branch.count) + sum(_settle(below, look) for below in branch.below)
    branch.below = [below for below in branch.below if below.size]
    branch.below.sort(key=lambda below: (not below.below, _key(below, look)))
    return branch.size


def _key(branch: Branch, look: Look) -> tuple[str, str]:
    assert branch.entity is not None
    return collation_key(look.name(branch.entity)[0]), branch.entity.id


def _pages(branch: Branch, slugs: tuple[str, ...], look: Look, limit: int) -> Iterator[Page]:
    path = group_path("place", HIERARCHY, slugs)
    split = branch.size > limit and len(slugs) < _DEEPEST
    items = "\n".join(_item(path, below, slugs, look, split=split) for below in branch.below)
    up = link(url_between(path, index_path("place")), label("places", look))
    if slugs:
        up += f" · {link(url_between(path, group_path('place', HIERARCHY)), label('by_hierarchy', look))}"
    part = name(branch.entity, look) if branch.entity else label("by_hierarchy", look)
    head = (
        f'<header class="head" {ui(look)}>\n<p class="kicker">{up}</p>\n'
        f"<h1>{label('places', look)} <small>{part}</small></h1>\n"
        f'<p class="total">{counted("places", branch.size, look)}</p>\n</header>'
    )
    body = f'<div class="panel index" {ui(look)}>\n<ul class="tree">\n{items}\n</ul>\n</div>'
    shown = look.name(branch.entity)[0] if branch.entity else look.label("by_hierarchy")
    matter = front_matter(
        "index",
        {
            "type": "index",
            "id": "places",
            "title": f"{look.label('places')} · {shown}",
            "lang": look.language,
            "dir": look.direction,
            "part": shown,
            "names": branch.size,
            "robots": look.robots,
        },
    )
    yield Page(path=path, markdown=f"{matter}\n{head}\n\n{body}\n")
    for below in branch.below if split else ():
        if below.below:
            assert below.entity is not None
            yield from _pages(below, (*slugs, below.entity.id), look, limit)


def _item(page: str, branch: Branch, slugs: tuple[str, ...], look: Look, *, split: bool) -> str:
    assert branch.entity is not None
    shown = name(branch.entity, look)
    if branch.count:
        shown = f"{link(url_between(page, entity_path(branch.entity)), shown)} {_count(branch.count, look)}"
    if not branch.below:
        return f"<li>{shown}</li>"
    if split:
        target = group_path("place", HIERARCHY, (*slugs, branch.entity.id))
        inside = branch.size - bool(branch.count)
        return f"<li>{shown} · {link(url_between(page, target), counted('places', inside, look))}</li>"
    below = "".join(_item(page, one, slugs, look, split=False) for one in branch.below)
    return f"<li>{shown}<ul>{below}</ul></li>"


def _count(count: int, look: Look) -> str:
    return f'<span class="count">{look.number(count)}</span>'
