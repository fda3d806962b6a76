"""An unusable catalog is set aside, said so, and made anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive_tools.catalog import facts
from archive_tools.catalog.connection import NAME, move_log, open_catalog, open_readonly, reading, transaction
from archive_tools.errors import CatalogError


def test_what_was_put_is_there_when_the_catalog_is_opened_again(tmp_path: Path) -> None:
    db, note = open_catalog(tmp_path)
    with closing(db):
        facts.put(db, "a", "1")
    assert note is None
    db, note = open_catalog(tmp_path)
    with closing(db):
        assert facts.get(db, "a") == "1"
    assert note is None


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be looked at " * 40])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    db, note = open_catalog(tmp_path)
    with closing(db):
        assert facts.get(db, "version") is not None
    if content:
        assert note is not None
        assert "set aside" in note
        assert (tmp_path / f"{NAME}.set-aside").read_bytes() == content


def test_a_database_of_another_program_is_set_aside(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / NAME)) as other:
        other.execute("CREATE TABLE things (x)")
    db, note = open_catalog(tmp_path)
    db.close()
    assert note is not None
    assert "not a catalog of this program" in note


def test_a_catalog_of_another_version_is_set_aside(tmp_path: Path) -> None:
    db, _ = open_catalog(tmp_path)
    with closing(db):
        facts.put(db, "version", "0")
    db, note = open_catalog(tmp_path)
    db.close()
    assert note is not None
    assert "another version" in note


def test_reading_a_catalog_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="archive build"):
        open_readonly(tmp_path)


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    db, _ = open_catalog(tmp_path)

    def fail() -> None:
        with transaction(db):
            facts.put(db, "a", "1")
            raise ValueError

    with closing(db):
        with pytest.raises(ValueError):
            fail()
        assert facts.get(db, "a") is None


def test_whoever_reads_sees_one_state_while_others_write(tmp_path: Path) -> None:
    db, _ = open_catalog(tmp_path)
    with closing(db), closing(open_readonly(tmp_path)) as other:
        facts.put(db, "a", "1")
        with reading(other):
            assert facts.get(other, "a") == "1"
            facts.put(db, "a", "2")
            assert facts.get(other, "a") == "1"
        assert facts.get(other, "a") == "2"


def test_an_error_that_ended_the_reading_is_the_one_that_is_told(tmp_path: Path) -> None:
    db, _ = open_catalog(tmp_path)
    with closing(db), pytest.raises(MemoryError), reading(db):  # noqa: PT012 - as SQLite does it by itself
        db.execute("ROLLBACK")
        raise MemoryError
    assert not list(tmp_path.glob("*-wal"))


def test_the_log_is_moved_while_the_catalog_is_open(tmp_path: Path) -> None:
    db, _ = open_catalog(tmp_path)
    with closing(db):
        facts.put(db, "a", "x" * 100_000)
        before = (tmp_path / NAME).stat().st_size
        move_log(tmp_path)
        assert (tmp_path / NAME).stat().st_size > before
        assert facts.get(db, "a") == "x" * 100_000


def test_where_no_log_can_be_moved_nothing_is_made_and_nothing_fails(tmp_path: Path) -> None:
    move_log(tmp_path)
    assert not list(tmp_path.iterdir())
    (tmp_path / NAME).write_bytes(b"not a database" * 100)
    move_log(tmp_path)
