"""The search index, brought up to date: what the catalog says changed goes in, files named by their content come out.

The index keeps its own state in the catalog. State and files are settled in one transaction: a build that dies on the
way does the same update again and writes the same files.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from sqlite3 import Connection
from typing import TYPE_CHECKING

from archive_tools.catalog import codec, facts, questions, written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.search_store import SearchStore
from archive_tools.catalog.written import WrittenFile
from archive_tools.pipeline import versions
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.workshop import Workshop
from archive_tools.records import Annotations, Article, Block, Entity, Mention
from archive_tools.site import writer

if TYPE_CHECKING:  # the room of search is entered only when there is something to index
    from archive_tools.search.documents import Facet, SearchDoc, SearchName

MANY = 500
"""Documents of an update that is worth tuning the interpreter for."""

FOLDER = "search/data/"
"""Below the site; the browser's modules look there."""


def update_index(db: Connection, workshop: Workshop) -> int:
    """Bring index and files up to date. Returns how many files were written."""
    assert workshop.site is not None
    _start_anew_with_new_code(db)
    waiting = [row[0] for row in db.execute("SELECT id FROM unindexed ORDER BY id")]
    basis = _names_basis(db)
    output = workshop.output
    here = facts.get(db, f"search of {output}")
    whole = here is None or here != facts.get(db, "search manifest") or _damaged(db, output)
    if not waiting and not whole and facts.get(db, "search names") == basis:
        return 0
    from archive_tools.search.update import update

    store = SearchStore(db)
    with transaction(db), _no_search_for_cycles(len(waiting)):
        gone = [i for i in waiting if questions.card(db, i) is None]
        changes = update(store, _documents(db, waiting), gone, _names(db))
        wrote = _write(db, workshop, changes, known={})
        if whole:
            wrote = _write_whole(db, workshop, store)
        db.execute("DELETE FROM unindexed")
        manifest = hashlib.sha256(store.get("manifest") or b"").hexdigest()
        for key, value in (("search names", basis), ("search manifest", manifest), (f"search of {output}", manifest)):
            facts.put(db, key, value)
    return wrote


@contextmanager
def _no_search_for_cycles(documents: int) -> Iterator[None]:
    """Postings are millions of small objects without cycles: looking for cycles costs a fifth of a large update."""
    pause = documents > MANY and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause:
            gc.enable()


def _start_anew_with_new_code(db: Connection) -> None:
    if facts.get(db, "search code") != versions.indexing():
        with transaction(db):
            db.execute("DELETE FROM search_blobs")
            db.execute("INSERT OR IGNORE INTO unindexed SELECT id FROM articles WHERE stands")
            facts.drop(db, "search manifest")
            facts.put(db, "search code", versions.indexing())


def _names_basis(db: Connection) -> str:
    """Changes when a name may have: with the authority, with the code, with a new outlet or tag."""
    labels = db.execute("SELECT id, min(label), kind FROM labels GROUP BY id ORDER BY id").fetchall()
    return digest_of([facts.get(db, "authority") or "", versions.indexing(), repr(labels)])


def _damaged(db: Connection, output: str) -> bool:
    sql = "SELECT 1 FROM written WHERE output = ? AND path LIKE ? AND digest = '' LIMIT 1"
    return db.execute(sql, (output, FOLDER + "%")).fetchone() is not None


def _write(
    db: Connection, workshop: Workshop, changes: Iterable[tuple[str, bytes | None]], known: Mapping[str, WrittenFile]
) -> int:
    """Write and delete files in the order given. Returns how many were written."""
    assert workshop.site is not None
    site, output, wrote = workshop.site, workshop.output, 0
    for name, data in changes:
        path = FOLDER + name
        if data is None:
            writer.remove(site, [path])
            written.forget(db, output, [path])
            continue
        digest = hashlib.sha256(data).hexdigest()
        if path in known and known[path].digest == digest:
            continue
        now = writer.write(site / path, data)
        written.record(db, [WrittenFile(path, output, "search", now.digest, now.size, now.mtime_ns)])
        wrote += 1
    return wrote


def _write_whole(db: Connection, workshop: Workshop, store: SearchStore) -> int:
    """Every file that this output lacks, and no other: it was built elsewhere, or was damaged."""
    from archive_tools.search.published import files

    known = {file.path: file for file in written.files(db, workshop.output) if file.path.startswith(FOLDER)}
    wanted: set[str] = set()

    def noted() -> Iterator[tuple[str, bytes]]:
        for name, data in files(store):
            wanted.add(FOLDER + name)
            yield name, data

    wrote = _write(db, workshop, noted(), known)
    strays = sorted(set(known) - wanted)
    assert workshop.site is not None
    writer.remove(workshop.site, strays)
    written.forget(db, workshop.output, strays)
    return wrote


def _documents(db: Connection, ids: Iterable[str]) -> Iterator[SearchDoc]:
    for article_id in ids:
        stored = questions.article(db, article_id)
        if stored is not None:
            yield _document(*stored.decode())


def _document(article: Article, annotations: Annotations) -> SearchDoc:
    from archive_tools.search.documents import SearchDoc

    targets = {(mention.kind == "place", mention.target) for mention in annotations.mentions if _listed(mention)}
    return SearchDoc(
        id=article.id,
        headline=article.headline.value or "",
        published=article.published.value,
        lang=article.lang.value or "und",
        blocks=tuple((block.number, block.text) for block in article.blocks if _searched(block)),
        outlet=article.outlet.value,
        actors=tuple(sorted({t for place, t in targets if t and not place} | set(article.stated_actors))),
        places=tuple(sorted({t for place, t in targets if t and place} | set(article.stated_places))),
        tags=tuple(sorted({tag.id for tag in annotations.tags})),
    )


def _listed(mention: Mention) -> bool:
    return mention.target is not None and not mention.nested and mention.kind != "nisba"


def _searched(block: Block) -> bool:
    """A pull quote only repeats; what is marked is not part of the article."""
    return block.marked is None and block.kind != "pull_quote"


_FACETS: Mapping[str, Facet] = {"actor": "actor", "place": "place", "outlet": "outlet", "tag": "tag"}


def _names(db: Connection) -> dict[str, SearchName]:
    """All names by `facet:id`."""
    found: dict[str, SearchName] = {}
    for room, record in db.execute("SELECT room, record FROM entities ORDER BY id"):
        entity = codec.loads(Entity, record)
        found[f"{room}:{entity.id}"] = _name(entity, _FACETS[room])
    for entity in questions.labels(db):
        facet: Facet = "outlet" if entity.kind == "outlet" else "tag"
        found[f"{facet}:{entity.id}"] = _name(entity, facet)
    return found


def _name(entity: Entity, facet: Facet) -> SearchName:
    from archive_tools.search.documents import SearchName

    certain = tuple(
        alias.text
        for alias in entity.aliases
        if not (alias.ambiguous or alias.needs or alias.valid_from or alias.valid_to)
    )
    conditional = {alias.text for alias in entity.aliases} - set(certain)
    names = tuple(dict.fromkeys(name for name in entity.name.values() if name not in conditional))
    proper = () if facet == "tag" else (*names, *certain)
    return SearchName(facet=facet, labels=dict(entity.name), aliases=(*names, *certain), protect=proper)
