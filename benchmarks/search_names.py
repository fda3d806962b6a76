"""Names as queries: does each spelling of a name find the articles that mention it, by the annotations?"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from archive_tools.catalog import codec
from archive_tools.records import Entity
from benchmarks.corpus import make_archive
from benchmarks.search_queries import mistaken

ARTICLES = 2000
ACTORS = 60
FORMS = ("ar", "en", "misspelt")
ARCHIVE = Path(sys.executable).with_name("archive")
Ask = Callable[[Path, str], list[dict[str, Any]]]


def name_queries(seed: int, ask: Ask) -> dict[str, float]:
    """Mean F1 by form of name, of an archive of its own; `worst` is the least of all."""
    root = make_archive(ARTICLES, "archive-names").parent
    subprocess.run([ARCHIVE, "build", "--json"], cwd=root, check=True, capture_output=True)
    rows = list(_actors(root / ".archive" / "catalog.sqlite", random.Random(seed)))
    lines = [json.dumps({"q": q, "limit": ARTICLES, "facets": False}, ensure_ascii=False) for _, q, _ in rows]
    answers = ask(root / "site", "\n".join(lines))
    scores: dict[str, list[float]] = {form: [] for form in FORMS}
    for (form, _, right), answer in zip(rows, answers, strict=True):
        scores[form].append(_f1({hit["id"] for hit in answer["hits"]}, right))
    found = {form: round(statistics.mean(values), 3) for form, values in scores.items()}
    return {**found, "worst": round(min(min(values) for values in scores.values()), 3)}


def _actors(catalog: Path, draw: random.Random) -> Iterator[tuple[str, str, set[str]]]:
    """(form, query, ids of the articles that mention the actor)."""
    db = sqlite3.connect(f"{catalog.as_uri()}?mode=ro", uri=True)
    sql = (
        "SELECT record FROM entities JOIN tallies ON target = id"
        " WHERE room = 'actor' AND kind = 'actor' AND count >= 3 ORDER BY id"
    )
    entities = [codec.loads(Entity, row[0]) for row in db.execute(sql)]
    named = [entity for entity in entities if {"ar", "en"} <= entity.name.keys() and _is_certain(entity)]
    for entity in draw.sample(named, min(ACTORS, len(named))):
        ids = "SELECT a.id FROM entries e JOIN articles a ON a.key = e.article WHERE e.kind = 'actor' AND e.target = ?"
        right = {row[0] for row in db.execute(ids, (entity.id,))}
        yield "ar", entity.name["ar"], right
        yield "en", entity.name["en"], right
        yield "misspelt", _misspelt(entity.name["ar"].split(), draw), right


def _is_certain(entity: Entity) -> bool:
    """Whether the names mean this actor by themselves: الرياض is a newspaper only where the context says so."""
    conditional = {a.text for a in entity.aliases if a.ambiguous or a.needs or a.valid_from or a.valid_to}
    return not conditional & {entity.name["ar"], entity.name["en"]}


def _misspelt(name: Sequence[str], draw: random.Random) -> str:
    long = [at for at, word in enumerate(name) if len(word) > 3] or [0]
    wrong = draw.choice(long)
    return " ".join(mistaken(word, draw) if at == wrong else word for at, word in enumerate(name))


def _f1(found: set[str], right: set[str]) -> float:
    both = len(found & right)
    return 2 * both / (len(found) + len(right)) if both else 0.0
