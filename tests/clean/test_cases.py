"""The golden cases of cleaning, one test each: tests/cases/{boilerplate,blocks,facts,dates_of_publication}.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from archive_tools.clean.dates import read_date
from archive_tools.records import Block, Fact
from tests.clean.items import an_item, article_of

CASES = Path(__file__).parent.parent / "cases"

BEFORE = "وصلت الشاحنات إلى المدينة صباح الأحد بعد تأخر دام ثلاثة أيام بسبب الأمطار الغزيرة على الطريق."
AFTER = "ووزعت البلدية الطحين على الأفران، وقالت إن الكمية تكفي السكان أسبوعاً كاملاً على الأقل."


def cases(name: str) -> list[Any]:
    loaded: list[Any] = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("case", cases("boilerplate"), ids=lambda case: case["text"][:40])
def test_a_block_is_marked_exactly_where_it_is_boilerplate(case: dict[str, Any]) -> None:
    around = [BEFORE, AFTER, case["text"]] if case.get("last") else [BEFORE, AFTER, case["text"], BEFORE, AFTER, BEFORE]
    blocks = article_of(an_item("\n\n".join(around))).blocks
    assert [block.marked for block in blocks if block.text == case["text"]] == [case["marked"]]
    assert all(block.marked is None for block in blocks if block.text in {BEFORE, AFTER})


@pytest.mark.parametrize("case", cases("blocks"), ids=lambda case: case["name"])
def test_a_body_becomes_the_blocks_of_the_case(case: dict[str, Any]) -> None:
    item = an_item(case["body"], body_format=case.get("format", "text"), fields={"headline": "عنوان بعيد"})
    found = [block for block in article_of(item).blocks if block.marked is None]
    assert [as_case(block, want) for block, want in zip(found, case["blocks"], strict=True)] == case["blocks"]


def as_case(block: Block, want: Any) -> Any:
    if isinstance(want, list):
        return [block.kind, block.text]
    return {key: getattr(block, key) for key in want}


@pytest.mark.parametrize("case", cases("facts"), ids=lambda case: case["name"])
def test_the_facts_are_those_of_the_case(case: dict[str, Any]) -> None:
    fields = dict(case["fields"])
    item = an_item(
        fields.pop("body"), fields=fields, stated=case.get("stated", {}), body_format=case.get("format", "text")
    )
    article = article_of(item)
    for name, want in case["facts"].items():
        fact: Fact[Any] = getattr(article, name)
        value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
        assert (value, fact.basis) == (want["value"], want["basis"]), name
        assert want.get("evidence", "") in fact.evidence
        assert [losing.value for losing in fact.losing] == want.get("losing", [])
    if "outlet_name" in case:
        assert article.outlet_name == case["outlet_name"]
    assert not case.get("notes") or any(case["notes"] in note for note in article.notes)
    marked = {block.number: block.marked for block in article.blocks if block.marked == "headline"}
    assert marked == case.get("marked", {})


@pytest.mark.parametrize("case", cases("dates_of_publication"), ids=lambda case: case["field"])
def test_a_date_field_means_what_the_case_says(case: dict[str, Any]) -> None:
    reading = read_date(case["field"], case.get("zone"))
    assert reading.edtf == case["edtf"]
    assert reading.edtf is not None or reading.how
