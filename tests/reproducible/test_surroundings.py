"""The same input gives the same bytes in another time zone, locale, folder, order, process, and with other rights."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.archives import make_archive, output, put, run
from tests.faults.rounds import command, surroundings
from tests.faults.states import first
from tests.small_authority import CONFIGURED

pytestmark = pytest.mark.slow

MORE = {
    "samples/x.txt": "قال بوتين أمس إن روسيا في حلب.",
    "z.jsonl": '{"id": "z1", "title": "ع", "date": "2018-04-07T23:30:00Z", "source": "BBC", "text": "إدلب"}\n',
    "b/ä.html": "<html><head><title>x</title></head><body><p>حلب</p><p>قصف على إدلب</p></body></html>",
    "b/ä.html.yml": "tags: [ثلج, Élan]\n",
    "two.csv": "id,title,date,text\nc1,ع,2018-04,حلب\nc2,غ,,إدلب\n",
}


def seeds() -> dict[str, str | bytes]:
    return {**first(), **MORE}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("here")
    run(make_archive(root, seeds(), CONFIGURED))
    return output(root)


SURROUNDINGS = {
    "west, C, seed 1": {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "east, Turkish, seed 2": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "2",
    },
    "POSIX, optimised": {"LC_ALL": "POSIX", "PYTHONOPTIMIZE": "1"},
}


@pytest.mark.parametrize("name", SURROUNDINGS)
@pytest.mark.parametrize("how", [("--executor", "serial"), ("--jobs", "3")])
def test_time_zone_locale_hash_seed_umask_and_workers_change_no_byte(
    tmp_path: Path, expected: dict[str, str], name: str, how: tuple[str, ...]
) -> None:
    root = tmp_path / "another folder – مجلد" / "deep"
    config = make_archive(root, seeds(), CONFIGURED)
    elsewhere = subprocess.run(
        command(config, *how, "--json"),
        env=surroundings(**SURROUNDINGS[name]),
        umask=0o077,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert elsewhere.returncode == 0, elsewhere.stderr
    assert output(root) == expected


def test_the_order_in_which_files_were_made_changes_no_byte(tmp_path: Path, expected: dict[str, str]) -> None:
    config = make_archive(tmp_path, {}, CONFIGURED)
    for name, content in reversed(seeds().items()):
        put(tmp_path, {name: content})
    run(config)
    assert output(tmp_path) == expected


def test_seeds_that_come_one_by_one_give_the_same_bytes(tmp_path: Path, expected: dict[str, str]) -> None:
    config = make_archive(tmp_path, {}, CONFIGURED)
    ours = sorted(seeds().items(), key=lambda pair: (not pair[0].startswith("authority/"), pair[0][::-1]))
    for few in (ours[:4], ours[4:7], ours[7:]):
        put(tmp_path, dict(few))
        run(config)
    assert output(tmp_path) == expected


def test_times_of_files_and_the_clock_change_no_byte(tmp_path: Path, expected: dict[str, str]) -> None:
    config = make_archive(tmp_path, seeds(), CONFIGURED)
    for path in (tmp_path / "seeds").rglob("*"):
        os.utime(path, (86_400, 86_400))
    run(config)
    assert output(tmp_path) == expected


def test_a_locale_in_which_names_are_no_utf8_is_refused_before_anything_happens(tmp_path: Path) -> None:
    config = make_archive(tmp_path, {"خبر.txt": "قصف على حلب."}, CONFIGURED)
    ascii_only = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "POSIX"}
    done = subprocess.run(
        command(config), env=surroundings(**ascii_only), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "PYTHONUTF8=1" in done.stderr
    assert not (tmp_path / "site").exists()


def test_an_archive_that_is_moved_is_not_built_again(tmp_path: Path, expected: dict[str, str]) -> None:
    config = make_archive(tmp_path / "here", seeds(), CONFIGURED)
    run(config)
    (tmp_path / "here").replace(tmp_path / "there")
    report = run(tmp_path / "there" / "mkdocs.yml")
    assert (report.prepared, report.looked_at, report.written) == (0, 0, 0)
    assert output(tmp_path / "there") == expected
