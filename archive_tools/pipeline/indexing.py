"""The search index, brought up to date: what the catalog says changed goes in, files named by their content come out.

The index keeps its own state in the catalog. State and files are settled in one transaction: a build that dies on the
way does the same update again and writes the same files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from sqlite3 import Connection
from typing import NamedTuple

from archive_tools.catalog import facts, questions, written
from archive_tools.catalog.connection import transaction
from archive_tools.catalog.search_store import SearchStore
from archive_tools.executor import Workers
from archive_tools.pipeline import versions
from archive_tools.pipeline.ahead import FOLDER, Ahead, write
from archive_tools.pipeline.digests import digest_of
from archive_tools.pipeline.workshop import Workshop
from archive_tools.site import writer

_BEHIND = FOLDER[:-1] + chr(ord("/") + 1)
"""The first path behind all of the folder's."""

_FEW = 500
"""Articles of an update that is never worth starting anew for."""
_LITTLE = 20
"""Articles of an update that takes a second or two."""

_Changes = Iterable[tuple[str, bytes | None]]


class Indexed(NamedTuple):
    """What was done about the index."""

    wrote: int
    """How many files were written."""
    finish: Callable[[], None]
    """Waits until those that went are deleted."""


NOTHING = Indexed(0, lambda: None)


def is_little(db: Connection) -> bool:
    """Whether the index needs a small update, which may as well come before the pages that it leads to."""
    current = facts.get(db, "search code") == versions.indexing() and facts.get(db, "search manifest") is not None
    waiting = len(db.execute("SELECT 1 FROM unindexed LIMIT ?", (_LITTLE + 1,)).fetchall())
    return current and 0 < waiting <= _LITTLE


def update_index(db: Connection, workshop: Workshop, workers: Workers) -> Indexed:
    """Bring index and files up to date."""
    assert workshop.site is not None
    _start_anew(db)
    waiting = [row[0] for row in db.execute("SELECT id FROM unindexed ORDER BY id")]
    basis = _names_basis(db)
    output = workshop.output
    here = facts.get(db, f"search of {output}")
    whole = here is None or here != facts.get(db, "search manifest") or _damaged(db, output)
    same_names = facts.get(db, "search names") == basis
    if not waiting and not whole and same_names:
        return NOTHING
    from archive_tools.pipeline.searched import no_search_for_cycles

    store, ahead = SearchStore(db), Ahead(workers, workshop.site, output)
    with transaction(db), no_search_for_cycles(len(waiting)):
        folder = _Folder(db, workshop, ahead, compared=whole)
        folder.bring(_changes(db, store, waiting, workers, workshop, ahead, same_names=same_names))
        if whole:
            folder.complete(store)
        folder.remove_what_went()
        db.execute("DELETE FROM unindexed")
        manifest = hashlib.sha256(store.get("manifest") or b"").hexdigest()
        for key, value in (("search names", basis), ("search manifest", manifest), (f"search of {output}", manifest)):
            facts.put(db, key, value)
    return Indexed(folder.wrote, ahead.finish)


def _changes(
    db: Connection,
    store: SearchStore,
    waiting: list[str],
    workers: Workers,
    workshop: Workshop,
    ahead: Ahead,
    *,
    same_names: bool,
) -> _Changes:
    """What is to be done to the files; an index that does not exist yet is made by all workers."""
    from archive_tools.pipeline import searched
    from archive_tools.search.state import is_empty
    from archive_tools.search.update import update

    new = is_empty(store)
    names = None if same_names and not new else searched.names(db)
    if names is None or not new or len(waiting) < searched.MANY:
        gone = [i for i in waiting if questions.card(db, i) is None]
        return update(store, searched.documents(db, waiting), gone, names, ahead.pack)
    from archive_tools.search.building import build

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


class _Folder:
    """The files of the index in the output."""

    def __init__(self, db: Connection, workshop: Workshop, ahead: Ahead, *, compared: bool) -> None:
        """`compared`: whether files of this state may be missing or wrong here, so that `complete` has to follow."""
        assert workshop.site is not None
        self._db = db
        self._site = workshop.site
        self._output = workshop.output
        self._ahead = ahead
        self._compared = compared
        self._known = dict(written.digests(db, self._output, FOLDER, _BEHIND)) if compared else {}
        self._brought: set[str] = set()
        self._gone: list[str] = []
        self.wrote = 0
        """How many files were written."""

    def bring(self, changes: _Changes) -> None:
        """Write files in the order given, as far as the files that are there allow it.

        Where nodes are missing, the manifest that names them must wait, and deletions are known only afterwards:
        `complete` does both.
        """
        from archive_tools.search.shapes import MANIFEST  # which is loaded by now, and not by a build with nothing new

        for name, data in changes:
            if self._compared and (data is None or name == MANIFEST):
                continue
            if data is None:
                self._gone.append(FOLDER + name)
            else:
                self._put(name, data)

    def complete(self, store: SearchStore) -> None:
        """What this output lacks, the manifest last; then nothing else is there. It was built elsewhere, or damaged."""
        from archive_tools.search.published import files

        wanted: set[str] = set()
        for name, content in files(store):
            wanted.add(FOLDER + name)
            if name not in self._brought:
                self._put(name, content())
        strays = sorted(self._known.keys() - wanted)
        writer.remove(self._site, strays)
        written.forget(self._db, self._output, strays)

    def remove_what_went(self) -> None:
        """Begin to delete the files of nodes that nothing names any more, and those of nodes that came and went."""
        came = [path for path in self._ahead.left() if not written.holds(self._db, self._output, path)]
        self._ahead.remove([*self._gone, *came])
        written.forget(self._db, self._output, self._gone)

    def _put(self, name: str, data: bytes) -> None:
        path, digest = FOLDER + name, hashlib.sha256(data).hexdigest()
        self._brought.add(name)
        if self._known.get(path) == digest:
            return
        row = self._ahead.take(path) or write(self._site, self._output, path, data, digest)
        written.record(self._db, [row])
        self.wrote += 1
