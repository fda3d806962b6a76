"""An index where there is none: all documents at once, the work cut into tasks that any number of workers can share.

First runs of neighbouring documents are turned over, then portions of neighbouring keys are merged; what is left for
the caller is to put stretches of trees together. The files are those that `update` would have made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from msgspec import Struct

from archive_tools.search import analyser, exporting, naming, node, numbers
from archive_tools.search.attributes import Values
from archive_tools.search.documents import SearchDoc, SearchName, Store
from archive_tools.search.merging import Merged, merge, merge_attributes, merge_spelling, portions
from archive_tools.search.runs import Run, turn_over
from archive_tools.search.shapes import PRIVATE, SHAPES
from archive_tools.search.state import State, open_state
from archive_tools.search.stretch import Stretch, stretch
from archive_tools.search.update import files_of

Task = Callable[[], Any]
"""Something to do; it can be pickled, and so can what it returns."""
Spread = Callable[[Iterable[Task]], Iterator[Any]]
"""Does tasks, here or elsewhere, and yields what they return, in their order."""
File = tuple[str, bytes]
"""Name below the index's folder, and bytes."""
Documents = Callable[[Sequence[str]], Callable[[], Sequence[SearchDoc]]]
"""From ids to what gives their documents, in their order, to a worker; that can be pickled."""

__all__ = ["Documents", "Spread", "Task", "at_once", "build"]

RUN = 768
"""Documents of a run: some megabytes on their way back."""
PORTION = 3_000_000
"""Bytes of rows that are merged at once."""


def at_once(tasks: Iterable[Task]) -> Iterator[Any]:
    """All tasks, one after the other, in this process."""
    return (task() for task in tasks)


def build(
    store: Store,
    dated: Iterable[tuple[str, str | None]],
    documents: Documents,
    names: Mapping[str, SearchName],
    spread: Spread = at_once,
    sizes: tuple[int, int] = (RUN, PORTION),
) -> Iterator[tuple[str, bytes | None]]:
    """Make the index of an empty store.

    Args:
        store: without a state; wrap the call in one transaction.
        dated: id and `published` of every document.
        documents: where a worker finds them.
        names: see `update`.
        spread: where the work is done; the bytes do not depend on it,
        sizes: nor on these: documents of a run, and bytes that are merged at once.

    Yields:
        As `update` does; the first files while the workers are busy with the next.
    """
    state = open_state(store)
    tables = exporting.exported(analyser.protected_words(word for name in names.values() for word in name.protect))
    state.analyser = node.name_of(b"J" + tables)
    state.write(state.analyser, b"J" + tables)
    state.settle({state.analyser}, set(), public=True)
    state.names_digest = naming.digest(names)

    assigned = numbers.assign(((numbers.home(i, date), i) for i, date in dated), (), lambda _: None)
    order = sorted((number, doc_id) for doc_id, number in assigned.items())
    state.count = len(order)
    some = [order[at : at + sizes[0]] for at in range(0, len(order), sizes[0])]
    turning = spread(_turning(tables, documents, names, some))
    called: _Called = next(turning)
    runs = _Runs()
    for run in turning:
        yield from runs.add(run, state)
    yield from _merge(state, called, runs, spread, sizes[1])
    state.gather_roots()
    manifest = state.manifest()
    state.save()
    yield from files_of(state, manifest)


@lru_cache(maxsize=1)
def _stemmer(tables: bytes) -> Callable[[str], str]:
    """One a process: it remembers the words that it has seen."""
    return analyser.stemmer(frozenset(json.loads(tables)["protected"].split()))


def _turning(
    tables: bytes, documents: Documents, names: Mapping[str, SearchName], runs: Iterable[Sequence[tuple[int, str]]]
) -> Iterator[Task]:
    yield partial(_name, tables, names)
    for run in runs:
        yield partial(_turn, tables, [number for number, _ in run], documents([doc_id for _, doc_id in run]))


def _turn(tables: bytes, order: Sequence[int], documents: Callable[[], Sequence[SearchDoc]]) -> Run:
    return turn_over(zip(order, documents(), strict=True), _stemmer(tables))


class _Called(Struct, frozen=True):
    """What names alone make."""

    names: Stretch
    slips: Stretch
    labels: Stretch
    aliases: Stretch
    values: Values
    words: frozenset[str]


def _name(tables: bytes, names: Mapping[str, SearchName]) -> _Called:
    entries = naming.name_entries(names, _stemmer(tables))
    return _Called(
        stretch(SHAPES["names"], entries.items()),
        stretch(SHAPES["slips"], naming.slip_entries(names, _stemmer(tables)).items()),
        stretch(SHAPES["labels"], naming.label_entries(names).items()),
        stretch(SHAPES["aliases"], naming.alias_entries(names).items()),
        naming.values_of(names),
        frozenset(naming.name_words(entries)),
    )


class _Runs:
    """What is kept of all runs until they are merged."""

    def __init__(self) -> None:
        self.ids: list[tuple[bytes, bytes]] = []
        self.filters: list[tuple[int, bytes, bytes]] = []
        self.documents: list[Stretch] = []
        self.chunks: list[Any] = []
        self.stems: list[str] = []

    def add(self, run: Run, state: State) -> Sequence[File]:
        """Keep what is small, and what is to be merged; text goes into the store at once, and into files."""
        self.ids += run.ids
        self.filters += run.filters
        files = state.hand_out(run.documents)
        self.documents.append(run.documents)
        self.chunks.append(run.chunks)
        self.stems.append(run.stems)
        return files


def _merge(state: State, called: _Called, runs: _Runs, spread: Spread, portion: int) -> Iterator[File]:
    spelling_task = partial(merge_spelling, runs.stems, called.words)
    attributes_task = partial(merge_attributes, runs.filters, called.values)
    merging = (partial(merge, part) for part in portions(runs.chunks, portion))
    done = spread([spelling_task, attributes_task, *merging])
    spelling = next(done)  # the others are under way by now, while what needs no merging is joined here
    state.join("names", [called.names])
    state.join("slips", [called.slips])
    state.join("labels", [called.labels])
    state.join("aliases", [called.aliases])
    state.join("values", [stretch(SHAPES["values"], called.values.entries())])
    state.join("named", [stretch(PRIVATE["named"], [(word.encode(), b"") for word in sorted(called.words)])])
    state.join("documents", runs.documents)
    state.join("ids", [stretch(PRIVATE["ids"], sorted(runs.ids))])
    state.join("spelling", [spelling])
    state.join("attributes", [next(done)])
    merged: list[Merged] = []
    for found in done:
        for part in (found.postings, found.positions, found.counts, found.lexicon):
            yield from state.hand_out(part)
        merged.append(found)
    state.join("postings", [found.postings for found in merged])
    state.join("positions", [found.positions for found in merged])
    state.join("counts", [found.counts for found in merged])
    state.join("lexicon", [found.lexicon for found in merged])
