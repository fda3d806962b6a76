"""An article's place in time is a string that sorts."""

from __future__ import annotations

import pytest

from archive_tools.link.order import bucket_of, day_of, sort_of


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2024-11-28", "2024/11/28"),
        ("2024-11-28?", "2024/11/28"),
        ("2024-11-27/2024-11-30", "2024/11/00"),
        ("2024-11-27/2025-01-30", "0000/00/00"),
        ("2024-11", "2024/11/00"),
        ("2024-11~", "2024/11/00"),
        ("2016", "2016/00/00"),
        ("2024-21", "2024/00/00"),
        ("2024-XX-28", "2024/00/00"),
        ("201X", "0000/00/00"),
        ("../2024", "0000/00/00"),
        (None, "0000/00/00"),
        ("", "0000/00/00"),
    ],
)
def test_the_day_of_a_date_leaves_open_what_the_date_leaves_open(edtf: str | None, day: str) -> None:
    assert day_of(edtf) == day


def test_the_bucket_depends_on_the_id_alone() -> None:
    assert bucket_of("a") == bucket_of("a") != bucket_of("b")
    assert sort_of("2024-11-28", "a") == f"2024/11/28/{bucket_of('a')}"
