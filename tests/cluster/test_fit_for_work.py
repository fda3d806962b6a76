"""What is asked before work is sent to a cluster, and before a worker does it."""

from __future__ import annotations

import pickle
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive_tools.cli import archive
from archive_tools.errors import ClusterError
from archive_tools.executor import is_place, remote
from tests.archives import NEWS, make_archive, run


@pytest.mark.parametrize(
    "where", ["serial", "processes", "tcp://10.0.0.7:8786", "tls://scheduler.example:8786", "tcp://[::1]:1"]
)
def test_work_can_be_asked_to_run_here_or_at_a_scheduler(where: str) -> None:
    assert is_place(where)


@pytest.mark.parametrize(
    "where",
    ["", "threads", "scheduler:8786", "tcp:/h:1", "tcp://h", "tcp://h:x", "tcp://:8786", "http://h:1", "tcp://h:1/"],
)
def test_what_names_no_place_is_refused_by_the_command(where: str) -> None:
    result = CliRunner().invoke(archive, ["build", "--executor", where])
    assert result.exit_code == 2
    assert "is neither serial nor processes nor the address of a Dask scheduler" in result.output


def test_without_dask_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "distributed"] + ["distributed"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ClusterError, match=r"tcp://h:1: .*not installed.*pip install 'archive-tools\[dask\]'"):
        run(make_archive(tmp_path, {"a.txt": NEWS}), executor="tcp://h:1")


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_told_after_seconds(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the package distributed is not installed (extra `dask`)")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # and never listens
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ClusterError, match=f"{address}: no Dask scheduler answers there"):
            run(make_archive(tmp_path, {"a.txt": NEWS}), executor=address)


def a_ticket(folder: Path, token: str = "now", versions: str | None = None) -> remote.Ticket:
    (folder / remote.TOKEN).write_text("now", encoding="ascii")
    return remote.Ticket(folder, token, remote.digest(remote.versions()) if versions is None else versions)


def test_a_worker_does_the_batches_of_the_current_build(tmp_path: Path) -> None:
    assert remote.run(a_ticket(tmp_path), pickle.dumps((sum, [1, 2]))) == 3


def test_a_worker_refuses_batches_of_a_build_that_another_has_followed(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="another build at work"):
        remote.run(a_ticket(tmp_path, token="earlier"), pickle.dumps((sum, [1, 2])))


def test_a_worker_with_other_versions_refuses(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="other versions"):
        remote.run(a_ticket(tmp_path, versions="other"), pickle.dumps((sum, [1, 2])))


def test_a_worker_says_which_folders_it_does_not_see(tmp_path: Path) -> None:
    a_ticket(tmp_path)
    blind, versions = remote.look([tmp_path, tmp_path / "elsewhere"], "now")
    assert blind == [str(tmp_path / "elsewhere")]
    assert versions["Markdown"]
