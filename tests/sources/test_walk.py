"""Which files are seeds, and in which order."""

from __future__ import annotations

import os
from pathlib import Path

from archive_tools import sources
from archive_tools.records import Rejected
from archive_tools.sources import SeedFile


def make(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("نص", encoding="utf-8")


def paths(root: Path) -> list[str]:
    return [found.path if isinstance(found, SeedFile) else f"! {found.locator}" for found in sources.walk(root)]


def test_seeds_are_found_in_folders_in_the_order_of_their_paths(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.txt", "a.txt", "c/d/e.md", "ب.txt", "أ.txt")
    assert paths(tmp_path) == ["a.txt", "a/z.txt", "b.txt", "c/d/e.md", "أ.txt", "ب.txt"]


def test_sidecars_hidden_files_authority_and_decisions_are_no_seeds(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "a.txt.yml", "_defaults.yml", ".git/x.txt", ".hidden", "authority/a.yml", "decisions/x.txt")
    make(tmp_path, "news/authority/kept.txt")
    assert paths(tmp_path) == ["a.txt", "news/authority/kept.txt"]


def test_links_and_special_files_are_reported_and_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "leak.txt").symlink_to("/etc/hostname")
    (tmp_path / "folder").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe.txt")
    assert paths(tmp_path) == ["a.txt", "! folder", "! leak.txt", "! pipe.txt"]


def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))).write_bytes(b"x")
    (found,) = sources.walk(tmp_path)
    assert isinstance(found, Rejected)
    assert found.locator.isprintable()
    found.locator.encode("utf-8")


def test_a_folder_that_is_missing_holds_no_seeds(tmp_path: Path) -> None:
    assert paths(tmp_path / "none") == []


def test_a_link_that_takes_the_place_of_a_seed_is_not_opened(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (seed,) = sources.walk(tmp_path)
    assert isinstance(seed, SeedFile)
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").symlink_to("/etc/hostname")
    (found,) = sources.split_seed(seed, {})
    assert isinstance(found, Rejected)
    assert "cannot be opened" in found.reason


def test_the_facts_of_a_file_change_with_it(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (before,) = sources.walk(tmp_path)
    (tmp_path / "a.txt").write_text("نص أطول", encoding="utf-8")
    (after,) = sources.walk(tmp_path)
    assert before != after
    assert list(sources.walk(tmp_path)) == [after]
