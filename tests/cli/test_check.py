"""`archive check` lists every mistake of an archive in one run, each with file and line, and writes nothing."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from archive_tools.cli import archive
from tests.archives import CONFIG, NEWS, make_archive, tree

MISTAKES: dict[str, str | bytes] = {
    "good.txt": NEWS,
    "a.txt": NEWS + "أ",
    "a.txt.yml": 'title: "عنوان"\ntittle: "خطأ"\n',
    "b.txt": NEWS + "ب",
    "b.txt.yml": "lang: ar\npublished: 28/11/2024\n",
    "c.txt": NEWS + "ت",
    "c.txt.yml": "title: [one, two\n",
    "d.txt": NEWS + "ث",
    "d.txt.yml": 'tags:\n  - "هدنة"\nactors:\n  - nobody-knows-this-one\n',
    "lost.txt.yml": 'title: "بلا مادة"\n',
    "e.jsonl": '{"id": "same", "title": "أ", "text": "نص عن حلب."}\n{"id": "same", "title": "ب", "text": "نص ثان."}\n',
    "f.txt": b"\xff\xfe\x00\xd8broken\x81\x8d\x8f\x90\x9d\x00\x01",
    "g.jsonl": '{"id": "g1", "title": "أ", "text": "نص عن إدلب."}\n{"id": "g2", "title": NaN}\n',
    "h.xyz": "?",
    "i.md": '---\ntitle: &a "x"\nother: *a\n---\nنص.\n',
    "authority/actors.yml": '- id: "Bad Id"\n  kind: person\n  name: {ar: "س"}\n',
}

CONFIGURATION = CONFIG.replace("list_size: 10", "list_size: many\n    smaples: true").replace(
    '  - "الجهات": actors/index.md', '  - "الجهات": actors/index.md\n  - "مفقودة": missing.md'
)


def check(root: Path) -> tuple[int, list[dict[str, object]]]:
    result = CliRunner().invoke(archive, ["check", "-f", str(root / "mkdocs.yml"), "--json"])
    return result.exit_code, json.loads(result.stdout)


def test_an_archive_in_order_has_no_problems(tmp_path: Path) -> None:
    make_archive(tmp_path, {"good.txt": NEWS})
    assert check(tmp_path) == (0, [])


def test_every_mistake_is_listed_with_file_and_line_in_one_run(tmp_path: Path) -> None:
    make_archive(tmp_path, MISTAKES, CONFIG.replace("actors/index.md", "actors/index.md\n  - Lost: missing.md"))
    before = tree(tmp_path)
    code, problems = check(tmp_path)
    assert code == 2
    found = {(str(p["path"]).rsplit("/", 1)[-1], p["line"]) for p in problems}
    assert {
        ("mkdocs.yml", 9),
        ("actors.yml", 1),
        ("a.txt.yml", 2),
        ("b.txt.yml", 2),
        ("e.jsonl", 1),
        ("e.jsonl", 2),
        ("g.jsonl", 2),
        ("h.xyz", 1),
        ("f.txt", 1),
    } <= found
    named = {name for name, _ in found}
    assert {"c.txt.yml", "lost.txt.yml", "i.md"} <= named
    assert tree(tmp_path) == before


def test_unknown_actors_are_listed_too(tmp_path: Path) -> None:
    make_archive(tmp_path, {name: text for name, text in MISTAKES.items() if name.startswith("d.")})
    code, problems = check(tmp_path)
    assert code == 2
    assert [(p["path"], p["line"]) for p in problems] == [("seeds/d.txt.yml", 4)]
    assert "nobody-knows-this-one" in str(problems[0]["message"])


def test_mistakes_in_the_configuration_are_listed_all_at_once(tmp_path: Path) -> None:
    make_archive(tmp_path, {"good.txt": NEWS}, CONFIGURATION)
    code, problems = check(tmp_path)
    assert code == 2
    messages = " ".join(str(p["message"]) for p in problems)
    assert "list_size must be a number from 10 to 1000" in messages
    assert 'Did you mean "samples"?' in messages


def test_an_archive_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    code, problems = check(tmp_path)
    assert code == 2
    assert "archive new" in str(problems[0]["message"])
