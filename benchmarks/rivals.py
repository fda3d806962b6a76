"""Other engines on the same Markdown and HTML, each in a process of its own.

Each is asked for the least that it can do: no plugins, no search, no menu of articles. Hugo is the Debian package;
the others are installed from PyPI into environments below benchmarks/work, so that nothing of theirs is in ours.
What cannot be installed is named as absent.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.engine import row_of
from benchmarks.measuring import Cost, load, median_of_three, run
from benchmarks.workplace import ROOT, WORK, clear

PEERS = ROOT / "benchmarks" / "peers"
SCRIPTS = Path(sys.executable).parent
HOME = '---\ntitle: "أرشيف القياس"\n---\n\nمقدمة.\n'


@dataclass(frozen=True, slots=True)
class Rival:
    """One engine: how it is found, and what it is asked to do."""

    name: str
    requirement: str | None
    """For pip; None: it is there or it is not."""
    version: Callable[[], str]
    """Raises OSError or CalledProcessError where the engine is absent."""
    prepare: Callable[[Path, Path], None]
    """(archive's folder, empty folder to work in): lays out what the engine reads."""
    command: Callable[[Path, Path], list[str]]
    """(archive's folder, folder to work in)."""
    output: str
    """What is deleted before each run, below the folder."""
    pages: str
    """Pattern of the pages that it must have written, below the output."""


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[0]


def _environment(name: str) -> Path:
    return WORK / f"venv-{name}" / "bin"


def _copy_markdown(archive: Path, target: Path) -> None:
    """The very files of the archive's article pages; hard links, which read like files."""
    target.mkdir(parents=True)
    for page in (archive / "docs" / "articles").glob("*.md"):
        os.link(page, target / page.name)


def _for_hugo(archive: Path, folder: Path) -> None:
    """Hugo takes `published: null` for a draft, so that drafts are asked for as well."""
    shutil.copytree(PEERS / "hugo", folder, dirs_exist_ok=True)
    _copy_markdown(archive, folder / "content" / "articles")


def _for_mkdocs(archive: Path, folder: Path) -> None:
    shutil.copy(PEERS / "mkdocs" / "mkdocs.yml", folder)
    _copy_markdown(archive, folder / "docs" / "articles")
    (folder / "docs" / "index.md").write_text(HOME, encoding="utf-8")


def _nothing(_archive: Path, _folder: Path) -> None:
    pass


RIVALS = (
    Rival(
        "Hugo",
        None,
        lambda: _said("hugo", "version").split()[1],
        _for_hugo,
        lambda _, folder: ["hugo", "--quiet", "--buildDrafts", "--source", str(folder)],
        "public",
        "articles/*/index.html",
    ),
    Rival(
        "MkDocs + Material",
        None,
        lambda: f"{_said(str(SCRIPTS / 'mkdocs'), '--version').split()[2]} + 9.8.1",
        _for_mkdocs,
        lambda _, folder: [str(SCRIPTS / "mkdocs"), "build", "-q", "-f", str(folder / "mkdocs.yml")],
        "site",
        "articles/*/index.html",
    ),
    Rival(
        "Zensical",
        "zensical==0.0.73",
        lambda: _said(str(_environment("zensical") / "zensical"), "--version"),
        _for_mkdocs,
        lambda _, folder: [
            str(_environment("zensical") / "zensical"),
            "build",
            "--clean",
            "-f",
            str(folder / "mkdocs.yml"),
        ],
        "site",
        "articles/*/index.html",
    ),
    Rival(
        "Pagefind",
        "pagefind[bin]",
        lambda: _said(str(_environment("pagefind") / "python"), "-m", "pagefind", "--version").split()[-1],
        _nothing,
        lambda archive, folder: [
            str(_environment("pagefind") / "python"),
            *("-m", "pagefind", "--silent", "--glob", "articles/**/*.html"),
            *("--site", str(archive / "site"), "--output-path", str(folder / "index")),
        ],
        "index",
        "fragment/*",
    ),
)


def measure(rival: Rival, archive: Path) -> dict[str, Any]:
    """What a full build costs the rival; {"absent": reason} where it cannot be run."""
    try:
        version = _installed(rival)
    except (OSError, subprocess.CalledProcessError) as error:
        return {"absent": str(error)}
    folder = WORK / f"{archive.name}-{rival.name.split()[0].lower()}"
    clear(folder)
    folder.mkdir(parents=True)
    rival.prepare(archive, folder)
    busy = load()

    def once() -> Cost:
        clear(folder / rival.output, folder / ".cache")
        return run(rival.command(archive, folder), folder, {**os.environ, "NO_MKDOCS_2_WARNING": "1"})

    try:
        cost = median_of_three(once)
    except RuntimeError as error:
        return {"version": version, "failed": str(error)[-1000:]}
    pages = sum(1 for _ in (folder / rival.output).glob(rival.pages))
    clear(folder)
    return {"version": version, "pages": pages, "load": busy, **row_of(cost)}


def _installed(rival: Rival) -> str:
    """The version, after an attempt to install."""
    try:
        return rival.version()
    except (OSError, subprocess.CalledProcessError):
        if rival.requirement is None:
            raise
    scripts = _environment(rival.name.lower())
    venv.create(scripts.parent, with_pip=True, clear=True)
    subprocess.run([str(scripts / "pip"), "install", "--quiet", rival.requirement], check=True, capture_output=True)
    return rival.version()
