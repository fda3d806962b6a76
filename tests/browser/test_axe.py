"""axe-core finds nothing on any kind of page: both schemes, Arabic and English interface, phone and desktop."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.driver import Browser
from tests.browser.test_pages import PAGES, desktop, driver, narrow, site

__all__ = ["desktop", "driver", "narrow", "site"]

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
WAYS = ("", "?ui=en", "?scheme=dark", "?ui=en&scheme=dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults(browser: Browser, url: str) -> list[Any]:
    """(rule, element) of everything that axe finds."""
    browser.open(url)
    browser.run("await document.fonts.ready; for (const d of document.querySelectorAll('details')) d.open = true;")
    found: list[Any] = browser.run(
        AXE.read_text("utf-8") + "; const { violations } = await axe.run({ runOnly: args[0],"
        " rules: { 'target-size': { enabled: true } } });"
        "return violations.flatMap((v) => v.nodes.map((n) => [v.id, n.html.slice(0, 200), n.any[0]?.message ?? '']))",
        RULES,
    )
    return found


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("width", ["desktop", "narrow"])
def test_axe_finds_nothing_on_any_kind_of_page(width: str, way: str, site: str, request: pytest.FixtureRequest) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is absent (npm install)")
    browser: Browser = request.getfixturevalue(width)
    found = {page: one for page in PAGES if (one := faults(browser, site + page + way))}
    assert found == {}
