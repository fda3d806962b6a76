"""What the archive makes of the samples: ids, days, labels, and the parts that are set aside."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive_tools.records import Article, Fact, Rejected
from archive_tools.render.look import Look
from archive_tools.render.markup import isolated
from archive_tools.render.reasons import reason

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("samples.yml").read_text(encoding="utf-8"))

Articles = Mapping[str, Article | Rejected]


def _article(articles: Articles, at: str) -> Article:
    found = articles[at]
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["at"])
def test_each_sample_gets_the_id_the_day_and_the_language_of_the_table(
    case: dict[str, Any], articles: Articles
) -> None:
    article = _article(articles, case["at"])
    assert article.id == case["id"]
    assert article.published.value == case["published"]
    assert article.lang.value == case["lang"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["at"])
def test_each_sample_is_labelled_and_of_the_sample_desk(case: dict[str, Any], articles: Articles) -> None:
    article = _article(articles, case["at"])
    assert article.sample is True
    assert article.outlet.value == "archive-sample-desk"
    assert article.rights


def test_the_undated_sample_has_no_date_and_a_supplied_headline(articles: Articles) -> None:
    article = _article(articles, "undated-observation-posts.txt")
    assert article.published.basis == "unknown"
    assert article.headline.basis == "supplied"
    assert [case["at"] for case in CASES if case["published"] is None] == ["undated-observation-posts.txt"]


MARKED = {
    "2018-09-18-sochi-republished.txt": ["newsletter", "newsletter", "related link", "share prompt"],
    "2018-09-18-soci-mutabakati.md": ["newsletter"],
    "2020-01-30-maarat-al-numan.txt": ["share prompt"],
    "2020-02-18-displacement.txt": ["newsletter", "related link", "share prompt"],
    "2020-02-29-turkish-soldiers.txt": ["copyright"],
    "2023-earthquake-and-crossings.csv#row-2": ["related link"],
    "2023-earthquake-and-crossings.csv#row-3": ["share prompt"],
    "2024-11-28-deterrence.txt": ["follow us", "share prompt"],
    "2024-november-december.jsonl.gz#line-4": ["follow us"],
}
"""Reasons of the marked blocks, in order; a sample that is not here has none."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["at"])
def test_only_the_lines_around_a_report_are_set_aside(case: dict[str, Any], articles: Articles) -> None:
    blocks = _article(articles, case["at"]).blocks
    assert [block.marked for block in blocks if block.marked] == MARKED.get(case["at"], [])


@pytest.mark.parametrize(
    ("at", "repeats"), [("2020-02-29-turkish-soldiers.txt", "طلبنا مشاورات"), ("2024-11-28-deterrence.txt", "أمي سألت")]
)
def test_pull_quotes_name_the_paragraph_that_they_repeat(at: str, repeats: str, articles: Articles) -> None:
    blocks = _article(articles, at).blocks
    pulled = [block for block in blocks if block.kind == "pull_quote"]
    assert len(pulled) == 2  # the words and the line that says whose they are
    for block in pulled:
        assert block.repeats is not None
        assert repeats in blocks[block.repeats - 1].text


def test_the_samples_have_every_kind_of_block_that_sources_of_text_can_have(articles: Articles) -> None:
    kinds = {block.kind for case in CASES for block in _article(articles, case["at"]).blocks}
    assert kinds >= {"paragraph", "heading", "list_item", "quotation", "pull_quote"}


def test_every_reason_for_a_fact_can_be_said_in_the_readers_language(articles: Articles) -> None:
    found = [article for article in articles.values() if isinstance(article, Article)]
    facts: list[Fact[Any]] = [
        fact
        for article in found
        for fact in (article.headline, article.published, article.outlet, article.byline, article.lang, article.url)
    ]
    reasons = {one.evidence for fact in facts for one in (fact, *fact.losing)}
    assert len(reasons) > 20
    look = Look(site_title="أرشيف")
    assert [one for one in sorted(reasons) if reason(one, look) == isolated(one)] == []
