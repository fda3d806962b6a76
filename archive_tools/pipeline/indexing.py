"""The search index, brought up to date: what the catalog says changed goes in, files named by their content come out.

The index keeps its own state in the catalog. State and files are settled in one transaction: a build that dies on the
way does the same update again and writes the same files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from sqlite3 import Connection

from archive_tools.catalog import facts, questions, written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.search_store import SearchStore
from archive_tools.catalog.written import WrittenFile
from archive_tools.executor import Workers
from archive_tools.pipeline import versions
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.workshop import Workshop
from archive_tools.site import writer

FOLDER = "search/data/"
"""Below the site; the browser's modules look there."""
_BEHIND = FOLDER[:-1] + chr(ord("/") + 1)
"""The first path behind all of the folder's."""

_FEW = 500
"""Articles of an update that is never worth starting anew for."""

_Changes = Iterable[tuple[str, bytes | None]]


def update_index(db: Connection, workshop: Workshop, workers: Workers) -> int:
    """Bring index and files up to date. Returns how many files were written."""
    assert workshop.site is not None
    _start_anew(db)
    waiting = [row[0] for row in db.execute("SELECT id FROM unindexed ORDER BY id")]
    basis = _names_basis(db)
    output = workshop.output
    here = facts.get(db, f"search of {output}")
    whole = here is None or here != facts.get(db, "search manifest") or _damaged(db, output)
    same_names = facts.get(db, "search names") == basis
    if not waiting and not whole and same_names:
        return 0
    from archive_tools.pipeline.searched import no_search_for_cycles

    store = SearchStore(db)
    with transaction(db), no_search_for_cycles(len(waiting)):
        if whole:
            for _ in _changes(db, store, waiting, workers, workshop, same_names=same_names):
                pass  # into the store; the files are compared with it below
            wrote = _write_whole(db, workshop, store)
        else:
            wrote = _write(db, workshop, _changes(db, store, waiting, workers, workshop, same_names=same_names), {})
        db.execute("DELETE FROM unindexed")
        manifest = hashlib.sha256(store.get("manifest") or b"").hexdigest()
        for key, value in (("search names", basis), ("search manifest", manifest), (f"search of {output}", manifest)):
            facts.put(db, key, value)
    return wrote


def _changes(
    db: Connection, store: SearchStore, waiting: list[str], workers: Workers, workshop: Workshop, *, same_names: bool
) -> _Changes:
    """What is to be done to the files; an index that does not exist yet is made by all workers."""
    from archive_tools.pipeline import searched
    from archive_tools.search.building import build, is_empty
    from archive_tools.search.update import update

    new = is_empty(store)
    names = None if same_names and not new else searched.names(db)
    if names is None or not new or len(waiting) < searched.MANY:
        gone = [i for i in waiting if questions.card(db, i) is None]
        return update(store, searched.documents(db, waiting), gone, names)
    dated = db.execute("SELECT id, published FROM articles WHERE stands").fetchall()
    # Workers on other machines cannot read the catalog while this transaction writes to it: they are sent documents.
    send = searched.sent if workers.elsewhere else searched.named
    documents = partial(send, db, workshop.cache)
    return build(store, dated, documents, names, partial(workers.map, searched.perform))


def _start_anew(db: Connection) -> None:
    """Forget the index where most of it would change: with other code, or with other articles."""
    new_code = facts.get(db, "search code") != versions.indexing()
    (waiting,) = db.execute("SELECT count(*) FROM unindexed").fetchone()
    (all_of_them,) = db.execute("SELECT count(*) FROM articles WHERE stands").fetchone()
    if new_code or waiting > max(_FEW, all_of_them / 2):
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
    sql = "SELECT 1 FROM written WHERE path >= ? AND path < ? AND output = ? AND digest = '' LIMIT 1"
    return db.execute(sql, (FOLDER, _BEHIND, output)).fetchone() is not None


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
        mtime_ns = writer.replace(f"{site}/{path}", data)
        written.record(db, [WrittenFile(path, output, "search", digest, len(data), mtime_ns)])
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
