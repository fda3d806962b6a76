"""The search page and the box in the header, in Chromium, under the site's Content-Security-Policy."""

# ruff: noqa: E501  scripts for the browser stand in one piece
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from archive_tools.pipeline.shell import search_files
from archive_tools.search.page import search_page
from tests.browser.driver import Browser, chromedriver, require_chromium, served
from tests.search.articles import articles, built, write_site

pytestmark = pytest.mark.browser

_SHELL = """<!doctype html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self';
 img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>archive</title>
<script type="module"{script}></script></head>
<body><header><div data-archive-search></div></header><main><article class="md-typeset page-search" data-ui>
{body}
</article></main></body></html>"""


def make_site(root: Path) -> Path:
    """A site of pages with the theme's promises: the policy, the box's place, the modules where they belong."""
    site = write_site(root, built(articles()))
    (site / "assets" / "search").mkdir(parents=True)
    for name, data in search_files():
        (site / "assets" / "search" / name).write_bytes(data)
    for lang, direction in (("ar", "rtl"), ("en", "ltr")):
        body = search_page(lang).markdown.split("---\n", 2)[2]
        page = _SHELL.format(lang=lang, dir=direction, script=' async src="../assets/search/search.js"', body=body)
        (site / "search" / ("index.html" if lang == "ar" else "en.html")).write_text(page, encoding="utf-8")
    home = _SHELL.format(lang="ar", dir="rtl", script=' src="assets/search/box.js"', body="<p>home</p>")
    (site / "index.html").write_text(home, encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def driver() -> Iterator[int]:
    require_chromium()
    with chromedriver() as port:
        yield port


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path)


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    with served(site) as url:
        yield url


@pytest.fixture
def browser(driver: int) -> Iterator[Browser]:
    window = Browser(driver)
    try:
        yield window
    finally:
        window.close()


UNTIL = """
  const until = async (test) => {
    for (let i = 0; i < 400; i++) { const found = test(); if (found) return found; await new Promise((r) => setTimeout(r, 25)); }
    throw new Error("waited in vain: " + test + " in " + document.body.innerText);
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const results = () => all(".search-result h2").map((h) => h.textContent);
  const filtered = () => document.querySelector(".search-filters li, .search-filters input");
  const unseen = () => !document.querySelector(".search-filters").offsetParent;
  const settled = () => until(() => results().length && !document.querySelector("[aria-busy]") && (unseen() || filtered()));
"""


def run(browser: Browser, script: str, *arguments: object) -> object:
    found = browser.run(UNTIL + script, *arguments)
    assert not (isinstance(found, str) and found.startswith("error: ")), found
    return found


def searched(browser: Browser, address: str, query: str, rest: str = "", page: str = "search/") -> None:
    browser.open(f"{address}{page}?q={quote(query)}{rest}")
    run(browser, "await settled();")


def test_an_address_with_a_query_shows_its_results_marked_and_without_a_breach_of_the_policy(
    browser: Browser, address: str
) -> None:
    searched(browser, address, "وزير النقل")
    assert run(browser, "return results()") == ["وزير النقل يفتتح جسرا جديدا في حلب"]
    marked = run(browser, "return all('.search-excerpt mark').map((m) => m.textContent)")
    assert marked == ["وزير", "النقل"]
    assert run(browser, "return document.querySelector('.search-result a').href") == f"{address}articles/bridge/#p1"
    assert [entry for entry in browser.log("browser") if "favicon" not in entry["message"]] == []
    assert all(url.startswith((address, "data:", "chrome")) for url in browser.requests())


def test_typing_searches_and_the_address_follows_and_going_back_returns(browser: Browser, address: str) -> None:
    searched(browser, address, "النهر")
    first = run(browser, "return results()")
    run(
        browser,
        "const input = document.querySelector('.search-form input'); input.value = 'الخبز';"
        "document.querySelector('.search-form').requestSubmit(); await until(() => results()[0]?.includes('الخبز'));",
    )
    assert "q=" + quote("الخبز") in str(run(browser, "return location.href"))
    run(browser, "history.back(); await until(() => results().some((title) => title.includes('النهر')));")
    assert run(browser, "return results()") == first
    assert run(browser, "return document.querySelector('.search-form input').value") == "النهر"


def test_a_word_that_is_being_typed_finds_what_it_begins(browser: Browser, address: str) -> None:
    browser.open(f"{address}search/")
    run(
        browser,
        "const input = await until(() => document.querySelector('.search-form input')); input.value = 'خري';"
        "input.dispatchEvent(new Event('input', {bubbles: true})); await until(() => results().length === 1);",
    )
    assert run(browser, "return results()") == ["خريطة جديدة لطرق سوريا"]


def test_filters_narrow_the_results_down_stand_in_the_address_and_can_be_removed(
    browser: Browser, address: str
) -> None:
    searched(browser, address, "الجسر")
    run(
        browser,
        "document.querySelector('[data-value=\"outlet:south\"]').click();"
        "await until(() => location.search.includes('outlet=south') && results().length === 2);",
    )
    status = "document.querySelector('.search-status').textContent"
    assert run(browser, f"await settled(); return {status}") == "نتيجتان"
    run(browser, "document.querySelector('.search-clear').click(); await until(() => results().length === 4);")
    assert "outlet" not in str(run(browser, "return location.search"))


def test_a_year_of_the_histogram_is_a_filter(browser: Browser, address: str) -> None:
    searched(browser, address, "الجسر")
    run(browser, "document.querySelector('[data-year=\"2021\"]').click(); await until(() => results().length === 1);")
    assert "from=2021&to=2021" in str(run(browser, "return location.search"))


def test_the_order_can_be_chosen(browser: Browser, address: str) -> None:
    searched(browser, address, "الجسر")
    run(
        browser,
        "const select = document.querySelector('.search-sort select'); select.value = 'oldest';"
        "select.dispatchEvent(new Event('change')); await until(() => results()[0].startsWith('خريطة'));",
    )
    assert "sort=oldest" in str(run(browser, "return location.search"))


def test_a_name_is_said_to_stand_for_all_its_spellings_and_can_be_taken_literally(
    browser: Browser, address: str
) -> None:
    searched(browser, address, "Ali Arslan")
    assert run(browser, "return results()") == ["اجتماع الفصائل في ريف إدلب"]
    run(browser, "await until(() => document.querySelector('.search-remark')?.textContent.includes('علي أرسلان'));")
    run(
        browser,
        "document.querySelector('.search-remark button').click(); await until(() => results()[0].startsWith('A new'));",
    )
    assert "literal" in str(run(browser, "return location.search"))


def test_the_page_speaks_the_interface_language_and_changes_it_while_open(browser: Browser, address: str) -> None:
    searched(browser, address, "الجسر", page="search/en.html")
    assert run(browser, "return document.querySelector('.search-status').textContent") == "4 results"
    run(
        browser,
        "document.documentElement.lang = 'tr'; document.documentElement.dir = 'ltr';"
        "await until(() => document.querySelector('.search-status').textContent === '4 sonuç');",
    )
    searched(browser, address, "الجسر")
    assert run(browser, "return document.querySelector('.search-status').textContent") == "4 نتائج"


def test_the_chosen_order_and_the_name_of_a_language_survive_a_change_of_the_interface(
    browser: Browser, address: str
) -> None:
    searched(browser, address, "الجسر", rest="&sort=oldest&lang=ar")
    chips = "all('.search-chips bdi').map((part) => part.textContent)"
    assert run(browser, f"return {chips}") == ["العربية"]
    run(
        browser,
        f"document.documentElement.lang = 'en'; await until(() => {chips}[0] === 'Arabic'); await settled();",
    )
    assert run(browser, "return document.querySelector('.search-sort select').value") == "oldest"


def test_an_emptied_query_leaves_nothing_busy(browser: Browser, address: str) -> None:
    searched(browser, address, "الجسر")
    script = """
      const input = document.querySelector('.search-form input'), form = document.querySelector('.search-form');
      input.value = 'حلب'; form.requestSubmit(); input.value = ''; form.requestSubmit();
      const busy = document.querySelector('[aria-busy]') !== null;
      input.value = 'الخبز'; form.requestSubmit(); // answered behind the one that nobody waits for
      await until(() => results()[0]?.includes('الخبز'));
      input.value = ''; form.requestSubmit();
      return [busy, results().length];
    """
    assert run(browser, script) == [False, 0]


def test_everything_can_be_reached_and_used_with_the_keyboard(browser: Browser, address: str) -> None:
    searched(browser, address, "الجسر")
    unreachable = run(
        browser,
        "return all('[data-search-page] :is(a, button, input, select)').filter((e) => e.tabIndex < 0).map((e) => e.outerHTML)",
    )
    assert unreachable == []
    nameless = run(
        browser,
        "return all('[data-search-page] :is(a, button, input, select)').filter((e) => e.offsetParent && !(e.textContent.trim()"
        " || e.getAttribute('aria-label') || e.labels?.length)).map((e) => e.outerHTML)",
    )
    assert nameless == []


def test_the_number_of_results_is_announced(browser: Browser, address: str) -> None:
    searched(browser, address, "الجسر")
    status = "document.querySelector('.search-status')"
    assert run(browser, f"return [{status}.getAttribute('role'), {status}.getAttribute('aria-live')]") == [
        "status",
        "polite",
    ]


@pytest.fixture
def phone(driver: int) -> Iterator[Browser]:
    window = Browser(driver, width=320, height=640, touch=True)
    try:
        yield window
    finally:
        window.close()


UNFOLD = "document.querySelector('.search-fold').click(); "
COUNTS = "return all('[data-value^=\"outlet:\"] ~ .search-count').map((count) => count.textContent)"


def test_a_phone_shows_it_without_scrolling_sideways_and_counts_only_what_is_unfolded(
    phone: Browser, address: str
) -> None:
    searched(phone, address, "الجسر")
    assert run(phone, "return document.documentElement.scrollWidth <= innerWidth")
    assert run(phone, "return document.querySelector('.search-fold').getAttribute('aria-expanded')") == "false"
    assert run(phone, "return all('.search-count').length") == 0
    run(phone, UNFOLD + "await settled();")
    assert run(phone, COUNTS) == ["2", "2"]


def test_unfolding_filters_leaves_the_results_of_a_word_being_typed(phone: Browser, address: str) -> None:
    searched(phone, address, "الجسر")
    found = run(
        phone,
        "const input = document.querySelector('.search-form input'); input.value = 'وز';"
        " const before = results().join(); input.dispatchEvent(new Event('input'));"
        " await until(() => results().length && results().join() !== before); await settled(); return results();",
    )
    run(phone, UNFOLD + "await settled();")
    assert run(phone, "return results()") == found
    assert run(phone, "return all('.search-count').length")


def test_counts_that_cannot_be_had_leave_the_results_and_can_be_asked_for_again(
    phone: Browser, address: str, site: Path
) -> None:
    searched(phone, address, "الجسر")
    shown = "return [results(), document.querySelector('.search-status').textContent]"
    found = run(phone, shown)
    data = site / "search" / "data"
    kept = {path: path.read_bytes() for path in data.iterdir()}
    for path in kept:
        path.unlink()
    run(phone, UNFOLD + "await until(() => document.querySelector('.search-filters [role=alert]'));")
    assert run(phone, shown) == found
    for path, content in kept.items():
        path.write_bytes(content)
    run(phone, "document.querySelector('.search-filters button').click(); await settled();")
    assert run(phone, COUNTS) == ["2", "2"]


@pytest.mark.parametrize("damage", ["missing", "damaged", "version"])
def test_a_broken_index_gives_a_message_and_trying_again_works(
    browser: Browser, site: Path, address: str, damage: str
) -> None:
    data = site / "search" / "data"
    kept = {path: path.read_bytes() for path in data.iterdir()}
    for path, content in kept.items():
        if damage == "version" and path.name == "index.json":
            path.write_bytes(content.replace(b'"format":', b'"format":99'))
        elif path.name != "index.json" and damage == "missing":
            path.unlink()
        elif path.name != "index.json" and damage == "damaged":
            path.write_bytes(content[:20])
    browser.open(f"{address}search/?q={quote('الجسر')}")
    message = run(browser, "return (await until(() => document.querySelector('.search-problem p'))).textContent")
    assert message
    assert run(browser, "return results().length") == 0
    browser.cdp("Network.clearBrowserCache")
    for path, content in kept.items():
        path.write_bytes(content)
    run(browser, "document.querySelector('.search-problem button').click(); await until(() => results().length === 4);")


def test_an_archive_that_cannot_be_reached_is_said(browser: Browser, site: Path) -> None:
    with served(site) as url:
        searched(browser, url, "النهر")
    # The server is gone now; a word whose files have not been read yet needs it.
    message = run(
        browser,
        "const input = document.querySelector('.search-form input'); input.value = 'القمح';"
        "input.form.requestSubmit(); return (await until(() => document.querySelector('.search-problem p'))).textContent;",
    )
    assert "تعذّر الوصول" in str(message)


def test_without_javascript_it_says_so_and_offers_the_pages_to_browse() -> None:
    for lang, word in (("ar", "JavaScript"), ("en", "JavaScript"), ("tr", "JavaScript")):
        page = search_page(lang)
        assert page.path == "search/index.md"
        inside = page.markdown.split("<noscript>")[1].split("</noscript>")[0]
        assert word in inside
        assert inside.count('<a href="../') == 5


def test_a_search_loads_two_scripts(browser: Browser, address: str) -> None:
    searched(browser, address, "النهر")
    scripts = {url.rsplit("/", 1)[1] for url in browser.requests() if url.endswith(".js")}
    assert "search.js" in scripts
    assert scripts <= {"search.js", "worker.js"}


def test_where_no_worker_runs_the_page_searches_itself(browser: Browser, address: str) -> None:
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", source="window.Worker = class { constructor() { throw 1; } };")
    searched(browser, address, "وزير النقل")
    assert run(browser, "return results()") == ["وزير النقل يفتتح جسرا جديدا في حلب"]


def test_where_the_worker_cannot_be_loaded_the_page_searches_itself(browser: Browser, site: Path, address: str) -> None:
    (site / "assets" / "search" / "worker.js").unlink()
    searched(browser, address, "وزير النقل")
    assert run(browser, "return results()") == ["وزير النقل يفتتح جسرا جديدا في حلب"]


def test_without_its_words_the_page_still_searches(browser: Browser, site: Path, address: str) -> None:
    (site / "assets" / "search" / "strings.ar.json").unlink()
    searched(browser, address, "وزير النقل")
    assert run(browser, "return results()") == ["وزير النقل يفتتح جسرا جديدا في حلب"]
    assert run(browser, "return document.querySelector('.search-result time').textContent") == "2024-03-02"


def test_the_box_in_the_header_leads_to_the_search_page(browser: Browser, address: str) -> None:
    browser.open(address)
    run(
        browser,
        "const input = await until(() => document.querySelector('.search-box input')); input.value = 'النهر';"
        "input.form.requestSubmit();",
    )
    run(browser, "await until(() => location.pathname.endsWith('/search/')); await settled();")
    assert "النهر" in str(run(browser, "return document.querySelector('.search-form input').value"))


def test_hostile_text_in_an_article_stays_text(driver: int, tmp_path: Path) -> None:
    from archive_tools.search.documents import SearchDoc

    evil = "<img src=x onerror=alert(1)> <script>alert(2)</script> هجوم"
    doc = SearchDoc(id="evil", headline=evil, published="2024-01-01", lang="ar", blocks=((1, evil),))
    site = make_site(tmp_path / "whole")
    shutil.rmtree(site / "search" / "data")
    shutil.copytree(write_site(tmp_path / "evil", built([doc])) / "search" / "data", site / "search" / "data")
    window = Browser(driver)
    try:
        with served(site) as url:
            window.open(f"{url}search/?q={quote('هجوم')}")
            assert run(window, "await until(() => results().length); return results()") == [evil]
            assert run(window, "return all('.search-result :is(img, script)').length") == 0
    finally:
        window.close()
