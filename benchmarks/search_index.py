"""Builds a search index of the measuring corpus and says what it cost. Run by benchmarks/search.py in its own process.

python -m benchmarks.search_index COUNT FOLDER
"""

from __future__ import annotations

import gc
import json
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import psutil

from archive_tools.arabic.identity import unrecorded_id
from archive_tools.config.authority import load_authority
from archive_tools.records import Entity
from archive_tools.search import MemoryStore, SearchDoc, SearchName, update
from archive_tools.search.analyser import words
from archive_tools.search.documents import Facet
from benchmarks.corpus import lines


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
    """Write the index below FOLDER/search/data, then add one article; what both cost."""
    shutil.rmtree(folder, ignore_errors=True)
    data = folder / "search" / "data"
    data.mkdir(parents=True)
    known, store = names(), MemoryStore()
    text = sum(len(text.encode()) for doc in documents(count) for _, text in doc.blocks)
    gc.disable()  # nothing here makes cycles, and looking for them in millions of objects takes a fifth of the time
    start, cpu = time.perf_counter(), time.process_time()
    sizes: dict[str, int] = {}
    for name, content in update(store, documents(count), (), known):
        assert content is not None
        (data / name).write_bytes(content)
        sizes[name] = len(content)
    spent, used = time.perf_counter() - start, time.process_time() - cpu
    peak = psutil.Process().memory_info().rss / 1e6
    one = _one_more(next(documents(1)))
    start = time.perf_counter()
    changed = [(name, content) for name, content in update(store, [one], (), known)]
    again = time.perf_counter() - start
    new = [content for _, content in changed if content is not None]
    distinct = len({word for text in (one.headline, *(t for _, t in one.blocks)) for word in words(text)})
    return {
        "seconds": spent,
        "cpu": used,
        "peak_mb": peak,
        "files": len(sizes),
        "mb": sum(sizes.values()) / 1e6,
        "share_of_text": sum(sizes.values()) / text,
        "one_more_seconds": again,
        "one_more_files": len(new),
        "one_more_allowed": 3 * distinct + 20,
        "one_more_largest": max(map(len, new)),
    }


def _one_more(model: SearchDoc) -> SearchDoc:
    return replace(model, id="one-more", headline=f"{model.headline} مرة أخرى", published="2018-05-05")


if __name__ == "__main__":
    print(json.dumps(build(int(sys.argv[1]), Path(sys.argv[2]))))
