"""Builds a search index of the measuring corpus and says what it cost. Run by benchmarks/search.py in its own process.

python -m benchmarks.search_index COUNT FOLDER
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
from msgspec.structs import replace

from archive_tools.arabic.identity import unrecorded_id
from archive_tools.config.authority import load_authority
from archive_tools.executor import Workers
from archive_tools.pipeline.searched import no_search_for_cycles, perform
from archive_tools.records import Entity
from archive_tools.search import building
from archive_tools.search.analyser import words
from archive_tools.search.documents import Facet, MemoryStore, SearchDoc, SearchName
from archive_tools.search.update import update
from benchmarks.corpus import lines
from benchmarks.workplace import clear


def documents(count: int) -> Iterator[SearchDoc]:
    """The first `count` articles as search sees them, without actors, places and tags."""
    for line in islice(lines(), count):
        row: dict[str, Any] = json.loads(line)
        texts = [text.strip() for text in (row["text"] or "").split("\n") if text.strip()]
        headline = row["title"] or (texts[0][:80] if texts else row["id"])
        blocks = tuple(enumerate(texts, 1))
        outlet = unrecorded_id(row["source"])
        doc_id = row["id"].lower()
        yield SearchDoc(
            id=doc_id, headline=headline, published=row["date"], lang=row["lang"], blocks=blocks, outlet=outlet
        )


def names() -> dict[str, SearchName]:
    """The built-in authority as search takes it."""
    authority = load_authority(builtin=True, folder=None)
    rooms: list[tuple[Facet, list[Entity]]] = [
        ("actor", list(authority.actors.values())),
        ("place", list(authority.places.values())),
    ]
    found: dict[str, SearchName] = {}
    for facet, entities in rooms:
        for entity in entities:
            certain = tuple(
                a.text for a in entity.aliases if not (a.ambiguous or a.needs or a.valid_from or a.valid_to)
            )
            forms = (*entity.name.values(), *certain)
            found[f"{facet}:{entity.id}"] = SearchName(facet=facet, labels=entity.name, aliases=certain, protect=forms)
    return found


def build(count: int, folder: Path) -> dict[str, float]:
    """Write the index below FOLDER/search/data, then add one article; what both cost.

    As in a build of an archive, workers read the articles themselves, here from a file of pickles.
    """
    clear(folder)
    data = folder / "search" / "data"
    data.mkdir(parents=True)
    known, store, shelf = names(), MemoryStore(), _Shelf(folder / "documents.pickle")
    dated = [(doc.id, doc.published) for doc in shelf.filled(documents(count))]
    sizes: dict[str, int] = {}
    with Workers("processes") as workers:
        start, cpu = time.perf_counter(), _cpu()
        with no_search_for_cycles():
            for name, content in building.build(store, dated, shelf.some, known, partial(workers.map, perform)):
                assert content is not None
                (data / name).write_bytes(content)
                sizes[name] = len(content)
        spent = time.perf_counter() - start
        peak = sum(process.memory_info().rss for process in _family()) / 1e6
    used = _cpu() - cpu  # workers are counted once they have ended
    one = _one_more(next(documents(1)))
    start = time.perf_counter()
    changed = list(update(store, [one], (), None))
    again = time.perf_counter() - start
    new = [content for _, content in changed if content is not None]
    distinct = len({word for text in (one.headline, *(t for _, t in one.blocks)) for word in words(text)})
    return {
        "seconds": spent,
        "cpu": used,
        "peak_mb": peak,
        "files": len(sizes),
        "mb": sum(sizes.values()) / 1e6,
        "share_of_text": sum(sizes.values()) / shelf.text,
        "one_more_seconds": again,
        "one_more_files": len(new),
        "one_more_allowed": 3 * distinct + 20,
        "one_more_largest": max(map(len, new)),
    }


class _Shelf:
    """Documents in a file, from which workers read those that they are asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, tuple[int, int]] = {}
        self.text = 0
        """Bytes of text."""

    def filled(self, docs: Iterable[SearchDoc]) -> Iterator[SearchDoc]:
        """Put documents in, and pass them on."""
        with self._path.open("wb") as out:
            for doc in docs:
                packed = pickle.dumps(doc)
                self._places[doc.id] = (out.tell(), len(packed))
                out.write(packed)
                self.text += sum(len(text.encode()) for _, text in doc.blocks)
                yield doc

    def some(self, ids: Sequence[str]) -> Callable[[], list[SearchDoc]]:
        """A task's way to these documents."""
        return partial(_taken, self._path, [self._places[doc_id] for doc_id in ids])


def _taken(path: Path, places: Sequence[tuple[int, int]]) -> list[SearchDoc]:
    docs: list[SearchDoc] = []
    with path.open("rb") as shelf:
        for offset, size in places:
            shelf.seek(offset)
            docs.append(pickle.loads(shelf.read(size)))
    return docs


def _family() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]


def _cpu() -> float:
    """Seconds of processor of this process and of the workers that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _one_more(model: SearchDoc) -> SearchDoc:
    return replace(model, id="one-more", headline=f"{model.headline} مرة أخرى", published="2018-05-05")


if __name__ == "__main__":
    print(json.dumps(build(int(sys.argv[1]), Path(sys.argv[2]))))
