"""What other people's checkers say of the built site: `python -m benchmarks.checkers [--quick] [SITE]` after a build.

Every kind of page, served as a host serves it (compressed, on loopback), goes through

    vnu          Nu HTML checker: no error and no warning
    pa11y        WCAG 2 AA by HTML_CodeSniffer: no error
    lighthouse   phone settings, simulated slow network: all four of at least .98, nothing moves while it loads

They stand with pinned versions in benchmarks/page_checkers/package.json and are installed there by `make checkers`.
A checker that is not installed is named and passed over; with ARCHIVE_REQUIRE_ALL=1 that is a failure.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

TOOLS: Final = Path(__file__).parent / "page_checkers" / "node_modules"
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_COMPRESSED: Final = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml"})
_CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
_FLOOR: Final = 0.98
_SHIFT: Final = 0.01
_PAGES: Final = {
    "home": "",
    "article": "articles/*/",
    "actor": "actors/turkey/",
    "actors": "actors/",
    "actors by kind": "actors/by/person/",
    "place": "places/idlib/",
    "places": "places/",
    "places by what lies in what": "places/by/hierarchy/",
    "outlet": "outlets/*/",
    "topic": "tags/*/",
    "dates": "dates/",
    "year": "dates/2024/",
    "month": "dates/2024/11/",
    "day": "dates/2024/11/28/",
    "undated": "dates/undated/",
    "Hijri years": "dates/hijri/",
    "Hijri year": "dates/hijri/1446/",
    "Hijri month": "dates/hijri/1446/05/",
    "day of the year": "dates/days/11-28/",
    "search": "search/",
    "about": "about/",
    "missing": "404.html",
}
"""Addresses by kind of page; a star stands for the first page of its folder."""
_TIMED: Final = ("home", "article", "actor", "year", "search")
"""Kinds that Lighthouse loads: ten seconds each."""


class _Host(http.server.SimpleHTTPRequestHandler):
    """A static host: compresses what compresses, keeps connections open, lets browsers keep files."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix in _COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(site: Path) -> Iterator[str]:
    """The site on loopback; yields its address with a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def pages_of(site: Path) -> dict[str, str]:
    """One address of each kind of page that the site has, by kind."""
    found = {}
    for kind, pattern in _PAGES.items():
        folder, star, _ = pattern.partition("*")
        matches = sorted(path.parent.name for path in (site / folder).glob("*/index.html")) if star else []
        address = f"{folder}{matches[0]}/" if matches else pattern
        path = site / address
        if path.is_file() or (path / "index.html").is_file():
            found[kind] = address
    return found


def vnu(site: Path, pages: Sequence[str]) -> list[str]:
    """Messages of the Nu HTML checker. It reads from disk, where no policy of the page can be kept: those go."""
    jar = next(TOOLS.glob("vnu-jar/**/vnu.jar"))
    files = [str(site / page / "index.html" if not page.endswith(".html") else site / page) for page in pages]
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = [m for m in json.loads(done.stdout)["messages"] if "Content Security Policy" not in m["message"]]
    return [f"{Path(m['url'].removeprefix('file:')).parent.name}: {m['message']}" for m in messages]


def pa11y(addresses: Sequence[str]) -> list[str]:
    """Errors of HTML_CodeSniffer on these pages."""
    command = ["node", str(TOOLS.parent / "pa11y.mjs"), str(CHROMIUM), *addresses]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return [f"{one['page']}: {one['code'].split('.', 3)[-1]}: {one['message']} {one['context']}" for one in found]


def lighthouse(base: str, page: str) -> tuple[dict[str, float], list[str]]:
    """Scores of the four categories and the layout shift; what keeps them from being whole."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["node", str(TOOLS / "lighthouse/cli/index.js"), base + page, "--quiet", "--output=json"]
        command += [f"--output-path={report}", f"--only-categories={','.join(_CATEGORIES)}"]
        command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        environment = {**os.environ, "CHROME_PATH": CHROMIUM or ""}
        subprocess.run(command, check=True, env=environment, capture_output=True)
        read: dict[str, Any] = json.loads(report.read_text("utf-8"))
    audits = read["audits"]
    scores = {key: float(read["categories"][key]["score"]) for key in _CATEGORIES}
    scores["shift"] = round(float(audits["cumulative-layout-shift"]["numericValue"]), 3)
    short = [
        f"{ref['id']} {audits[ref['id']]['score']} {audits[ref['id']].get('displayValue', '')}"
        for key in _CATEGORIES
        for ref in read["categories"][key]["auditRefs"]
        if ref["weight"] and audits[ref["id"]]["score"] is not None and audits[ref["id"]]["score"] < 0.9
    ]
    moved = [
        json.dumps(item, ensure_ascii=False)[:300]
        for item in audits["layout-shifts"].get("details", {}).get("items", [])
    ]
    return scores, short + (moved if scores["shift"] > _SHIFT else [])


def main(site: Path, *, quick: bool) -> int:
    """Run what is installed over every kind of page; print a table; 0 where all is well. `quick`: no Lighthouse."""
    pages = pages_of(site)
    missing = [name for name in _missing() if not (quick and name == "lighthouse")]
    for name in missing:
        print(f"{name}: not installed here (`make checkers` installs it; Java and Chromium come from the system)")
    faults = 0
    if "vnu" not in missing:
        faults += _told("vnu", len(pages), vnu(site, list(pages.values())))
    with hosted(site) as base:
        if "pa11y" not in missing:
            addresses = [base + page + query for page in pages.values() for query in ("", "?ui=en&scheme=dark")]
            faults += _told("pa11y", len(addresses), pa11y(addresses))
        if "lighthouse" not in missing and not quick:
            faults += _lighthouse_table(base, {kind: pages[kind] for kind in _TIMED if kind in pages})
    print("all is well" if not faults else f"{faults} faults")
    return 1 if faults or (missing and os.environ.get("ARCHIVE_REQUIRE_ALL")) else 0


def _missing() -> list[str]:
    """Checkers that cannot run here."""
    folders = {"vnu": "vnu-jar", "pa11y": "pa11y", "lighthouse": "lighthouse"}
    engines = {"vnu": shutil.which("java"), "pa11y": CHROMIUM, "lighthouse": CHROMIUM}
    return [name for name, folder in folders.items() if not engines[name] or not (TOOLS / folder).is_dir()]


def _told(checker: str, pages: int, messages: Sequence[str]) -> int:
    print(f"{checker:12}{pages:4} pages{len(messages):4} messages")
    for message in messages:
        print(f"  {message}")
    return len(messages)


def _lighthouse_table(base: str, pages: Mapping[str, str]) -> int:
    faults = 0
    print(f"{'lighthouse':12}" + "".join(f"{title:>16}" for title in ("page", *_CATEGORIES, "shift")))
    for kind, page in pages.items():
        scores, short = lighthouse(base, page)
        faults += sum(scores[key] < _FLOOR for key in _CATEGORIES) + (scores["shift"] > _SHIFT)
        shown = [f"{scores[key]:.2f}" for key in _CATEGORIES] + [f"{scores['shift']:.3f}"]
        print(" " * 12 + "".join(f"{cell:>16}" for cell in (kind, *shown)))
        for line in short:
            print(f"  {line}")
    return faults


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--quick"]
    sys.exit(main(Path(arguments[0] if arguments else "site"), quick="--quick" in sys.argv))
