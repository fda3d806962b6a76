"""Pass 1, the worker's side: parse, clean, annotate, and derive in which lists the article stands."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache

from msgspec import Struct

from archive_tools import annotate, clean, sources
from archive_tools.annotate.knowledge import Knowledge as NameKnowledge
from archive_tools.arabic.tokens import sentences
from archive_tools.catalog import codec, questions
from archive_tools.catalog.connection import open_readonly
from archive_tools.catalog.prepared import Prepared, prepared_article
from archive_tools.link.company import company_of
from archive_tools.link.entries import body_text, entries_of
from archive_tools.link.order import sort_of
from archive_tools.pipeline import versions
from archive_tools.pipeline.knowing import kept
from archive_tools.pipeline.tasks import AuthorityRef, Task
from archive_tools.records import Annotations, Article, Rejected


class Knowledge(Struct, frozen=True):
    """What the rooms of pass 1 know, compiled."""

    clean: clean.CleanKnowledge
    annotate: NameKnowledge
    known_ids: frozenset[str]


@lru_cache(maxsize=1)
def knowledge(ref: AuthorityRef) -> Knowledge:
    """The authority, compiled; once a process and authority."""
    with closing(open_readonly(ref.cache, still=ref.still)) as db:
        authority = questions.authority(db, ref.digest)
    ids = [*authority.outlets, *authority.topics]
    return Knowledge(clean.CleanKnowledge.of(authority), kept(ref, authority), frozenset(ids))


def prepare(ref: AuthorityRef, tasks: Sequence[Task]) -> list[Prepared]:
    """Rows for the catalog, in the order of the tasks."""
    known = knowledge(ref)
    return [_prepare(task, known) for task in tasks]


def _prepare(task: Task, known: Knowledge) -> Prepared:
    locator = f"{task.seed}#{task.piece.item}" if task.piece.item else task.seed
    item = sources.parse(task.seed, task.piece, task.stated)
    result = item if isinstance(item, Rejected) else clean.clean(item, known.clean)
    if isinstance(result, Rejected):
        return Prepared(locator, task.seed, task.inputs, task.piece.digest, result.id, result.stage, result.reason)
    annotations = annotate.annotate(
        result.blocks,
        published=result.published.value,
        lang=result.lang.value or "und",
        stated_tags=result.tags,
        knowledge=known.annotate,
    )
    labels = tuple(_labels(result, annotations, known.known_ids))
    return prepared_article(
        Prepared(locator, task.seed, task.inputs, task.piece.digest, result.id, labels=labels),
        _columns(result, annotations),
        entries_of(result, annotations, sentences),
        company_of(annotations),
    )


def _columns(article: Article, annotations: Annotations) -> tuple[str | int | None, ...]:
    record, annotated = codec.dumps(article), codec.dumps(annotations)
    digest = hashlib.sha256(f"{versions.reading()}\n{record}\n{annotated}".encode()).hexdigest()
    original = article.translation_of
    return (
        sort_of(article.published.value, article.id),
        article.published.value,
        article.outlet.value,
        article.lang.value or "und",
        article.headline.value or "",
        int(article.sample),
        int(article.headline.basis == "supplied"),
        original.id if original else None,
        body_text(article.blocks),
        record,
        annotated,
        digest,
    )


def _labels(article: Article, annotations: Annotations, known: frozenset[str]) -> list[tuple[str, str, str]]:
    """Names of the outlet and the tags that no record names."""
    found = [(tag.id, tag.label, "topic") for tag in annotations.tags if tag.id not in known]
    if article.outlet.value and article.outlet.value not in known:
        found.append((article.outlet.value, article.outlet_name or article.outlet.value, "outlet"))
    return found
