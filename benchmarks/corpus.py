"""Archives of a wished size, made of the measuring corpus."""

from __future__ import annotations

import gzip
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.workplace import ROOT, WORK, clear

CORPUS = Path(os.environ.get("ARCHIVE_CORPUS", ROOT.parent / "shared" / "corpus"))

CONFIG = """\
site_name: "أرشيف القياس"
site_url: https://archive.example/
theme:
  name: archive
  language: ar
plugins: []
nav:
  - "الرئيسية": index.md
  - "الجهات": actors/index.md
  - "الأماكن": places/index.md
  - "التواريخ": dates/index.md
not_in_nav: "*"
exclude_docs: "/_home.md"
"""

ONE_MORE = (
    '{"id": "bench-one-more", "title": "قصف على إدلب ووساطة تركية", "date": "2018-04-07", "source": "BBC",'
    ' "lang": "ar", "text": "قالت وزارة الدفاع الروسية إن طائراتها قصفت مواقع في إدلب وحلب.'
    '\\nوأعلنت تركيا وإيران هدنة جديدة في سوريا."}\n'
)


def lines() -> Iterator[bytes]:
    """All articles of the corpus, the 10,000 first."""
    for name in ("articles-10k.jsonl.gz", "articles-more-40k.jsonl.gz"):
        with gzip.open(CORPUS / name, "rb") as stream:
            yield from stream


def make_archive(count: int, name: str | None = None) -> Path:
    """A fresh archive of `count` articles below benchmarks/work; returns its mkdocs.yml."""
    root = WORK / (name or f"archive-{count}")
    clear(root)
    (root / "seeds").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "docs" / "_home.md").write_text("مقدمة.\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    with gzip.open(root / "seeds" / "articles.jsonl.gz", "wb", compresslevel=1) as out:
        out.writelines(itertools.islice(lines(), count))
    return root / "mkdocs.yml"
