"""Everything in the site that is not a page of the archive: people's own pages, the theme's files, 404, sitemap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from sqlite3 import Connection

from archive_tools.catalog import facts, written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.written import WrittenFile
from archive_tools.executor import Workers
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.workshop import Workshop
from archive_tools.site import writer
from archive_tools.site.peoples_files import peoples_files

File = tuple[str, bytes]
_PACKAGE = Path(__file__).parents[1]
_AS_THEY_ARE = frozenset({".css", ".json"})
_NOT_SERVED = frozenset({"package.json", "tsconfig.json"})


def publish(db: Connection, workshop: Workshop, workers: Workers) -> int:
    """Bring these files up to date, by a process that has MkDocs loaded if there is one. Returns how many were written.

    Nothing is loaded when nothing that they are made of has changed.
    """
    assert workshop.site is not None
    output = workshop.output
    key, basis = f"shell of {output}", _basis(workshop)
    known = {file.path: file for file in written.shell_files(db, output)}
    damaged = any(not file.digest for file in known.values())
    if facts.get(db, key) == basis and not damaged:
        return 0
    begun = workers.meanwhile(partial(_make, workshop), known, first=True)
    rows = _make(workshop, known) if begun is None else workers.result(begun)
    gone = set(known) - {row.path for row in rows} - _kept(known)
    writer.remove(workshop.site, sorted(gone))
    with transaction(db):
        written.record(db, rows)
        written.forget(db, output, gone)
        facts.put(db, key, basis)
    return sum(1 for row in rows if row.path not in known or known[row.path].digest != row.digest)


def _make(workshop: Workshop, known: Mapping[str, WrittenFile]) -> list[WrittenFile]:
    return [_put(workshop, path, data, known.get(path)) for path, data in _shell_files(workshop)]


def _kept(known: Iterable[str]) -> set[str]:
    """Files that other parts of the build look after."""
    return {path for path in known if path.startswith(("search/data/", "data/", "sitemap", "robots.txt"))}


def _put(workshop: Workshop, path: str, data: bytes, known: WrittenFile | None) -> WrittenFile:
    digest = hashlib.sha256(data).hexdigest()
    if known is not None and known.digest == digest:
        return known
    assert workshop.site is not None
    now = writer.write(workshop.site / path, data)
    return WrittenFile(path, workshop.output, "shell", now.digest, now.size, now.mtime_ns)


def _shell_files(workshop: Workshop) -> Iterator[File]:
    from archive_tools.site.mkdocs_adapter import Renderer  # half a second that an unchanged build does not pay

    assert workshop.site is not None
    renderer = Renderer(workshop.config_path, site_dir=workshop.site, docs_dir=workshop.docs_dir)
    for path, source in renderer.static_files():
        yield path, source.read_bytes()
    yield from ((f"assets/search/{name}", data) for name, data in search_files())
    for path in renderer.shell_pages():
        yield renderer.render_shell(path)
    yield from renderer.static_templates()


def search_files() -> Iterator[File]:
    """(file name, bytes) of what the browser runs to search, as it is published."""
    from archive_tools.search.joining import published  # which loads the search: only where there is something to write

    client = _client()
    for source in sorted(client.iterdir()):
        if source.suffix in _AS_THEY_ARE and source.name not in _NOT_SERVED:
            yield source.name, source.read_bytes()
    modules = {source.name: source.read_text(encoding="utf-8") for source in client.glob("*.js")}
    yield from ((name, text.encode()) for name, text in published(modules))


def _client() -> Path:
    """The search's modules for the browser."""
    return _PACKAGE / "search" / "client"  # without loading the search itself


def _basis(workshop: Workshop) -> str:
    """Names, sizes and times of people's files and of the theme's: cheap, and right on this machine."""
    theme = _PACKAGE / "site" / "theme"
    client = _client()
    folders = [(workshop.docs_dir, peoples_files(workshop.docs_dir)), (theme, _files(theme)), (client, _files(client))]
    parts = [workshop.environment]
    for folder, paths in folders:
        for path in sorted(paths):
            stat = (folder / path).stat()
            parts.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return digest_of(parts)


def _files(folder: Path) -> Iterator[str]:
    """All files below a folder of this package."""
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from (f"{entry.name}/{path}" for path in _files(entry))
        else:
            yield entry.name
