"""The pages of both calendars and of the days of the year, as a build plans and keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.archives import make_archive, output, put, run


def seed(days: Mapping[str, str]) -> dict[str, str | bytes]:
    records = [{"id": i, "title": f"خبر {i}", "date": day, "text": "قصفت روسيا حلب."} for i, day in days.items()]
    return {"a.jsonl": "\n".join(json.dumps(record, ensure_ascii=False) for record in records)}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    config = make_archive(tmp_path, seed({"a": "2024-11-28", "b": "2019-11-28", "c": "2024-12-03", "d": "2020-01"}))
    run(config)
    return tmp_path


def pages(root: Path, folder: str) -> set[str]:
    base = root / "docs" / "dates" / folder
    return {path.relative_to(base).as_posix() for path in base.rglob("*.md")}


def test_only_known_days_are_in_the_hijri_calendar(archive: Path) -> None:
    wanted = {"index.md", "1446.md", "1446/05.md", "1446/06.md", "1441.md", "1441/04.md"}
    assert pages(archive, "hijri") == wanted
    assert "2 مقالات" not in (archive / "docs/dates/hijri/1446.md").read_text("utf-8")
    assert 'data-n="3"' in (archive / "docs/dates/hijri/index.md").read_text("utf-8")


def test_a_day_of_the_year_gathers_all_years(archive: Path) -> None:
    assert pages(archive, "days") == {"11-28.md", "12-03.md"}
    text = (archive / "docs/dates/days/11-28.md").read_text("utf-8")
    assert text.index("articles/a/") < text.index("articles/b/")


def test_an_article_touches_the_pages_of_its_own_day_month_and_year_only(archive: Path) -> None:
    before = output(archive)
    more = {"a": "2024-11-28", "b": "2019-11-28", "c": "2024-12-03", "d": "2020-01", "e": "2024-12-04"}
    put(archive, seed(more))
    run(archive / "mkdocs.yml")
    after = output(archive)
    changed = {path for path in after if after[path] != before.get(path) and path.startswith("docs/dates/")}
    of_day = {"2024.md", "2024/12.md", "2024/12/03.md", "2024/12/04.md", "index.md", "days/12-04.md"}
    of_hijri = {"hijri/index.md", "hijri/1446.md", "hijri/1446/06.md"}
    assert changed == {f"docs/dates/{path}" for path in of_day | of_hijri}


def test_pages_of_days_that_lost_their_articles_go(archive: Path) -> None:
    put(archive, seed({"b": "2019-11-28", "d": "2020-01"}))
    run(archive / "mkdocs.yml")
    assert pages(archive, "hijri") == {"index.md", "1441.md", "1441/04.md"}
    assert pages(archive, "days") == {"11-28.md"}
    assert "articles/a/" not in (archive / "docs/dates/days/11-28.md").read_text("utf-8")
