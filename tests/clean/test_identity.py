"""Ids of articles."""

from __future__ import annotations

import pytest

from archive_tools.clean.identity import canonical_address, item_id, locator_id, slug
from tests.clean.items import an_item


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("SNN-2015-07-22-01581", "snn-2015-07-22-01581"),
        ("a.b/c_d", "a-b-c-d"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf", "rf"),
        ("", ""),
        ("   ", ""),
        ("~", ""),
        ("\u200b", ""),
        ("A", "a"),
    ],
)
def test_a_name_becomes_lower_case_ascii(name: str, id_: str) -> None:
    assert slug(name) == id_


@pytest.mark.parametrize("name", ["مقال-12", "خبر-12", "CON", "nul", "index", "x" * 200, "404", "ß", "i\u0307"])
def test_a_name_that_would_lose_what_tells_it_apart_keeps_a_digest(name: str) -> None:
    id_ = slug(name)
    assert id_.isascii()
    assert len(id_) <= 80
    assert id_ != name.lower()
    assert slug(name + "ا") != id_


def test_the_order_is_sidecar_record_address_path_digest() -> None:
    everything = {"id": "Rec 1", "url": "https://www.example.org/a/b?utm_source=x#top"}
    item = an_item(fields=everything, stated={"id": "mine"})
    assert item_id(item) == "mine"
    assert item_id(an_item(fields=everything)) == "rec-1"
    assert item_id(an_item(fields={"url": everything["url"]})) == "example-org-a-b"
    assert item_id(an_item()) == "news-a"
    assert item_id(an_item(seed="أخبار/أ.txt")).startswith("item-")
    assert item_id(an_item(item="line-3")).startswith("item-")


def test_the_sidecar_of_a_seed_of_many_items_cannot_name_them_all() -> None:
    assert item_id(an_item(item="item-2", stated={"id": "mine"})) != "mine"


def test_one_page_has_one_address() -> None:
    same = ["http://www.example.org/a/", "https://example.org/a?utm_medium=m", "https://EXAMPLE.org/a#x"]
    assert len({canonical_address(url) for url in same}) == 1


def test_an_item_that_could_not_be_read_has_an_id_too() -> None:
    assert locator_id("news/x.jsonl.gz#line-12") == "news-x-line-12"
    assert locator_id("أ.json").isascii()
