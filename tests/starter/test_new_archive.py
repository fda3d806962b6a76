"""An archive made by `archive new`, from nothing to a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_tools.config.starter import write_starter
from archive_tools.pipeline import Report
from archive_tools.pipeline.check import check_archive
from archive_tools.starter import FILES
from tests.archives import run


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fresh") / "archive"
    write_starter(root)
    return root


@pytest.fixture(scope="module")
def built(fresh: Path) -> Report:
    return run(fresh / "mkdocs.yml")


def test_it_has_the_files_of_the_starter_and_nothing_to_complain_about(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    written = write_starter(root)
    assert {path.relative_to(root).as_posix() for path in written} == set(FILES)
    assert check_archive(root / "mkdocs.yml") == []


def test_it_builds_with_its_example_as_the_only_article(built: Report) -> None:
    assert (built.items, built.articles, len(built.rejected)) == (1, 1, 0)


def test_the_example_is_dated_linked_and_without_its_boilerplate(built: Report, fresh: Path) -> None:
    page = (fresh / "docs/articles/example.md").read_text(encoding="utf-8")
    front, body = page.split("\n---\n", 1)
    assert 'published: "2024-01-09"' in front
    assert 'outlet: "example-gazette"' in front
    assert "](../actors/example-relief-society.md " in body
    assert "](../places/example-town.md " in body
    assert "شاركها" not in body.split('<details class="panel removed"')[0]


def test_git_would_keep_what_people_wrote_and_ignore_what_the_tool_did(built: Report, fresh: Path) -> None:
    ignored = [
        line.strip("/")
        for line in (fresh / ".gitignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("/")
    ]
    kept = {
        path.relative_to(fresh).as_posix()
        for path in fresh.rglob("*")
        if path.is_file()
        and not any(path.relative_to(fresh).as_posix().startswith((name + "/", name)) for name in ignored)
    }
    assert kept == set(FILES)
