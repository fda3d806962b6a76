"""The articles of tests/cases/search_articles.yml as search sees them, their names, and their index in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from archive_tools.search.documents import MemoryStore, SearchDoc, SearchName, Store
from archive_tools.search.update import update

CASES = Path(__file__).parents[1] / "cases"

NAMES: Mapping[str, SearchName] = {
    "actor:arslan": SearchName(
        facet="actor", labels={"ar": "علي أرسلان", "en": "Ali Arslan"}, aliases=("علي ارسلان",), protect=("أرسلان",)
    ),
    "actor:transport": SearchName(facet="actor", labels={"ar": "وزارة النقل", "en": "Ministry of Transport"}),
    "actor:cabinet": SearchName(facet="actor", labels={"ar": "رئاسة الحكومة", "en": "Cabinet"}),
    "place:aleppo": SearchName(facet="place", labels={"ar": "مدينة حلب", "en": "Aleppo city"}, protect=("حلب",)),
    "place:gaza": SearchName(facet="place", labels={"ar": "غزة", "en": "Gaza"}, protect=("غزة",)),
    "place:idlib": SearchName(facet="place", labels={"ar": "ريف إدلب", "en": "Idlib countryside"}, protect=("إدلب",)),
    "place:syria": SearchName(
        facet="place", labels={"ar": "الجمهورية السورية", "en": "Syria"}, protect=("سوريا", "سورية")
    ),
    "place:qena": SearchName(facet="place", labels={"ar": "قنا", "en": "Qena"}, protect=("قنا",)),
    "outlet:north": SearchName(facet="outlet", labels={"ar": "صحيفة الشمال", "en": "The North"}),
    "outlet:south": SearchName(facet="outlet", labels={"ar": "صحيفة الجنوب", "en": "The South"}),
    "tag:roads": SearchName(facet="tag", labels={"ar": "طرق", "en": "Roads"}),
    "tag:bread": SearchName(facet="tag", labels={"ar": "خبز", "en": "Bread"}),
}


def articles() -> list[SearchDoc]:
    rows: list[dict[str, Any]] = yaml.safe_load((CASES / "search_articles.yml").read_text(encoding="utf-8"))
    return [
        SearchDoc(
            id=row["id"],
            headline=row["headline"],
            published=row["published"],
            lang=row["lang"],
            outlet=row["outlet"],
            blocks=tuple(enumerate(row["blocks"], 1)),
            actors=tuple(row.get("actors", ())),
            places=tuple(row.get("places", ())),
            tags=tuple(row.get("tags", ())),
        )
        for row in rows
    ]


def apply(
    files: dict[str, bytes],
    store: Store,
    changed: Iterable[SearchDoc],
    removed: Iterable[str] = (),
    names: Mapping[str, SearchName] = NAMES,
) -> int:
    """Carry an update out on `files`; the number of files that changed."""
    steps = list(update(store, changed, removed, names))
    for name, data in steps:
        if data is None:
            del files[name]
        else:
            files[name] = data
    return len(steps)


def built(changed: Iterable[SearchDoc], names: Mapping[str, SearchName] = NAMES) -> dict[str, bytes]:
    """A clean build."""
    files: dict[str, bytes] = {}
    apply(files, MemoryStore(), changed, names=names)
    return files


def write_site(root: Path, files: Mapping[str, bytes]) -> Path:
    """The files as a site holds them; the site's folder."""
    data = root / "search" / "data"
    data.mkdir(parents=True)
    for name, content in files.items():
        (data / name).write_bytes(content)
    return root
