"""Which articles have to do with one another, and why: a bounded function of the set of articles.

Two articles are related where both name somebody or some place that few others name. What "few" means is asked as
wide as it can be: a name that at most `MOST` others name in the whole archive relates them all; a commoner one relates
those within 30 days of each other, if there they are no more than that; one commoner still, those within 3 days. A
name on everybody's lips that week relates nobody. So rare names weigh more than common ones, nothing needs a count
over the archive, and an article that comes or goes can change what is related to few others (`near`, below).
Articles that share a paragraph, letter for letter, are one report published more than once.

Articles without a known day have no days around them: they are compared with those of the same month or year, or with
the other undated ones.
"""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct, field

from archive_tools.link.order import DAY_LENGTH
from archive_tools.records import Block

MOST: Final = 6
"""Other articles that may share a name for it to relate them."""
ASKED: Final = MOST + 2
"""Rows to ask for: the article itself, `MOST` others, and one more that would be too many."""
SHOWN: Final = 5
REACHES: Final = (30, 3)
"""Days around an article, the widest first."""
FAR: Final = 60
"""Over more days than this, or an unknown number of them, one name in common says too little."""
PASSAGE: Final = "passage"
"""The kind of list that holds articles with one and the same paragraph."""
KINDS: Final = ("actor", "place", PASSAGE)
"""Lists by which articles are related."""

_MONTH: Final = 30
"""A month lies within so many days of each of its days."""
_MONTH_LENGTH: Final = 8
"""Of the beginning of a sort string that names the month, with its slash."""
_PASSAGES: Final = 4
_LONG_ENOUGH: Final = 80
"""Letters of a paragraph by which a report is known again; shorter ones are phrases."""
_NO_LETTERS: Final = re.compile(r"[\W_ـ]+")
_WHOLE_WEIGHT: Final = 240
_WEIGHTS: Final = dict(zip(REACHES, (120, 60), strict=True))
_SAME_TEXT: Final = 10_000

Range = tuple[str, str]
"""From a sort string (link/order.py) on, up to and without another."""
Name = tuple[str, str]
"""Kind and target of a list."""

WHOLE: Final[Sequence[Range]] = (("", "~"),)


Holder = tuple[str, int]
"""Sort string of an article in a list, and its key in the catalog."""


class Kin(Struct):
    """A related article: `shared` are targets of lists, the rarest first."""

    holder: Holder
    days: int | None
    weight: int = 0
    shared: list[tuple[int, str]] = field(default_factory=list)
    same_text: bool = False


def passages_of(blocks: Iterable[Block]) -> list[str]:
    """Digests of some of the paragraphs: the smallest few, so that two copies of a report choose the same ones."""
    kept = (block.text for block in blocks if block.marked is None and block.kind != "pull_quote")
    # Most of what is no letter is a space, and those are replaced much faster as what they are.
    letters = (_NO_LETTERS.sub("", text.replace(" ", "")) for text in kept if len(text) >= _LONG_ENOUGH)
    long = (text.encode(errors="replace") for text in letters if len(text) >= _LONG_ENOUGH)
    return sorted({hashlib.sha256(text).hexdigest()[:16] for text in long})[:_PASSAGES]


@lru_cache(maxsize=4096)
def around(day: str, reach: int, *, before: bool = True, after: bool = True) -> tuple[Range, ...]:
    """The sort strings within `reach` days of a day string, on one side or both: a range for each month, free of what
    is dated by month or year alone. Where the day is not known: those with the same part of a date.

    The part of which `core` tells comes first.
    """
    known = _date(day)
    if known is None:
        return ((f"{day}/", f"{day}0"),)
    first = date.fromordinal(max(known.toordinal() - (reach if before else 0), 1))
    last = date.fromordinal(min(known.toordinal() + (reach if after else 0), date.max.toordinal()))
    starts = [first]
    while (begin := starts[-1].replace(day=1).toordinal() + 31) <= last.toordinal():
        starts.append(date.fromordinal(begin).replace(day=1))
    months = [(start, min(_month_end(start), last)) for start in starts if start <= last]
    inner = (_month_start(known), _month_end(known)) if reach >= _MONTH else (known, known)
    inner = (max(inner[0], first), min(inner[1], last))
    outer = [part for month in months for part in _without(month, inner)]
    return tuple((f"{_day(low)}/", f"{_day(high)}0") for low, high in (inner, *outer))


def core(sort: str, reach: int | None) -> str:
    """Beginning of the sort strings of which all that has this one's lies within its reach, and is asked for first."""
    return (
        ""
        if reach is None
        else sort[:_MONTH_LENGTH]
        if reach >= _MONTH and not _is_open(sort)
        else sort[: DAY_LENGTH + 1]
    )


def _is_open(sort: str) -> bool:
    return _date(day_part(sort)) is None


def _without(whole: tuple[date, date], inner: tuple[date, date]) -> Iterator[tuple[date, date]]:
    """What is left of a stretch of days before and after another."""
    one = timedelta(days=1)
    if whole[1] < inner[0] or whole[0] > inner[1]:
        yield whole
        return
    if whole[0] < inner[0]:
        yield whole[0], inner[0] - one
    if whole[1] > inner[1]:
        yield inner[1] + one, whole[1]


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _day(day: date) -> str:
    return f"{day.year:04d}/{day.month:02d}/{day.day:02d}"


def day_part(sort: str) -> str:
    """The day of a sort string."""
    return sort[:DAY_LENGTH]


def days_between(one: str, other: str) -> int | None:
    """Days from one sort string to another; None where either has no known day."""
    first, second = _date(day_part(one)), _date(day_part(other))
    return None if first is None or second is None else (second - first).days


@lru_cache(maxsize=8192)
def _date(day: str) -> date | None:
    year, month, number = map(int, day.split("/"))
    return date(year, month, number) if year and month and number else None


def weight(reach: int | None, others: int) -> int:
    """What a name says that `others` share with the article within `reach` days; None: in the whole archive."""
    return (_WHOLE_WEIGHT if reach is None else _WEIGHTS[reach]) // max(others, 1)


def closest(self: Holder, held: Mapping[Name, tuple[int, Sequence[Holder]]], apart: Collection[int] = ()) -> list[Kin]:
    """The related articles, the closest first: `SHOWN`, and those that nothing but their id tells from the last.

    Args:
        held: for each name that says something, its weight and all who share it.
        apart: keys of articles that are shown elsewhere on the page.
    """
    found: dict[Holder, Kin] = {}
    for (kind, target), (worth, holders) in held.items():
        for holder in holders:
            if holder == self or holder[1] in apart:
                continue
            kin = found.get(holder)
            if kin is None:
                kin = found[holder] = Kin(holder, days_between(self[0], holder[0]))
            if kind == PASSAGE:
                kin.weight += 0 if kin.same_text else _SAME_TEXT
                kin.same_text = True
            else:
                kin.weight += worth
                kin.shared.append((-worth, target))
    told = [kin for kin in found.values() if kin.same_text or len(kin.shared) > 1 or _distance(kin.days) <= FAR]
    told.sort(key=rank)
    end = SHOWN
    while SHOWN <= end < len(told) and rank(told[end]) == rank(told[SHOWN - 1]):
        end += 1
    for kin in told[:end]:
        kin.shared.sort()
    return told[:end]


def rank(kin: Kin) -> tuple[int, int, str]:
    """By what related articles are ordered; the id decides between equals, which a key must not."""
    return -kin.weight, _distance(kin.days), kin.holder[0]


def _distance(days: int | None) -> int:
    return 1_000_000 if days is None else abs(days)


def by_list(touched: Iterable[tuple[str, str, str]]) -> dict[Name, list[str]]:
    """Sort strings of one article for each day, by list: what changed in the lists by which articles are related."""
    found: defaultdict[Name, dict[str, str]] = defaultdict(dict)
    for kind, target, sort in touched:
        if kind in KINDS:
            found[kind, target][day_part(sort)] = sort
    return {name: list(days.values()) for name, days in found.items()}
