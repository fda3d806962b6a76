"""The Markdown pages belong to no engine: stock Material, ProperDocs and Zensical make the same article of them.

ProperDocs and Zensical are not dependencies; the tests run where their commands are found, on the PATH or in the
folder that ARCHIVE_ENGINES names, and skip elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archive_tools.site.mkdocs_adapter import Renderer
from tests.site.demo import configuration, write_archive

STOCK = configuration().replace("name: archive\n  search_box: false", "name: material\n  font: false")


def _command(name: str) -> str:
    folders = os.pathsep.join(filter(None, [os.environ.get("ARCHIVE_ENGINES"), os.environ.get("PATH")]))
    found = shutil.which(name, path=folders)
    if found is None:
        pytest.skip(f"{name} is not installed; set ARCHIVE_ENGINES to a folder that holds it")
    return found


COMMANDS = {
    "mkdocs with stock material": lambda: [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"],
    "properdocs": lambda: [_command("properdocs"), "build", "-q", "-d", "site"],
    "zensical": lambda: [_command("zensical"), "build", "-f", "mkdocs.yml"],
}


@pytest.mark.parametrize("engine", COMMANDS)
def test_every_engine_makes_the_same_of_our_pages(engine: str, tmp_path: Path) -> None:
    command = COMMANDS[engine]()
    pages = write_archive(tmp_path, STOCK)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (tmp_path / "mkdocs.yml").write_text(configuration(), "utf-8")
    renderer = Renderer(tmp_path / "mkdocs.yml", tmp_path / "ours", tmp_path / "docs")
    for path, text in pages.items():
        place, html = renderer.render(path, text)
        theirs = (tmp_path / "site" / place).read_text("utf-8")
        if path.startswith("articles/"):
            assert _own_text(theirs) == _own_text(html.decode()), path
        assert _content(theirs) == _content(html.decode()), path
        article = theirs[theirs.index("<article") : theirs.index("</article>")]
        assert "<script" not in article, path
        assert not re.search(r"<[^>]*\son\w+=", re.sub('"[^"]*"', "", article)), path
        assert not re.search(r'(?:href|src)="\s*(?:javascript|data|vbscript):', theirs, re.IGNORECASE), path


def _own_text(html: str) -> str:
    """What the article itself says: between its head and our panels."""
    start = html.index("</header>", html.index('<header class="head"'))
    ends = [html.find(mark, start) for mark in ('<section class="panel', '<details class="panel')]
    return html[start : min(end for end in ends if end >= 0)]


def _content(html: str) -> str:
    """The whole article without addresses, of which Zensical rewrites those in raw HTML too."""
    article = html[html.index("<article") : html.index("</article>")]
    start = re.search(r'<header class="head"|<h1', article)
    assert start
    body = re.sub(r' (id="__skip"|href="[^"]*")', "", article[start.start() :])
    body = re.sub(r'<nav class="md-tags".*?</nav>', "", body.replace("<a></a>", ""), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r'<h1 id="[^"]*">', "<h1>", body)).strip()
