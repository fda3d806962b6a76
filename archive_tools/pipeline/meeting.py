"""The meeting: what all articles say together decides which pages the archive has, and which must be looked at again.

Between the passes, in one transaction. It looks only at what pass 1 touched, so that one new article costs the same
in a small archive and in a large one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from archive_tools.catalog import facts, items, plan
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.plan import PageRow
from archive_tools.link import tree
from archive_tools.link.identity import settle
from archive_tools.pipeline import related, sitemap, versions
from archive_tools.pipeline.anniversaries import plan_anniversaries
from archive_tools.pipeline.hijri_pages import HIJRI, plan_hijri
from archive_tools.render import paths

HOME = PageRow("index.md", "home", "")
SEARCH = PageRow("search/index.md", "search", "")
INDEXED_KINDS: Sequence[paths.ListKind] = ("actor", "place", "outlet", "tag", "date")

_RULES = "rules of the plan"


def meet(db: sqlite3.Connection, list_size: int) -> None:
    """Settle who is who, then plan every page that what was touched can have changed."""
    rules = f"{versions.planning()} {list_size}"
    with transaction(db):
        items.settle_claims(db, settle)
        news = plan.touched_articles(db)
        kin = set() if facts.get(db, _RULES) != rules else related.changed(db)
        if facts.get(db, _RULES) != rules:
            plan.start_anew(db)
            facts.put(db, _RULES, rules)
        articles = plan.touched_articles(db)
        lists = plan.touched_lists(db)
        due = _plan_articles(db, articles)
        plan.mark_stale(db, map(paths.article_path, sorted(kin)))
        for kind, target in lists:
            due |= _plan_list(db, kind, target, list_size)
            if kind == "date":
                plan_hijri(db)
                plan_anniversaries(db)
        sitemap.note_due(db, due)
        _plan_entry_pages(db, {kind for kind, _ in lists})
        db.executemany("INSERT OR IGNORE INTO unindexed VALUES (?)", {(i,) for i, _ in news})
        plan.planned(db)


def _plan_articles(db: sqlite3.Connection, touched: Sequence[tuple[str, str]]) -> set[str]:
    """The articles themselves, their neighbours in time, and their translations. Returns the parts of the sitemap."""
    stale = {article_id for article_id, _ in touched}
    here = plan.touched_and_standing(db)
    plan.add_pages(db, [PageRow(paths.article_path(i), "article", i) for i in sorted(here)])
    plan.drop_pages(db, map(paths.article_path, sorted(stale - here)))
    if len(here) < plan.articles(db):  # else neighbours and kin are among those that were touched
        for article_id, sort in touched:
            stale.update(filter(None, plan.beside(db, article_id, sort)))
            stale.update(plan.translation_kin(db, article_id))
    stale.update(plan.touched_originals(db))
    plan.mark_stale(db, map(paths.article_path, sorted(stale)))
    return {sitemap.part_of_article(sort) for _, sort in touched}


def _plan_list(db: sqlite3.Connection, kind: str, target: str, list_size: int) -> set[str]:
    """One list: its pages as they are to be, and those that changed. Returns the parts of the sitemap."""
    calendar = kind == "date"
    wanted = tree.plan(
        plan.days(db, kind, target), list_size, lambda day: plan.buckets(db, kind, target, day), calendar=calendar
    )
    had = {tuple(filter(None, s.split(plan.SEPARATOR))) for s in plan.pages_of(db, kind, target)}
    pages = {segments for segments in wanted if segments or not calendar}
    came, went = pages - had, had - pages
    plan.add_pages(db, [_page(kind, target, segments) for segments in sorted(came)])
    plan.drop_pages(db, [_page(kind, target, segments).path for segments in sorted(went)])
    changed = tree.touched(wanted, plan.touched_sorts(db, kind, target)) | _around(wanted, came | went)
    plan.mark_stale(db, [_page(kind, target, segments).path for segments in sorted(changed)])
    plan.tally(db, kind, target)
    if () in came | went:
        plan.mark_stale(db, [_page(room, source, ()).path for room, source in plan.referring(db, target)])
    return {sitemap.part_of_list(kind, segments) for segments in changed | came | went}


def _around(wanted: dict[tuple[str, ...], tree.Node], moved: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Pages that show a part that came or went: the one above it and those beside it."""
    found: set[tuple[str, ...]] = set()
    for segments in moved:
        above = segments[:-1]
        if segments and above in wanted:
            found.add(above)
            beside = sorted({part for part, _ in wanted[above].parts} | {segments})
            at = beside.index(segments)
            found.update(part for part in beside[max(0, at - 1) : at + 2] if part in wanted)
    return found


def _page(kind: str, target: str, segments: tuple[str, ...]) -> PageRow:
    path = paths.page_path(kind, target, segments)  # type: ignore[arg-type]
    return PageRow(path, kind, target, plan.SEPARATOR.join(segments))


def _plan_entry_pages(db: sqlite3.Connection, kinds: set[str]) -> None:
    """Home, search and the indexes: they show totals, so that any change is theirs too.

    The first page of each index always exists; its parts by letter are planned when it is made (indexes.py).
    """
    indexes = [PageRow(paths.index_path(kind), "index", kind) for kind in INDEXED_KINDS]
    plan.add_pages(db, [HOME, SEARCH, HIJRI, *indexes])
    if kinds:
        plan.mark_stale(db, [HOME.path, *(page.path for page in indexes if page.target in kinds)])
