"""Long lists are split by what is in them, so that old parts stay as they are."""

from __future__ import annotations

import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from archive_tools.link import tree
from archive_tools.link.order import sort_of

DATES = st.sampled_from([None, "2018", "2018-04", "2018-04-07", "2018-04-08", "2018-05-01", "2019-01-01", "201X"])
ARTICLES = st.dictionaries(st.text("abcdef0123456789-", min_size=1, max_size=8), DATES, max_size=120)


def plan(
    articles: dict[str, str | None], limit: int = 10, *, calendar: bool = False
) -> dict[tuple[str, ...], tree.Node]:
    sorts = [sort_of(date, name) for name, date in articles.items()]
    days = Counter(sort[:10] for sort in sorts)
    return tree.plan(days, limit, lambda day: [s[11:] for s in sorts if s.startswith(day)], calendar=calendar)


def test_a_short_list_is_one_page() -> None:
    nodes = plan({"a": "2018-04-07", "b": None})
    assert list(nodes) == [()]
    assert nodes[()].lists_entries
    assert nodes[()].parts == ()


def test_a_long_list_is_split_by_year_then_month_then_day() -> None:
    articles: dict[str, str | None] = {f"a{n}": f"2018-0{4 + n % 2}-{1 + n % 3:02d}" for n in range(24)}
    articles["old"] = "2015-01-01"
    nodes = plan(articles)
    assert nodes[()].parts == ((("2015",), 1), (("2018",), 24))
    assert nodes["2015",].lists_entries
    assert not nodes["2018",].lists_entries
    assert ("2018", "04", "01") in nodes


def test_a_day_that_is_too_long_is_split_by_hash_and_again_where_that_is_not_enough() -> None:
    nodes = plan({f"a{n}": "2018-04-07" for n in range(300)})
    buckets = [segments for segments in nodes if len(segments) == 4]
    assert buckets == sorted(("2018", "04", "07", f"b{digit}") for digit in "0123456789abcdef")
    assert any(len(segments) == 5 for segments in nodes)


def test_the_list_of_dates_has_every_day_as_a_page() -> None:
    nodes = plan({"a": "2018-04-07"}, calendar=True)
    assert list(nodes) == [(), ("2018",), ("2018", "04"), ("2018", "04", "07")]
    assert nodes["2018",].lists_entries


def test_what_has_no_month_stands_beside_the_months() -> None:
    nodes = plan({"a": "2018", "b": "2018-04", "c": None}, calendar=True)
    assert {("2018", "undated"), ("2018", "04", "undated"), ("undated",)} <= set(nodes)


@given(ARTICLES, st.booleans())
def test_every_article_is_listed_on_exactly_one_page_of_the_lowest_level(
    articles: dict[str, str | None], calendar: bool
) -> None:
    nodes = plan(articles, calendar=calendar)
    leaves = [node for node in nodes.values() if not node.parts]
    for name, date in articles.items():
        sort = sort_of(date, name)
        assert sum(sort.startswith(tree.sort_prefix(leaf.segments)) for leaf in leaves) == 1
    assert sum(leaf.count for leaf in leaves) == len(articles)
    assert all(leaf.lists_entries for leaf in leaves)


@given(ARTICLES)
def test_counts_of_parts_add_up(articles: dict[str, str | None]) -> None:
    for node in plan(articles).values():
        assert not node.parts or sum(count for _, count in node.parts) == node.count


@given(ARTICLES, DATES)
def test_a_new_article_changes_only_the_pages_that_it_touches_and_their_neighbours(
    articles: dict[str, str | None], date: str | None
) -> None:
    before, name = plan(articles), "zz"
    after = plan({**articles, name: date})
    came_or_went = set(before) ^ set(after)
    touched = tree.touched(after, [sort_of(date, name)]) | {segments[:-1] for segments in came_or_went}
    for segments in set(before) & set(after) - touched:
        assert before[segments] == after[segments]


@given(ARTICLES)
def test_going_on_to_the_next_part_visits_all_parts_in_order(articles: dict[str, str | None]) -> None:
    nodes = plan(articles)
    parts = [part for part, _ in nodes[()].parts] if nodes else []
    for older, newer in itertools.pairwise(parts):
        assert tree.neighbours(nodes, older)[1] == newer
        assert tree.neighbours(nodes, newer)[0] == older
