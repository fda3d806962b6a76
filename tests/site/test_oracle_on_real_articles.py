"""Pages of real articles, and of all that they name, are those of a plain `mkdocs build`, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import CONFIG
from tests.archives import run

SHARED = Path(__file__).parents[3] / "shared"
ENOUGH = 2_000
"""Pages: a thousand articles and what they name."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason=f"no corpus of real articles at {SHARED}/corpus"),
]


def test_every_page_of_a_thousand_real_articles_is_that_of_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "docs/_home.md").write_text("مقدمة *بخط مائل*.\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    shutil.copy(SHARED / "corpus/articles-1k.jsonl.gz", tmp_path / "seeds")
    gold = json.loads((SHARED / "gold/articles.json").read_text("utf-8"))
    (tmp_path / "seeds/gold.json").write_text(json.dumps(gold), "utf-8")
    run(tmp_path / "mkdocs.yml", executor="processes")
    (tmp_path / "site").rename(tmp_path / "ours")
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(tmp_path / "mkdocs.yml")]
    subprocess.run(command, check=True, env=surroundings, capture_output=True)
    pages = sorted(path.relative_to(tmp_path / "site") for path in (tmp_path / "site").rglob("index.html"))
    assert len(pages) > ENOUGH
    other = [str(page) for page in pages if not _same(tmp_path, page)]
    assert not other, f"{len(other)} of {len(pages)} pages differ"


def _same(folder: Path, page: Path) -> bool:
    ours = folder / "ours" / page
    return ours.is_file() and ours.read_bytes() == (folder / "site" / page).read_bytes()
