"""The real seed of this archive, with what a person states about it and without."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archive_tools import sources
from archive_tools.clean import CleanKnowledge, clean
from archive_tools.clean.trail import extract_record
from archive_tools.config.authority import load_authority
from archive_tools.config.sidecar import Sidecars
from archive_tools.config.sidecar_schema import KnownIds
from archive_tools.records import Article, Authority, RawItem

SEEDS = Path(__file__).parent.parent.parent / "seeds"
NAME = "000_0475ca5851ee1a39.txt"


@cache
def the_authority() -> Authority:
    return load_authority(builtin=True, folder=None)


def the_article(stated: dict[str, Any]) -> Article:
    with (SEEDS / NAME).open("rb") as stream:
        (item,) = sources.read_items(NAME, stream, stated)
    assert isinstance(item, RawItem)
    article = clean(item, CleanKnowledge.of(the_authority()))
    assert isinstance(article, Article)
    return article


@pytest.fixture(scope="module")
def stated() -> dict[str, Any]:
    return dict(Sidecars(SEEDS, KnownIds.of(the_authority())).stated(NAME))


def test_promo_and_share_prompt_are_marked_and_nothing_else(stated: dict[str, Any]) -> None:
    for article in (the_article(stated), the_article({})):
        marked = {block.number: block.marked for block in article.blocks if block.marked}
        assert marked == {6: "newsletter", 7: "newsletter", 22: "share prompt"}
        assert article.blocks[6].text.count("\n") == 1


def test_the_pull_quote_repeats_the_quotation_and_takes_its_attribution() -> None:
    blocks = the_article({}).blocks
    pulled = [(block.number, block.repeats) for block in blocks if block.kind == "pull_quote"]
    assert pulled == [(14, 9), (15, 9)]


def test_the_subheading_is_kept_as_a_heading() -> None:
    assert [block.text for block in the_article({}).blocks if block.kind == "heading"] == ["معركة شرق ادلب"]


def test_the_text_is_as_it_was_found() -> None:
    text = (SEEDS / NAME).read_text(encoding="utf-8")
    article = the_article({})
    assert all(block.text in text for block in article.blocks)
    assert "انتهاك للاتفاق. ." in article.blocks[11].text
    assert "".join(text.split()) == "".join("".join(block.text.split()) for block in article.blocks)


def test_what_the_sidecar_states_is_so(stated: dict[str, Any]) -> None:
    article = the_article(stated)
    assert (article.published.value, article.published.basis) == ("2024-11-28", "sidecar")
    assert article.headline.basis == "supplied"
    assert article.headline.evidence == "sidecar"
    assert article.headline_translations["en"].startswith("Turkish security sources")
    assert article.outlet.value in the_authority().outlets
    assert the_authority().outlets[article.outlet.value or ""].name["en"] == "Middle East Eye"
    assert article.translation_of is not None
    assert (article.translation_of.lang, article.translation_of.machine) == ("en", True)


def test_without_sidecar_nothing_is_invented() -> None:
    article = the_article({})
    assert (article.published.value, article.published.basis) == (None, "unknown")
    assert (article.byline.value, article.byline.basis) == (None, "unknown")
    assert (article.headline.basis, article.headline.evidence) == ("supplied", "first sentence of p1")
    assert article.outlet.basis == "inferred"
    assert article.outlet.evidence == "p4: «لموقع ميدل إيست آي»"
    assert the_authority().outlets[article.outlet.value or ""].name["en"] == "Middle East Eye"
    assert (article.lang.value, article.lang.basis) == ("ar", "inferred")
    assert article.id == "000-0475ca5851ee1a39"


def test_the_trail_has_the_shape_that_programs_read() -> None:
    record = extract_record(the_article({}))
    keys = ["id", "headline", "byline", "published", "outlet", "lang", "blocks", "basis"]
    assert list(record) == keys
    assert list(record["blocks"][0]) == ["kind", "text", "marked"]
    assert set(record["basis"]) == {"headline", "byline", "published", "outlet", "lang"}
    assert record["basis"]["published"] == {"basis": "unknown", "evidence": "no date in sidecar or source"}
