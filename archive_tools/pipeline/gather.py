"""What each page is made of, as raw inputs (for the digest) and as the page itself (when the digest has changed)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from archive_tools.catalog import company, plan, questions
from archive_tools.catalog.connection import reading
from archive_tools.catalog.written import Candidate
from archive_tools.link import tree
from archive_tools.pipeline import versions
from archive_tools.pipeline.anniversaries import anniversary_listing, days_with_articles
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.hijri_pages import hijri_listing
from archive_tools.pipeline.names import Known, digests, entities, names_of
from archive_tools.pipeline.related import Relatives, common_names
from archive_tools.pipeline.spread import days_of, months_of
from archive_tools.pipeline.workshop import Workshop
from archive_tools.records import (
    Annotations,
    Article,
    Card,
    Front,
    Links,
    Listing,
    Page,
    Part,
    Stretch,
    referred_to,
)
from archive_tools.render import article as article_pages
from archive_tools.render import home, listing

OFTEN = 8
"""Actors and places that the home page names as those in most articles."""
COMPANY = 8
"""Actors that an actor's page shows as those most often named together with it."""
LATEST = 12
"""Articles that the home page and the first page of a split list show."""


class Ingredients(Struct, frozen=True):
    """The inputs of a page, as a digest, and the page made of them once it is asked for."""

    source: str
    make: Callable[[], Page]


class Gatherer:
    """Asks the catalog for the inputs of pages."""

    def __init__(self, db: sqlite3.Connection, workshop: Workshop) -> None:
        self._db = db
        self._known = names_of(workshop.build)
        self._workshop = workshop
        self._base = f"{versions.rendering()} {workshop.look!r} {workshop.list_size}"
        self._relatives = Relatives(db, common_names(workshop.build))
        self._plans: dict[tuple[str, str], dict[tuple[str, ...], tree.Node]] = {}
        self._days: dict[tuple[str, str], dict[str, int]] = {}
        self._kinds: Mapping[str, Callable[[Candidate], Ingredients]] = {
            "article": self._article,
            "home": self._home,
            "search": self._search,
            "index": self._written_already,
            "hijri": self._hijri,
            "anniversary": self._anniversary,
        }

    def gather(self, page: Candidate) -> Ingredients:
        """The ingredients of a page of the plan."""
        with reading(self._db):
            return self._kinds.get(page.kind, self._listing)(page)

    def _ingredients(self, kind: str, raw: Iterable[str | bytes], make: Callable[[], Page]) -> Ingredients:
        return Ingredients(digest_of([kind, self._base, *raw]), make)

    def _names(self, ids: Iterable[str | None]) -> dict[str, Known]:
        return self._known.named(self._db, ids)

    # ------------------------------------------------------------ articles

    def _article(self, page: Candidate) -> Ingredients:
        stored = questions.article(self._db, page.target)
        assert stored is not None, page.target
        article, annotations = stored.decode()
        previous, following = self._beside(article.id, stored.sort)
        kin = [questions.card(self._db, i) for i in sorted(plan.translation_kin(self._db, article.id))]
        translations = tuple(card for card in kin if card is not None)
        related = self._relatives.of(stored.key, stored.sort, stored.listed, {card.id for card in translations})
        cards = [previous, following, *translations, *(found.card for found in related)]
        names = self._names([*_named_in(article, annotations), *(card.outlet for card in cards if card)])
        names.update(self._names([known.entity.part_of for known in names.values()]))

        def make() -> Page:
            links = Links(
                previous=previous,
                next=following,
                translations=translations,
                related=related,
                names=entities(names),
            )
            return article_pages.article_page(article, annotations, links, self._workshop.look)

        raw: list[str | bytes] = [stored.record, stored.annotations, repr(cards), repr(related), *digests(names)]
        return self._ingredients("article", raw, make)

    def _beside(self, article_id: str, sort: str) -> tuple[Card | None, Card | None]:
        before, after = plan.beside(self._db, article_id, sort)
        return (
            questions.card(self._db, before) if before else None,
            questions.card(self._db, after) if after else None,
        )

    # ------------------------------------------------------------ lists

    def _listing(self, page: Candidate) -> Ingredients:
        kind, target = page.kind, page.target
        segments = tuple(filter(None, page.segments.split(plan.SEPARATOR)))
        nodes = self._plan(kind, target)
        node, prefix = nodes[segments], tree.sort_prefix(segments)
        limit = None if node.lists_entries else 0 if segments else LATEST
        entries = questions.entries(self._db, kind, target, prefix, limit)
        first, last = questions.ends(self._db, kind, target, prefix)
        before, after = tree.neighbours(nodes, segments)
        made = Listing(
            kind=kind,  # type: ignore[arg-type]
            target=target,
            segments=segments,
            total=node.count,
            entries=tuple(entries),
            parts=tuple(Part(segments=part, count=count) for part, count in node.parts),
            first=first,
            last=last,
            before=before,
            after=after,
            company=tuple(company.most(self._db, target, COMPANY)) if kind == "actor" and not segments else (),
            spread=self._spread(kind, target, segments, nodes),
        )
        shown = [entry.card for entry in entries] + [card for card in (first, last) if card]
        names = self._names([target, *(card.outlet for card in shown), *(other for other, _ in made.company)])
        paged: frozenset[str] = frozenset()
        if target in names and not segments:
            others = referred_to(names[target].entity)
            names.update(self._names(others))
            paged = questions.with_pages(self._db, others)
        return self._ingredients(
            "list",
            [repr(made), repr(sorted(paged)), *digests(names)],
            lambda: listing.listing_page(made, entities(names), self._workshop.look, paged),
        )

    def _spread(
        self, kind: str, target: str, segments: tree.Segments, nodes: Mapping[tree.Segments, tree.Node]
    ) -> tuple[Stretch, ...]:
        if kind == "date":
            return days_of(self._days[kind, target], segments)
        return () if segments else months_of(self._days[kind, target], nodes)

    def _hijri(self, page: Candidate) -> Ingredients:
        segments = tuple(filter(None, page.segments.split(plan.SEPARATOR)))
        return self._by_day(hijri_listing(self._db, segments, self._workshop.list_size))

    def _anniversary(self, page: Candidate) -> Ingredients:
        return self._by_day(anniversary_listing(self._db, page.segments))

    def _by_day(self, made: Listing) -> Ingredients:
        names = self._names(entry.card.outlet for entry in made.entries)
        return self._ingredients(
            "days",
            [repr(made), *digests(names)],
            lambda: listing.listing_page(made, entities(names), self._workshop.look),
        )

    def _plan(self, kind: str, target: str) -> dict[tuple[str, ...], tree.Node]:
        """All parts of a list: planned once for all its pages in the batch."""
        if (kind, target) not in self._plans:
            self._days[kind, target] = plan.days(self._db, kind, target)
            self._plans[kind, target] = tree.plan(
                self._days[kind, target],
                self._workshop.list_size,
                lambda day: plan.buckets(self._db, kind, target, day),
                calendar=kind == "date",
            )
        return self._plans[kind, target]

    # ------------------------------------------------------------ entry pages

    def _written_already(self, page: Candidate) -> Ingredients:
        """An index page: the coordinator has written it, only its HTML is left to do."""
        path = self._workshop.docs_dir / page.path
        return Ingredients(page.docs_source, lambda: Page(path=page.path, markdown=path.read_text(encoding="utf-8")))

    def _search(self, _: Candidate) -> Ingredients:
        from archive_tools.search.page import search_page  # brings the whole search: not for a page of an article

        made = search_page(self._workshop.look.language)
        return self._ingredients("search", [made.markdown], lambda: made)

    def _home(self, _: Candidate) -> Ingredients:
        latest = questions.latest(self._db, LATEST)
        totals = {f"{kind}s": count for kind, count in questions.totals(self._db).items()}
        first, last = questions.ends(self._db, "date", "", "")
        often = {kind: questions.most_often(self._db, kind, OFTEN) for kind in ("actor", "place")}
        names = self._names([*(card.outlet for card in latest), *(i for rows in often.values() for i, _ in rows)])
        front = Front(
            latest=tuple(latest),
            counts=totals,
            first=first.published if first else None,
            last=last.published if last else None,
            often=often,
            days=days_with_articles(self._db),
        )
        return self._ingredients(
            "home",
            [self._workshop.intro, repr(front), *digests(names)],
            lambda: home.home_page(self._workshop.intro, front, entities(names), self._workshop.look),
        )


def _named_in(article: Article, annotations: Annotations) -> Iterable[str | None]:
    """Ids of everything that the article's page names."""
    yield article.outlet.value
    yield from article.stated_actors
    yield from article.stated_places
    for mention in annotations.mentions:
        yield mention.target
        yield from mention.candidates
    for quote in annotations.quotes:
        yield quote.speaker_target
    for tag in annotations.tags:
        yield tag.id
    if article.translation_of is not None:
        yield article.translation_of.outlet
