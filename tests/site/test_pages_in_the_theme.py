"""Built pages: nothing live from sources, direction and language right, every asset there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from archive_tools.render.article import article_page
from archive_tools.render.look import Look
from archive_tools.site import chrome_labels
from archive_tools.site.mkdocs_adapter import Renderer
from tests.builders import a_block, an_article, some_annotations, some_links
from tests.site.demo import LOOK, ROOT, configuration, hostile, write_archive
from tests.site.scan import scan

HOSTILE = ROOT.parent / "shared" / "hostile"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """HTML by path below the site."""
    folder = tmp_path_factory.mktemp("archive")
    pages = write_archive(folder, configuration().replace("search_box: false", "search_box: true"))
    renderer = Renderer(folder / "mkdocs.yml", folder / "site", folder / "docs")
    made = [renderer.render(path, text) for path, text in pages.items()]
    made += [*map(renderer.render_shell, renderer.shell_pages()), *renderer.static_templates()]
    assets = dict.fromkeys((place for place, _ in renderer.static_files()), "")
    return {place: html.decode() for place, html in made} | assets


def pages_of(site: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((place, html) for place, html in site.items() if place.endswith(".html"))


def test_no_page_holds_anything_that_the_theme_did_not_put_there(site: dict[str, str]) -> None:
    for place, html in pages_of(site):
        assert scan(html, rooted=place == "404.html").faults == [], place


def test_no_page_asks_another_site_for_anything(site: dict[str, str]) -> None:
    for place, html in pages_of(site):
        for tag in re.findall(r"<(?:link|script|img|iframe|source)\b[^>]*>", html):
            assert "//" not in tag, f"{place}: {tag}"
        assert " style=" not in html
        assert not re.search(r"<script(?![^>]*\bsrc=)", html), place


def test_the_policy_is_the_same_on_every_page_and_stands_before_everything_that_loads(site: dict[str, str]) -> None:
    policies = set()
    for _, html in pages_of(site):
        head = html.split("<head>", 1)[1].lstrip()
        charset, policy, referrer = head.split("\n")[:3]
        assert charset == '<meta charset="utf-8">'
        assert referrer == '<meta name="referrer" content="no-referrer">'
        policies.add(policy)
    (policy,) = policies
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy


def test_every_link_within_the_site_leads_somewhere(site: dict[str, str]) -> None:
    anchors = {place: set(re.findall(r'\bid="([^"]+)"', html)) for place, html in pages_of(site)}
    planned = ("search/", "assets/search/box.js", "assets/search/search.js", "assets/search/search.css")
    for place, html in pages_of(site):
        if place == "404.html":
            continue
        base = "http://x/" + place.removesuffix("index.html")
        for url in re.findall(r'(?:href|src)="([^"]+)"', html):
            target = urlsplit(urljoin(base, url))
            if (target.scheme, target.netloc) != ("http", "x") or target.path.lstrip("/") in planned:
                continue
            path = target.path.lstrip("/")
            file = path + "index.html" if path.endswith("/") or not path else path
            assert file in site, f"{place}: {url}"
            assert not target.fragment or target.fragment in anchors[file] or "/en-1/" in base, f"{place}: {url}"


def test_language_and_direction_are_those_of_interface_and_article(site: dict[str, str]) -> None:
    english = site["articles/en-1/index.html"]
    assert '<html lang="ar" dir="rtl"' in english
    assert '<article class="md-typeset page-article" lang="en" dir="ltr">' in english
    assert '<section class="panel cite" lang="ar" dir="rtl" data-ui>' in english
    unknown = site["articles/undated-1/index.html"]
    assert '<article class="md-typeset page-article">' in unknown


def test_titles_are_isolated_from_the_name_of_the_site(site: dict[str, str]) -> None:
    assert "<title>&#8296;Fighting near Aleppo (AFP)!&#8297; – &#8296;" in site["articles/en-1/index.html"]


def test_the_theme_keeps_its_partial_in_step_with_the_table_of_labels() -> None:
    assert chrome_labels.PARTIAL.read_text("utf-8") == chrome_labels.partial(), (
        "run python -m archive_tools.site.chrome_labels"
    )


def test_the_stylesheet_knows_no_left_and_right_and_spaces_no_letters() -> None:
    css = (chrome_labels.THEME / "assets/archive.css").read_text("utf-8")
    css = re.sub(r"/\*.*?\*/|unicode-range:[^;]*;", "", css, flags=re.DOTALL)
    assert not re.search(r"(?<![-\w])(?:left|right|margin-left|padding-right|text-align: (?:left|right))\b", css)
    assert set(re.findall(r"letter-spacing:\s*([^;}]+)", css)) == {"0"}
    assert "italic" not in css
    assert "url(http" not in css


def test_an_article_needs_at_most_110_kb_of_fonts() -> None:
    fonts = list((chrome_labels.THEME / "assets/fonts").glob("*.woff2"))
    assert sum(font.stat().st_size for font in fonts) <= 110_000
    assert (chrome_labels.THEME / "assets/fonts/OFL.txt").exists()


def _texts() -> list[str]:
    if not HOSTILE.is_dir():
        pytest.skip(f"the hostile inputs are not at {HOSTILE}")
    dompurify = json.loads((HOSTILE / "dompurify/expect.json").read_text("utf-8"))
    naughty = json.loads((HOSTILE / "blns/blns.json").read_text("utf-8"))
    made = (HOSTILE / "made/plain-attacks.txt").read_text("utf-8")
    return [*(case["payload"] for case in dompurify), *naughty, made, *made.splitlines()]


@pytest.mark.parametrize("extensions", ["none", "all"])
def test_hostile_corpora_show_as_text_in_every_place(tmp_path: Path, extensions: str) -> None:
    from tests.site.test_oracle import CONFIGURATIONS

    names = {"none": "none but the defaults", "all": "all that are harmless"}
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATIONS[names[extensions]], "utf-8")
    renderer = Renderer(tmp_path / "mkdocs.yml", tmp_path / "site", tmp_path / "docs")
    for text in filter(str.strip, _texts()):
        blocks = [a_block(text, kind) for kind in ("paragraph", "heading", "list_item", "quotation", "pull_quote")]
        article = an_article(
            *blocks, a_block(text, marked=text), headline=text, byline=(text,), outlet=None, outlet_name=text,
            url=text, rights=text, notes=(text,), headline_translations={"en": text}, description=text,
        )  # fmt: skip
        page = article_page(article, some_annotations(), some_links(), LOOK)
        found = scan(renderer.render(page.path, page.markdown)[1].decode())
        assert found.faults == [], text
        first = re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text.strip())[0].strip()
        if not re.search("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", first):
            assert found.body.count(first) >= len(blocks), text


def test_a_hostile_page_is_equally_harmless_under_any_interface_language(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(configuration().replace("language: ar", "language: en"), "utf-8")
    renderer = Renderer(tmp_path / "mkdocs.yml", tmp_path / "site", tmp_path / "docs")
    for language in ("en", "tr", "fr"):
        page = article_page(*hostile(), Look(site_title="<b>", language=language))
        html = renderer.render(page.path, page.markdown)[1].decode()
        assert scan(html).faults == []
        assert '<html lang="en" dir="ltr"' in html
