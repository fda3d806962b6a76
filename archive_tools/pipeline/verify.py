"""The finished site, looked at as a stranger would: is every file there, does every link lead somewhere?

Nothing is believed but the catalog's record of what was written, and nothing is written. Pages are read in batches by
all workers, twice: first each by itself, then for the paragraphs that links of other pages mean.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from archive_tools.catalog import written
from archive_tools.catalog.connection import open_readonly
from archive_tools.catalog.written import DOCS, WrittenFile
from archive_tools.config.settings import Settings
from archive_tools.errors import Problem
from archive_tools.executor import Workers, batched
from archive_tools.pipeline.ahead import FOLDER
from archive_tools.pipeline.workshop import output_name
from archive_tools.search.reader import problems as index_problems
from archive_tools.site import writer
from archive_tools.site.layout import place_in_site
from archive_tools.site.links import Looked, look_at

BATCH = 200
"""Pages a worker gets at once."""
_BUILD = "Run `archive build --rehash`."


def verify(settings: Settings) -> list[Problem]:
    """Everything that is wrong with the site that the last build wrote, sorted by file.

    Raises:
        CatalogError: nothing was built yet.
    """
    site = settings.site_dir
    with closing(open_readonly(settings.cache)) as db, Workers("processes") as workers:
        pages = [(settings.docs_dir / file.path, file) for file in written.files(db, DOCS)]
        files = {place_in_site(file.path): file for file in written.files(db, output_name(settings.config_path, site))}
        if not files:
            return [Problem(str(site), None, "no build is recorded that wrote this site. Run `archive build`.")]
        found = list(_files([*pages, *((site / place, file) for place, file in files.items())], workers))
        found += _strays(site, files)
        found += _links(site, settings.site_url, files, workers)
    found += _search(site)
    return sorted(set(found), key=lambda p: (p.path, p.line or 0, p.message))


def _files(recorded: Iterable[tuple[Path, WrittenFile]], workers: Workers) -> Iterator[Problem]:
    for some in workers.map(_unlike, batched(recorded, BATCH)):
        yield from some


def _unlike(batch: Sequence[tuple[Path, WrittenFile]]) -> list[Problem]:
    """Files that are not what was written."""
    found: list[Problem] = []
    for path, file in batch:
        try:
            data = path.read_bytes()
        except OSError as error:
            found.append(Problem(str(path), None, f"cannot be read ({error.strerror}). {_BUILD}"))
            continue
        if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.digest:
            found.append(Problem(str(path), None, f"is not what the build wrote. {_BUILD}"))
    return found


def _strays(site: Path, files: Mapping[str, WrittenFile]) -> Iterator[Problem]:
    for path in sorted(writer.walk(site)):
        if path not in files and path != writer.MARKER:
            yield Problem(str(site / path), None, "no build is recorded that wrote it. Delete it.")


def _links(site: Path, site_url: str | None, files: Mapping[str, WrittenFile], workers: Workers) -> Iterator[Problem]:
    pages = sorted(place for place in files if place.endswith(".html"))
    wanted: dict[str, dict[str, str]] = {}
    """Page -> anchor -> a page that links to it."""
    policies: dict[str, str] = {}
    """Policy -> the first page that has it."""
    for looked in workers.map(partial(_look, site, site_url), batched(pages, BATCH)):
        for page in looked:
            policies.setdefault(page.policy, page.path)
            yield from _own_problems(site, page, files)
            for target, anchor in page.anchors:
                wanted.setdefault(target, {}).setdefault(anchor, page.path)
    if len(policies) > 1:
        first, *others = sorted(policies.items(), key=lambda row: row[1])
        for _, path in others:
            yield Problem(str(site / path), None, f"has another Content-Security-Policy than {first[1]}. {_BUILD}")
    asked = [(target, sorted(anchors)) for target, anchors in sorted(wanted.items()) if target in files]
    for some in workers.map(partial(_missing_anchors, site), batched(asked, BATCH)):
        for target, anchor in some:
            source = wanted[target][anchor]
            yield Problem(str(site / source), None, f"links to {target}#{anchor}, which is not there. {_BUILD}")


def _own_problems(site: Path, page: Looked, files: Mapping[str, WrittenFile]) -> Iterator[Problem]:
    where = str(site / page.path)
    if "script-src 'self';" not in page.policy:
        yield Problem(where, None, f"has no strict Content-Security-Policy. {_BUILD}")
    for target in page.targets:
        if target not in files:
            yield Problem(where, None, f"links to {target}, which is not there. Correct the link, or build again.")


def _look(site: Path, site_url: str | None, batch: Sequence[str]) -> list[Looked]:
    texts = ((path, _text(site / path)) for path in batch)
    return [look_at(path, text, site_url) for path, text in texts if text]


def _missing_anchors(site: Path, batch: Sequence[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for target, anchors in batch:
        there = look_at(target, _text(site / target), None).ids
        found += ((target, anchor) for anchor in anchors if anchor not in there)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:  # said already
        return ""


def _search(site: Path) -> Iterator[Problem]:
    folder = site / FOLDER

    def read(name: str) -> bytes | None:
        try:
            return (folder / name).read_bytes()
        except OSError:
            return None

    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are what is asked for
    except OSError:
        names = []
    for message in index_problems(read, names):
        yield Problem(str(folder), None, message)
