"""What goes into the index, and where its state is kept: the two ends that the rest of the archive holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, Protocol

from msgspec import Struct

Facet = Literal["actor", "place", "outlet", "tag", "lang"]


class Named(NamedTuple):
    """How much an article is about somebody or a place."""

    value: str
    """`facet:id`, such as actor:turkey."""
    times: int
    """Mentions in the body."""
    headline: int | None = None
    """Which word of the headline, from 0, is the first of a name of it."""


class SearchDoc(Struct, frozen=True, kw_only=True):
    """One article as search sees it. Equal documents give equal bytes."""

    id: str
    headline: str
    published: str | None
    """EDTF; None where nobody knows. The first day of an uncertain or long date counts."""
    lang: str
    """BCP 47."""
    blocks: tuple[tuple[int, str], ...]
    """(number, text) of each block of the page's body, in order; marked blocks left out."""
    url: str = ""
    """Relative to the root of the site; "" for `articles/<id>/`."""
    outlet: str | None = None
    """Id; its label stands among the names."""
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    named: tuple[Named, ...] = ()
    """Of the actors and places, those that the text names; sorted."""


class SearchName(Struct, frozen=True, kw_only=True):
    """An actor, place, outlet, tag or language under which articles can be filtered, and how it is called."""

    facet: Facet
    labels: Mapping[str, str]
    """By language; shown beside the count, in the first of (interface language, ar, en, any)."""
    aliases: tuple[str, ...] = ()
    """Forms that mean this one without doubt: no ambiguous ones, none that need a context."""
    protect: tuple[str, ...] = ()
    """Of these names the words must not be stemmed: proper names, in Arabic and Latin letters."""
    recorded: bool = True
    """Whether it has a record of its own. Outlets and tags that articles alone name come and go with these."""


class Store(Protocol):
    """Where the index keeps its nodes between builds: blobs by name. One transaction an update, please."""

    def get(self, name: str) -> bytes | None:
        """The blob, or None."""

    def put(self, name: str, data: bytes) -> None:
        """Keep or replace a blob."""

    def delete(self, name: str) -> None:
        """Forget a blob, if it is there."""


class MemoryStore:
    """A store for tests and measurements; lives as long as the object."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """The blob, or None."""
        return self._blobs.get(name)

    def put(self, name: str, data: bytes) -> None:
        """Keep or replace a blob."""
        self._blobs[name] = data

    def delete(self, name: str) -> None:
        """Forget a blob, if it is there."""
        self._blobs.pop(name, None)
