"""Dates in words, Hijri days, and runs that break: golden cases that people can edit."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive_tools.render import escaping
from archive_tools.render.calendars import date_html, hijri, hijri_in_words, in_words
from archive_tools.render.inline import plain
from archive_tools.render.look import Look
from archive_tools.render.runs import breaking_runs

CASES = Path(__file__).parents[1] / "cases"
ASSETS = Path(__file__).parents[2] / "archive_tools/site/theme/assets"


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text("utf-8"))
    return found


def look(case: dict[str, Any], language: str) -> Look:
    months, digits = case.get("months", "levant"), case.get("digits", "latn")
    return Look(site_title="x", language=language, months=months, digits=digits)


def languages(case: dict[str, Any]) -> list[str]:
    return [language for language in ("ar", "en", "tr") if language in case]


@pytest.mark.parametrize(
    "case", cases("dates_in_words.yml"), ids=lambda case: f"{case['edtf']} {case.get('months', '')}"
)
def test_a_date_is_written_as_the_interface_writes_it(case: dict[str, Any]) -> None:
    for language in languages(case):
        assert in_words(case["edtf"], look(case, language)) == case[language]


@pytest.mark.parametrize("case", cases("hijri.yml"), ids=lambda case: case["edtf"])
def test_a_day_has_its_hijri_day_where_the_calendar_reaches(case: dict[str, Any]) -> None:
    assert hijri(case["edtf"]) == case["hijri"]
    for language in languages(case):
        assert hijri_in_words(case["hijri"], look(case, language)) == case[language]


@pytest.mark.parametrize("case", cases("pages_runs.yml"), ids=lambda case: case["text"])
def test_only_runs_that_would_break_are_isolated(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in breaking_runs(text)] == case["runs"]


@pytest.mark.node
def test_the_browser_writes_dates_in_the_same_words(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is absent (Debian: apt-get install nodejs)")
    dates = [{**case, "language": x} for case in cases("dates_in_words.yml") for x in languages(case)]
    days = [{**case, "language": x} for case in cases("hijri.yml") for x in languages(case)]
    wanted = [case[case["language"]] for case in [*dates, *days]]
    script = tmp_path / "run.mjs"
    script.write_text(
        f"""
import {{ readFileSync }} from "node:fs";
import {{ dateInWords, hijriInWords }} from {json.dumps((ASSETS / "dates.js").as_uri())};
const table = JSON.parse(readFileSync({json.dumps(str(ASSETS / "labels.json"))}, "utf-8"));
const how = (c) => ({{ language: c.language, months: c.months ?? "levant", digits: c.digits ?? "latn" }});
const dates = {json.dumps(dates)}.map((c) => dateInWords(c.edtf, table, how(c)));
const days = {json.dumps(days)}.map((c) => hijriInWords(c.hijri, table, how(c)));
console.log(JSON.stringify([...dates, ...days]));
""",
        "utf-8",
    )
    done = subprocess.run([node, "--no-warnings", str(script)], capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == wanted


LONG = ("a", "a.", "1-", "12-", "+1 ", "$1 ", "http://", "a@", "a@a.", "1.1", "--a=", "abcdef0", "[", "[x](", "!", "\t")


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", LONG)
def test_no_text_is_so_made_that_rendering_it_takes_for_ever(unit: str) -> None:
    text = unit * 100_000
    assert plain(text, escaping.markdown, rtl=True)
    assert plain(text, escaping.html, rtl=True)


def test_a_plain_date_is_a_time_element_and_any_other_is_not() -> None:
    arabic = Look(site_title="x")
    assert date_html("2024-11", arabic).startswith('<time datetime="2024-11" data-d="2024-11">')
    assert date_html("2016~", arabic) == '<span data-d="2016~">نحو 2016</span>'
