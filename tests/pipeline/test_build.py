"""A build makes the output equal to the seeds, and touches nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from archive_tools.errors import ArchiveError, LockedError, OutputError
from archive_tools.pipeline.lock import locked
from tests.archives import CONFIG, NEWS, make_archive, output, put, run


def article(number: int, day: str = "2018-04-07", text: str = NEWS) -> str:
    return json.dumps({"id": f"n{number}", "title": f"عنوان {number}", "date": day, "source": "BBC", "text": text})


def lines(*articles: str) -> str:
    return "\n".join(articles) + "\n"


def test_seeds_become_articles_and_pages(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS, "b.jsonl": lines(article(1), article(2))})
    report = run(config)
    assert (report.items, report.articles, report.rejected) == (3, 3, [])
    page = (tmp_path / "site" / "articles" / "n1" / "index.html").read_text(encoding="utf-8")
    assert "عنوان 1" in page
    assert (tmp_path / "site" / "actors" / "russia").is_dir() or (tmp_path / "site" / "places" / "idlib").is_dir()
    assert (tmp_path / "site" / "dates" / "2018" / "04" / "07" / "index.html").is_file()
    assert (tmp_path / "site" / "about" / "index.html").is_file()


def test_a_build_says_how_many_pages_went_the_long_way(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    home_and_search = 2
    assert run(config).long_way == home_and_search
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "main.html").write_text('{% extends "base.html" %}', "utf-8")
    config.write_text(
        config.read_text("utf-8").replace("name: archive\n", "name: archive\n  custom_dir: own\n"), "utf-8"
    )
    report = run(config)
    assert report.long_way == report.pages


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    run(config)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*") if path.is_file()}
    report = run(config)
    assert (report.prepared, report.looked_at, report.written, report.deleted) == (0, 0, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def _change(root: Path) -> None:
    put(root, {"b.jsonl": lines(article(1, text=NEWS + "وأضافت أنقرة أن الهدنة قائمة.\n"), article(2), article(3))})


def _add(root: Path) -> None:
    put(root, {"c.jsonl": lines(*(article(100 + n, f"2018-05-{1 + n:02d}") for n in range(15)))})


def _remove(root: Path) -> None:
    (root / "seeds" / "a.txt").unlink()


def _rename(root: Path) -> None:
    (root / "seeds" / "a.txt").rename(root / "seeds" / "z.txt")


def _state(root: Path) -> None:
    put(root, {"a.txt.yml": 'title: "عنوان يذكره شخص"\npublished: "2018-04-08"\n'})


def _empty(root: Path) -> None:
    for path in (root / "seeds").rglob("*.*"):
        path.unlink()


def _collide(root: Path) -> None:
    put(root, {"d.jsonl": lines(article(2, "2017-01-01", "نص آخر تماما عن حلب."))})


@pytest.mark.parametrize("change", [_change, _add, _remove, _rename, _state, _empty, _collide])
def test_a_build_after_a_change_equals_a_clean_build(tmp_path: Path, change: object) -> None:
    seeds: dict[str, str | bytes] = {
        "a.txt": NEWS,
        "b.jsonl": lines(article(1), article(2), article(3, "2018-04-09")),
        "old.jsonl": lines(*(article(50 + n, f"2015-08-{1 + n % 9:02d}") for n in range(12))),
    }
    step, fresh = tmp_path / "step", tmp_path / "fresh"
    config = make_archive(step, seeds)
    run(config)
    change(step)  # type: ignore[operator]
    run(config)
    clean = make_archive(fresh, seeds)
    change(fresh)  # type: ignore[operator]
    run(clean)
    assert output(step) == output(fresh)


def test_what_collides_and_is_mended_comes_back(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"b.jsonl": lines(article(1), article(2))})
    run(config)
    before = output(tmp_path)
    _collide(tmp_path)
    report = run(config)
    assert report.articles == 1
    assert sorted(refusal.locator for refusal in report.rejected) == ["b.jsonl#line-2", "d.jsonl#line-1"]
    (tmp_path / "seeds" / "d.jsonl").unlink()
    assert run(config).articles == 2
    assert output(tmp_path) == before


def test_equal_items_are_one_article_and_a_duplicate(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.jsonl": lines(article(1)), "b.jsonl": lines(article(1))})
    report = run(config)
    assert (report.articles, report.duplicates, report.rejected) == (1, 1, [])


def test_bad_items_are_refused_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.jsonl": lines(article(1), "{broken", article(2)), "x.pdf": b"%PDF"})
    report = run(config)
    assert report.articles == 2
    assert [refusal.locator for refusal in report.rejected] == ["a.jsonl#line-2", "x.pdf"]


def test_files_that_others_delete_or_change_are_mended(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"b.jsonl": lines(article(1), article(2))})
    run(config)
    before = output(tmp_path)
    (tmp_path / "site" / "articles" / "n1" / "index.html").unlink()
    (tmp_path / "site" / "404.html").unlink()
    (tmp_path / "docs" / "articles" / "n2.md").write_text("vandalised", encoding="utf-8")
    (tmp_path / "docs" / "actors" / "index.md").unlink()
    report = run(config)
    assert output(tmp_path) == before
    assert report.written >= 3


def test_without_its_catalog_the_archive_is_built_again_to_the_same_bytes(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"b.jsonl": lines(article(1), article(2))})
    run(config)
    before = output(tmp_path)
    put(tmp_path / "docs", {})
    (tmp_path / "site" / "articles" / "stray").mkdir()
    (tmp_path / "site" / "articles" / "stray" / "index.html").write_text("old")
    for path in (tmp_path / ".archive").glob("catalog*"):
        path.unlink()
    run(config)
    assert output(tmp_path) == before


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    seeds: dict[str, str | bytes] = {"a.jsonl": lines(*(article(n, f"2018-{1 + n % 12:02d}-07") for n in range(260)))}
    one, two = make_archive(tmp_path / "one", seeds), make_archive(tmp_path / "two", seeds)
    run(one)
    run(two, executor="processes", jobs=2)
    assert output(tmp_path / "one") == output(tmp_path / "two")


def test_touching_a_file_without_changing_it_writes_nothing(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"b.jsonl": lines(article(1))})
    run(config)
    os.utime(tmp_path / "seeds" / "b.jsonl")
    report = run(config)
    assert (report.prepared, report.written) == (0, 0)


def test_a_link_of_the_introduction_follows_the_page_that_people_add_or_remove(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    (tmp_path / "docs" / "_home.md").write_text("[مساعدة](help.md)\n", encoding="utf-8")
    home = tmp_path / "site" / "index.html"
    run(config)
    assert 'href="help.md"' in home.read_text(encoding="utf-8")
    (tmp_path / "docs" / "help.md").write_text("# مساعدة\n", encoding="utf-8")
    assert run(config).looked_at == 1
    assert 'href="help/"' in home.read_text(encoding="utf-8")
    (tmp_path / "docs" / "help.md").unlink()
    run(config)
    assert 'href="help.md"' in home.read_text(encoding="utf-8")


def test_a_changed_look_renders_every_page_again(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"b.jsonl": lines(article(1))})
    run(config)
    config.write_text(CONFIG.replace("list_size: 10", "list_size: 10\n    digits: arab"), encoding="utf-8")
    run(config)
    fresh = make_archive(tmp_path / "fresh", {"b.jsonl": lines(article(1))}, config.read_text(encoding="utf-8"))
    run(fresh)
    assert {k: v for k, v in output(tmp_path).items() if "fresh" not in k} == output(tmp_path / "fresh")


def test_samples_can_be_left_out(tmp_path: Path) -> None:
    config = make_archive(
        tmp_path, {"a.txt": NEWS, "samples/b.txt": NEWS + "x"}, CONFIG.replace("list_size: 10", "samples: false")
    )
    assert run(config).articles == 1


def test_two_builds_at_once_are_refused_and_told_who_is_at_work(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    with locked(tmp_path / ".archive"), pytest.raises(LockedError, match=f"process {os.getpid()}"):
        run(config)


def test_a_site_folder_with_foreign_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS})
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.doc").write_text("mine")
    with pytest.raises(OutputError):
        run(config)
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["thesis.doc"]


def test_a_mistake_in_a_sidecar_stops_the_build_before_anything_is_written(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"a.txt": NEWS, "a.txt.yml": "tittle: x\npublished: 28/11/2024\n"})
    with pytest.raises(ArchiveError) as caught:
        run(config)
    assert "seeds/a.txt.yml:1" in str(caught.value)
    assert "seeds/a.txt.yml:2" in str(caught.value)
    assert not (tmp_path / "site").exists()
