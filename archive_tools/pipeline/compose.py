"""Pass 2, the worker's side: gather what a page is made of, render it if that has changed, write it.

A worker opens the catalog for reading, so that what crosses between processes is the names of pages and a few
numbers about the files written.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from archive_tools.catalog.connection import open_readonly
from archive_tools.catalog.written import DOCS, Candidate, WrittenFile
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.gather import Gatherer
from archive_tools.pipeline.tasks import Composed
from archive_tools.pipeline.workshop import Workshop
from archive_tools.site import writer
from archive_tools.site.frames import FRAMES, Frames
from archive_tools.site.layout import place_in_site
from archive_tools.site.page_renderer import PageRenderer


def publish(workshop: Workshop, batch: Sequence[Candidate]) -> Composed:
    """Look at each page, write what has changed, and return the state of all files looked at."""
    done = Composed()
    output = "" if workshop.site is None else workshop.output
    with closing(open_readonly(workshop.cache, still=workshop.still)) as db:
        gatherer = Gatherer(db, workshop)
        for candidate in batch:
            _publish_page(gatherer, workshop, output, candidate, done)
    return done


def _publish_page(gatherer: Gatherer, workshop: Workshop, output: str, page: Candidate, done: Composed) -> None:
    ingredients = gatherer.gather(page)
    path = f"{workshop.docs_dir}/{page.path}"
    if ingredients.source == page.docs_source:
        text = None
        docs = _unchanged(path, page.path, DOCS, page.docs_source, page.docs_digest)
    else:
        text = ingredients.make().markdown
        docs = _put(path, page.path, DOCS, ingredients.source, page.docs_digest, text.encode())
    done.rows.append(docs)
    if workshop.site is None:
        return
    linked = [workshop.peoples_files] if page.kind == "home" else []
    source = digest_of([docs.digest, workshop.environment, *linked])
    target = f"{workshop.site}/{place_in_site(page.path)}"
    if source == page.site_source:
        done.rows.append(_unchanged(target, page.path, output, source, page.site_digest))
        return
    places = (workshop.config_path, workshop.docs_dir, workshop.site, workshop.cache)
    shown = renderer(*places, workshop.environment, workshop.peoples_files)
    before = shown.long_way
    html = shown.render(page.path, Path(path).read_bytes().decode() if text is None else text)
    done.long_way += shown.long_way - before
    done.rows.append(_put(target, page.path, output, source, page.site_digest, html))


def _unchanged(file: str, path: str, output: str, source: str, digest: str) -> WrittenFile:
    stat = os.stat(file)  # noqa: PTH116 - strings, not paths: a quarter of a millisecond a page
    return WrittenFile(path, output, source, digest, stat.st_size, stat.st_mtime_ns)


def _put(file: str, path: str, output: str, source: str, known: str, data: bytes) -> WrittenFile:
    """Write, unless these very bytes stand there already."""
    digest = hashlib.sha256(data).hexdigest()
    if digest == known:
        return _unchanged(file, path, output, source, digest)
    return WrittenFile(path, output, source, digest, len(data), writer.replace(file, data))


@lru_cache(maxsize=1)
def renderer(
    config_path: Path,
    docs_dir: Path,
    site: Path,
    cache: Path,
    environment: str,
    peoples_files: str,  # noqa: ARG001 - MkDocs knows the files that were there when it was loaded
) -> PageRenderer:
    """One a process and surroundings: loading MkDocs and compiling the templates costs as much as 200 pages."""
    return PageRenderer(config_path, docs_dir, site, Frames(cache / FRAMES, environment))
