"""What search is told about the articles of the catalog, and that all workers together make the index of one."""

from __future__ import annotations

import json
import pickle
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from archive_tools.catalog.connection import open_readonly
from archive_tools.pipeline.searched import _places, named, sent
from archive_tools.search.analyser import words
from archive_tools.search.node import decompress
from archive_tools.site import writer
from tests.archives import NEWS, make_archive, put, run
from tests.faults.states import lacking


@pytest.mark.parametrize(
    ("headline", "name", "begins"),
    [
        ("تركيا تعلن هدنة", "تركيا", True),
        ("وتركيا تعلن هدنة", "تركيا", True),
        ("وبالحوثيين نبدأ", "الحوثيين", True),
        ("حزب الله يعلن", "حزب الله", True),
        ("لحزب الله", "حزب الله", True),
        ("حزب العمال", "حزب الله", False),
        ("استركيا", "تركيا", False),
        ("تركيا", "تركيا الجديدة", False),
        ("", "تركيا", False),
    ],
)
def test_a_headline_names_what_the_body_names_with_particles_joined_or_not(
    headline: str, name: str, begins: bool
) -> None:
    assert (0 in _places(words(headline), words(name))) is begins


def test_documents_sent_to_another_machine_are_those_that_a_worker_here_reads_and_need_no_catalog_there(
    tmp_path: Path,
) -> None:
    run(make_archive(tmp_path, {"a.txt": f"عنوان\n\n{NEWS}", "b.txt": f"خبر من حلب\n\n{NEWS}"}))
    cache = tmp_path / ".archive"
    with closing(open_readonly(cache)) as db:
        ids = [row[0] for row in db.execute("SELECT id FROM articles ORDER BY id DESC")]
        parcel = pickle.dumps(sent(db, cache, [*ids, "gone"]))
        here = named(db, cache, [*ids, "gone"])()
    shutil.rmtree(cache)
    there = pickle.loads(parcel)()
    assert [doc.id for doc in there] == ids
    assert there == here
    assert all("idlib" in doc.places for doc in there)


def test_the_manifest_of_an_index_waits_for_all_files_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, site = make_archive(tmp_path, {"a.txt": f"عنوان\n\n{NEWS}"}), tmp_path / "site"
    run(config)
    shutil.copytree(site, tmp_path / "older")
    put(tmp_path, {"b.txt": f"خبر ثان من حلب\n\n{NEWS}"})
    run(config)
    shutil.rmtree(site)
    (tmp_path / "older").rename(site)  # as from a backup: the index in it lacks what the catalog's has
    put(tmp_path, {"c.txt": f"خبر ثالث من إدلب\n\n{NEWS}"})
    replace, found = writer.replace, list[list[str]]()

    def watched(path: str, data: bytes) -> int:
        time = replace(path, data)
        if path.endswith("search/data/index.json"):
            found.append(lacking(site))
        return time

    monkeypatch.setattr(writer, "replace", watched)
    run(config)
    assert found == [[]]


@pytest.mark.slow
def test_workers_make_the_index_that_one_process_makes_and_that_grows_article_by_article(tmp_path: Path) -> None:
    rows = [
        {
            "id": f"n{n}",
            "title": f"خبر {n} عن حلب",
            "date": f"2018-04-{n % 28 + 1:02}",
            "text": f"قال بوتين {n} هنا. " * 3,
        }
        for n in range(520)
    ]
    made = {}
    for name, jobs, first in (("one", 1, 520), ("two", 2, 520), ("grown", 2, 400)):
        root = tmp_path / name
        for count in (first, 520):
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[:count])
            config = make_archive(root, {"a.jsonl": lines})
            run(config, executor="processes", jobs=jobs)
        data = root / "site" / "search" / "data"
        made[name] = {path.name: path.read_bytes() for path in data.iterdir()}
    assert made["one"] == made["two"] == made["grown"]
    assert any("بوتين".encode() in decompress(data) for name, data in made["one"].items() if name.endswith(".bin"))
