# ruff: noqa: E501 - scripts for the browser are strings
"""Pages as a browser shows them: private, right to left, readable at every width, without faults in the console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_tools.site.mkdocs_adapter import Renderer
from tests.browser.driver import Browser, chromedriver, served
from tests.site.demo import write_archive

pytestmark = pytest.mark.browser

PAGES = (
    *("", "articles/000-0475ca5851ee1a39/", "articles/en-1/", "articles/hostile/", "articles/undated-1/"),
    *("actors/hts/", "places/idlib/2024/", "dates/", "dates/2024/11/28/", "dates/undated/", "outlets/middle-east-eye/"),
    *(
        "dates/days/11-28/",
        "dates/2024/",
        "dates/2024/11/",
        "dates/hijri/",
        "dates/hijri/1446/",
        "dates/hijri/1446/05/",
    ),
    *("actors/", "tags/", "tags/x-0123456789/", "about/", "404.html"),
)
ARTICLE = "articles/000-0475ca5851ee1a39/"

LINKED = "while (!document.querySelector('.permalink')) await new Promise(requestAnimationFrame);"
"""An article's script comes after the page: until then paragraphs have no link to themselves."""

SEEN = """
// What the eye sees of a text, from left to right: the characters by the place of their rectangles (one line only).
function seen(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const characters = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let i = 0; i < node.length; i++) {
      const range = document.createRange();
      range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (box && box.width) characters.push({ char: node.data[i], x: box.left, y: Math.round(box.top) });
    }
  }
  const lines = new Set(characters.map((c) => c.y));
  characters.sort((a, b) => a.x - b.x);
  return { text: characters.map((c) => c.char).join(""), lines: lines.size };
}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("archive")
    pages = write_archive(folder)
    renderer = Renderer(folder / "mkdocs.yml", folder / "site", folder / "docs")
    made = [renderer.render(path, text) for path, text in pages.items()]
    made += [*map(renderer.render_shell, renderer.shell_pages()), *renderer.static_templates()]
    made += [(place, source.read_bytes()) for place, source in renderer.static_files()]
    for place, data in made:
        target = folder / "site" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with served(folder / "site") as url:
        yield url


@pytest.fixture(scope="module")
def driver() -> Iterator[int]:
    with chromedriver() as port:
        yield port


@pytest.fixture(scope="module")
def desktop(driver: int) -> Iterator[Browser]:
    browser = Browser(driver)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def narrow(driver: int) -> Iterator[Browser]:
    browser = Browser(driver, width=320, height=640)
    yield browser
    browser.close()


def test_no_page_asks_anyone_else_stores_anything_or_complains(desktop: Browser, site: str) -> None:
    for page in PAGES:
        desktop.open(site + page)
        desktop.run("await document.fonts.ready; return 1")
        assert desktop.log("browser") == [], page
        assert [url for url in desktop.requests() if not url.startswith((site, "data:"))] == [], page
        assert desktop.run("return [document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]


def test_the_policy_stops_what_would_slip_through(desktop: Browser, site: str) -> None:
    desktop.open(site)
    ran = desktop.run(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://example.invalid/x.png\" onerror=\"window.ran = 1\">');"
        "await new Promise((r) => setTimeout(r, 200)); return window.ran ?? 0"
    )
    assert ran == 0
    desktop.requests()  # the blocked one is none of the other tests' business
    complaints = " ".join(entry["message"] for entry in desktop.log("browser"))
    assert "Content Security Policy" in complaints


def test_hostile_text_runs_nothing(desktop: Browser, site: str) -> None:
    desktop.open(site + "articles/hostile/")
    counts = desktop.run(
        "return [document.scripts.length, document.querySelectorAll('img,iframe,object,embed,form,style').length,"
        " [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length]"
    )
    assert counts == [1, 0, 0]


def test_language_and_direction_stand_on_the_root_and_on_the_article(desktop: Browser, site: str) -> None:
    desktop.open(site + "articles/en-1/")
    root = desktop.run("const r = document.documentElement; return [r.lang, r.dir]")
    assert root == ["ar", "rtl"]
    article, panel = desktop.run(
        "const d = (s) => getComputedStyle(document.querySelector(s)).direction; return [d('article'), d('.cite')]"
    )
    assert (article, panel) == ("ltr", "rtl")


def test_an_english_sentence_ends_with_its_full_stop_on_the_right_and_its_bullets_on_the_left(
    desktop: Browser, site: str
) -> None:
    desktop.open(site + "articles/en-1/")
    text = desktop.run(
        SEEN
        + LINKED
        + "const p = document.querySelector('#p5').parentElement; p.querySelector('.permalink').remove(); return seen(p)"
    )
    assert text == {"text": "“We will go on,” the commander said.", "lines": 1}
    left, right = desktop.run(
        "const ul = document.querySelector('article > ul'); const li = ul.querySelector('li');"
        "const s = getComputedStyle(ul); return [parseFloat(s.paddingLeft), parseFloat(s.paddingRight)]"
    )
    assert left > 0
    assert right == 0


def test_dates_telephones_addresses_and_codes_are_seen_in_the_order_in_which_they_are_read(
    desktop: Browser, site: str
) -> None:
    checked = 0
    for page in (ARTICLE, "actors/hts/", "articles/undated-1/"):
        desktop.open(site + page)
        runs = desktop.run(
            SEEN + "for (const d of document.querySelectorAll('details')) d.open = true;"
            "return [...document.querySelectorAll('bdi[dir=ltr]')].map((e) => [e.textContent, seen(e)])"
        )
        for text, eye in runs:
            if eye["lines"] == 1:
                assert eye["text"].strip() == text.strip(), page
                checked += 1
    assert checked >= 10


def test_without_isolation_the_same_date_would_be_seen_the_wrong_way_round(desktop: Browser, site: str) -> None:
    desktop.open(site + ARTICLE)
    eye = desktop.run(
        SEEN + "const p = document.querySelector('#p1').parentElement; p.innerHTML = 'في <span>2024-11-28</span> قال';"
        "return seen(p.querySelector('span'))"
    )
    assert eye["text"] == "28-11-2024"


def test_at_320_pixels_nothing_is_cut_off_even_with_wide_text_spacing(narrow: Browser, site: str) -> None:
    spacing = (
        "const s = new CSSStyleSheet(); s.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important } p { margin-block-end: 2em !important }');"
        "document.adoptedStyleSheets = [s];"
    )
    for page in PAGES:
        narrow.open(site + page)
        for extra in ("", spacing):
            width = narrow.run(
                extra + "for (const d of document.querySelectorAll('details')) d.open = true;"
                "const r = document.documentElement; return [r.scrollWidth, r.clientWidth]"
            )
            assert width == [320, 320], (page, extra)


def test_the_menu_opens_on_a_phone_without_any_script(narrow: Browser, site: str) -> None:
    narrow.open(site)
    shown = "return getComputedStyle(document.querySelector('.sections')).display"
    assert narrow.run(shown) == "none"
    assert narrow.run("document.querySelector('.menu-button').click();" + shown) == "block"


def test_what_can_be_pressed_is_large_enough(narrow: Browser, site: str) -> None:
    narrow.open(site + ARTICLE)
    small = narrow.run(
        "return [...document.querySelectorAll('button, summary, .menu-button, .search-link, .brand, .sections a')]"
        ".filter((e) => e.offsetParent && (e.offsetHeight < 24 || e.offsetWidth < 24)).map((e) => e.className + e.textContent)"
    )
    assert small == []


def test_the_interface_changes_its_language_and_the_article_does_not(desktop: Browser, site: str) -> None:
    desktop.open(site + ARTICLE)
    before = desktop.run(
        LINKED + "return [document.body.innerHTML, document.querySelector('#p2').parentElement.textContent]"
    )
    press = "document.querySelector('[data-switch-language=%s]').click(); await new Promise((r) => setTimeout(r, 0));"
    wait = "while (document.documentElement.lang !== '%s') await new Promise(requestAnimationFrame);"
    english = desktop.run(
        press % "en" + wait % "en" + "const t = (s) => document.querySelector(s).textContent;"
        "const a = document.querySelector('article');"
        "return [document.documentElement.dir, t('[data-l=search]'), t('.facts time'), t('.facts .hijri'),"
        " t('.facts bdi'), t('#menu-toggle + label'), a.lang, a.dir, location.search,"
        " document.querySelector('.sections a').search, document.querySelector('#p2').parentElement.textContent]"
    )
    assert english == [
        *("ltr", "Search", "28 November 2024", "26 Jumada I 1446 AH", "Middle East Eye", "Menu", "ar", "rtl", "?ui=en"),
        *("?ui=en", before[1]),
    ]
    back = desktop.run(press % "ar" + wait % "ar" + "return [document.documentElement.dir, location.search]")
    assert back == ["rtl", ""]
    text = "return [...document.querySelectorAll('[data-l], [data-d], [data-hijri], bdi')].map((e) => e.textContent)"
    switched = desktop.run(text)
    desktop.open(site + ARTICLE)
    assert switched == desktop.run(text)


def test_an_address_with_a_language_opens_in_it(desktop: Browser, site: str) -> None:
    desktop.open(site + "actors/hts/?ui=en")
    heading, total = desktop.run(
        "while (document.documentElement.lang !== 'en') await new Promise(requestAnimationFrame);"
        "return [document.querySelector('h1').textContent, document.querySelector('.total').textContent]"
    )
    assert (heading, total) == ("Hay’at Tahrir al-Sham", "36 articles")
    assert desktop.log("browser") == []


def test_an_address_with_an_unknown_language_changes_nothing(desktop: Browser, site: str) -> None:
    desktop.open(site + "?ui=xx")
    assert desktop.run("return document.documentElement.lang") == "ar"
    assert desktop.log("browser") == []


def test_the_reader_may_choose_a_dark_page_and_the_choice_stays_in_the_address(desktop: Browser, site: str) -> None:
    desktop.open(site)
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = desktop.run(ground)
    dark = desktop.run("document.querySelector('[data-switch-scheme]').click();" + ground)
    assert light != dark
    assert desktop.run("return location.search") == "?scheme=dark"
    desktop.open(site + "actors/?scheme=dark")
    assert desktop.run(ground) == dark


def test_every_paragraph_has_a_link_to_itself(desktop: Browser, site: str) -> None:
    desktop.open(site + ARTICLE + "#p4")
    anchors, links, colour = desktop.run(
        LINKED
        + "return [document.querySelectorAll('article a[id^=p]').length, document.querySelectorAll('.permalink').length,"
        " getComputedStyle(document.querySelector('#p4').parentElement).backgroundColor]"
    )
    assert anchors == links > 5
    assert colour != "rgba(0, 0, 0, 0)", "the paragraph that the address names stands out"


def test_an_archive_without_an_address_is_cited_by_the_one_it_is_read_at(desktop: Browser, site: str) -> None:
    desktop.open(site + ARTICLE + "?scheme=dark#p4")
    assert set(desktop.run("return [...document.querySelectorAll('.cite .code')].map((e) => e.textContent)")) == {
        site + ARTICLE
    }


def test_arabic_is_set_in_the_face_that_comes_with_the_site(desktop: Browser, site: str) -> None:
    desktop.open(site + ARTICLE)
    desktop.run("await document.fonts.ready; return 1")
    desktop.cdp("DOM.enable")
    desktop.cdp("CSS.enable")
    root = desktop.cdp("DOM.getDocument")["root"]["nodeId"]
    for selector in ("h1", "article > p", ".panel h2", ".pull p"):
        node = desktop.cdp("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        fonts = desktop.cdp("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
        assert {font["isCustomFont"] for font in fonts} == {True}, (selector, fonts)


def test_letters_are_never_spaced_and_never_slanted(desktop: Browser, site: str) -> None:
    for page in (ARTICLE, "about/", "actors/hts/"):
        desktop.open(site + page)
        odd = desktop.run(
            "return [...document.querySelectorAll('body *')].filter((e) => { const s = getComputedStyle(e);"
            " return !['normal', '0px'].includes(s.letterSpacing) || s.fontStyle !== 'normal'; }).map((e) => e.outerHTML)"
        )
        assert odd == []


def test_an_article_prints_without_the_furniture_of_the_site(desktop: Browser, site: str, tmp_path: Path) -> None:
    desktop.open(site + ARTICLE)
    desktop.cdp("Emulation.setEmulatedMedia", media="print")
    hidden = desktop.run(
        LINKED
        + "return ['.sections', '.find', '.switches', '.permalink'].map((s) => getComputedStyle(document.querySelector(s)).display)"
    )
    cite = desktop.run("return getComputedStyle(document.querySelector('.cite')).display")
    desktop.cdp("Emulation.setEmulatedMedia", media="")
    assert hidden == ["none"] * 4
    assert cite == "block"


def test_the_home_page_shows_what_was_published_on_this_day_of_the_year(desktop: Browser, site: str) -> None:
    desktop.open(site + "?ui=en")
    shown = desktop.run(
        "const s = document.querySelector('.on-this-day');"
        "while (!s.querySelector('li') || document.documentElement.lang !== 'en') await new Promise(requestAnimationFrame);"
        "await new Promise((r) => setTimeout(r, 50));"
        "const day = s.querySelector('[data-day-of-year]');"
        "return [day.textContent.startsWith('28 '), s.querySelector('[data-day] a').href, s.querySelector('.headline').href,"
        " s.querySelector('time').textContent, s.querySelector('[data-when]').hidden, new Date().getDate() === 28]"
    )
    assert shown[0]
    assert shown[1].startswith(site + "dates/days/")
    assert shown[1].endswith("-28/?ui=en"), "the choice of language goes on with the new links too"
    assert shown[2] == site + ARTICLE + "?ui=en"
    assert shown[3] == "28 November 2024"
    assert shown[4] is shown[5]
    assert desktop.log("browser") == []


def test_nothing_moves_while_a_page_loads(narrow: Browser, desktop: Browser, site: str) -> None:
    """Cumulative layout shift, as browsers report it."""
    for browser in (narrow, desktop):
        for page in ("", ARTICLE, "actors/hts/", "dates/2024/11/", "404.html"):
            browser.open(site + page)
            moved = browser.run(
                "await document.fonts.ready; return await new Promise((done) => { let sum = 0;"
                " new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })"
                ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 150); })"
            )
            assert moved < 0.01, page


def test_a_paragraph_link_is_copied_with_one_press_without_the_choices_of_the_reader(
    desktop: Browser, site: str
) -> None:
    desktop.cdp("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    desktop.open(site + ARTICLE + "?scheme=dark")
    copied, told, name = desktop.run(
        LINKED + "const link = document.querySelector('#p4').parentElement.querySelector('.permalink'); link.click();"
        "while (!document.querySelector('.told').textContent) await new Promise(requestAnimationFrame);"
        "return [await navigator.clipboard.readText(), document.querySelector('.told').textContent,"
        " link.getAttribute('aria-label')]"
    )
    assert copied == f"{site}{ARTICLE}#p4"
    assert (told, name) == ("نُسخ إلى الحافظة", "رابط هذه الفقرة 4")
    assert desktop.run("return location.hash") == "#p4"


def test_a_citation_is_copied_as_it_is_shown(desktop: Browser, site: str) -> None:
    desktop.cdp("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    desktop.open(site + ARTICLE)
    copied = desktop.run(
        "const all = [...document.querySelectorAll('.cite details')]; all.forEach((d) => { d.open = true; });"
        "const found = []; for (const button of document.querySelectorAll('.cite .copy-button')) { button.click();"
        " await new Promise((r) => setTimeout(r, 50)); found.push(await navigator.clipboard.readText()); } return found"
    )
    assert len(copied) == 4
    assert copied[2].startswith("@misc{000-0475ca5851ee1a39,\n")
    assert f"url = {{{site}{ARTICLE}}}" in copied[2]
    assert copied[3].startswith("TY  - NEWS\nID  - 000-0475ca5851ee1a39\n")


def test_letters_grow_without_a_script_and_nothing_remembers_it(desktop: Browser, site: str) -> None:
    desktop.open(site + ARTICLE)
    size = "return parseFloat(getComputedStyle(document.querySelector('#p1').parentElement).fontSize)"
    normal = desktop.run(size)
    large = desktop.run("document.querySelector('#text-size-3').click();" + size)
    assert large > 1.3 * normal
    assert desktop.run("return [location.search, document.cookie, localStorage.length]") == ["", "", 0]
    desktop.open(site + "articles/en-1/")
    assert desktop.run(size) == normal


def test_the_largest_letters_fit_the_narrowest_screen(narrow: Browser, site: str) -> None:
    for page in (ARTICLE, "articles/en-1/", "articles/hostile/"):
        narrow.open(site + page)
        width = narrow.run(
            "document.querySelector('#text-size-3').click(); for (const d of document.querySelectorAll('details')) d.open = true;"
            "const r = document.documentElement; return [r.scrollWidth, r.clientWidth]"
        )
        assert width == [320, 320], page


HINT = (
    "const link = document.querySelector('#p2 ~ a[href*=hts]');"
    "const shown = () => { const s = getComputedStyle(link, '::after'); return s.display === 'none' || s.content === 'none' ? '' : s.content; };"
)


def test_what_is_known_of_a_name_shows_on_the_keyboards_focus_and_goes_with_escape(desktop: Browser, site: str) -> None:
    desktop.open(site + ARTICLE)
    before, focused, described, after = desktop.run(
        HINT + "const before = shown(); link.focus({ focusVisible: true }); const focused = shown();"
        "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));"
        "return [before, focused, link.getAttribute('aria-description'), shown()]"
    )
    assert before == ""
    assert "جماعة مسلحة في شمال غرب سوريا." in described
    assert "data-hint" in focused or described in focused
    assert after == ""


def test_what_is_known_of_a_name_is_never_cut_off(narrow: Browser, site: str) -> None:
    narrow.open(site + ARTICLE)
    width = narrow.run(
        HINT
        + "link.focus({ focusVisible: true }); const r = document.documentElement; return [r.scrollWidth, r.clientWidth]"
    )
    assert width == [320, 320]


def test_cards_names_and_hints_follow_the_language_of_the_interface(desktop: Browser, site: str) -> None:
    desktop.open(site + ARTICLE + "?ui=en")
    found = desktop.run(
        "while (document.documentElement.lang !== 'en' || !document.querySelector('.permalink')) await new Promise(requestAnimationFrame);"
        "await new Promise((r) => setTimeout(r, 50));"
        + HINT
        + "const t = (s) => document.querySelector(s).textContent; const card = document.querySelector('.names a[href*=hts] ~ .card');"
        "return [link.dataset.hint, card.querySelector('.kind').textContent, card.querySelector('p > bdi[lang]').textContent,"
        " t('.related h2'), t('.related .why'), t('.copy-button'), t('.sizes legend'),"
        " document.querySelector('.permalink').getAttribute('aria-label'), t('.removed li small')]"
    )
    assert found == [
        *("Armed group in north-western Syria.", "Armed group", "Armed group in north-western Syria."),
        *("Related articles", "Both name: Hay’at Tahrir al-Sham, Aleppo · 1 day earlier", "Copy", "Text size"),
        *("Link to this paragraph 1", "Reason: Newsletter"),
    ]


@pytest.mark.parametrize("page", ["actors/hts/", "actors/", "dates/2024/11/28/", "tags/", "404.html"])
def test_a_page_of_the_interface_is_named_in_its_language(desktop: Browser, site: str, page: str) -> None:
    desktop.open(site + page)
    own = desktop.run("return document.title")
    english = desktop.run(
        "document.querySelector('[data-switch-language=en]').click();"
        "while (document.documentElement.lang !== 'en') await new Promise(requestAnimationFrame); return document.title"
    )
    assert not any("\u0600" <= letter <= "\u06ff" for letter in english.split("–")[0]), english
    back = desktop.run(
        "document.querySelector('[data-switch-language=ar]').click();"
        "while (document.documentElement.lang !== 'ar') await new Promise(requestAnimationFrame); return document.title"
    )
    assert back == own
