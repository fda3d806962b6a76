"""A small WebDriver client over chromedriver's HTTP interface: just what the browser tests need, no dependency."""

from __future__ import annotations

import base64
import http.server
import json
import shutil
import socket
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CHROMEDRIVER = shutil.which("chromedriver")


def require_chromium() -> None:
    """Skip where there is no Chromium; tests/conftest.py makes that a failure where everything should be installed."""
    if not (CHROMIUM and CHROMEDRIVER):
        pytest.skip("Chromium or chromedriver is absent (Debian: apt-get install chromium chromium-driver)")


class Browser:
    """One Chromium window."""

    def __init__(
        self, port: int, *, width: int = 1280, height: int = 900, touch: bool = False, logged: bool = True
    ) -> None:
        self._root = f"http://127.0.0.1:{port}"
        options: dict[str, Any] = {
            "binary": CHROMIUM,
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=ar"],
        }
        if touch or width < 600:
            options["mobileEmulation"] = {"deviceMetrics": {"width": width, "height": height, "pixelRatio": 1}}
        options["args"].append(f"--window-size={width},{height}")
        capabilities = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            # what is logged is also paid for: a measurement goes without
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"} if logged else {},
        }
        answer = self._call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._session = f"/session/{answer['sessionId']}"

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def open(self, url: str) -> None:
        self._call("POST", f"{self._session}/url", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a function's body in the page; a promise is awaited."""
        wrapped = (
            "const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1);"
            "(async (...args) => {" + script + "})(...args).then(done, (e) => done('error: ' + e));"
        )
        return self._call("POST", f"{self._session}/execute/async", {"script": wrapped, "args": list(arguments)})

    def log(self, kind: str) -> list[dict[str, Any]]:
        """Entries since the last call: `browser` (console, CSP) or `performance` (network events)."""
        entries: list[dict[str, Any]] = self._call("POST", f"{self._session}/se/log", {"type": kind})
        return entries

    def requests(self) -> list[str]:
        """URLs requested since the last call."""
        events = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        return [params["request"]["url"] for params in sent]

    def screenshot(self, path: Path, *, full: bool = True) -> None:
        command = {"cmd": "Page.captureScreenshot", "params": {"format": "png", "captureBeyondViewport": full}}
        answer = self._call("POST", f"{self._session}/goog/cdp/execute", command)
        path.write_bytes(base64.b64decode(answer["data"]))

    def pdf(self, path: Path) -> None:
        command = {"cmd": "Page.printToPDF", "params": {"preferCSSPageSize": True}}
        answer = self._call("POST", f"{self._session}/goog/cdp/execute", command)
        path.write_bytes(base64.b64decode(answer["data"]))

    def cdp(self, command: str, **params: Any) -> Any:
        return self._call("POST", f"{self._session}/goog/cdp/execute", {"cmd": command, "params": params})

    def close(self) -> None:
        self._call("DELETE", self._session)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def chromedriver() -> Iterator[int]:
    """A running chromedriver; yields its port."""
    require_chromium()
    port = _free_port()
    process = subprocess.Popen(
        [str(CHROMEDRIVER), f"--port={port}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:  # it says when it is ready
            if "started successfully" in line:
                break
        yield port
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder over HTTP on loopback; yields the URL with a slash at its end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
