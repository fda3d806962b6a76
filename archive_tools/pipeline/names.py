"""The names that pages of one build show: each read from the catalog once in a process, not once a page."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from archive_tools.catalog import codec, questions
from archive_tools.records import Entity


class Known(Struct, frozen=True):
    """An entity, and the digest of its record for the digests of pages."""

    entity: Entity
    digest: str


class Names:
    """Entities by id. Holds for one build: after the meeting no name changes."""

    def __init__(self) -> None:
        self._known: dict[str, Known | None] = {}

    def named(self, db: sqlite3.Connection, ids: Iterable[str | None]) -> dict[str, Known]:
        """Those of the ids that have a record, by id, in no order."""
        wanted = {i for i in ids if i}
        # not `wanted - keys`, which walks through all keys
        if unknown := {i for i in wanted if i not in self._known}:
            self._ask(db, unknown)
        return {i: known for i in wanted if (known := self._known[i]) is not None}

    def _ask(self, db: sqlite3.Connection, unknown: set[str]) -> None:
        self._known.update(dict.fromkeys(unknown))
        for i, record in questions.name_records(db, unknown):
            self._known[i] = Known(codec.loads(Entity, record), hashlib.sha256(record).hexdigest())


@lru_cache(maxsize=1)
def names_of(build: str) -> Names:  # noqa: ARG001
    """The names of a build, of which a process knows one at a time; `build` is told by `Workshop.build`."""
    return Names()


def entities(names: Mapping[str, Known]) -> dict[str, Entity]:
    """The entities alone."""
    return {i: known.entity for i, known in names.items()}


def digests(names: Mapping[str, Known]) -> Iterator[str]:
    """What a page's digest takes of its names."""
    return (names[i].digest for i in sorted(names))
