"""A form of a name, and what it may mean under which conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from archive_tools.arabic.proclitics import ARTICLE, BEFORE_NAMES

_BEFORE_LI = frozenset(prefix[:-1] for prefix in BEFORE_NAMES if prefix.endswith("ل")) - {""}
_BEFORE = frozenset(BEFORE_NAMES)


class Reading(Struct, frozen=True):
    """One thing that a form may mean, and when it does."""

    target: str
    kind: str
    """Kind of the entity; "nisba"; "short" (target is then a class of short forms)."""
    alias: str
    """As the authority writes it."""
    needs: frozenset[str] = frozenset()
    """Folded words, one of which must stand near."""
    ambiguous: bool = False
    first: str | None = None
    last: str | None = None
    office: bool = False
    """The title of an office, not a name."""
    follows: bool = False
    """A surname: only after the full name."""

    @property
    def plain(self) -> bool:
        """Needs nothing to be believed."""
        return not (self.needs or self.ambiguous or self.follows or self.first or self.last)


class Form(Struct, frozen=True, dict=True):
    """A folded form and its readings. What follows from these is worked out when a text has the form."""

    text: str
    readings: tuple[Reading, ...]
    before: frozenset[str]
    """Proclitics that may stand before it, the empty one left out."""
    li: int = 0
    """1 where the form begins with the ل of لل; the name proper begins after it."""
    case: int = 0
    """Latin: 0 any, 1 the first letter is a capital, 2 all letters are."""
    words: int = 1

    @cached_property
    def names(self) -> list[Reading]:
        """The readings that name an entity: no adjectives, no short forms."""
        return [reading for reading in self.readings if reading.kind not in {"short", "nisba"}]

    @cached_property
    def is_person(self) -> bool:
        """Whether some person has this name (and not only the title)."""
        return any(reading.kind == "person" and not reading.office for reading in self.readings)

    @cached_property
    def plain_target(self) -> str | None:
        """The one entity that the form names without needing anything."""
        targets = {reading.target for reading in self.readings if reading.plain}
        return targets.pop() if len(targets) == 1 else None


def written_forms(text: str, readings: Sequence[Reading]) -> Iterator[list[Any]]:
    """The forms in which a folded name stands in texts, as lists for JSON: text, 1 for that with لل, readings."""
    told = [_told(reading) for reading in readings]
    yield [text, 0, told]
    if text.startswith(ARTICLE):
        # للجيش; اللاذقية, which has a lam of its own, becomes للاذقية.
        rest = text[2:] if text.startswith("الل") else "ل" + text[2:]
        yield ["ل" + rest, 1, told]


def form_of(written: Sequence[Any]) -> Form:
    """The form that `written_forms` gave."""
    text, li, told = written
    readings = tuple(_reading(*one) for one in told)
    words = text.count(" ") + 1
    if not any("\u0600" <= char <= "\u06ff" for char in text):
        return Form(text, readings, frozenset(), case=_case(readings), words=words)
    return Form(text, readings, _BEFORE_LI if li else _BEFORE, li, words=words)


def _told(reading: Reading) -> list[Any]:
    conditions = [sorted(reading.needs), reading.ambiguous, reading.first, reading.last]
    conditions += [reading.office, reading.follows]
    while conditions and not conditions[-1]:  # most readings have none
        conditions.pop()
    return [reading.target, reading.kind, reading.alias, *conditions]


def _reading(target: str, kind: str, alias: str, needs: Sequence[str] = (), *conditions: Any) -> Reading:
    return Reading(target, kind, alias, frozenset(needs), *conditions)


def _case(readings: Iterable[Reading]) -> int:
    aliases = [reading.alias for reading in readings]
    if all(alias.isupper() for alias in aliases):
        return 2
    return 1 if all(alias[:1].isupper() for alias in aliases) else 0
