"""What a build touches after each kind of change: items read, pages looked at, files written and deleted.

python -m benchmarks.touched [ARTICLES]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from archive_tools.config.settings import load_settings
from archive_tools.pipeline import Options, Report, build
from archive_tools.pipeline.report import Silence
from benchmarks.corpus import ONE_MORE, make_archive
from benchmarks.workplace import ROOT

RESULTS = ROOT / "benchmarks" / "results"


def _one_more(root: Path) -> None:
    (root / "seeds" / "one-more.jsonl").write_text(ONE_MORE, encoding="utf-8")


def _body(root: Path) -> None:
    (root / "seeds" / "one-more.jsonl").write_text(ONE_MORE.replace("هدنة جديدة", "هدنة ثالثة"), encoding="utf-8")


def _headline(root: Path) -> None:
    (root / "seeds" / "one-more.jsonl").write_text(ONE_MORE.replace("قصف على", "غارات على"), encoding="utf-8")


def _rename(root: Path) -> None:
    (root / "seeds" / "one-more.jsonl").rename(root / "seeds" / "renamed.jsonl")


def _date(root: Path) -> None:
    (root / "seeds" / "renamed.jsonl.yml").write_text('published: "2016-02-03"\n', encoding="utf-8")


def _remove(root: Path) -> None:
    (root / "seeds" / "renamed.jsonl").unlink()
    (root / "seeds" / "renamed.jsonl.yml").unlink()


def _alias(root: Path) -> None:
    (root / "seeds" / "authority").mkdir()
    record = {
        "id": "test-body",
        "kind": "organisation",
        "name": {"ar": "هيئة القياس"},
        "aliases": [{"text": "وكالة الأناضول", "lang": "ar"}],
    }
    (root / "seeds" / "authority" / "actors.yml").write_text(json.dumps([record], ensure_ascii=False), encoding="utf-8")


def _docs_page(root: Path) -> None:
    (root / "docs" / "about.md").write_text("# عن الأرشيف\n\nنص.\n", encoding="utf-8")


def _intro(root: Path) -> None:
    (root / "docs" / "_home.md").write_text("مقدمة أخرى.\n", encoding="utf-8")


def _config(root: Path) -> None:
    path = root / "mkdocs.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("أرشيف القياس", "أرشيف آخر"), encoding="utf-8")


def _damage(root: Path) -> None:
    (root / "site" / "index.html").unlink()


def _touch(root: Path) -> None:
    (root / "seeds" / "articles.jsonl.gz").touch()


CHANGES: Sequence[tuple[str, Callable[[Path], None]]] = (
    ("nothing", lambda _: None),
    ("seed's time only", _touch),
    ("new article", _one_more),
    ("edited body", _body),
    ("edited headline", _headline),
    ("renamed seed", _rename),
    ("sidecar date", _date),
    ("removed article", _remove),
    ("authority record", _alias),
    ("new docs page", _docs_page),
    ("introduction", _intro),
    ("site name", _config),
    ("deleted file", _damage),
)


def main(arguments: Sequence[str]) -> None:
    """Print and store the table."""
    config = make_archive(int(arguments[0]) if arguments else 1_000, "touched")
    cold = _build(config)
    print(f"{cold.articles} articles, {cold.pages} pages, {cold.site_files} files in the site\n")
    print(f"{'change':<20} {'read':>6} {'looked at':>10} {'written':>8} {'deleted':>8} {'CPU s':>6}")
    rows = {}
    for name, change in CHANGES:
        change(config.parent)
        begun = time.process_time()
        report = _build(config)
        spent = time.process_time() - begun
        rows[name] = [report.prepared, report.looked_at, report.written, report.deleted, round(spent, 2)]
        print("{:<20} {:>6} {:>10} {:>8} {:>8} {:>6}".format(name, *rows[name]), flush=True)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "touched.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def _build(config: Path) -> Report:
    return build(load_settings(config), Options(executor="serial"), Silence())


if __name__ == "__main__":
    main(sys.argv[1:])
