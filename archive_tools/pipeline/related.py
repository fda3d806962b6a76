"""Related articles: found when a page is made, and at the meeting those pages marked whose related ones may change."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from archive_tools.catalog import questions
from archive_tools.catalog import related as catalog
from archive_tools.link.related import (
    ASKED,
    KINDS,
    PASSAGE,
    REACHES,
    SHOWN,
    WHOLE,
    Holder,
    Name,
    Range,
    around,
    by_list,
    closest,
    core,
    day_part,
    rank,
    weight,
)
from archive_tools.records import Related

_MANY_DAYS = 30
"""With more days of one list touched, it is cheaper to read the list once."""


class Relatives:
    """Finds related articles. Remembers for one build which names are too common to ask about again: in the whole
    archive, in a month (which lies within 30 days of each of its days), on a day.
    """

    def __init__(self, db: sqlite3.Connection, common: set[tuple[Name, str]]) -> None:
        self._db = db
        self._common = common

    def of(self, key: int, sort: str, listed: str, apart: Collection[str]) -> tuple[Related, ...]:
        """The related articles of one, the closest first; `apart` are ids of articles shown elsewhere on its page."""
        held = self._rare(sort, [name for name in catalog.names(listed) if name[0] in KINDS])
        kin = closest((sort, key), held, catalog.keys(self._db, apart) if apart else ())
        cards = questions.cards(self._db, [one.holder[1] for one in kin])
        kin.sort(key=lambda one: (*rank(one), cards[one.holder[1]].id))
        return tuple(
            Related(
                card=cards[one.holder[1]],
                shared=tuple(target for _, target in one.shared),
                days=one.days,
                same_text=one.same_text,
            )
            for one in kin[:SHOWN]
        )

    def _rare(self, sort: str, names: Sequence[Name]) -> dict[Name, tuple[int, list[Holder]]]:
        """Weight and holders (sort, key) of each name that few share, as far out as they are few."""
        found: dict[Name, tuple[int, list[Holder]]] = {}
        left = names
        for reach in (None, *REACHES):
            inner = core(sort, reach)
            too_many = [name for name in left if (name, inner) in self._common]
            asked = [name for name in left if (name, inner) not in self._common]
            ranges = WHOLE if reach is None else around(day_part(sort), reach)
            for name, holders in catalog.sharing(self._db, asked, ranges, ASKED):
                if len(holders) == ASKED:
                    too_many.append(name)
                    if all(place.startswith(inner) for place, _ in holders):
                        self._common.add((name, inner))
                elif len(holders) > 1:
                    found[name] = weight(reach, len(holders) - 1), holders
            left = [name for name in too_many if name[0] != PASSAGE]
        return found


@lru_cache(maxsize=1)
def common_names(build: str) -> set[tuple[Name, str]]:  # noqa: ARG001
    """What a process remembers of one build; `build` is told by `Workshop.build`."""
    return set()


def changed(db: sqlite3.Connection) -> set[str]:
    """Ids of articles that this build has not touched and that may have other related articles now.

    Of one list, at most `MOST` + 1 for the whole archive, or as many before and after each day that was touched:
    where more than that stay as they were, the name was too common for every one of them, and it still is.
    """
    found: set[str] = set()
    for name, sorts in by_list(catalog.touched(db)).items():
        found.update(article_id for _, article_id in _near(db, name, sorts))
    return found


def _near(db: sqlite3.Connection, name: Name, sorts: Sequence[str]) -> Iterator[tuple[str, str]]:
    everywhere = catalog.untouched(db, name, WHOLE, ASKED)
    if len(everywhere) < ASKED:
        yield from everywhere
        return
    if name[0] == PASSAGE:
        return
    rows = _Rows(db, name, whole=len(sorts) > _MANY_DAYS)
    for sort in sorts:
        for reach in REACHES:
            for side in ({"before": False}, {"after": False}):
                beside = rows.within(around(day_part(sort), reach, **side))
                if len(beside) < ASKED:
                    yield from beside


class _Rows:
    """The untouched articles of a list: asked for by and by, or read at once."""

    def __init__(self, db: sqlite3.Connection, name: Name, *, whole: bool) -> None:
        self._db = db
        self._name = name
        self._rows = sorted(catalog.untouched(db, name, WHOLE, -1)) if whole else None

    def within(self, ranges: Sequence[Range]) -> list[tuple[str, str]]:
        """At most `ASKED` of those within ranges of sort strings."""
        if self._rows is None:
            return catalog.untouched(self._db, self._name, ranges, ASKED)
        found: list[tuple[str, str]] = []
        for low, high in ranges:
            found += self._rows[bisect_left(self._rows, (low, "")) : bisect_left(self._rows, (high, ""))]
        return found[:ASKED]
