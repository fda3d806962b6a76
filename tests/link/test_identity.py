"""Two items that claim one id: the same bytes are one article, different bytes are none."""

from __future__ import annotations

from itertools import permutations

from archive_tools.link.identity import settle
from archive_tools.records import Claim


def test_the_only_claim_stands() -> None:
    (standing,) = settle("x", [Claim("a.txt", "1")])
    assert standing.reason is None


def test_of_equal_items_the_first_by_name_stands_and_the_others_are_its_duplicates() -> None:
    first, second = settle("x", [Claim("b.txt", "1"), Claim("a.txt", "1")])
    assert (first.locator, first.reason) == ("a.txt", None)
    assert (second.locator, second.duplicate_of) == ("b.txt", "a.txt")


def test_different_items_are_all_refused_and_name_each_other() -> None:
    standings = settle("x", [Claim("a.txt", "1"), Claim("b.txt", "2")])
    assert [standing.reason is None for standing in standings] == [False, False]
    assert standings[0].reason is not None
    assert "b.txt" in standings[0].reason


def test_the_order_of_reading_plays_no_part() -> None:
    claims = [Claim("a", "1"), Claim("b", "2"), Claim("c", "1")]
    outcomes = {tuple(settle("x", list(order))) for order in permutations(claims)}
    assert len(outcomes) == 1
