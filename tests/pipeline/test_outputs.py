"""What a first build may take for granted about the folders that it writes to."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path

import pytest

from archive_tools.config.settings import load_settings
from archive_tools.executor import Workers
from archive_tools.pipeline.options import Options
from archive_tools.pipeline.outputs import Damage, look, outputs_of
from archive_tools.pipeline.surroundings import workshop_of
from archive_tools.site.peoples_files import peoples_files
from archive_tools.site.writer import TEMPORARY
from tests.archives import NEWS, make_archive, output, put, run

LEFT = f"{TEMPORARY}host-1-x"


def freshness(config: Path, *, still: bool = False) -> list[bool]:
    """Of docs/ and of the site."""
    return [one.fresh for one in outputs_of(workshop_of(load_settings(config), Options(), "", still=still))]


def test_only_folders_without_anything_of_ours_are_fresh(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    assert freshness(config) == [True, True]
    assert freshness(config) == [True, False]  # claimed
    (tmp_path / "docs" / "actors").mkdir()
    assert freshness(config) == [False, False]


def test_workers_on_other_machines_may_leave_something_in_a_fresh_folder(tmp_path: Path) -> None:
    assert freshness(make_archive(tmp_path, {"a.txt": NEWS}), still=True) == [False, False]


def test_what_a_killed_build_left_is_swept_where_the_catalog_is_new(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    for folder in (tmp_path / "docs", tmp_path / "docs" / "actors", tmp_path / "site"):
        folder.mkdir(exist_ok=True)
        (folder / LEFT).write_bytes(b"half")
    run(config)
    assert not [path for path in output(tmp_path) if TEMPORARY in path]


def test_what_a_killed_build_left_in_docs_is_no_file_of_peoples(tmp_path: Path) -> None:
    make_archive(tmp_path, {"a.txt": NEWS})
    docs = tmp_path / "docs"
    (docs / "own").mkdir()
    for name in ("index.md", LEFT, "own/help.md", "own/index.md"):
        (docs / name).write_text("x", encoding="utf-8")
    (docs / "actors").mkdir()
    (docs / "actors" / "russia.md").write_text("x", encoding="utf-8")
    assert peoples_files(docs) == ["_home.md", "about.md", "own/help.md", "own/index.md"]


class Late(Future[Damage]):
    """An answer that is never there before it is waited for."""

    def done(self) -> bool:
        return False


def test_what_is_found_after_the_index_was_made_is_mended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, clean = tmp_path / "here", tmp_path / "clean"
    for folder in (here, clean):
        folder.mkdir()
    seeds = {"a.txt": NEWS, "b.txt": "زار وزير الخارجية التركي دمشق.", "c.txt": "قصف على حلب ووساطة روسية."}
    run(make_archive(clean, seeds))
    config = make_archive(here, {name: seeds[name] for name in ("a.txt", "b.txt")})
    run(config)
    put(here, {"c.txt": seeds["c.txt"]})
    index = here / "site" / "search" / "data"
    for node in sorted(index.glob("*.bin")):
        node.write_bytes(b"damaged")
    (index / "index.json").unlink()
    (here / "site" / "index.html").write_text("changed", encoding="utf-8")

    def begin(_workers: Workers, cache: Path, folders: Mapping[str, Path], *, rehash: bool) -> dict[str, Late]:
        found = {name: Late() for name in folders}
        for name, late in found.items():
            late.set_result(look(cache, name, rehash, folders[name]))
        return found

    module = importlib.import_module("archive_tools.pipeline.build")
    monkeypatch.setattr(module, "begin_looking", begin)
    run(config)
    assert output(here) == output(clean)
    report = run(config)
    assert (report.looked_at, report.written) == (0, 0)
