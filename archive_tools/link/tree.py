"""How a long list is split into pages: by year, month, day, then by hash bucket. A function of the set alone.

A list of at most `limit` articles is one page. A longer one is split by year; a year that is still too long by
month; then by day; then by the hex digits of a hash of the id, as many as needed. Parts are named by what is in
them (`2018/04`, `2015/08/06/b3`), never numbered, so that old parts stay as they are when new articles come.
The list of dates itself always has its years, months and days as pages, because people link to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

Segments = tuple[str, ...]

UNDATED = "undated"
"""The part for what has no date, or (below a year or month) no month or day."""

DAY_DEPTH = 3


class Node(Struct, frozen=True):
    """One page of a split list."""

    segments: Segments
    count: int
    lists_entries: bool
    """Whether it is short enough to list its articles."""
    parts: tuple[tuple[Segments, int], ...]
    """The pages below it with their counts, in order."""


def segments_of(sort: str) -> Segments:
    """The full chain of parts for a sort string: `2018/04/00/9f…` -> ("2018", "04", "undated", "b9", "b9f" …)."""
    day, _, bucket = sort.rpartition("/")
    return (*_dated(day), *(f"b{bucket[: n + 1]}" for n in range(len(bucket))))


def _dated(day: str) -> Segments:
    """The parts that a day string names: `2018/04/00` -> ("2018", "04", "undated")."""
    year, month, number = day.split("/")
    if year == "0000":
        return (UNDATED,)
    if month == "00":
        return year, UNDATED
    return year, month, UNDATED if number == "00" else number


def sort_prefix(segments: Segments) -> str:
    """The beginning of the sort strings of all articles in a part; "" for the whole list."""
    dated = ""
    for depth, segment in enumerate(segments):
        if segment == UNDATED:
            dated = ("0000/00/00/", dated + "00/00/", dated + "00/")[depth]
        elif segment.startswith("b"):
            return dated + segment[1:]
        else:
            dated += segment + "/"
    return dated


def plan(
    days: Mapping[str, int], limit: int, buckets: Callable[[str], Iterable[str]], *, calendar: bool = False
) -> dict[Segments, Node]:
    """All pages of one list.

    Args:
        days: number of articles for each day string (`2018/04/07`, see link/order.py).
        limit: the most that one page lists.
        buckets: the bucket strings of all articles of one day; asked only for days beyond the limit.
        calendar: always make the pages of years, months and days (the list of dates).
    """
    total = sum(days.values())
    if days and total <= limit and not calendar:  # as most are
        return {(): Node((), total, lists_entries=True, parts=())}
    tree: dict[Segments, Node] = {}
    counts: dict[Segments, int] = defaultdict(int)
    members: dict[Segments, list[str]] = {}
    children: dict[Segments, set[Segments]] = defaultdict(set)
    for day, count in days.items():
        chain = _dated(day)
        members[chain] = [day]
        for depth in range(len(chain) + 1):
            counts[chain[:depth]] += count
            if depth:
                children[chain[: depth - 1]].add(chain[:depth])

    def visit(segments: Segments) -> None:
        fits = counts[segments] <= limit
        below = sorted(children[segments])
        if segments in members and not fits:
            _split_day(segments, sorted(buckets(members[segments][0])), limit, tree)
            return
        split = below if (calendar or not fits) else []
        tree[segments] = Node(segments, counts[segments], fits, tuple((part, counts[part]) for part in split))
        for part in split:
            visit(part)

    if days:
        visit(())
    return tree


def _split_day(segments: Segments, buckets: list[str], limit: int, tree: dict[Segments, Node], digits: int = 1) -> None:
    groups: dict[str, list[str]] = defaultdict(list)
    for bucket in buckets:
        groups[bucket[:digits]].append(bucket)
    parts = tuple(((*segments, f"b{prefix}"), len(group)) for prefix, group in sorted(groups.items()))
    tree[segments] = Node(segments, len(buckets), lists_entries=False, parts=parts)
    for prefix, group in sorted(groups.items()):
        below = (*segments, f"b{prefix}")
        if len(group) <= limit or digits >= len(buckets[0]):
            tree[below] = Node(below, len(group), lists_entries=True, parts=())
        else:
            _split_day(below, group, limit, tree, digits + 1)


def touched(tree: Mapping[Segments, Node], sorts: Iterable[str]) -> set[Segments]:
    """The pages of the list that an article at one of these places is on: its leaf and all above."""
    if len(tree) == 1:
        return set(tree) if any(sorts) else set()
    found: set[Segments] = set()
    for sort in sorts:
        chain = segments_of(sort)
        for depth in range(len(chain) + 1):
            if chain[:depth] not in tree:  # nor is anything below it
                break
            found.add(chain[:depth])
    return found


def neighbours(tree: Mapping[Segments, Node], segments: Segments) -> tuple[Segments | None, Segments | None]:
    """The part before and the part after this one, among those with the same parent."""
    if not segments:
        return None, None
    beside = [part for part, _ in tree[segments[:-1]].parts]
    at = beside.index(segments)
    return (beside[at - 1] if at else None), (beside[at + 1] if at + 1 < len(beside) else None)
