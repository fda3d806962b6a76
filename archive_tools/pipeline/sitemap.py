"""sitemap.xml and robots.txt, for an archive that knows its address (`site_url`).

The sitemap is an index of parts, cut by what is in them: articles by the month they were published in, lists by kind
and year or month, all other pages. A part that would grow too long is cut by a hash of the path. So a new article
changes the part of its month, those of its lists, and the index. `lastmod` comes from no clock: of an article it is the
day on which it was published, of a list the day of its newest article; where nobody knows, none is given.

Format and limits (50,000 addresses, 50 MB a file): https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

import hashlib
import html
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from archive_tools.catalog import facts, plan, written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.written import WrittenFile
from archive_tools.link.order import DAY_LENGTH
from archive_tools.link.tree import segments_of, sort_prefix
from archive_tools.pipeline import versions
from archive_tools.pipeline.workshop import Workshop
from archive_tools.records import Article
from archive_tools.render import paths
from archive_tools.site import writer

LIMIT = 20_000
"""Addresses in one part: at 400 bytes each 8 MB."""
INDEX, ROBOTS = "sitemap.xml", "robots.txt"
OTHERS = "pages"
_DUE, _STATE = "sitemap due", "sitemap of "
_ROBOTS_FIELD = Article.__struct_fields__.index("robots")

Line = tuple[str, str]
"""Path of a page, and its day as in sort strings (`2018/04/07`); "" for none."""


def part_of_article(sort: str) -> str:
    """The part that an article at this place in time is in: `articles-2018-04`."""
    return "-".join(("articles", *_month(sort[: len("2018/04")])))


def part_of_list(kind: str, segments: tuple[str, ...]) -> str:
    """The part of a page of a list: `actors` for the whole list, `actors-2018` for a year of it, `actors-2018-04`."""
    return "-".join((paths.FOLDERS[kind], *segments[:2]))


def note_due(db: sqlite3.Connection, parts: Iterable[str]) -> None:
    """Remember that these parts have changed. The caller holds the transaction."""
    due = {*json.loads(facts.get(db, _DUE) or "[]"), *parts}
    if due:
        facts.put(db, _DUE, json.dumps(sorted(due)))


def publish(db: sqlite3.Connection, workshop: Workshop) -> int:
    """Bring sitemap and robots.txt up to date. Returns how many files were written.

    Raises:
        OutputError: the system refused a write.
    """
    assert workshop.site is not None
    output = workshop.output
    had = {file.path: file for file in _recorded(db, output) if not _is_peoples(workshop, file.path)}
    state = " ".join((versions.sitemap(), repr(workshop.look), facts.get(db, f"shell of {output}") or ""))
    due: set[str] | None = set(json.loads(facts.get(db, _DUE) or "[]"))
    if facts.get(db, _STATE + output) != state or not all(file.digest for file in had.values()):
        due = None
    elif not due:
        return 0
    listed = workshop.look.site_url is not None and "noindex" not in workshop.look.robots
    rows = list(_write(db, workshop, due, had)) if listed else []
    gone = set(had) - {row.path for row in rows}
    writer.remove(workshop.site, sorted(gone))
    with transaction(db):
        written.record(db, rows)
        written.forget(db, output, gone)
        facts.drop(db, _DUE)
        if due != set():
            facts.drop_all(db, _STATE)  # what was built elsewhere has yet to learn of this
        facts.put(db, _STATE + output, state)
    return sum(1 for row in rows if row.path not in had or had[row.path].digest != row.digest)


def _recorded(db: sqlite3.Connection, output: str) -> Iterator[WrittenFile]:
    sql = (
        "SELECT path, output, source, digest, size, mtime_ns FROM written"
        " WHERE output = ? AND (path = ? OR path >= 'sitemap' AND path < 'sitemaq' AND path LIKE '%.xml')"
    )
    return (WrittenFile(*row) for row in db.execute(sql, (output, ROBOTS)).fetchall())


def _is_peoples(workshop: Workshop, path: str) -> bool:
    return (workshop.docs_dir / path).exists()


def _write(
    db: sqlite3.Connection, workshop: Workshop, due: set[str] | None, had: Mapping[str, WrittenFile]
) -> Iterator[WrittenFile]:
    """All files as they are to be: parts that are due, made anew; the others as they are; the index last."""
    assert workshop.site is not None
    base = (workshop.look.site_url or "").rstrip("/") + "/"
    made: list[WrittenFile] = []
    for part, lines in _parts(db, workshop.output, due):
        files = [(name, _urlset(base, some)) for name, some in _bounded(part, lines)]
        made += [_put(workshop, name, data, had) for name, data in files]
    if due is not None:
        made += [
            file for path, file in had.items() if path not in (INDEX, ROBOTS) and _part(path) not in {*due, OTHERS}
        ]
    yield from made
    parts = sorted(file.path for file in made)
    yield _put(workshop, INDEX, _index(base, parts), had)
    if not _is_peoples(workshop, ROBOTS):
        yield _put(workshop, ROBOTS, f"Sitemap: {base}{INDEX}\n".encode(), had)


def _put(workshop: Workshop, path: str, data: bytes, had: Mapping[str, WrittenFile]) -> WrittenFile:
    if path in had and had[path].digest == hashlib.sha256(data).hexdigest():
        return had[path]
    assert workshop.site is not None
    now = writer.write(workshop.site / path, data)
    return WrittenFile(path, workshop.output, "sitemap", now.digest, now.size, now.mtime_ns)


# ---------------------------------------------------------------- parts


def _parts(db: sqlite3.Connection, output: str, due: set[str] | None) -> Iterator[tuple[str, list[Line]]]:
    """(part, its pages by path): the parts that are due, or all."""
    yield OTHERS, sorted(_other_pages(db, output))
    sql = "SELECT DISTINCT substr(sort, 1, 7) FROM articles INDEXED BY articles_by_sort WHERE stands"
    months, unlisted = db.execute(sql).fetchall(), _unlisted(db)
    for part, segments in sorted((part_of_article(f"{month}/00/0"), _month(month)) for (month,) in months):
        if due is None or part in due:
            yield part, sorted(_articles(db, segments, unlisted))
    for kind, folder in paths.FOLDERS.items():
        if due is None or any(part.partition("-")[0] == folder for part in due):
            lists: dict[str, list[Line]] = defaultdict(list)
            for part, line in _lists(db, kind, due):
                lists[part].append(line)
            yield from ((part, sorted(lists[part])) for part in sorted(lists))


def _month(text: str) -> tuple[str, ...]:
    return tuple(segment for segment in segments_of(f"{text}/00/0")[:2] if not segment.startswith("b"))


def _segments(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(plan.SEPARATOR)))


def _other_pages(db: sqlite3.Connection, output: str) -> Iterator[Line]:
    """Home, indexes, search, and the pages that people write."""
    for (path,) in db.execute(
        "SELECT path FROM pages WHERE kind IN ('home', 'index', 'search', 'hijri', 'anniversary')"
    ):
        yield path, ""
    for path in written.people_s_pages(db, output):
        if path.endswith("/index.html"):
            yield f"{path.removesuffix('/index.html')}.md", ""


def _unlisted(db: sqlite3.Connection) -> frozenset[str]:
    """Ids of articles that ask not to be listed."""
    sql = (
        "SELECT id, json_extract(record, ?) FROM articles INDEXED BY articles_maybe_unlisted"
        " WHERE stands AND instr(record, 'noindex')"
    )
    return frozenset(i for i, robots in db.execute(sql, (f"$[{_ROBOTS_FIELD}]",)) if "noindex" in (robots or ""))


def _articles(db: sqlite3.Connection, segments: tuple[str, ...], unlisted: frozenset[str]) -> Iterator[Line]:
    prefix = sort_prefix(segments)
    rows = db.execute("SELECT id, sort FROM articles WHERE stands AND sort >= ? AND sort < ?", (prefix, prefix + "g"))
    for article_id, sort in rows:
        if article_id not in unlisted:
            yield paths.article_path(article_id), sort[:DAY_LENGTH]


def _lists(db: sqlite3.Connection, kind: str, due: set[str] | None) -> Iterator[tuple[str, Line]]:
    whole = part_of_list(kind, ())
    if due is None or whole in due:
        rows = db.execute(
            "SELECT p.path, t.last FROM pages p LEFT JOIN tallies t ON t.kind = p.kind AND t.target = p.target"
            " WHERE p.kind = ? AND p.segments = ''",
            (kind,),
        )
        yield from ((whole, (path, last or "")) for path, last in rows)
    newest = "SELECT max(sort) FROM entries WHERE kind = ? AND target = ? AND sort >= ? AND sort < ?"
    parts = db.execute("SELECT path, target, segments FROM pages WHERE kind = ? AND segments != ''", (kind,)).fetchall()
    for path, target, text in parts:
        segments = _segments(text)
        part = part_of_list(kind, segments)
        if due is None or part in due:
            prefix = sort_prefix(segments)
            (last,) = db.execute(newest, (kind, target, max(prefix, "0001"), prefix + "g")).fetchone()
            yield part, (path, (last or "")[:DAY_LENGTH])


# ---------------------------------------------------------------- files


def _part(path: str) -> str:
    """`articles-undated` for `sitemap-articles-undated.x3f.xml`."""
    return path.removeprefix("sitemap-").removesuffix(".xml").partition(".x")[0]


def _bounded(part: str, lines: list[Line], digits: str = "") -> Iterator[tuple[str, list[Line]]]:
    """(file name, its lines); as many files as the limit asks for, cut by a hash of the path; none without lines."""
    if len(lines) <= LIMIT:
        if lines:
            yield f"sitemap-{part}{'.x' + digits if digits else ''}.xml", lines
        return
    for digit in "0123456789abcdef":
        chosen = [line for line in lines if hashlib.sha256(line[0].encode()).hexdigest()[len(digits)] == digit]
        yield from _bounded(part, chosen, digits + digit)


def _urlset(base: str, lines: Iterable[Line]) -> bytes:
    return _document("urlset", "url", ((base + paths.url_of(path), _edtf(day)) for path, day in lines))


def _index(base: str, parts: Iterable[str]) -> bytes:
    return _document("sitemapindex", "sitemap", ((base + part, "") for part in parts))


def _document(root: str, entry: str, lines: Iterable[tuple[str, str]]) -> bytes:
    made = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for url, day in lines:
        modified = f"<lastmod>{day}</lastmod>" if day else ""
        made.append(f"<{entry}><loc>{html.escape(url, quote=False)}</loc>{modified}</{entry}>")
    return "\n".join([*made, f"</{root}>", ""]).encode()


@lru_cache(maxsize=1024)
def _edtf(day: str) -> str:
    """`2018-04-07`, `2018-04` or `2018` for a day string; "" for an undated one."""
    known = [part for part in day.split("/") if part not in ("00", "0000", "")]
    return "" if day.startswith("0000") else "-".join(known)
