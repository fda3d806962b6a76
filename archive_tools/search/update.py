"""From changed and removed documents to changed files: the index, brought up to date.

The files depend on the set of documents and names alone: one update of everything, many small ones, in any order,
end in the same bytes. An update reads and writes only what its documents touch, all of it through the store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from archive_tools.errors import SourceError
from archive_tools.search import analyser, attributes, exporting, naming, node, numbers, segments, texts
from archive_tools.search.batch import Batch, Gathered, by_key
from archive_tools.search.documents import SearchDoc, SearchName, Store
from archive_tools.search.lexicon import document_class, entries, spelling_edits
from archive_tools.search.packing import Pack, at_once
from archive_tools.search.segments import FILTER
from archive_tools.search.shapes import MANIFEST
from archive_tools.search.state import State, open_state
from archive_tools.search.tree import Tree

_HELD = 90_000_000
"""Characters of text that one batch holds in memory: about 60,000 news articles."""
_NAMES = 6 + texts.DIGEST
"""Behind number and digest, under the id of a document, stand the names in it."""
_WORDS = segments.Words()


def update(
    store: Store,
    changed: Iterable[SearchDoc],
    removed: Iterable[str],
    names: Mapping[str, SearchName] | None,
    pack: Pack = at_once,
) -> Iterator[tuple[str, bytes | None]]:
    """Bring the index up to date.

    Args:
        store: keeps the state; wrap the call in one transaction. A store that lost its content is built anew from
            `changed`, which must then hold every document.
        changed: new and edited documents; unchanged ones cost a look-up. One id at most once.
        removed: ids; unknown ones are passed over.
        names: all names, by `facet:id` (`actor:turkey`). When they change the words that are protected from
            stemming, every document is indexed again out of the index itself. None: they are as they were.
        pack: compresses nodes; the bytes do not depend on where.

    Yields:
        (file name below the index's folder, bytes; None to delete the file). New nodes first, then the manifest,
        then what nothing names any more: files written in this order never leave a reader with a broken index.
        Nothing where nothing changed. The store is up to date when the iterator ends, not before.

    Raises:
        SourceError: the store has lost a node, or holds no index and `names` is None.
    """
    state = open_state(store, pack)
    if names is None and not state.analyser:
        raise SourceError("search index: the store holds none of this format, and no names to begin one with.")
    before = store.get("manifest")
    digest = state.names_digest if names is None else naming.digest(names)
    same = names is None or digest == state.names_digest
    tables = state.tables() if same else exporting.exported(_protected(names or {}))
    stem = analyser.stemmer(frozenset(json.loads(tables)["protected"].split()))
    docs: Iterable[SearchDoc] = changed
    name = node.name_of(b"J" + tables)
    if name != state.analyser:
        docs, removed, state = _afresh(state, changed, removed), (), _empty(state)
        state.analyser = name
        state.write(name, b"J" + tables)
        state.settle({name}, set(), public=True)
    if names is not None and digest != state.names_digest:
        _names(state, names, stem)
        state.names_digest = digest
    _batches(state, docs, removed, stem)
    state.gather_roots()
    manifest = state.manifest()
    state.save()
    yield from files_of(state, manifest if manifest != before else None)


def _protected(names: Mapping[str, SearchName]) -> frozenset[str]:
    return analyser.protected_words(word for name in names.values() for word in name.protect)


def _empty(old: State) -> State:
    """A state without documents whose store still holds the nodes of `old`, all of them given up."""
    trees = {name: Tree(tree.shape, None, tree.read) for name, tree in old.trees.items()}
    return State(store=old.store, parcels=old.parcels, trees=trees, gone=dict(old.names()))


def _afresh(old: State, changed: Iterable[SearchDoc], removed: Iterable[str]) -> Iterator[SearchDoc]:
    """The changed documents, then all others as the old index holds them."""
    passed = set(removed)
    for doc in changed:
        passed.add(doc.id)
        yield doc
    for key, value in old.trees["ids"].items():
        if key.decode() not in passed:
            yield _stored(old, int.from_bytes(value[:6], "big"))


def _stored(state: State, number: int) -> SearchDoc:
    """A document out of the index."""
    key = numbers.key(number)
    doc_id, headline, published, outlet, lang, _, *url = texts.read_row(state.trees["documents"].get(key) or b"[]")
    segment = next(state.trees["attributes"].items(key))[1]
    filters = next(row for found, row, _ in state.attributes.decode(segment, b"") if found == number)
    known = state.trees["ids"].get(doc_id.encode()) or b""
    return SearchDoc(
        id=doc_id,
        headline=headline,
        published=published,
        outlet=outlet,
        lang=lang,
        url=url[0] if url else "",
        blocks=texts.read_blocks(number, state.trees["documents"]),
        actors=attributes.ids(filters, "actor"),
        places=attributes.ids(filters, "place"),
        tags=attributes.ids(filters, "tag"),
        named=attributes.names(known[_NAMES:]),
    )


def _names(state: State, names: Mapping[str, SearchName], stem: Callable[[str], str]) -> None:
    old = {key.decode() for key, _ in state.trees["named"].items()}
    found = naming.name_entries(names, stem)
    new = naming.name_words(found)
    lexicon = state.trees["lexicon"]
    gone = {word for word in old - new if lexicon.get(word.encode()) is None}
    state.change("spelling", spelling_edits(new - old, gone, state.trees["spelling"]))
    state.change("named", ((word.encode(), b"" if word in new else None) for word in sorted(old ^ new)))
    state.replace("names", found.items())
    state.replace("slips", naming.slip_entries(names, stem).items())
    state.replace("labels", naming.label_entries(names).items())
    state.replace("aliases", naming.alias_entries(names).items())
    _renumber(state, naming.values_of(names))


def _renumber(state: State, values: attributes.Values) -> None:
    """Let attributes be written with the numbers that values have by now."""
    old = state.attributes
    if values.known == old.values.known:
        return
    state.replace("values", values.entries())
    new = state.codec = attributes.Attributes(values)
    segments_now = state.trees["attributes"].items()
    state.replace("attributes", ((last, new.encode(old.decode(value, b""))[0]) for last, value in segments_now))


def _batches(state: State, docs: Iterable[SearchDoc], removed: Iterable[str], stem: Callable[[str], str]) -> None:
    batch = Batch()
    for doc_id in removed:
        known = state.trees["ids"].get(doc_id.encode())
        if known is not None:
            number = int.from_bytes(known[:6], "big")
            batch.removed.append((_stored(state, number), number))
    for doc in docs:
        digest = texts.shown(doc).digest(attributes.packed(attributes.values(doc)), attributes.packed_names(doc))
        known = state.trees["ids"].get(doc.id.encode())
        if known is not None:
            if known[6:_NAMES] == digest:
                continue
            number = int.from_bytes(known[:6], "big")
            batch.removed.append((_stored(state, number), number))
        batch.add(doc, digest)
        if batch.size > _HELD:
            _apply(state, batch, stem)
            batch = Batch()
    if batch.docs or batch.removed:
        _apply(state, batch, stem)


def _apply(state: State, batch: Batch, stem: Callable[[str], str]) -> None:
    assigned = _number(state, batch)
    batch.sort(assigned)
    state.count += len(batch.docs) - len(batch.removed)
    _apply_rows(state, batch, assigned)
    _apply_lists(state, *batch.gather(assigned), stem)


def _number(state: State, batch: Batch) -> dict[str, int]:
    """The number of each document; documents that lose theirs to another are taken out and put in again."""
    documents = state.trees["documents"]
    leaving = {number for _, number in batch.removed}

    def occupant(number: int) -> numbers.Occupant | None:
        value = documents.get(numbers.key(number)) if documents.root is not None and number >= 0 else None
        if value is None or number in leaving:
            return None
        doc_id, _, published, *_ = texts.read_row(value)
        return numbers.home(doc_id, published), doc_id

    added = [(numbers.home(doc.id, doc.published), doc.id) for doc, _ in batch.docs]
    assigned = numbers.assign(added, leaving, occupant)
    own = {doc.id for doc, _ in batch.docs}
    for doc_id in sorted(assigned.keys() - own):
        known = state.trees["ids"].get(doc_id.encode()) or b""
        before = int.from_bytes(known[:6], "big")
        if before != assigned[doc_id]:
            doc = _stored(state, before)
            batch.removed.append((doc, before))
            batch.add(doc, known[6:_NAMES])
    return assigned


def _apply_rows(state: State, batch: Batch, assigned: Mapping[str, int]) -> None:
    ids: dict[bytes, bytes | None] = {}
    gone: dict[bytes, bytes | None] = {}
    filters: list[segments.Posting] = []
    for doc, number in batch.removed:
        ids[doc.id.encode()] = None
        gone.update((key, None) for key, _ in texts.shown(doc).entries(number))
    for doc, digest in batch.docs:
        number = assigned[doc.id]
        ids[doc.id.encode()] = numbers.key(number) + digest + attributes.packed_names(doc)
        filters.append((number, attributes.packed(attributes.values(doc)), b""))
    coming = (entry for doc, _ in batch.docs for entry in texts.shown(doc).entries(assigned[doc.id]))
    state.change("documents", sorted({**gone, **dict(coming)}.items()) if gone else coming)
    state.change("ids", sorted(ids.items()))
    removed = {number for _, number in batch.removed}
    added = segments.gather(filters, state.attributes)
    edits = segments.edits(b"", added, removed, state.attributes, (state.trees["attributes"], None))
    state.change("attributes", ((edit.key, edit.value) for edit in edits))


def _apply_lists(state: State, words: Gathered, filters: Gathered, stem: Callable[[str], str]) -> None:
    postings, positions, counts = (state.trees[name] for name in ("postings", "positions", "counts"))
    places: list[tuple[bytes, bytes | None]] = []
    sizes: list[tuple[bytes, bytes | None]] = []
    forms: dict[str, dict[bytes, int]] = {}

    def edits() -> Iterator[tuple[bytes, bytes | None]]:
        for value in sorted(filters.names()):
            key = FILTER + value.encode() + b"\0"
            for edit in segments.edits(key, *filters.take(value), _WORDS, (postings, None)):
                yield edit.key, edit.value
        for key, group, form in by_key(words, stem):
            more = words.growth(form)
            if more:
                before = int.from_bytes(counts.get(key) or b"", "big") if counts.root is not None else 0
                count = before + more
                sizes.append((key, count.to_bytes(3, "big") if count else None))
                if document_class(before) != document_class(count):  # else the lexicon says of it what it said
                    forms.setdefault(group, {})[form.encode()] = count
            for edit in segments.edits(key, *words.take(form), _WORDS, (postings, positions)):
                places.append((edit.key, edit.second))
                yield edit.key, edit.value

    state.change("postings", edits())
    state.change("positions", places)
    state.change("counts", sizes)
    _apply_lexicon(state, forms)


def _apply_lexicon(state: State, forms: Mapping[str, Mapping[bytes, int]]) -> None:
    lexicon = state.trees["lexicon"]
    named = state.trees["named"]
    edits: list[tuple[bytes, bytes | None]] = []
    added: list[str] = []
    removed: list[str] = []
    for stem, counts in sorted((stem.encode(), counts) for stem, counts in forms.items()):
        old, new = entries(stem, counts, lexicon)
        if old != new:
            edits.append((stem, new))
            word = stem.decode()
            if old is None and named.get(stem) is None:
                added.append(word)
            if new is None and named.get(stem) is None:
                removed.append(word)
    state.change("lexicon", edits)
    state.change("spelling", spelling_edits(added, removed, state.trees["spelling"]))


def files_of(state: State, manifest: bytes | None) -> Iterator[tuple[str, bytes | None]]:
    """What is to be written and deleted, in this order; `manifest` None where nothing changed."""
    for name, public in sorted(state.new.items()):
        if public and name not in state.handed:
            yield node.file_name(name), state.blob(name)
    if manifest is not None:
        state.store.put("manifest", manifest)
        yield MANIFEST, manifest
    for name, public in sorted(state.gone.items()):
        state.forget(name)
        if public:
            yield node.file_name(name), None
