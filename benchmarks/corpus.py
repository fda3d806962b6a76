"""Archives of a wished size, made of the measuring corpus."""

from __future__ import annotations

import gzip
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


_TYPICAL = range(140, 165)
"""Different words of an article: half of the corpus has fewer than 151."""


def one_more(number: int) -> str:
    """A line of JSON: an article of usual length that no archive has, each number another.

    It is one of the corpus under another id and headline, with its paragraphs in reverse.
    """
    typical = (row for row in map(json.loads, lines()) if len(set((row["text"] or "").split())) in _TYPICAL)
    row: dict[str, Any] = next(itertools.islice(typical, number, None))
    text = "\n".join(reversed(row["text"].split("\n")))
    news = {"id": f"bench-one-more-{number}", "title": f"{row['title']}، مرة أخرى", "text": text}
    return json.dumps({**row, **news, "url": f"{row['url']}?again"}) + "\n"


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
