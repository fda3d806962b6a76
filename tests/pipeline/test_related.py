"""Related articles of a built archive: what is found, and that few pages change when an article comes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archive_tools.link.related import MOST
from tests.archives import make_archive, run

LONG = "أعلنت الوزارة في بيان طويل بما يكفي أن القافلة وصلت إلى المدينة صباح اليوم بعد تأخير دام ثلاثة أيام كاملة"


def record(identifier: str, day: str | None, text: str, **more: str) -> str:
    fields = {"id": identifier, "title": f"خبر {identifier}", "date": day, "source": "BBC", "text": text, **more}
    return json.dumps({key: value for key, value in fields.items() if value}, ensure_ascii=False) + "\n"


def archive(root: Path, *records: str) -> Path:
    return make_archive(root, {"news.jsonl": "".join(records)})


def related(root: Path, identifier: str) -> dict[str, str]:
    """Id and reason of the related articles, in their order."""
    text = (root / f"docs/articles/{identifier}.md").read_text("utf-8")
    if 'class="panel related"' not in text:
        return {}
    panel = text[text.index('class="panel related"') :].split("</section>")[0]
    items = re.findall(r'href="\.\./\.\./articles/([^/]+)/"><bdi.*?<p class="why">(.*?)</p>', panel, re.DOTALL)
    return {found: re.sub(r"<[^>]+>", "", why) for found, why in items}


def test_articles_that_name_the_same_within_days_are_related_both_ways_with_the_reason(tmp_path: Path) -> None:
    config = archive(
        tmp_path,
        record("a", "2018-04-07", "تحدثت تركيا عن حلب."),
        record("b", "2018-04-09", "قصف على حلب، وتركيا تندد."),
        record("c", "2018-04-09", "خبر آخر لا صلة له."),
    )
    run(config)
    assert related(tmp_path, "a") == {"b": "يشتركان في: حلب، تركيا · بعد يومين"}
    assert related(tmp_path, "b") == {"a": "يشتركان في: حلب، تركيا · قبل يومين"}
    assert related(tmp_path, "c") == {}


def test_a_name_on_everybodys_lips_relates_nobody_that_week(tmp_path: Path) -> None:
    everybody = [record(f"n{number}", "2018-04-07", "قصف على حلب.") for number in range(MOST + 2)]
    config = archive(
        tmp_path, *everybody, record("far", "2018-08-07", "قصف على حلب."), record("x", "2018-08-09", "حلب.")
    )
    run(config)
    assert related(tmp_path, "n0") == {}
    assert related(tmp_path, "far") == {"x": "يشتركان في: حلب · بعد يومين"}


def test_a_report_published_twice_is_said_to_be_the_same_even_without_names_or_dates(tmp_path: Path) -> None:
    config = archive(
        tmp_path, record("a", "2018-04-07", f"مقدمة.\n\n{LONG}."), record("b", None, f"{LONG}\n\nخاتمة أخرى.")
    )
    run(config)
    assert related(tmp_path, "a") == {"b": "فقرة واحدة أو أكثر بالنص نفسه"}
    assert related(tmp_path, "b") == {"a": "فقرة واحدة أو أكثر بالنص نفسه"}
    assert not list((tmp_path / "docs").rglob("*passage*")), "paragraphs have no pages"


def test_undated_articles_are_related_to_undated_ones_by_two_names(tmp_path: Path) -> None:
    config = archive(
        tmp_path, record("a", None, "تركيا وحلب."), record("b", None, "حلب وتركيا."), record("c", None, "حلب فقط.")
    )
    run(config)
    assert related(tmp_path, "a") == {"b": "يشتركان في: تركيا، حلب"}, "the rarer name first"
    assert related(tmp_path, "c") == {}


def test_a_translation_stands_in_its_own_panel_and_not_among_the_related(tmp_path: Path) -> None:
    config = archive(
        tmp_path,
        record("a", "2018-04-07", "تركيا وحلب."),
        record("b", "2018-04-07", "Turkey and Aleppo: تركيا وحلب."),
    )
    (tmp_path / "seeds/t.txt").write_text("تركيا وحلب.", "utf-8")
    (tmp_path / "seeds/t.txt.yml").write_text('published: "2018-04-08"\ntranslation_of: {id: "a"}\n', "utf-8")
    run(config)
    assert related(tmp_path, "a").keys() == {"b"}
    assert related(tmp_path, "t").keys() == {"b"}


def test_an_article_is_related_under_its_new_headline_once_it_has_one(tmp_path: Path) -> None:
    config = archive(tmp_path, record("a", "2018-04-07", "تركيا وحلب."), record("b", "2018-04-08", "تركيا وحلب."))
    run(config)
    old, new = "خبر b", "عنوان صحيح"
    seeds = tmp_path / "seeds/news.jsonl"
    seeds.write_text(seeds.read_text("utf-8").replace(old, new), "utf-8")
    run(config)
    assert new in (tmp_path / "docs/articles/a.md").read_text("utf-8")
    assert old not in (tmp_path / "docs/articles/a.md").read_text("utf-8")


def test_when_a_name_becomes_common_those_whom_it_related_learn_of_it(tmp_path: Path) -> None:
    config = archive(tmp_path, record("a", "2018-04-07", "قصف حلب."), record("b", "2018-04-08", "قصف حلب."))
    run(config)
    assert related(tmp_path, "a")
    more = "".join(record(f"n{number}", "2018-04-09", "قصف حلب.") for number in range(MOST))
    (tmp_path / "seeds/more.jsonl").write_text(more, "utf-8")
    run(config)
    assert related(tmp_path, "a") == {}
    (tmp_path / "seeds/more.jsonl").unlink()
    run(config)
    assert related(tmp_path, "a").keys() == {"b"}


@pytest.mark.parametrize("others", [40, 80])
def test_one_more_article_touches_as_many_pages_in_a_large_archive_as_in_a_small_one(
    tmp_path: Path, others: int
) -> None:
    days = [f"2018-{1 + number % 12:02d}-{1 + number % 28:02d}" for number in range(others)]
    config = archive(tmp_path, *(record(f"n{number:03d}", day, "قصف حلب وروسيا.") for number, day in enumerate(days)))
    run(config)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs/articles").glob("*.md")}
    (tmp_path / "seeds/one.jsonl").write_text(record("one", "2018-06-15", "قصف حلب وروسيا."), "utf-8")
    report = run(config)
    changed = [path for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert len(changed) <= 2 * (MOST + 1)
    assert report.looked_at <= 40
