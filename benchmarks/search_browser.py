"""A first search in a real Chromium: from opening the page, with nothing in any cache, to the first results."""

from __future__ import annotations

import shutil
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from archive_tools.search import search_page
from tests.browser.driver import CHROMEDRIVER, CHROMIUM, Browser, chromedriver

_SHELL = """<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>archive</title>
<script type="module" src="../assets/search/box.js"></script></head>
<body><header><div data-archive-search></div></header><main><article data-ui>{body}</article></main></body></html>"""
_CLIENT = Path(__file__).parents[1] / "archive_tools" / "search" / "client"
_SERVER = Path(__file__).with_name("static_server.mjs")
_WATCH = """
  new MutationObserver((_, watch) => {
    if (!document.querySelector(".search-result")) return;
    watch.disconnect();
    window.firstResults = performance.now();
  }).observe(document, { childList: true, subtree: true });
"""
_WAIT = """
  for (let i = 0; i < 2000 && window.firstResults === undefined; i++) await new Promise((next) => setTimeout(next, 10));
  return window.firstResults;
"""
TIMES = 3


def first_results(site: Path, queries: Sequence[str]) -> dict[str, float] | None:
    """Milliseconds by query, the median of a few; None where there is no Chromium."""
    if not (CHROMIUM and CHROMEDRIVER):
        return None
    shutil.rmtree(site / "assets", ignore_errors=True)
    shutil.copytree(_CLIENT, site / "assets" / "search")
    page = _SHELL.format(body=search_page("ar").markdown.split("---\n", 2)[2])
    (site / "blank.html").write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    (site / "search" / "index.html").write_text(page, encoding="utf-8")
    with chromedriver() as port, _served(site) as address:
        return {query: statistics.median(_once(port, address, query) for _ in range(TIMES)) for query in queries}


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """The site as a host serves it. Python's own server would open a connection and a thread for each file."""
    server = subprocess.Popen(["node", str(_SERVER), str(site)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}/"
    finally:
        server.terminate()
        server.communicate()


def _once(port: int, address: str, query: str) -> float:
    browser = Browser(port, logged=False)  # a window of its own, with an empty cache
    try:
        browser.open(f"{address}blank.html")  # so that Chromium's own start is not counted
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=_WATCH)
        browser.open(f"{address}search/?q={quote(query)}")
        return round(float(browser.run(_WAIT)))
    finally:
        browser.close()
