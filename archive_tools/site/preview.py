"""Serving a site on loopback while it is worked on. Pages get one script more, which reloads them after a build.

The script is a file of the server's own, so the pages' Content-Security-Policy holds here as it does in public.
"""

from __future__ import annotations

import json
import sys
import threading
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PREFIX = "/.archive-preview/"
WAIT_SECONDS = 20.0
"""A question for news is answered after this time even without news, so that dead connections go away."""

_SCRIPT = """// Reloads the page after a build, and shows what went wrong when one failed.
const box = document.createElement("pre");
box.setAttribute("role", "alert");
Object.assign(box.style, {position: "fixed", inset: "auto 0 0 0", maxHeight: "50vh", overflow: "auto", margin: 0,
  padding: "1rem", background: "#7a0012", color: "#fff", font: "14px/1.5 monospace", direction: "ltr",
  textAlign: "left", whiteSpace: "pre-wrap", zIndex: 99});
let version = null;
for (;;) {
  try {
    const answer = await fetch(`/.archive-preview/news?after=${version ?? -1}`);
    const news = await answer.json();
    if (news.error) { box.textContent = news.error; document.body.append(box); } else { box.remove(); }
    if (version !== null && news.version !== version && !news.error) location.reload();
    version = news.version;
  } catch { await new Promise(done => setTimeout(done, 2000)); }
}
"""


class News:
    """What the browser waits for: the number of the last build, and its error if it failed."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._version = 0
        self._error: str | None = None

    def tell(self, error: str | None) -> None:
        """A build has ended."""
        with self._changed:
            self._version += 1
            self._error = error
            self._changed.notify_all()

    def after(self, version: int) -> bytes:
        """JSON of the state that follows `version`; waits for it a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, timeout=WAIT_SECONDS)
            return json.dumps({"version": self._version, "error": self._error}).encode()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, news: News, directory: str) -> None:
        self._news = news
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path.startswith(PREFIX):
            self._answer_preview()
            return
        page = self._page()
        if page is None:
            super().do_GET()
        else:
            self._send(
                page.replace(b"</body>", f'<script type="module" src="{PREFIX}reload.js"></script></body>'.encode()),
                "text/html; charset=utf-8",
            )

    def log_message(self, *_: object) -> None:
        """Requests are not news."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _answer_preview(self) -> None:
        if self.path.startswith(f"{PREFIX}news?after="):
            after = self.path.rpartition("=")[2]
            self._send(self._news.after(int(after) if after.lstrip("-").isdigit() else -1), "application/json")
        else:
            self._send(_SCRIPT.encode(), "text/javascript; charset=utf-8")

    def _page(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        if self.path.split("?", 1)[0].endswith("/"):
            path /= "index.html"
        return path.read_bytes() if path.suffix == ".html" and path.is_file() else None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        missing = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and missing.is_file():
            self._send(missing.read_bytes(), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who leaves a page lets go of the connection on which it waits for news: that is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def make_server(site: Path, host: str, port: int, news: News) -> ThreadingHTTPServer:
    """A server for the folder `site`; port 0 lets the system choose one.

    Raises:
        OSError: the address is taken.
    """
    return _Server((host, port), partial(_Handler, news=news, directory=str(site)))
