"""Every calendar expression, resolved: the cases of tests/cases/dates.yml."""

from __future__ import annotations

from typing import Any

import pytest
from edtf import parse_edtf

from archive_tools.annotate.dates import annotate_dates
from archive_tools.annotate.passage import passage
from archive_tools.edtf import is_valid
from tests.annotate.golden import cases

CASES = cases("dates")


def dates(case: dict[str, Any]) -> list[Any]:
    published = case.get("published", "2024-11-28")
    return annotate_dates([passage(1, case["text"])], published, case.get("lang", "ar"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_dates_in_a_line_are_those_of_the_case(case: dict[str, Any]) -> None:
    found = dates(case)
    assert [[d.exact, d.edtf] for d in found] == case["found"]
    assert any(d.conflict for d in found) == case.get("conflict", False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_every_value_is_edtf_of_level_1_for_us_and_for_another_reader(case: dict[str, Any]) -> None:
    for date in dates(case):
        assert date.edtf is None or (is_valid(date.edtf) and parse_edtf(date.edtf))


def test_the_basis_tells_stated_from_relative_from_unresolved() -> None:
    stated, relative = dates({"text": "في 28 نوفمبر 2024 ثم أمس"})
    (unresolved,) = dates({"text": "وصل أمس", "published": None})
    assert stated.basis == "stated"
    assert relative.basis == "relative to published 2024-11-28"
    assert unresolved.basis.startswith("unresolved")
