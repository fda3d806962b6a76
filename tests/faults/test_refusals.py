"""What the system refuses is told in one line, exit 2, and what was published stays."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from archive_tools.errors import ArchiveError, ConfigError, LockedError, OutputError, Problem, WorkerDiedError
from tests.archives import make_archive, output, put, run
from tests.faults.rounds import command, surroundings
from tests.faults.states import first
from tests.small_authority import AUTHORITY, CONFIGURED


def archive(root: Path) -> Path:
    return make_archive(root, {**AUTHORITY, "a.txt": "قصف على حلب.", "b.txt": "محادثات."}, CONFIGURED)


def fails(config: Path, *more: str, **how: object) -> str:
    """Build with the program; it must end with 2 and one line, which is returned."""
    done = subprocess.run(
        command(config, "--json", *more),
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **how,  # type: ignore[call-overload]
    )
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    return str(done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("limit", [0, 2_000, 60_000])
def test_a_full_disk_is_told_and_what_was_published_stays(tmp_path: Path, limit: int) -> None:
    config = archive(tmp_path)
    run(config)
    before = output(tmp_path)
    put(tmp_path, {"c.txt": "هدنة في إدلب. " * 4000})

    def no_file_may_grow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    assert "cannot be" in fails(config, "--executor", "serial", preexec_fn=no_file_may_grow)
    after = output(tmp_path)
    assert {path for path in before if path not in after} == set()
    run(config)
    fresh = archive(tmp_path / "fresh")
    put(tmp_path / "fresh", {"c.txt": "هدنة في إدلب. " * 4000})
    run(fresh)
    assert {path: d for path, d in output(tmp_path).items() if "fresh" not in path} == output(tmp_path / "fresh")


@pytest.mark.parametrize("place", ["site/articles/new/index.html", "docs/articles/new.md"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    config = archive(tmp_path)
    run(config)
    before = output(tmp_path)
    put(tmp_path, {"new.txt": "هدنة."})
    (tmp_path / place).mkdir(parents=True)  # a folder where the file must go: refused to everybody, root too
    with pytest.raises(OutputError, match="cannot be written"):
        run(config)
    assert {path: digest for path, digest in output(tmp_path).items() if path in before and "n" not in path} == {
        path: digest for path, digest in before.items() if "n" not in path
    }
    (tmp_path / place).rmdir()
    run(config)
    assert (tmp_path / place).is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("folder", ["site", "docs", ".archive"])
def test_a_folder_without_rights_is_told(tmp_path: Path, folder: str) -> None:
    config = archive(tmp_path)
    run(config)
    put(tmp_path, {"new.txt": "هدنة."})
    for path in [tmp_path / folder, *(tmp_path / folder).rglob("*")]:
        if path.is_dir():
            path.chmod(0o555)
    try:
        fails(config)
    finally:
        for path in [tmp_path / folder, *(tmp_path / folder).rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
    run(config)
    assert (tmp_path / "site/articles/new/index.html").is_file()


def test_a_cache_that_is_no_folder_is_told(tmp_path: Path) -> None:
    config = archive(tmp_path)
    (tmp_path / ".archive").write_text("mine")
    with pytest.raises(ArchiveError, match="archive"):
        run(config)
    assert (tmp_path / ".archive").read_text() == "mine"


@pytest.mark.slow
def test_a_killed_worker_is_told_and_the_next_build_mends_it(tmp_path: Path) -> None:
    config = make_archive(tmp_path, first(), CONFIGURED)
    process = subprocess.Popen(
        command(config, "--jobs", "2", "--json"), env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    killed = False
    while process.poll() is None and not killed:
        for child in _children(process.pid):
            os.kill(child, signal.SIGKILL)
            killed = True
    _, said = process.communicate(timeout=120)
    assert killed
    assert process.returncode == 2, said
    assert b"a worker process ended without an answer" in said
    run(config)
    clean = make_archive(tmp_path / "clean", first(), CONFIGURED)
    run(clean)
    assert {path: d for path, d in output(tmp_path).items() if "clean" not in path} == output(tmp_path / "clean")


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


@pytest.mark.parametrize(
    "error",
    [
        OutputError("site/x", "No space left on device"),
        LockedError(".archive", "process 7"),
        WorkerDiedError("killed"),
        ConfigError([Problem("seeds/a.yml", 3, "is wrong.")]),
    ],
)
def test_errors_cross_from_a_worker_as_they_are(error: ArchiveError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
