"""Where pages lie: the one place that knows paths.

A page's *path* is its Markdown file below docs/ (`actors/hts/2018.md`); its *url* is the directory below the
site's root that it becomes (`actors/hts/2018/`), because `use_directory_urls` is required.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from archive_tools.edtf import calendar_part
from archive_tools.records import Entity

ListKind = Literal["actor", "place", "outlet", "tag", "date", "hijri", "anniversary"]

FOLDERS: Final = {"actor": "actors", "place": "places", "outlet": "outlets", "tag": "tags", "date": "dates"}
OWNED_FOLDERS: Final = ("articles", *FOLDERS.values(), "search", "data")
"""The folders of docs/ that the tool writes; everything else there belongs to people."""
UNDATED: Final = ("undated",)
"""Segments of the list of undated articles."""
_BELOW_DATES: Final = {"hijri": "dates/hijri", "anniversary": "dates/days"}
"""Below the folder of the dates, whose other files are named by year or `undated`."""


def article_path(identifier: str) -> str:
    """The page of an article."""
    return f"articles/{identifier}.md"


def page_path(kind: ListKind, target: str, segments: Sequence[str] = ()) -> str:
    """The page of a list or of one part of it.

    `page_path("actor", "hts", ("2018",))` is `actors/hts/2018.md`; dates have no target:
    `page_path("date", "", ("2024", "11"))` is `dates/2024/11.md`, and `dates/index.md` without segments.
    `page_path("hijri", "", ("1446", "05"))` is `dates/hijri/1446/05.md`,
    `page_path("anniversary", "", ("11-28",))` is `dates/days/11-28.md`.
    """
    parts = [part for part in (target, *segments) if part] or ["index"]
    return f"{_folder(kind)}/{'/'.join(parts)}.md"


def _folder(kind: ListKind) -> str:
    return _BELOW_DATES.get(kind) or FOLDERS[kind]


def index_path(kind: ListKind, letters: Sequence[str] = ()) -> str:
    """The index of a kind, or its part for names that begin with certain letters.

    Parts lie in a folder `letters`, whose files no list can have: parts of lists are named by year or bucket.
    """
    if not letters:
        return f"{_folder(kind)}/index.md"
    return f"{_folder(kind)}/letters/{'/'.join(letters)}.md"


def group_path(kind: ListKind, group: str, letters: Sequence[str] = ()) -> str:
    """The part of an index for names of one kind (`actors/by/person.md`), and its parts by letter.

    As with `letters`, no list has such files.
    """
    return f"{_folder(kind)}/by/{'/'.join((group, *letters))}.md"


def list_kind(entity_kind: str) -> ListKind:
    """Under which kind of page an entity is found. A state, which is actor and place at once, is an actor."""
    if entity_kind == "topic":
        return "tag"
    if entity_kind in {"place", "outlet", "tag", "date"}:
        return entity_kind  # type: ignore[return-value]
    return "actor"


@lru_cache(maxsize=8192)
def entity_path(entity: Entity) -> str:
    """The first page of an entity."""
    return page_path(list_kind(entity.kind), entity.id)


def date_segments(edtf: str | None) -> tuple[str, ...]:
    """Segments of the date page under which an article is found: `edtf.calendar_part`, or `UNDATED`."""
    return calendar_part(edtf) or UNDATED


def url_of(path: str) -> str:
    """The directory URL of a page, relative to the site's root: `actors/hts/`; "" for the home page."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


def url_between(source: str, target: str) -> str:
    """The relative URL from the page at path `source` to the page at path `target`, for raw HTML."""
    depth = url_of(source).count("/")
    return "../" * depth + url_of(target) or "./"


def root_of(path: str) -> str:
    """The relative URL of the site's root, seen from a page: "../../", or "" from the home page."""
    return "../" * url_of(path).count("/")


def markdown_link(source: str, target: str) -> str:
    """The relative link between two Markdown files, which every engine rewrites: `../actors/hts.md`."""
    return "../" * source.count("/") + target
