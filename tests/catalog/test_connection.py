"""An unusable catalog is set aside, said so, and made anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive_tools.catalog import facts
from archive_tools.catalog.connection import NAME, open_catalog, open_readonly, transaction
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
