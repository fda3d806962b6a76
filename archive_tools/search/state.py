"""The index between two builds: its trees in a store, the roots that name them, and the nodes that came and went."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from archive_tools.errors import SourceError
from archive_tools.search import node
from archive_tools.search.attributes import Attributes, read_values
from archive_tools.search.documents import Store
from archive_tools.search.node import Entry
from archive_tools.search.packing import Pack, Parcels, at_once
from archive_tools.search.shapes import FORMAT, PRIVATE, SHAPES
from archive_tools.search.stretch import Stretch
from archive_tools.search.tree import Changes, Shape, Tree, leaves

_AT_START = ("postings", "lexicon", "documents", "names", "aliases", "attributes", "values")
_ROOT = "root"


class State(Struct):
    """The trees of an index that is being changed."""

    store: Store
    parcels: Parcels
    """What is on its way into the store."""
    trees: dict[str, Tree]
    names_digest: str = ""
    analyser: bytes = b""
    """Name of the node that holds the browser's tables."""
    start: bytes = b""
    """Name of the node that holds copies of the roots."""
    count: int = 0
    new: dict[bytes, bool] = field(default_factory=dict)
    """Nodes that the store did not have before, and whether they are files for the browser."""
    gone: dict[bytes, bool] = field(default_factory=dict)
    """Nodes that it had and that nothing names any more."""
    handed: set[bytes] = field(default_factory=set)
    """New nodes whose files were handed out already."""
    codec: Attributes | None = None
    """What `attributes` gives; None before anybody asked."""

    @property
    def attributes(self) -> Attributes:
        """How attributes are written: by the numbers that values have."""
        if self.codec is None:
            self.codec = Attributes(read_values(self.trees["values"].items()))
        return self.codec

    def write(self, name: bytes, data: bytes) -> None:
        """Keep a node that is a file; it is compressed on its way into the store."""
        self.parcels.put(name, data)

    def _changes(self, shape: Shape) -> Changes:
        """What collects the new nodes of a tree."""
        return Changes(self.write if shape.public else lambda name, data: self.store.put(node.blob_name(name), data))

    def change(self, tree: str, edits: Iterable[tuple[bytes, bytes | None]]) -> None:
        """Apply sorted edits to one tree."""
        old = self.trees[tree]
        changes = self._changes(old.shape)
        self.trees[tree] = old.update(edits, changes)
        self.settle(changes.made, changes.dropped, public=old.shape.public)

    def replace(self, tree: str, entries: Iterable[tuple[bytes, bytes]]) -> None:
        """Put other content in the place of a tree's."""
        old = self.trees[tree]
        changes = self._changes(old.shape)
        self.trees[tree] = Tree(old.shape, None, reader(self.store, self.parcels)).update(entries, changes)
        changes.dropped.update(old.names())
        self.settle(changes.made, changes.dropped, public=old.shape.public)

    def hand_out(self, part: Stretch) -> list[tuple[str, bytes]]:
        """As `keep`; returns (file name, bytes) of those that are files, so that they can be written meanwhile."""
        files = [(node.file_name(name), blob) for name, blob in part.nodes] if part.public else []
        self.handed.update(name for name, _ in part.nodes)
        self.keep(part)
        return files

    def keep(self, part: Stretch) -> None:
        """Move the nodes of a stretch into the store; of a tree that `join` is going to make."""
        for name, blob in part.nodes:
            self.store.put(node.blob_name(name), blob)
        part.nodes.clear()

    def join(self, tree: str, parts: Iterable[Stretch]) -> None:
        """Make a tree, of which there is none yet, out of its stretches in the order of their keys."""
        old = self.trees[tree]
        changes = self._changes(old.shape)
        level: list[Entry] = []
        run: list[Entry] = []

        def leaf() -> None:
            level.extend(leaves(run, old.shape, changes.make))
            run.clear()

        for part in parts:
            self.keep(part)
            run += part.head
            if part.head:
                leaf()
            level += part.middle
            run += part.rest
        if run:
            leaf()
        self.trees[tree] = old.over(level, changes)
        made = changes.made.union(ref[1:] for _, ref in level)
        self.settle(made, set(), public=old.shape.public)

    def settle(self, made: set[bytes], dropped: set[bytes], *, public: bool) -> None:
        """Count nodes as new or gone; one that was made and dropped again was never there."""
        for name in made - dropped:
            if self.gone.pop(name, None) is None:
                self.new[name] = public
        for name in dropped - made:
            if self.new.pop(name, None) is None:
                self.gone[name] = public
            else:
                self.forget(name)

    def forget(self, name: bytes) -> None:
        """Delete a node from the store."""
        if not self.parcels.drop(name):
            self.store.delete(node.blob_name(name))

    def manifest(self) -> bytes:
        """The file that a reader fetches first: format, number of documents, roots of the trees."""
        roots = {name: tree.root.hex() for name, tree in self.trees.items() if name in SHAPES and tree.root}
        content = {
            "format": FORMAT,
            "documents": self.count,
            "analyser": self.analyser.hex(),
            "start": self.start.hex(),
            "roots": roots,
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    def tables(self) -> bytes:
        """The browser's tables, as JSON."""
        return reader(self.store, self.parcels)(self.analyser)[1:]

    def gather_roots(self) -> None:
        """Put a copy of the roots that every search needs into one node, so that a reader saves a round of requests."""
        roots = {name: self.trees[name].root for name in _AT_START}
        entries = [(name.encode(), self.trees[name].read(root)) for name, root in sorted(roots.items()) if root]
        changes = Changes(self.write)
        made = changes.make(node.pack(node.ROOTS, b"*", entries))
        self.settle(changes.made, {self.start} if self.start else set(), public=True)
        self.start = made

    def save(self) -> None:
        """Let the store hold and name this state."""
        self.parcels.arrive()
        roots = {name: tree.root.hex() for name, tree in self.trees.items() if tree.root}
        content = {
            "format": FORMAT,
            "documents": self.count,
            "analyser": self.analyser.hex(),
            "start": self.start.hex(),
            "names": self.names_digest,
            "roots": roots,
        }
        self.store.put(_ROOT, json.dumps(content, sort_keys=True).encode())

    def blob(self, name: bytes) -> bytes:
        """A node as its file holds it."""
        found = self.parcels.blob(name)
        if found is None:
            raise SourceError(f"search index: node {name.hex()} is missing from the catalog. Delete it; build again.")
        return found

    def names(self) -> Iterator[tuple[bytes, bool]]:
        """Every node of this state, and whether it is a file."""
        for tree in self.trees.values():
            yield from ((found, tree.shape.public) for found in tree.names())
        yield from ((name, True) for name in (self.analyser, self.start) if name)


def reader(store: Store, parcels: Parcels) -> Callable[[bytes], bytes]:
    """Nodes out of the store, and those on their way there."""

    def read(name: bytes) -> bytes:
        coming = parcels.get(name)
        if coming is not None:
            return coming
        data = store.get(node.blob_name(name))
        if data is None:
            raise SourceError(f"search index: node {name.hex()} is missing from the catalog. Delete it; build again.")
        if data.startswith(node.GZIP):
            return node.decompress(data)
        if node.name_of(data) != name:
            raise SourceError(
                f"search index: node {name.hex()} in the catalog is damaged. Delete the catalog; build again."
            )
        return data

    return read


def is_empty(store: Store) -> bool:
    """Whether the store names no state."""
    return store.get(_ROOT) is None


def open_state(store: Store, pack: Pack = at_once) -> State:
    """The state that the store names; an empty one where it names none, or one of another format.

    Nodes of another format stay in the store: who begins anew clears it first.
    """
    data = store.get(_ROOT)
    content = json.loads(data) if data is not None else {}
    if content.get("format") != FORMAT:
        content = {"roots": {}}
    roots = content["roots"]
    parcels = Parcels(store, pack)
    read = reader(store, parcels)
    trees = {
        name: Tree(shape, bytes.fromhex(roots[name]) if name in roots else None, read)
        for name, shape in {**SHAPES, **PRIVATE}.items()
    }
    return State(
        store=store,
        parcels=parcels,
        trees=trees,
        names_digest=content.get("names", ""),
        analyser=bytes.fromhex(content.get("analyser", "")),
        start=bytes.fromhex(content.get("start", "")),
        count=content.get("documents", 0),
    )
