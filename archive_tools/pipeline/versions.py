"""The version of a stage is the digest of its code and tables, so that nobody can forget to raise a number.

Found without importing any of it: a build with nothing to do must start fast.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_COMMON = ("records.py", "edtf.py", "strict_yaml.py", "arabic")
_READING = (
    "sources",
    "clean",
    "annotate",
    "link",
    "config/sidecar.py",
    "config/sidecar_schema.py",
    "catalog/codec.py",
    "catalog/prepared.py",
    "pipeline/prepare.py",
)
_COMPILING = (
    "records.py",
    "arabic",
    "annotate/compiled.py",
    "annotate/forms.py",
    "annotate/readings.py",
    "annotate/topics.py",
    "pipeline/knowing.py",
)
_RENDERING = (
    "render",
    "link",
    "catalog/questions.py",
    "catalog/company.py",
    "pipeline/gather.py",
    "pipeline/anniversaries.py",
    "pipeline/hijri_pages.py",
    "pipeline/spread.py",
    "site/theme/assets/labels.json",
)
_INDEXING = ("search", "pipeline/indexing.py", "pipeline/searched.py")
_AUTHORITY = ("records.py", "strict_yaml.py", "config/authority.py", "config/authority_records.py", "catalog/codec.py")
_PLANNING = (
    "link",
    "catalog/plan.py",
    "catalog/related.py",
    "pipeline/meeting.py",
    "pipeline/related.py",
    "pipeline/anniversaries.py",
    "pipeline/hijri_pages.py",
    "render/paths.py",
)
_SUFFIXES = frozenset({".py", ".json"})


@cache
def reading() -> str:
    """Of everything between a seed's bytes and the catalog's rows."""
    return _digest((*_COMMON, *_READING))


@cache
def compiling() -> str:
    """Of everything between the authority's rows and what is compiled of them."""
    return _digest(_COMPILING)


@cache
def rendering() -> str:
    """Of everything between the catalog's rows and a Markdown page."""
    return _digest((*_COMMON, *_RENDERING))


@cache
def indexing() -> str:
    """Of everything between the catalog's rows and the search index."""
    return _digest((*_COMMON, *_INDEXING))


@cache
def authority() -> str:
    """Of everything between the authority's files and the catalog's rows."""
    return _digest(_AUTHORITY)


@cache
def sitemap() -> str:
    """Of everything that decides what stands in the sitemap."""
    return _digest(("records.py", "link", "render/paths.py", "pipeline/sitemap.py"))


@cache
def planning() -> str:
    """Of everything that decides which pages the archive has."""
    return _digest(_PLANNING)


def _digest(names: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name in names:
        digest.update(_content(name))
    return digest.hexdigest()


@cache
def _content(name: str) -> bytes:
    """Names and bytes of the files of a name; read once, because most versions share them."""
    files = _files(_PACKAGE / name)
    return b"".join(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode() + path.read_bytes() + b"\0" for path in files)


def _files(path: Path) -> Sequence[Path]:
    return [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.suffix in _SUFFIXES)
