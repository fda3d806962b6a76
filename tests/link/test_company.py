"""Actors named in the same paragraphs."""

from __future__ import annotations

from archive_tools.link.company import CROWD, company_of
from tests.builders import a_mention, some_annotations


def named(block: int, *targets: str, kind: str = "person") -> list[object]:
    return [a_mention("x", "x", target, block=block, kind=kind) for target in targets]


def company(*mentions: object) -> dict[tuple[str, str], int]:
    return {pair[:2]: pair[2] for pair in company_of(some_annotations(mentions))}  # type: ignore[arg-type]


def test_a_pair_is_counted_once_a_paragraph_and_stands_once_under_the_smaller_id() -> None:
    found = company(*named(1, "b", "a", "b"), *named(2, "a", "b", "c"), *named(3, "a"))
    assert found == {("a", "b"): 2, ("a", "c"): 1, ("b", "c"): 1}


def test_places_origins_and_names_inside_longer_names_are_no_company() -> None:
    nested = a_mention("x", "x", "c", kind="person", nested=True)
    assert company(*named(1, "a"), *named(1, "idlib", kind="place"), *named(1, "turkey", kind="nisba"), nested) == {}


def test_a_name_that_may_mean_several_is_nobodys_company() -> None:
    assert company(*named(1, "a"), a_mention("x", "x", None, kind="person", ambiguous=True)) == {}


def test_a_paragraph_that_is_a_list_of_names_says_nothing_about_any_two_of_them() -> None:
    names = [f"a{number:02}" for number in range(CROWD + 1)]
    assert company(*named(1, *names)) == {}
    assert len(company(*named(1, *names[:-1]))) == CROWD * (CROWD - 1) // 2
