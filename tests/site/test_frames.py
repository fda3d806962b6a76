"""Frames of an earlier build give the same bytes as MkDocs, without loading it; damaged ones are as good as none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive_tools.site.frames import Frames
from archive_tools.site.mkdocs_adapter import Renderer
from archive_tools.site.page_renderer import PageRenderer
from tests.site.demo import configuration, write_archive

INTROS = {
    "words": "مقدمة بسيطة، **وكلمات** أخرى.",
    "markdown": "# العنوان\n\nفقرة مع [رابط](about.md) و[آخر](actors/index.md#x).\n\n- أ\n- ب\n\n> قول\n\n```\nx\n```",
    "a definition": "فقرة[^1] و[هنا].\n\n[هنا]: about.md\n\n[^1]: حاشية",
    "raw": '<div class="x" markdown="0">\n\nنص\n\n</div>',
    "an open tag": "<div>\n\nنص",
    "nothing": "",
}


@pytest.fixture
def archive(tmp_path: Path) -> dict[str, str]:
    return write_archive(tmp_path)


def with_intro(home: str, intro: str) -> str:
    """The home page with these words of people's in place of its own."""
    matter, _, body = home.partition("\n---\n")
    parts = body.strip("\n").split("\n\n")
    first = next(n for n, part in enumerate(parts) if part.startswith('<div class="panel start"'))
    head = [part for part in parts[:first] if part.startswith("<header")]
    return f"{matter}\n---\n\n" + "\n\n".join([*head, *([intro] if intro else []), *parts[first:]]) + "\n"


def a_renderer(folder: Path, environment: str = "e") -> PageRenderer:
    return PageRenderer(folder / "mkdocs.yml", folder / "docs", folder / "site", Frames(folder / "frames", environment))


def by_the_long_way(folder: Path) -> Renderer:
    renderer = Renderer(folder / "mkdocs.yml", folder / "site", folder / "docs")
    renderer._short = None
    return renderer


def test_all_pages_of_a_second_build_are_the_same_without_mkdocs(tmp_path: Path, archive: dict[str, str]) -> None:
    pages = {path: text for path, text in archive.items() if "hostile" not in path}
    first, second, long = a_renderer(tmp_path), None, by_the_long_way(tmp_path)
    made = {path: first.render(path, text) for path, text in pages.items()}
    second = a_renderer(tmp_path)
    second.get_ready()
    for path, text in pages.items():
        assert second.render(path, text) == made[path] == long.render(path, text)[1], path
    assert second._renderer is None


@pytest.mark.parametrize("intro", INTROS.values(), ids=INTROS)
def test_a_home_page_whose_numbers_change_is_what_markdown_makes_of_it(
    tmp_path: Path, archive: dict[str, str], intro: str
) -> None:
    home = with_intro(archive["index.md"], intro)
    later = home.replace('data-n="', 'data-n="1').replace("<li>", "<li>جديد ", 1)
    assert later != home
    a_renderer(tmp_path).render("index.md", home)
    again, long = a_renderer(tmp_path), by_the_long_way(tmp_path)
    for text in (home, later):
        assert again.render("index.md", text) == long.render("index.md", text)[1]


def test_ordinary_words_on_the_home_page_need_no_mkdocs(tmp_path: Path, archive: dict[str, str]) -> None:
    home = with_intro(archive["index.md"], INTROS["markdown"])
    a_renderer(tmp_path).render("index.md", home)
    again = a_renderer(tmp_path)
    again.render("index.md", home.replace('data-n="', 'data-n="1'))
    assert again._renderer is None


def test_a_link_of_the_home_page_follows_when_peoples_page_goes(tmp_path: Path, archive: dict[str, str]) -> None:
    home = with_intro(archive["index.md"], INTROS["markdown"])
    (tmp_path / "docs/about.md").write_text("# عن\n", "utf-8")
    a_renderer(tmp_path).render("index.md", home)
    (tmp_path / "docs/about.md").unlink()
    assert a_renderer(tmp_path).render("index.md", home) == by_the_long_way(tmp_path).render("index.md", home)[1]


def test_a_damaged_frame_is_made_anew(tmp_path: Path, archive: dict[str, str]) -> None:
    path = next(path for path in archive if path.startswith("articles/"))
    right = a_renderer(tmp_path).render(path, archive[path])
    for file in (tmp_path / "frames").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes().replace(b"<html", b"<htnl"))
    assert a_renderer(tmp_path).render(path, archive[path]) == right
    assert b"<htnl" not in b"".join(file.read_bytes() for file in (tmp_path / "frames").rglob("*") if file.is_file())


def test_frames_of_another_environment_play_no_part_and_go(tmp_path: Path, archive: dict[str, str]) -> None:
    path = next(path for path in archive if path.startswith("articles/"))
    a_renderer(tmp_path).render(path, archive[path])
    (tmp_path / "mkdocs.yml").write_text(configuration("\ncopyright: Another\n"), "utf-8")
    assert b"Another" in a_renderer(tmp_path, "another").render(path, archive[path])
    assert [folder.name for folder in (tmp_path / "frames").iterdir()] == ["another"]


def test_a_small_change_loads_no_mkdocs(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from archive_tools.site.frames import Frames;"
        " from archive_tools.site.page_renderer import PageRenderer; here = Path(sys.argv[1]);"
        " r = PageRenderer(here / 'mkdocs.yml', here / 'docs', here / 'site', Frames(here / 'frames', 'e'));"
        " sys.stdout.buffer.write(r.render('articles/en-1.md', Path(sys.argv[2]).read_text('utf-8')));"
        " print([name for name in sys.modules if name.partition('.')[0] in ('mkdocs', 'markdown', 'jinja2')],"
        " file=sys.stderr)"
    )
    pages = write_archive(tmp_path)
    (tmp_path / "page.md").write_text(pages["articles/en-1.md"], "utf-8")
    right = a_renderer(tmp_path).render("articles/en-1.md", pages["articles/en-1.md"])
    command = [sys.executable, "-c", code, str(tmp_path), str(tmp_path / "page.md")]
    done = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.stderr.strip() == b"[]"
    assert done.stdout == right
