"""What a build touches after each kind of change: items read, pages looked at, files written and deleted.

python -m benchmarks.touched [ARTICLES]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
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


def _rights(root: Path) -> None:
    (root / "seeds" / "renamed.jsonl.yml").write_text(
        'published: "2016-02-03"\nrights: "CC BY 4.0"\n', encoding="utf-8"
    )


def _without_sidecar(root: Path) -> None:
    (root / "seeds" / "renamed.jsonl.yml").unlink()


def _remove(root: Path) -> None:
    (root / "seeds" / "renamed.jsonl").unlink()


def _alias(root: Path) -> None:
    (root / "seeds" / "authority").mkdir()
    record = {
        "id": "test-body",
        "kind": "organisation",
        "name": {"ar": "هيئة القياس"},
        "aliases": [{"text": "وكالة الأناضول", "lang": "ar"}],
    }
    (root / "seeds" / "authority" / "actors.yml").write_text(json.dumps([record], ensure_ascii=False), encoding="utf-8")


def _no_record(root: Path) -> None:
    (root / "seeds" / "authority" / "actors.yml").unlink()


def _docs_page(root: Path) -> None:
    (root / "docs" / "about.md").write_text("# عن الأرشيف\n\nنص.\n", encoding="utf-8")


def _edited_docs_page(root: Path) -> None:
    (root / "docs" / "about.md").write_text("# عن الأرشيف\n\nنص آخر.\n", encoding="utf-8")


def _docs_page_in_menu(root: Path) -> None:
    _replace(root / "mkdocs.yml", "nav:\n", 'nav:\n  - "عن الأرشيف": about.md\n')


def _no_docs_page(root: Path) -> None:
    (root / "docs" / "about.md").unlink()
    _replace(root / "mkdocs.yml", '  - "عن الأرشيف": about.md\n', "")


def _picture(root: Path) -> None:
    (root / "docs" / "picture.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")


def _own_template(root: Path) -> None:
    (root / "own").mkdir()
    _template(root, "1")
    _replace(root / "mkdocs.yml", "  name: archive\n", "  name: archive\n  custom_dir: own\n")


def _edited_template(root: Path) -> None:
    _template(root, "2")


def _no_template(root: Path) -> None:
    _replace(root / "mkdocs.yml", "  custom_dir: own\n", "")


def _template(root: Path, version: str) -> None:
    meta = f'{{% extends "base.html" %}}{{% block extrahead %}}<meta name="v" content="{version}">{{% endblock %}}\n'
    (root / "own" / "main.html").write_text(meta, encoding="utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} has no {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _shorter_lists(root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("extra:\n  archive:\n    list_size: 100\n")


def _intro(root: Path) -> None:
    (root / "docs" / "_home.md").write_text("مقدمة أخرى.\n", encoding="utf-8")


def _config(root: Path) -> None:
    _replace(root / "mkdocs.yml", "أرشيف القياس", "أرشيف آخر")


def _damage(root: Path) -> None:
    (root / "site" / "index.html").unlink()


def _edited_by_others(root: Path) -> None:
    with (root / "site" / "index.html").open("a", encoding="utf-8") as page:
        page.write("<!-- -->")


def _fresh_clone(root: Path) -> None:
    """The same files under new time stamps, as in CI with a restored cache."""
    for path in root.rglob("*"):
        if path.is_file() and ".archive/" not in path.as_posix():
            path.touch()


def _touch(root: Path) -> None:
    (root / "seeds" / "articles.jsonl.gz").touch()


CHANGES: Sequence[tuple[str, Callable[[Path], None]]] = (
    ("nothing", lambda _: None),
    ("seed's time only", _touch),
    ("new article", _one_more),
    ("edited body", _body),
    ("edited headline", _headline),
    ("renamed seed", _rename),
    ("sidecar: date", _date),
    ("sidecar: rights", _rights),
    ("sidecar removed", _without_sidecar),
    ("removed article", _remove),
    ("authority record", _alias),
    ("record removed", _no_record),
    ("new docs page", _docs_page),
    ("edited docs page", _edited_docs_page),
    ("docs page in menu", _docs_page_in_menu),
    ("docs page removed", _no_docs_page),
    ("picture in docs", _picture),
    ("introduction", _intro),
    ("site name", _config),
    ("own template", _own_template),
    ("template edited", _edited_template),
    ("template removed", _no_template),
    ("list_size", _shorter_lists),
    ("deleted file", _damage),
    ("file of site edited", _edited_by_others),
    ("fresh clone", _fresh_clone),
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
    (RESULTS / "touched.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (RESULTS / "touched.md").write_text(_table(cold, rows), encoding="utf-8")


def _table(cold: Report, rows: Mapping[str, Sequence[float]]) -> str:
    head = ["change", "items read", "pages looked at", "files written", "files deleted", "CPU s"]
    lines = [f"{cold.articles} articles, {cold.pages} pages, {cold.site_files} files in the site; one process.", ""]
    lines += ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    lines += [f"| {name} | " + " | ".join(map(str, row)) + " |" for name, row in rows.items()]
    return "\n".join([*lines, ""])


def _build(config: Path) -> Report:
    return build(load_settings(config), Options(executor="serial"), Silence())


if __name__ == "__main__":
    main(sys.argv[1:])
