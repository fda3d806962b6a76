"""Filter and order of long lists in the browser, on a built archive."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.archives import AUTHORITY, CONFIG, make_archive, run
from tests.browser.driver import Browser, chromedriver, served

pytestmark = pytest.mark.browser

HEADLINES = ("قصف على إدلب", "Shelling of Idlib", "هدنة في حلب", "لقاء في أنقرة", "İdlib’de ateşkes", "عودة إلى سراقب")
SET = "const [s, v] = args; const e = document.querySelector(s); e.value = v; e.dispatchEvent(new Event('input'));"
SHOWN = (
    "return [...document.querySelectorAll('.articles > li')].filter((e) => !e.hidden)"
    ".map((e) => e.querySelector('.headline').textContent)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("archive")
    records = [
        {
            "id": f"n{number}",
            "title": title,
            "date": f"{2019 + number}-03-0{number + 1}",
            "source": "BBC",
            "lang": "en" if title[0] == "S" else "tr" if title[0] == "İ" else "ar",
            "text": "قالت روسيا وتركيا والأمم المتحدة." if number else "قالت روسيا.",
        }
        for number, title in enumerate(HEADLINES)
    ]
    actors = [f'- {{id: "p{n}", kind: "person", name: {{ar: "رجل{"ا" * n}"}}}}' for n in range(14)]
    text = " ".join(f"رجل{'ا' * n}." for n in range(14))
    records.append({"id": "u", "title": "بلا تاريخ", "source": "BBC", "lang": "ar", "text": "خبر."})
    records[3]["text"] = f"{records[3]['text']} {text}"
    known = str(AUTHORITY["authority/actors.yml"]) + "\n".join(actors) + "\n"
    seeds: dict[str, str | bytes] = {"a.jsonl": "\n".join(json.dumps(r, ensure_ascii=False) for r in records)}
    run(make_archive(root, {"authority/actors.yml": known, **seeds}, CONFIG))
    with served(root / "site") as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromedriver() as port:
        made = Browser(port)
        yield made
        made.close()


def open_list(browser: Browser, url: str) -> None:
    browser.open(url)
    browser.run("while (!document.querySelector('.tools input')) await new Promise(requestAnimationFrame); return 1")


def test_a_list_of_articles_is_filtered_by_word_whatever_its_spelling_and_says_how_many_are_left(
    browser: Browser, site: str
) -> None:
    open_list(browser, site + "outlets/bbc/")
    assert len(browser.run(SHOWN)) == 7
    assert browser.run(SET + SHOWN, ".tools input", "ادلب") == ["قصف على إدلب"]
    assert browser.run("return document.querySelector('.tools [role=status]').textContent") == "يظهر 1 من 7"
    assert browser.run(SET + SHOWN, ".tools input", "idlib") == ["İdlib’de ateşkes", "Shelling of Idlib"]
    assert len(browser.run(SET + SHOWN, ".tools input", "")) == 7


def test_a_list_of_articles_is_narrowed_to_a_year_or_language_and_turned_round(browser: Browser, site: str) -> None:
    open_list(browser, site + "outlets/bbc/")
    language, year = '.tools [data-l-label="any_language"]', '.tools [data-l-label="any_year"]'
    assert browser.run(SET + SHOWN, language, "en") == ["Shelling of Idlib"]
    assert browser.run(SET + SHOWN, language, "") == [*HEADLINES[::-1], "بلا تاريخ"]
    assert browser.run(SET + SHOWN, year, "2021") == ["هدنة في حلب"]
    browser.run(SET, year, "")
    assert browser.run(SET + SHOWN, ".tools label select", "sort_oldest") == [*HEADLINES, "بلا تاريخ"]
    assert browser.run(SET + SHOWN, ".tools label select", "sort_newest") == [*HEADLINES[::-1], "بلا تاريخ"]


def test_an_index_is_filtered_and_ordered_by_number_and_comes_back_as_it_was(browser: Browser, site: str) -> None:
    open_list(browser, site + "actors/")
    names = (
        "return [...document.querySelectorAll('.index-list li')].filter((e) => e.offsetParent)"
        ".map((e) => e.textContent)"
    )
    before = browser.run(names)
    assert browser.run(SET + names, ".tools input", "روسيا") == ["روسيا 6"]
    headings = browser.run("return [...document.querySelectorAll('.shelf h2')].filter((e) => e.offsetParent).length")
    assert headings == 1, "letters without a name are out of the way"
    browser.run(SET, ".tools input", "")
    assert browser.run(SET + names, ".tools select", "sort_count")[0] == "روسيا 6"
    assert browser.run(SET + names, ".tools select", "sort_name") == before


def test_the_words_of_the_filter_follow_the_interface(browser: Browser, site: str) -> None:
    open_list(browser, site + "outlets/bbc/?ui=en")
    words = "const t = (s) => document.querySelector(s).textContent; return t('.tools label') + t('.tools option');"
    browser.run("while (document.documentElement.lang !== 'en') await new Promise(requestAnimationFrame); return 1")
    assert browser.run(words) == "Filter this listAll years"
    browser.run(SET, ".tools input", "idlib")
    assert browser.run("return document.querySelector('.tools [role=status]').textContent") == "2 of 7 shown"
    assert browser.log("browser") == []
