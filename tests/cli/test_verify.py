"""`archive verify` says what is wrong with a finished site, each problem with its file, and writes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive_tools.cli import archive
from archive_tools.site.links import look_at
from tests.archives import NEWS, make_archive, run, tree


def verify(root: Path) -> tuple[int, list[tuple[str, str]]]:
    """Exit code; file below the archive and message of each problem."""
    result = CliRunner().invoke(archive, ["verify", "-f", str(root / "mkdocs.yml"), "--json"])
    rows = json.loads(result.stdout)
    return result.exit_code, [(str(Path(row["path"]).relative_to(root)), row["message"]) for row in rows]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    run(make_archive(tmp_path, {"a.txt": NEWS, "b.txt": NEWS + "\n\nقصف على إدلب."}))
    return tmp_path


def article(root: Path) -> Path:
    return min(path for path in (root / "site" / "articles").glob("*/index.html") if not path.parent.name.isdigit())


def test_a_site_as_the_build_left_it_is_in_order_and_is_not_written_to(built: Path) -> None:
    before = tree(built / "docs"), tree(built / "site")
    assert verify(built) == (0, [])
    assert (tree(built / "docs"), tree(built / "site")) == before


def test_what_was_never_built_is_said_to_be_so(tmp_path: Path) -> None:
    make_archive(tmp_path, {"a.txt": NEWS})
    result = CliRunner().invoke(archive, ["verify", "-f", str(tmp_path / "mkdocs.yml")])
    assert result.exit_code != 0


def test_files_that_are_gone_changed_or_strange_are_named(built: Path) -> None:
    page = article(built)
    page.unlink()
    markdown = min((built / "docs" / "articles").glob("*.md"))
    markdown.write_text(markdown.read_text(encoding="utf-8") + "x", encoding="utf-8")
    (built / "site" / "old.html").write_text("old", encoding="utf-8")
    code, problems = verify(built)
    assert code == 2
    said = {path: message for path, message in problems if "links to" not in message}
    assert "cannot be read" in said[str(page.relative_to(built))]
    assert "is not what the build wrote" in said[str(markdown.relative_to(built))]
    assert "no build is recorded" in said["site/old.html"]
    assert any("links to articles/" in message for _, message in problems)


def test_a_link_to_a_paragraph_that_is_gone_is_named_with_the_page_that_has_it(built: Path) -> None:
    page = article(built)
    page.write_text(page.read_text(encoding="utf-8").replace('id="p1"', 'id="q1"'), encoding="utf-8")
    _, problems = verify(built)
    assert any("#p1, which is not there" in message for _, message in problems)


def test_a_page_without_the_policy_of_the_others_is_named(built: Path) -> None:
    page = article(built)
    page.write_text(page.read_text(encoding="utf-8").replace("script-src 'self';", ""), encoding="utf-8")
    _, problems = verify(built)
    said = [message for path, message in problems if path == str(page.relative_to(built))]
    assert any("strict Content-Security-Policy" in message for message in said)
    assert any("another Content-Security-Policy" in message for message in said)


def test_a_damaged_search_index_is_named(built: Path) -> None:
    node = min((built / "site" / "search" / "data").glob("*.bin"))
    node.write_bytes(node.read_bytes()[:-3])
    _, problems = verify(built)
    assert any(path == "site/search/data" and node.name in message for path, message in problems)


def test_links_are_read_as_a_browser_reads_them() -> None:
    page = """<a class="x" href="../b/#p2">b</a><a href='c.html?x=1&amp;y=2'>c</a><a href="#here">h</a>
    <a href="https://elsewhere.example/x">out</a><a href="mailto:a@b">m</a><img src="%D8%A7.png">
    <link rel="canonical" href="https://archive.example/a/"><p id="here" class="y">"""
    found = look_at("a/index.html", page, "https://archive.example/")
    assert found.targets == ("a/c.html", "a/index.html", "a/ا.png", "b/index.html")
    assert found.anchors == (("a/index.html", "here"), ("b/index.html", "p2"))
    assert found.ids == {"here"}
    assert found.policy == ""
