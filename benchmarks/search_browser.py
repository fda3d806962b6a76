"""A first search in a real Chromium: from opening the page, with nothing in any cache, to the first results."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.corpus import make_archive
from benchmarks.workplace import WORK, clear
from tests.browser.driver import CHROMEDRIVER, CHROMIUM, Browser, chromedriver

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
_SETTLE_MS = 1_500
"""What a fresh Chromium does on its own after its start, on cores that the search wants too; a reader's has done it."""


def first_results(index: Path, queries: Sequence[str]) -> dict[str, Any] | None:
    """Milliseconds of cold searches: median and 95th percentile of all, median by query; None without Chromium.

    Args:
        index: folder with `search/data`.
        queries: each is asked a few times, all in turn.
    """
    if not (CHROMIUM and CHROMEDRIVER):
        return None
    site = _site(index)
    spent: dict[str, list[float]] = {query: [] for query in queries}
    with chromedriver() as port, _served(site) as address:
        for _ in range(TIMES):
            for query, times in spent.items():
                times.append(_once(port, address, query))
    every = sorted(time for times in spent.values() for time in times)
    return {
        "median": statistics.median(every),
        "p95": every[int(len(every) * 0.95)],
        "least": every[0],
        "queries": {query: statistics.median(times) for query, times in spent.items()},
    }


def _site(index: Path) -> Path:
    """A built archive of one article, so that the page is the real one, over the index to be measured."""
    archive = Path(sys.executable).with_name("archive")
    subprocess.run([archive, "build", "-f", make_archive(1, "search-page")], check=True, capture_output=True)
    site = WORK / "search-page" / "site"
    (site / "blank.html").write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    data = site / "search" / "data"
    clear(data)
    data.symlink_to((index / "search" / "data").resolve())
    return site


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
        browser.open(f"{address}blank.html")
        browser.run(f"await new Promise((next) => setTimeout(next, {_SETTLE_MS}))")
        browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=_WATCH)
        browser.open(f"{address}search/?q={quote(query)}")
        return round(float(browser.run(_WAIT)))
    finally:
        browser.close()
