"""Our driver writes the very bytes of `mkdocs build`."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from archive_tools.errors import ConfigError
from archive_tools.render.paths import OWNED_FOLDERS
from archive_tools.site import mkdocs_adapter
from archive_tools.site.environment import environment_digest
from archive_tools.site.mkdocs_adapter import Renderer, check_config
from tests.site.demo import configuration, write_archive
from tests.site.extensions import ALL_HARMLESS

OWN_PAGE = """---
title: Notes & more
---

# Notes

!!! note
    A [link](../articles/en-1.md#p1) and [another](../about.md).

??? "Details"
    Folded[^1].

[^1]: A footnote.

```python
x = 1
```

| a | b |
|---|---|
| 1 | 2 |

## قسم بالعربية
"""


def _with_extensions(*names: str) -> str:
    listed = "".join(f"  - {name}\n" for name in names)
    text = configuration()
    start = text.index("markdown_extensions:\n")
    return text[:start] + f"markdown_extensions:\n{listed}\n" + text[text.index("validation:") :]


CONFIGURATIONS = {
    "the project's own": configuration(),
    "none but the defaults": _with_extensions("toc"),
    "all that are harmless": _with_extensions(*ALL_HARMLESS),
    "one that is not": _with_extensions("pymdownx.snippets", "admonition"),
    "extra": _with_extensions("pymdownx.extra", "codehilite"),
    "with an address": configuration() + "\nsite_url: https://example.org/archive/\n",
}


@pytest.fixture(autouse=True)
def _epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path


@pytest.mark.parametrize("name", CONFIGURATIONS)
@pytest.mark.filterwarnings("ignore")
def test_every_page_equals_that_of_mkdocs_build_byte_for_byte(archive: Path, name: str) -> None:
    pages = write_archive(archive, CONFIGURATIONS[name])
    (archive / "docs/notes").mkdir()
    (archive / "docs/notes/own.md").write_text(OWN_PAGE, "utf-8")
    (archive / "docs/notes/README.md").write_text("# Notes", "utf-8")
    (archive / "docs/picture.svg").write_text("<svg/>", "utf-8")
    build(load_config(str(archive / "mkdocs.yml"), site_dir=str(archive / "site")))
    renderer = Renderer(archive / "mkdocs.yml", archive / "other", archive / "docs")
    for path, text in [*pages.items(), *reversed(pages.items())]:
        place, html = renderer.render(path, text)
        assert html == (archive / "site" / place).read_bytes(), path
    assert renderer.shell_pages() == ("about.md", "notes/README.md", "notes/own.md")
    for path in renderer.shell_pages():
        place, html = renderer.render_shell(path)
        assert html == (archive / "site" / place).read_bytes(), path
    for place, html in renderer.static_templates():
        assert html == (archive / "site" / place).read_bytes(), place
    for place, source in renderer.static_files():
        assert source.read_bytes() == (archive / "site" / place).read_bytes(), place
    assert "picture.svg" in dict(renderer.static_files())
    assert not (archive / "other").exists(), "rendering writes nothing"


def test_pages_do_not_depend_on_what_lies_in_docs(archive: Path) -> None:
    pages = write_archive(archive)
    full = Renderer(archive / "mkdocs.yml", archive / "site", archive / "docs")
    wanted = {path: full.render(path, text) for path, text in pages.items()}
    for path in pages:
        (archive / "docs" / path).unlink()
    empty = Renderer(archive / "mkdocs.yml", archive / "site", archive / "docs")
    assert {path: empty.render(path, text) for path, text in pages.items()} == wanted


def test_a_link_out_of_docs_is_not_published(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    write_archive(archive)
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("secret")
    (archive / "docs/leak.txt").symlink_to(outside)
    (archive / "docs/folder").symlink_to(outside.parent)
    renderer = Renderer(archive / "mkdocs.yml", archive / "site", archive / "docs")
    assert not [place for place, _ in renderer.static_files() if "secret" in place or "leak" in place]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("plugins: []", ""), "plugins"),
        (("plugins: []", "plugins: [search]"), '"search" touches pages'),
        (("plugins: []", "plugins: []\nhooks: [x.py]"), "hooks"),
        (("use_directory_urls: true", "use_directory_urls: false"), "use_directory_urls"),
        (("name: archive", "name: nobody"), "nobody"),
        (('  - "الأماكن": places/index.md', "  - places/index.md"), "no title for places/index.md"),
        (("site_name:", "site_name: ["), "cannot be read"),
    ],
)
def test_what_would_make_pages_depend_on_each_other_is_refused(
    archive: Path, change: tuple[str, str], complaint: str
) -> None:
    write_archive(archive, configuration().replace(*change, 1))
    with pytest.raises(ConfigError, match=complaint) as caught:
        Renderer(archive / "mkdocs.yml", archive / "site", archive / "docs")
    assert "mkdocs.yml" in str(caught.value)
    if "title" not in complaint:
        with pytest.raises(ConfigError, match=complaint):
            check_config(archive / "mkdocs.yml")


def test_a_missing_configuration_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        check_config(tmp_path / "mkdocs.yml")


def test_a_menu_entry_without_title_takes_that_of_its_page(archive: Path) -> None:
    write_archive(archive, configuration().replace('  - "عن الأرشيف": about.md', "  - about.md"))
    renderer = Renderer(archive / "mkdocs.yml", archive / "site", archive / "docs")
    assert "عن الأرشيف" in renderer.render_shell("about.md")[1].decode()


def test_another_version_of_what_renders_is_another_environment(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_archive(archive)

    def digest() -> str:
        return environment_digest(archive / "mkdocs.yml", archive / "docs")

    before = digest()
    monkeypatch.syspath_prepend(tmp_path / "nowhere")
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "other-1.0.dist-info").mkdir()
    assert digest() == before
    for name in ("mkdocs-1.99.dist-info", "Markdown-9.9-py3.11.egg-info"):
        (tmp_path / name).mkdir()
        before, after = digest(), before
        assert before != after


def test_versions_that_no_folder_tells_are_asked_for(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_archive(archive)
    monkeypatch.setattr("archive_tools.site.environment._INSTALLED", (".nothing",))
    told = {"version": "1.0"}
    monkeypatch.setattr("importlib.metadata.version", lambda _: told["version"])
    before = environment_digest(archive / "mkdocs.yml", archive / "docs")
    told["version"] = "1.1"
    assert environment_digest(archive / "mkdocs.yml", archive / "docs") != before


def test_the_digest_of_the_environment_follows_what_pages_show_and_nothing_else(archive: Path) -> None:
    write_archive(archive)

    def digest() -> str:
        return environment_digest(archive / "mkdocs.yml", archive / "docs")

    before = digest()
    (archive / "docs/articles/en-1.md").write_text("changed", "utf-8")
    assert digest() == before
    text = (archive / "mkdocs.yml").read_text("utf-8")
    (archive / "mkdocs.yml").write_text(text.replace('"الأماكن"', '"أماكن"'), "utf-8")
    assert digest() != before


def test_the_folders_that_the_tool_writes_are_the_same_for_render_and_site() -> None:
    assert set(mkdocs_adapter.OWNED) == set(OWNED_FOLDERS)
