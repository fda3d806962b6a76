"""Every file of an index, out of its store: for an output that lacks them, however it lost them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from archive_tools.search import node
from archive_tools.search.documents import Store
from archive_tools.search.shapes import MANIFEST
from archive_tools.search.state import open_state


def files(store: Store) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """(name below the index's folder, way to its bytes) of all nodes and, last, of the manifest.

    Raises:
        SourceError: the store has lost a node, which may be told by the way to its bytes only.
    """
    state = open_state(store)
    for name in sorted(name for name, public in state.names() if public):
        yield node.file_name(name), partial(state.blob, name)
    yield MANIFEST, state.manifest
