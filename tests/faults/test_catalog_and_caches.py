"""Whatever befalls the catalog or what a build wrote, the next build ends equal to a clean one and says what it did."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.archives import run, tree
from tests.faults.states import Stage, set_the_stage

pytestmark = pytest.mark.slow
CATALOG = "catalog.sqlite"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return set_the_stage(tmp_path_factory.mktemp("catalog"))


@pytest.fixture
def stage(built: Stage, tmp_path: Path) -> Stage:
    """A copy, times of files included, in its first state."""
    shutil.copytree(built.root, tmp_path / "archive", dirs_exist_ok=True)
    copy = Stage(tmp_path / "archive" / "mkdocs.yml", built.seeds, built.clean)
    run(copy.config)
    return copy


def overwrite(path: Path, at: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


@pytest.mark.parametrize("seed", range(8))
def test_bytes_changed_in_the_catalog_never_reach_the_site(stage: Stage, seed: int) -> None:
    """Somewhere in the file, in what is text, number or structure: found now or harmless for ever."""
    path = stage.root / ".archive" / CATALOG
    draw = random.Random(seed)
    for _ in range(12):
        overwrite(path, draw.randrange(100, path.stat().st_size - 64), draw.randbytes(draw.choice([1, 16, 64])))
    run(stage.config)
    assert stage.equals(0)
    stage.turn_to(1)
    run(stage.config)
    assert stage.equals(1)


def test_a_changed_word_in_a_stored_article_is_noticed_and_said(stage: Stage) -> None:
    path = stage.root / ".archive" / CATALOG
    data = path.read_bytes()
    at = data.index("وأضاف المتحدث".encode())
    overwrite(path, at, "وأكاذ".encode())
    report = run(stage.config)
    assert "set aside" in " ".join(report.notes)
    assert (stage.root / ".archive" / f"{CATALOG}.set-aside").exists()
    assert stage.equals(0)


@pytest.mark.parametrize("left", [0, 1, 99, 4096, 20_000])
def test_a_catalog_that_ends_too_early_is_made_anew(stage: Stage, left: int) -> None:
    os.truncate(stage.root / ".archive" / CATALOG, left)
    report = run(stage.config)
    assert stage.equals(0)
    assert (left < 2) or "set aside" in " ".join(report.notes)  # a file of one byte counts as an empty database


def test_a_foreign_database_is_set_aside_whole(stage: Stage) -> None:
    path = stage.root / ".archive" / CATALOG
    path.unlink()
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE thesis (chapter TEXT)")
    foreign.close()
    before = path.read_bytes()
    report = run(stage.config)
    assert "not a catalog of this program" in " ".join(report.notes)
    assert path.with_name(f"{CATALOG}.set-aside").read_bytes() == before
    assert stage.equals(0)


def test_without_catalog_or_without_its_journal_the_site_comes_out_the_same(stage: Stage) -> None:
    shutil.rmtree(stage.root / ".archive")
    run(stage.config)
    assert stage.equals(0)


@pytest.mark.parametrize("older", [(".archive",), ("site",), (".archive", "site"), ("docs",), (".archive", "docs")])
@pytest.mark.parametrize("keep_times", [True, False])
def test_parts_put_back_from_an_older_day_are_brought_up_to_date(
    stage: Stage, older: tuple[str, ...], keep_times: bool, tmp_path: Path
) -> None:
    """As caches of continuous integration do: each in the state of its own day, stamps of files kept or new."""
    for name in older:
        shutil.copytree(stage.root / name, tmp_path / "old" / name)
    stage.turn_to(1)
    run(stage.config)
    for name in older:
        shutil.rmtree(stage.root / name)
        copy = shutil.copy2 if keep_times else shutil.copyfile
        shutil.copytree(tmp_path / "old" / name, stage.root / name, copy_function=copy)
    run(stage.config)
    assert stage.equals(1)


def test_a_fresh_clone_with_catalog_and_site_put_back_reads_no_item_and_writes_no_html_again(
    stage: Stage, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(stage.root, clone, copy_function=shutil.copyfile)
    shutil.rmtree(stage.root)
    clone.replace(stage.root)  # the same folder with new files in it, as on a server that builds
    html = {path: path.stat().st_ino for path in (stage.root / "site").rglob("*.html")}
    report = run(stage.config)
    assert report.prepared == 0
    assert {path: path.stat().st_ino for path in html} == html
    assert stage.equals(0)


def test_files_of_a_site_that_is_not_in_the_catalog_do_not_stay(stage: Stage) -> None:
    run(stage.config)
    stray = stage.root / "site" / "articles" / "n1000" / "index.html"
    stray.parent.mkdir()
    stray.write_text("of another day")
    shutil.rmtree(stage.root / ".archive")
    run(stage.config)
    assert "articles/n1000/index.html" not in tree(stage.root / "site")
