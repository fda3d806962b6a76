"""A build on a Dask cluster gives the bytes of any other build, also when machines are lost on the way."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from archive_tools.config.settings import load_settings
from archive_tools.errors import ClusterError
from archive_tools.executor.remote import TOKEN
from archive_tools.pipeline import Options, build
from archive_tools.pipeline.report import Silence
from archive_tools.pipeline.searched import MANY
from tests import archives
from tests.archives import NEWS, output, run
from tests.cluster.conftest import Machines
from tests.small_authority import AUTHORITY, CONFIGURED

pytestmark = pytest.mark.slow

ARTICLES = MANY + 20
"""Several batches of reading, more of pages: something is always under way. And enough for an index made by workers,
which are sent its documents."""

Start = Callable[[int], Machines]


def make_archive(root: Path, seeds: dict[str, str]) -> Path:
    return archives.make_archive(root, {**AUTHORITY, **seeds}, CONFIGURED)


def seeds(count: int = ARTICLES) -> str:
    rows = (
        {"id": f"n-{n}", "title": f"خبر {n} من إدلب", "date": f"2018-{n % 12 + 1:02}-{n % 28 + 1:02}", "text": NEWS}
        for n in range(count)
    )
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("wanted")
    run(make_archive(root, {"news.jsonl": seeds()}))
    return output(root)


@dataclass
class KillsOnTheWay(Silence):
    """Ends a process as soon as the first batch of a stage has come back."""

    stage_meant: str
    victim: subprocess.Popen[str]
    _now: str = ""
    later: list[tuple[int, int]] = field(default_factory=list)

    def stage(self, name: str) -> None:
        self._now = name

    def progress(self, done: int, total: int) -> None:
        if self._now != self.stage_meant:
            return
        if self.victim.poll() is None:
            self.victim.kill()
            self.victim.wait()
        else:
            self.later.append((done, total))


def test_a_cluster_writes_the_same_bytes(tmp_path: Path, machines: Start, wanted: dict[str, str]) -> None:
    cluster = machines(2)
    report = run(make_archive(tmp_path, {"news.jsonl": seeds()}), executor=cluster.address)
    assert report.articles == ARTICLES
    assert output(tmp_path) == wanted
    assert any(path.startswith("search/data/") for path in wanted), "the index is not compared"
    tokens = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob(TOKEN)]
    assert tokens == [f".archive/{TOKEN}"], "a token lies where readers look"


def test_one_article_more_on_a_cluster_is_the_same_as_building_anew(tmp_path: Path, machines: Start) -> None:
    cluster = machines(1)
    both = {"news.jsonl": seeds(120), "late.txt": "عنوان متأخر\n\n" + NEWS}
    config = make_archive(tmp_path / "a", {"news.jsonl": both["news.jsonl"]})
    run(config, executor=cluster.address)
    (tmp_path / "a" / "seeds" / "late.txt").write_text(both["late.txt"], encoding="utf-8")
    run(config, executor=cluster.address)
    run(make_archive(tmp_path / "b", both))
    assert output(tmp_path / "a") == output(tmp_path / "b")


@pytest.mark.parametrize("stage", ["read", "pages"])
def test_the_work_of_a_worker_that_is_killed_is_done_by_another(
    tmp_path: Path, machines: Start, wanted: dict[str, str], stage: str
) -> None:
    cluster = machines(2)
    tell = KillsOnTheWay(stage, cluster.workers[0])
    config = make_archive(tmp_path, {"news.jsonl": seeds()})
    build(load_settings(config), Options(executor=cluster.address), tell)
    assert cluster.workers[0].returncode == -9
    assert tell.later, "nothing was left to do when the worker died"
    assert output(tmp_path) == wanted


def test_a_scheduler_that_goes_away_is_told_and_the_next_build_goes_on(
    tmp_path: Path, machines: Start, wanted: dict[str, str]
) -> None:
    cluster = machines(1)
    assert cluster.scheduler is not None
    config = make_archive(tmp_path, {"news.jsonl": seeds()})
    with pytest.raises(ClusterError, match=r"the scheduler went away.* build again"):
        build(load_settings(config), Options(executor=cluster.address), KillsOnTheWay("pages", cluster.scheduler))
    run(config)
    assert output(tmp_path) == wanted


def test_workers_that_do_not_share_the_disk_are_told_at_the_start(
    tmp_path: Path, machines: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Path("/proc/self/cwd")  # a path that is another folder in each process, as /data is on machines apart
    if not own.exists():
        pytest.skip("this system has no /proc/self/cwd")
    cluster = machines(1)
    make_archive(tmp_path, {"news.jsonl": seeds()})
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ClusterError, match=r"does not see.*/proc/self/cwd/\.archive.*a disk that all workers mount"):
        run(own / "mkdocs.yml", executor=cluster.address)
    assert not list((tmp_path / "site").iterdir())


def test_a_worker_with_other_versions_is_told_at_the_start(tmp_path: Path, machines: Start) -> None:
    cluster = machines(1)
    cluster.add_worker(SOURCE_DATE_EPOCH="86400")
    with pytest.raises(ClusterError, match="SOURCE_DATE_EPOCH 86400 instead of none"):
        run(make_archive(tmp_path, {"a.txt": NEWS}), executor=cluster.address)


def test_a_scheduler_without_workers_is_told(tmp_path: Path, machines: Start) -> None:
    cluster = machines(0)
    with pytest.raises(ClusterError, match=f"no workers. Start some with: dask worker {cluster.address}"):
        run(make_archive(tmp_path, {"a.txt": NEWS}), executor=cluster.address)
