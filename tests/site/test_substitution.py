"""Joining frame and text gives the bytes of template and Markdown, for every page of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive_tools.render.article import article_page
from archive_tools.render.listing import listing_page
from archive_tools.render.look import Look
from archive_tools.site.mkdocs_adapter import Renderer
from archive_tools.site.shells import Shells, read_front_matter
from tests.builders import a_block, a_listing, an_article, an_entity, an_entry, some_annotations, some_links
from tests.site.demo import HOSTILE, LOOK, configuration, write_archive

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(HOSTILE)
maybe = st.none() | texts


@pytest.fixture(
    scope="module", params=["", "\nsite_url: https://example.org/archive/\n"], ids=["no address", "an address"]
)
def both(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Renderer, Renderer]:
    """A renderer as it is, and one that may take no short way."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(configuration() + request.param, "utf-8")
    short, long = (Renderer(folder / "mkdocs.yml", folder / "site", folder / "docs") for _ in range(2))
    long._short = None
    return short, long


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    body=st.lists(texts, min_size=1, max_size=3),
    headline=texts,
    description=maybe,
    lang=st.sampled_from(["ar", "en", None]),
    robots=st.sampled_from([None, "noindex", '"><script>']),
    byline=maybe,
)
def test_an_article_is_the_same_by_the_short_way_and_the_long(
    both: tuple[Renderer, Renderer], body: list[str], headline: str, byline: str | None, **fields: Any
) -> None:
    byline_fact = (byline,) if byline else None
    article = an_article(*(a_block(text) for text in body), headline=headline, byline=byline_fact, **fields)
    page = article_page(article, some_annotations(), some_links(), LOOK)
    short, long = both
    assert short.render(page.path, page.markdown) == long.render(page.path, page.markdown)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(name=texts, headline=texts, sentence=texts, part=st.sampled_from([(), ("2024",), ("2024", "11", "28", "b3")]))
def test_a_list_is_the_same_by_the_short_way_and_the_long(
    both: tuple[Renderer, Renderer], name: str, headline: str, sentence: str, part: tuple[str, ...]
) -> None:
    entity = an_entity("hts", name={"ar": name}, description={"ar": sentence})
    listing = a_listing("actor", "hts", part, entries=[an_entry("a-1", sentence, headline=headline)])
    page = listing_page(listing, {"hts": entity}, Look(site_title="x"))
    short, long = both
    assert short.render(page.path, page.markdown) == long.render(page.path, page.markdown)


def test_ordinary_pages_never_take_the_long_way(tmp_path: Path) -> None:
    pages = write_archive(tmp_path)
    renderer = Renderer(tmp_path / "mkdocs.yml", tmp_path / "site", tmp_path / "docs")
    for path, text in pages.items():
        if "hostile" not in path:
            renderer.render(path, text)
    home = 1
    assert renderer.long_way == home


def test_templates_of_an_archives_own_take_the_long_way_and_are_right(tmp_path: Path) -> None:
    pages = write_archive(tmp_path, configuration().replace("name: archive\n", "name: archive\n  custom_dir: own\n"))
    (tmp_path / "own").mkdir()
    (tmp_path / "own/main.html").write_text(
        '{% extends "base.html" %}{% block extrahead %}<meta name="id" content="{{ page.meta.id }}">{% endblock %}',
        "utf-8",
    )
    renderer = Renderer(tmp_path / "mkdocs.yml", tmp_path / "site", tmp_path / "docs")
    for path in ("articles/en-1.md", "articles/tr-1.md"):
        html = renderer.render(path, pages[path])[1].decode()
        assert f'<meta name="id" content="{path[9:-3]}">' in html
    assert renderer.long_way == 2


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        '---\ntitle: "a\\u0085b"\n---\n',
        "---\ntitle: plain\n---\n",
        "---\nodd\n---\n",
        '---\ntitle: "x"\n',
    ],
)
def test_front_matter_that_our_emitter_did_not_write_is_left_to_yaml(text: str) -> None:
    assert read_front_matter(text) is None


def test_the_number_of_frames_that_are_kept_is_bounded() -> None:
    shells = Shells()
    for number in range(5000):
        made = shells.fill((number,), ("t", None, None, "c"), lambda marked: f"{marked[0]}|{marked[3]}")
        assert made == "t|c"
    assert len(shells._frames) <= 4096
