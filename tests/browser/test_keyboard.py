"""Every kind of page can be walked through with the tabulator key alone, and the walker always sees where they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.driver import Browser
from tests.browser.test_pages import PAGES, desktop, driver, site

__all__ = ["desktop", "driver", "site"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = 400
"""Presses after which a walk counts as trapped."""

LISTEN = """
window.walk = [];
document.addEventListener("focusin", ({ target }) => {
  const style = getComputedStyle(target);
  const box = target.getBoundingClientRect();
  window.walk.push({
    what: target.outerHTML.slice(0, 120),
    place: [...document.querySelectorAll("*")].indexOf(target),
    marked: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
    shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    named: Boolean(target.ariaLabel || target.textContent.trim() || target.labels?.length || target.title
      || target.querySelector("[aria-label], svg title")),
  });
});
"""
TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


def walk(browser: Browser, url: str) -> list[dict[str, Any]]:
    """Where the focus went, until it left the page."""
    browser.open(url)
    browser.run("await document.fonts.ready;" + LISTEN)
    for presses in range(MOST):
        browser.cdp("Input.dispatchKeyEvent", type="rawKeyDown", **TAB)
        browser.cdp("Input.dispatchKeyEvent", type="keyUp", **TAB)
        if presses % 10 == 9 and browser.run("return window.walk.length") <= presses:
            break
    steps: list[dict[str, Any]] = browser.run("return window.walk")
    return steps


@pytest.mark.parametrize("page", PAGES)
def test_the_tabulator_key_leads_through_the_page_in_its_order_and_out_of_it(
    desktop: Browser, site: str, page: str
) -> None:
    steps = walk(desktop, site + page)
    assert 3 < len(steps) < MOST, "a trap, or nothing to walk to"
    once = steps[: next((n for n, step in enumerate(steps[1:], 1) if step["place"] <= steps[0]["place"]), len(steps))]
    places = [step["place"] for step in once]
    assert places == sorted(places), "out of order"
    assert [step["what"] for step in once if not step["marked"]] == [], "no mark on what has the focus"
    assert [step["what"] for step in once if not step["shown"]] == [], "the focus is out of sight"
    assert [step["what"] for step in once if not step["named"]] == [], "a thing without a name"
    assert "#" in once[0]["what"], "the first way leads past the furniture"
