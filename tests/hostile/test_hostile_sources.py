"""Hostile inputs: each is imported whole or refused by name with a reason; none crashes, hangs or eats memory.

The files stand beside the project, in `<repo>/../shared/hostile`; where they are absent these tests are skipped.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from archive_tools import sources
from archive_tools.clean import clean
from archive_tools.clean.hygiene import one_line, scrub
from archive_tools.records import Article, RawItem, Rejected
from tests.clean.knowledge import the_knowledge

HOSTILE = Path(__file__).parent.parent.parent.parent / "shared" / "hostile"
needs_files = pytest.mark.skipif(
    not HOSTILE.is_dir(), reason=f"needs the hostile inputs in {HOSTILE.name}/ beside the project"
)
LIMIT = 1024**3
KNOWLEDGE = the_knowledge()

CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
from tests.hostile.test_hostile_sources import results
for path in sys.argv[1:]:
    for result in results(path, open(path, "rb").read()):
        print(path, type(result).__name__)
"""
SECONDS_EACH = 5


def results(name: str, data: bytes) -> list[Article | Rejected]:
    found = sources.read_items(Path(name).name, io.BytesIO(data), {})
    return [clean(item, KNOWLEDGE) if isinstance(item, RawItem) else item for item in found]


def listed(folder: str) -> list[Path]:
    return sorted(path for path in (HOSTILE / folder).glob("*") if path.is_file()) if HOSTILE.is_dir() else []


@needs_files
@pytest.mark.parametrize("path", listed("made"), ids=lambda path: path.name)
def test_a_made_attack_is_imported_whole_or_refused_by_name(path: Path) -> None:
    found = results(path.name, path.read_bytes())
    assert found
    for result in found:
        assert result.locator.startswith(path.name)
        assert isinstance(result, Article) or len(result.reason) > 10


@needs_files
@pytest.mark.slow
def test_the_worst_files_together_stay_within_a_gigabyte_and_do_not_hang(tmp_path: Path) -> None:
    huge = tmp_path / "hugeline.txt"
    huge.write_bytes("ا".encode() * 2_000_000)
    many = tmp_path / "manylines.txt"
    many.write_bytes('"قال كل واحد منهم ذلك مرة أخرى"\n'.encode() * 45_000)
    values = tmp_path / "values.json"
    values.write_bytes(b'{"text":"a","n":[' + b"{}," * 900_000 + b"1]}")
    paths = [str(path) for path in [*listed("made"), huge, many, values]]
    child = subprocess.run(
        [sys.executable, "-c", CHILD.format(limit=LIMIT), *paths],
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        timeout=SECONDS_EACH * len(paths),
        check=False,
    )
    assert child.returncode == 0, child.stderr[-500:]
    assert all(path in child.stdout for path in paths)


@needs_files
def test_what_is_json_is_read_as_json_and_what_is_not_is_refused() -> None:
    refused_by_us = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}
    about_syntax = (
        "is not JSON",
        "nested deeper",
        "twice",
        "encoding",
        "UTF-8",
        "UTF-16",
        "utf-16",
        "surrogate",
        "not text",
    )
    for path in listed("json-test-suite/test_parsing"):
        for result in results(path.name, path.read_bytes()):
            is_json = not (isinstance(result, Rejected) and any(word in result.reason for word in about_syntax))
            if path.name.startswith("y_"):
                assert is_json != (path.name in refused_by_us), (path.name, result)
            elif path.name.startswith("n_"):
                assert not is_json, (path.name, result)


@needs_files
def test_naughty_strings_come_back_equal_from_every_field() -> None:
    naughty = json.loads((HOSTILE / "blns" / "blns.json").read_text(encoding="utf-8"))
    for number, text in enumerate(naughty):
        record = {
            "id": f"n{number}",
            "title": text,
            "source": text,
            "author": text,
            "date": text,
            "text": f"نص {text}.",
        }
        (result,) = results("a.json", json.dumps(record).encode())
        assert isinstance(result, Article)
        assert result.headline.value == (one_line(text) or result.headline.value)
        body = scrub(f"نص {text}.")[0]
        assert "".join(body.split()) == "".join("".join(block.text.split()) for block in result.blocks)
        assert unicodedata.is_normalized("NFC", result.headline.value or "")


@needs_files
@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("arb", "ar"),
        ("heb", "he"),
        ("pes_1", "fa"),
        ("pes_2", "fa"),
        ("urd", "ur"),
        ("uig_arab", "ug"),
        ("pnb", "pnb"),
        ("skr", "skr"),
        ("ydd", "yi"),
        ("mly_arab", "ms-Arab"),
    ],
)
def test_the_declaration_of_human_rights_is_known_by_its_letters(name: str, lang: str) -> None:
    path = HOSTILE / "udhr-bidi" / "data" / "udhr" / "bidi" / f"udhr_{name}.txt"
    (result,) = results("udhr.txt", path.read_bytes())
    assert isinstance(result, Article)
    assert result.lang.value == lang
