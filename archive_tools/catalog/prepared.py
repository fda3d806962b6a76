"""An item as pass 1 hands it over: rows ready to be stored, so that the one process that stores has little to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, json

from archive_tools.catalog.company import Pair
from archive_tools.catalog.seal import seal_of
from archive_tools.records import EntryRow

Listed = Sequence[str | int]
"""An entry without its place in time, which is the article's: kind, target, block, start, length, name's start and
length."""


class Prepared(Struct, frozen=True):
    """An item after pass 1: an article with its annotations, or the reason why it is none. Made by workers."""

    locator: str
    seed: str
    inputs: str
    digest: str
    id: str | None
    stage: str | None = None
    reason: str | None = None
    row: tuple[str | int | None, ...] = ()
    """Of an article: the columns seal.SEALED; () of what is none."""
    seal: str = ""
    entries: tuple[Listed, ...] = ()
    labels: tuple[tuple[str, str, str], ...] = ()
    """(id, name, outlet or topic) of outlets and tags without a record."""


def prepared_article(
    item: Prepared, columns: Sequence[str | int | None], entries: Iterable[EntryRow], company: Iterable[Pair]
) -> Prepared:
    """The item as an article.

    Args:
        item: what is known of it and its labels.
        columns: sort, published, outlet, lang, headline, sample, supplied, translates, text, record, annotations,
            digest.
        entries: the lists in which it stands.
        company: (actor, actor, paragraphs) of actors named in one paragraph.
    """
    listed = tuple((e.kind, e.target, e.block, e.start, e.length, e.name_start, e.name_length) for e in entries)
    told = json.encode(listed).decode()
    pairs = json.encode(list(company)).decode()
    *head, text, record, annotations, digest = columns
    row = (item.id, item.locator, *head, told, pairs, text, record, annotations, digest)
    seal = seal_of(row, item.labels)
    return Prepared(
        item.locator, item.seed, item.inputs, item.digest, item.id, None, None, row, seal, listed, item.labels
    )
