"""What every HTML page depends on besides its own Markdown, as a digest, found without loading MkDocs.

Loading MkDocs and the theme costs half a second; a build that has nothing to render must not pay it.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from archive_tools.site.layout import is_ours

_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "archive-tools")
_INSTALLED = (".dist-info", ".egg-info")
_CODE = ("frames.py", "layout.py", "own_markdown.py", "shells.py", "short_way.py", "mkdocs_adapter")
"""What of this room decides the bytes of a page."""
_VARIABLES = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|(\S+))")
_PATHS = re.compile(r"^(?:INHERIT|\s*custom_dir)\s*:\s*[\"']?([^\"'\n#]+)", re.MULTILINE)
_NAMED = re.compile(r"[^\s:\"']+\.md\b")
_UNTITLED = re.compile(r"^\s*-\s+[\"']?([^:\"'\n]+\.md)[\"']?\s*$", re.MULTILINE)


def environment_digest(config_path: Path, docs_dir: Path) -> str:
    """SHA-256 over configuration, templates, titles of the menu and versions of everything that renders."""
    digest = hashlib.sha256()
    text = config_path.read_text(encoding="utf-8-sig")
    digest.update(text.encode())
    digest.update("\0".join(_versions()).encode())
    digest.update(f"\0{os.environ.get('SOURCE_DATE_EPOCH', '')}".encode())
    for listed, single in _VARIABLES.findall(text):
        names = re.findall(r"\w+", listed or single)
        digest.update("\0".join(os.environ.get(name, "") for name in names).encode())
    peoples = [name for name in _NAMED.findall(text) if not is_ours(name)]
    there = [name for name in peoples if (docs_dir / name).is_file()]
    digest.update("\0".join(there).encode())  # what the menu names and nobody has written is not in the menu
    for path in _named_files(text, config_path.parent, docs_dir):
        digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _versions() -> list[str]:
    """Names and versions of the packages, as in the names of the folders that installing leaves beside them.

    Of a package that is installed twice both count: what matters is that another version changes something. Packages
    that have no such folder are asked for with `importlib.metadata`, which takes a fiftieth of a second to load.
    """
    wanted = {name.lower().replace("-", "_") for name in _PACKAGES}
    names = (name for folder in sys.path for name in sorted(_names_in(folder)) if name.endswith(_INSTALLED))
    found = [name for name in names if name.partition("-")[0].lower() in wanted]
    for name in sorted(wanted - {name.partition("-")[0].lower() for name in found}):
        from importlib.metadata import version

        found.append(f"{name}-{version(name)}")
    return found


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208 - names are all that is wanted
    except OSError:  # a zip file, a folder that is not there or may not be read: importing passes over it too
        return []


def _named_files(text: str, root: Path, docs_dir: Path) -> Iterator[Path]:
    """Templates of the theme and of the archive; inherited configuration; pages whose own title stands in the menu."""
    here = Path(__file__).parent
    yield from _templates(here / "theme")
    for name in _CODE:
        yield from [here / name] if name.endswith(".py") else sorted((here / name).glob("*.py"))
    for named in _PATHS.findall(text):
        path = root / named.strip()
        if path.is_dir():
            yield from _templates(path)
        elif path.is_file():
            yield path
    for named in _UNTITLED.findall(text):
        if (docs_dir / named).is_file():
            yield docs_dir / named


def _templates(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".svg", ".yml", ".json"})
