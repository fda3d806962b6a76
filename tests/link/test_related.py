"""Which articles have to do with one another, in memory: ranges, weights, order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tools.link.order import sort_of
from archive_tools.link.related import PASSAGE, SHOWN, around, closest, core, days_between, passages_of, weight
from tests.builders import a_block, blocks

SELF = ("2018/04/10/00000000", 1)


def within(sort: str, ranges: tuple[tuple[str, str], ...]) -> bool:
    return any(low <= sort < high for low, high in ranges)


# ---------------------------------------------------------------- days around


@given(one=st.dates(min_value=date(1, 1, 1)), apart=st.integers(-40, 40), reach=st.sampled_from([3, 30]))
def test_what_lies_around_a_day_is_what_lies_within_so_many_days(one: date, apart: int, reach: int) -> None:
    try:
        other = one + timedelta(days=apart)
    except OverflowError:
        return
    day = f"{one.year:04d}/{one.month:02d}/{one.day:02d}"
    sort = sort_of(f"{other.year:04d}-{other.month:02d}-{other.day:02d}", "x")
    assert within(sort, around(day, reach)) == (abs(apart) <= reach)
    assert within(sort, around(day, reach, before=False)) == (0 <= apart <= reach)
    assert within(sort, around(day, reach, after=False)) == (-reach <= apart <= 0)


@given(one=st.dates(min_value=date(1, 1, 1)), other=st.integers(0, 27), reach=st.sampled_from([3, 30]))
def test_all_that_a_core_names_lies_around_the_day_and_comes_first(one: date, other: int, reach: int) -> None:
    sort = sort_of(f"{one.year:04d}-{one.month:02d}-{one.day:02d}", "x")
    beginning = core(sort, reach)
    day = beginning if len(beginning) > 10 else f"{beginning}{other + 1:02d}/"
    first, *rest = around(sort[:10], reach)
    assert first[0] <= f"{day}00000000" < first[1]
    assert not within(f"{day}00000000", tuple(rest))


@pytest.mark.parametrize("published", ["2018-04", "2018", None])
def test_what_is_not_known_to_the_day_lies_around_no_day(published: str | None) -> None:
    assert not within(sort_of(published, "x"), around("2018/04/01", 30))
    assert not within(sort_of(published, "x"), around("2018/01/02", 3))


@pytest.mark.parametrize("published", ["2018-04", "2018", None])
def test_what_is_not_known_to_the_day_is_compared_with_its_like(published: str | None) -> None:
    own = around(sort_of(published, "x")[:10], 3)
    assert within(sort_of(published, "y"), own)
    assert not within(sort_of("2018-04-10", "y"), own)
    assert not within(sort_of("2019-04", "y"), own)


def test_days_lie_between_known_days_only() -> None:
    assert days_between("2018/02/28/aaaaaaaa", "2018/03/02/bbbbbbbb") == 2
    assert days_between("2018/03/02/aaaaaaaa", "2018/02/28/bbbbbbbb") == -2
    assert days_between("2018/03/00/aaaaaaaa", "2018/03/02/bbbbbbbb") is None
    assert days_between("2018/03/02/aaaaaaaa", "0000/00/00/bbbbbbbb") is None


# ---------------------------------------------------------------- who is closest


def test_a_rare_name_says_more_than_a_common_one_and_the_whole_archive_more_than_a_week() -> None:
    assert weight(None, 1) > weight(None, 6) >= weight(30, 3) > weight(3, 6)
    assert weight(30, 1) > weight(3, 1)


def test_more_and_rarer_names_bring_articles_closer_then_fewer_days() -> None:
    near, far, rare = ("2018/04/11/aaaaaaaa", 2), ("2018/04/14/bbbbbbbb", 3), ("2018/04/17/cccccccc", 4)
    held = {("actor", "a"): (100, [SELF, rare]), ("actor", "b"): (10, [SELF, near, far])}
    found = closest(SELF, held)
    assert [kin.holder for kin in found] == [rare, near, far]
    assert [kin.days for kin in found] == [7, 1, 4]


def test_what_both_name_is_told_with_the_rarest_first() -> None:
    other = ("2018/04/11/aaaaaaaa", 2)
    held = {
        ("place", "b"): (10, [SELF, other]),
        ("actor", "z"): (90, [SELF, other]),
        ("actor", "c"): (10, [SELF, other]),
    }
    (kin,) = closest(SELF, held)
    assert [target for _, target in kin.shared] == ["z", "b", "c"]


def test_one_name_in_common_is_too_little_over_years() -> None:
    other = ("2021/04/11/aaaaaaaa", 2)
    undated = ("0000/00/00/aaaaaaaa", 3)
    one = {("actor", "a"): (240, [SELF, other, undated])}
    assert closest(SELF, one) == []
    two = {**one, ("place", "b"): (240, [SELF, other, undated])}
    assert [kin.holder for kin in closest(SELF, two)] == [other, undated]


def test_the_same_words_come_before_all_names() -> None:
    copy, named = ("2021/04/11/aaaaaaaa", 2), ("2018/04/11/bbbbbbbb", 3)
    held = {(PASSAGE, "x"): (1, [SELF, copy]), (PASSAGE, "y"): (1, [SELF, copy]), ("actor", "a"): (240, [SELF, named])}
    first, second = closest(SELF, held)
    assert (first.holder, first.same_text, first.shared) == (copy, True, [])
    assert (second.holder, second.same_text) == (named, False)


def test_no_more_are_shown_than_a_reader_looks_at_but_equals_are_left_to_their_ids() -> None:
    others = [(f"2018/04/11/{number:08x}", number + 2) for number in range(6)]
    found = closest(SELF, {("actor", "a"): (10, [SELF, *others])})
    assert [kin.holder for kin in found] == others[:SHOWN]
    equals = [("2018/04/11/00000000", number + 2) for number in range(6)]
    assert len(closest(SELF, {("actor", "a"): (10, [SELF, *equals])})) == 6


def test_what_is_shown_elsewhere_on_the_page_is_left_out() -> None:
    assert closest(SELF, {("actor", "a"): (10, [SELF, ("2018/04/11/aaaaaaaa", 2)])}, apart={2}) == []


# ---------------------------------------------------------------- the same words

LONG = "أعلنت الوزارة في بيان طويل بما يكفي أن القافلة وصلت إلى المدينة صباح اليوم بعد تأخير دام ثلاثة أيام كاملة"


def test_a_copy_is_known_by_its_paragraphs_whatever_the_punctuation() -> None:
    copied = "  " + LONG.replace(" ", " ، ").replace("بيان", "بيـــان") + "..."
    assert passages_of(blocks(LONG, "قصير")) == passages_of(blocks("مقدمة أخرى", copied))
    assert len(passages_of(blocks(LONG))) == 1


def test_short_paragraphs_pull_quotes_and_what_is_left_out_make_no_copy() -> None:
    assert passages_of(blocks("قصير", a_block(LONG, "pull_quote", repeats=1), a_block(LONG, marked="newsletter"))) == []


def test_two_copies_of_a_long_report_choose_the_same_paragraphs() -> None:
    texts = [f"{LONG} {number}" for number in range(30)]
    whole, cut = passages_of(blocks(*texts)), passages_of(blocks("تمهيد " + LONG, *texts[3:]))
    assert len(whole) == len(cut) == 4
    assert set(whole) & set(cut)
