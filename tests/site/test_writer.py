"""A file is whole or not there; a folder that is not ours is not touched."""

from __future__ import annotations

import hashlib
import resource
from pathlib import Path

import pytest

from archive_tools.errors import OutputError
from archive_tools.site import writer


def test_what_is_written_is_what_is_read_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    now = writer.write(tmp_path / "a" / "b.html", "نص".encode())
    assert (tmp_path / "a" / "b.html").read_text(encoding="utf-8") == "نص"
    assert now.digest == hashlib.sha256("نص".encode()).hexdigest()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.html"]


def test_a_write_that_fails_leaves_the_old_file_and_no_temporary_one(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    writer.write(path, b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OutputError, match=r"a\.html: cannot be written"):
            writer.write(path, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]


def test_a_folder_with_files_that_no_build_wrote_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.doc").write_bytes(b"mine")
    with pytest.raises(OutputError, match="it has files in it"):
        writer.claim(tmp_path)
    assert (tmp_path / "letter.doc").read_bytes() == b"mine"


def test_an_empty_folder_is_claimed_once_and_stays_ours(tmp_path: Path) -> None:
    assert writer.claim(tmp_path / "site")
    writer.write(tmp_path / "site" / "index.html", b"x")
    assert not writer.claim(tmp_path / "site")
    assert sorted(writer.walk(tmp_path / "site")) == [writer.MARKER, "index.html"]


def test_a_folder_with_what_a_killed_build_left_is_ours_and_not_empty(tmp_path: Path) -> None:
    (tmp_path / f"{writer.TEMPORARY}host-1-index.html").write_bytes(b"half")
    assert not writer.claim(tmp_path)
    assert not writer.claim(tmp_path)


def test_deleting_a_file_deletes_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    writer.write(tmp_path / "a" / "b" / "c.html", b"x")
    writer.write(tmp_path / "a" / "d.html", b"x")
    assert writer.remove(tmp_path, ["a/b/c.html", "a/b/not-there.html"]) == 1
    assert list(writer.walk(tmp_path)) == ["a/d.html"]
    assert not (tmp_path / "a" / "b").exists()


def test_folders_that_were_emptied_go_even_where_a_later_file_cannot_be_deleted(tmp_path: Path) -> None:
    writer.write(tmp_path / "a" / "b" / "c.html", b"x")
    writer.write(tmp_path / "e" / "f" / "g.html", b"x")
    with pytest.raises(OutputError, match="e/f: cannot be written"):
        writer.remove(tmp_path, ["a/b/c.html", "e/f", "x/y.html"])
    assert [path.name for path in tmp_path.iterdir()] == ["e"]


@pytest.mark.parametrize("odd", ["/c.html", "c.html", "./c.html", "none/c.html"])
def test_the_folder_itself_stays_however_odd_the_path_of_its_last_file(tmp_path: Path, odd: str) -> None:
    top = tmp_path / "top"
    writer.write(top / "c.html", b"x")
    writer.remove(top, [odd])
    assert top.is_dir()
