"""The number of a document: its day, then a slot that its id chooses.

Numbers follow dates, so date order and date filters cost nothing; they are a function of the set of articles, not
of the order of reading, so a new article renumbers no other (save those that its slot displaces, one new article
in a few hundred on a day with a thousand others). Dated: 2^30 + day * 2^18 + slot, the day counted as Python's
`date.toordinal` does. Undated: the slot alone, out of 2^30. Both stay below 2^41, exact in JavaScript.
A slot that is taken passes the document to the next one; who comes first is decided by (slot, id).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import date

UNDATED = 1 << 30
SLOTS = 1 << 18
_SPARE = 4096
"""Slots at the end of a day that only displaced documents take."""
_DATE = re.compile(r"(?<![\d-])(\d[\dX]{3})(?:-([\dX]{2}))?(?:-([\dX]{2}))?")
_SEASONS = {"21": "03", "22": "06", "23": "09", "24": "12"}


def day_of(published: str | None) -> int | None:
    """The first day that an EDTF date allows, as ordinal; None where it names none between the years 1 and 9999."""
    found = _DATE.search(published or "")
    if found is None:
        return None
    year = int(found[1].replace("X", "0"))
    month = int(_SEASONS.get(found[2] or "", found[2] or "01").replace("X", "0"))
    day = int((found[3] or "01").replace("X", "0"))
    try:
        return date(year, max(month, 1), max(day, 1)).toordinal()
    except ValueError:
        return None


def home(doc_id: str, published: str | None) -> int:
    """The number that the document has unless another took it."""
    slot = int.from_bytes(hashlib.sha256(doc_id.encode()).digest()[:6], "big")
    day = day_of(published)
    if day is None:
        return slot % (UNDATED - _SPARE)
    return UNDATED + day * SLOTS + slot % (SLOTS - _SPARE)


def key(number: int) -> bytes:
    """The number as six bytes that sort as it does."""
    return number.to_bytes(6, "big")


Occupant = tuple[int, str]
"""(home, id) of a document."""


def assign(
    added: Iterable[Occupant], freed: Iterable[int], occupant: Callable[[int], Occupant | None]
) -> dict[str, int]:
    """Numbers of the added documents and of all whose number may change by them, by id.

    Args:
        added: documents without a number.
        freed: numbers that removed documents leave.
        occupant: who has a number now; None for nobody.
    """
    gone = set(freed)
    placing = set(added)
    seen: set[int] = set()
    looking = {number for number, _ in placing} | gone
    while looking:
        for number in sorted(looking):
            _gather(number, gone, occupant, placing, seen)
        numbers = _place(placing)
        taken = set(numbers.values())
        looking = {number for number in taken - seen if occupant(number) is not None}
    return numbers if placing else {}


def _gather(
    number: int, gone: set[int], occupant: Callable[[int], Occupant | None], placing: set[Occupant], seen: set[int]
) -> None:
    """Add the unbroken run of documents around `number` to those that are to be placed."""
    first = number
    while first - 1 not in seen and (occupant(first - 1) is not None or first - 1 in gone):
        first -= 1
    while first not in seen:
        found = occupant(first)
        if found is None and first not in gone:
            break
        seen.add(first)
        if found is not None and first not in gone:
            placing.add(found)
        first += 1


def _place(placing: Iterable[Occupant]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    last = -1
    for wanted, doc_id in sorted(placing):
        last = max(wanted, last + 1)
        numbers[doc_id] = last
    return numbers
