"""The one module that knows MkDocs: one page in, the very bytes that `mkdocs build` would write out.

`mkdocs build` reads, parses and lists every page of a site before it writes one. Here configuration, theme and
navigation are loaded once per process; then each page is rendered by itself, in any order, in any process.
That is right because nothing in a page of ours depends on another page: links are resolved by path, the navigation
holds titles, and no plugin is allowed. MkDocs' internals that are used: `load_config`, `get_navigation`,
`set_exclusions`, `Page`, `File`, `Files`, `get_context`, `get_toc`, and two tree processors of `structure.pages`.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import markdown
from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page, _ExtractTitleTreeprocessor, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import meta
from mkdocs.utils.yaml import yaml_load

from archive_tools.errors import ConfigError, Problem
from archive_tools.site import own_markdown, shells

OWNED: Final = ("articles", "actors", "places", "outlets", "tags", "dates", "search", "data")
"""Folders of docs/ whose pages the tool writes; the same as in render/paths.py."""
_OWNED_PREFIXES: Final = tuple(f"{folder}/" for folder in OWNED)
_HOME: Final = "index.md"
_MANY_LINKS: Final = 20_000
_HARMLESS_EVENTS: Final = frozenset({"startup", "shutdown", "serve"})
_PACKAGES: Final = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "archive-tools")


class _LazyFiles(Files):
    """People's files as a list, the tool's pages as a rule: whatever lies in an owned folder resolves unseen."""

    def __init__(self, files: list[File], config: MkDocsConfig) -> None:
        super().__init__(files)
        self.generated = lru_cache(maxsize=8192)(lambda path: _generated_file(path, config))

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        if found is None and (path == _HOME or path.startswith(_OWNED_PREFIXES)):
            return self.generated(path)
        return found


def _generated_file(path: str, config: MkDocsConfig) -> File:
    return File(
        path,
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )


class Renderer:
    """MkDocs and the theme, loaded once; renders any number of pages. Not shared between threads."""

    def __init__(self, config_path: Path, site_dir: Path, docs_dir: Path) -> None:
        """
        Raises:
            ConfigError: mkdocs.yml is wrong, or names what would make pages depend on each other.
        """
        self._config_path = config_path
        self._raw = _raw_config(config_path)
        self._config = _load(config_path, site_dir, docs_dir, self._raw)
        self._own = _own_files(self._config)
        self._files = _LazyFiles(self._own, self._config)
        self._environment: Environment = self._config.theme.get_env()
        self._nav = self._navigation()
        self._nav_pages = {page.file.src_uri: page for page in self._nav.pages}
        self._converter: _Converter | None = None
        self.long_way = 0
        """How many pages of the tool had to go through template and Markdown one by one."""
        # Templates of an archive's own may show more of a page than the frames know of.
        own_templates = self._config.theme.name != "archive" or self._config.theme.custom_dir
        self._shells = None if own_templates else shells.Shells()
        self._above_nav = {prefix for page in self._nav.pages for prefix in _prefixes(page.url)}

    def render(self, src_path: str, text: str) -> tuple[str, bytes]:
        """A page of the tool: (path below site/, bytes). `src_path` below docs/, `text` its Markdown file.

        One Markdown converter serves all of them: their text is escaped, so no extension keeps anything of a page
        that could show in the next.
        """
        if self._converter is None:
            self._converter = _Converter(self._config, self._files)
        file = self._files.generated(src_path)
        if self._shells is not None and src_path not in self._nav_pages and src_path != _HOME:
            html = self._substituted(self._shells, self._converter, file, text)
            if html is not None:
                return file.dest_uri, html.encode("utf-8")
        self.long_way += 1
        page = self._nav_pages.get(src_path) or Page(None, file, self._config)
        page.markdown, page.meta = meta.get_data(text)
        self._converter.convert(page)
        return self._finish(page)

    def _substituted(self, frames: shells.Shells, converter: _Converter, file: File, text: str) -> str | None:
        """The page by joining frame and text; None where it is not wholly of our form."""
        parsed = shells.read_front_matter(text)
        if parsed is None or file.url in self._above_nav:
            return None
        matter, body = parsed
        content = converter.short(file, body)
        if content is None or not matter["title"] or not matter["type"]:
            return None
        strings = {
            "title": matter["title"],
            "description": matter["description"] or None,
            "canonical": self._canonical(file.url),
            "content": content,
        }
        key = (file.url.rstrip("/").rpartition("/")[0], *(matter[name] for name in ("type", "lang", "dir", "robots")))

        def render(marked: Mapping[str, str | None]) -> str:
            page = Page(None, file, self._config)
            page.markdown = ""
            page.meta = {**matter, "title": marked["title"], "description": marked["description"]}
            page.content = marked["content"]
            page.canonical_url = marked["canonical"]
            return self._template_output(page)

        return frames.fill(key, strings, render)

    def _canonical(self, url: str) -> str | None:
        base = self._config.site_url
        return urljoin(base if base.endswith("/") else f"{base}/", url) if base else None

    def shell_pages(self) -> tuple[str, ...]:
        """Paths below docs/ of the pages that people write."""
        return tuple(f.src_uri for f in self._own if f.is_documentation_page() and _included(f))

    def render_shell(self, src_path: str) -> tuple[str, bytes]:
        """A page of people's, read from docs/, with a converter of its own, as MkDocs does it."""
        file = self._files.get_file_from_path(src_path)
        if file is None:
            raise KeyError(src_path)
        page = self._nav_pages.get(src_path) or Page(None, file, self._config)
        self._read_own(page)
        return self._finish(page)

    def static_templates(self) -> Iterator[tuple[str, bytes]]:
        """The theme's own pages: 404.html. The sitemap is the writer's."""
        name = "404.html"
        base = self._config.site_url or "/"
        base_url = "/" + base.split("://", 1)[-1].partition("/")[2] if "://" in base else base
        context = get_context(self._nav, [], self._config, base_url=base_url)
        yield name, self._environment.get_template(name).render(context).encode("utf-8")

    def static_files(self) -> tuple[tuple[str, Path], ...]:
        """(path below site/, file to copy): the theme's assets, the one stylesheet of Material's, people's files.

        A plain `mkdocs build` copies Material's JavaScript as well, which no page loads.
        """
        found: dict[str, Path] = {}
        for folder in reversed(self._template_folders()):
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(folder).as_posix()
                if path.is_file() and _is_asset(name):
                    found[name] = path
        material = Path(self._config.theme.dirs[-2])
        for path in sorted(material.glob("assets/stylesheets/main.*.min.css")):
            found[path.relative_to(material).as_posix()] = path
        for file in self._own:
            if not file.is_documentation_page() and _included(file) and file.abs_src_path:
                found[file.dest_uri] = Path(file.abs_src_path)
        return tuple(sorted(found.items()))

    def environment_digest(self) -> str:
        """SHA-256 of all that every HTML page depends on: configuration, navigation, templates, versions."""
        digest = hashlib.sha256()
        digest.update(json.dumps(self._raw, sort_keys=True, default=_named).encode())
        digest.update(json.dumps([[page.title, page.url] for page in self._nav.pages]).encode())
        for folder in self._template_folders():
            for path in sorted(folder.rglob("*.html")) + sorted(folder.rglob("*.svg")):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        for package in _PACKAGES:
            digest.update(f"{package} {importlib.metadata.version(package)}\0".encode())
        return digest.hexdigest()

    def _template_folders(self) -> tuple[Path, ...]:
        """Folders of the theme and of the archive's own overrides; the packages' are known by their versions."""
        return tuple(Path(folder) for folder in self._config.theme.dirs[:-2])

    def _navigation(self) -> Navigation:
        nav = get_navigation(self._files, self._config)
        untitled = []
        for page in nav.pages:
            if "title" in page.__dict__:
                continue
            if page.file in self._own:
                self._read_own(page)
            else:
                untitled.append(f'nav has no title for {page.file.src_uri}. Write `- "Title": {page.file.src_uri}`.')
        if untitled:
            raise ConfigError(Problem(str(self._config_path), None, message) for message in untitled)
        return nav

    def _read_own(self, page: Page) -> None:
        try:
            page.read_source(self._config)
        except (OSError, ValueError) as error:
            raise ConfigError(
                [Problem(page.file.src_uri, None, f"cannot be read: {error}. Save it as UTF-8.")]
            ) from None
        page.render(self._config, self._files)

    def _finish(self, page: Page) -> tuple[str, bytes]:
        output = self._template_output(page)
        return page.file.dest_uri, output.encode("utf-8", errors="xmlcharrefreplace")

    def _template_output(self, page: Page) -> str:
        page.active = True
        try:
            template = self._environment.get_template(page.meta.get("template", "main.html"))
            return template.render(get_context(self._nav, [], self._config, page))
        finally:
            page.active = False


class _Converter:
    """One Markdown instance for many pages, with MkDocs' two processors that bear on the output."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._markdown = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self._known: dict[str, dict[str, str]] = {}
        self._harmless = own_markdown.is_harmless(config.markdown_extensions)
        self._links = _RelativePathTreeprocessor(File("", None, "", use_directory_urls=True), files, config)
        self._links._register(self._markdown)  # noqa: SLF001 - MkDocs offers no other way
        self._title = _ExtractTitleTreeprocessor()
        self._title._register(self._markdown)  # noqa: SLF001

    def short(self, file: File, text: str) -> str | None:
        """The HTML of a page of ours without Markdown, or None where Markdown must be asked."""
        if not self._harmless:
            return None
        self._at(file)
        folder, _, name = file.src_uri.rpartition("/")
        known = self._known.setdefault(folder, {})

        def resolve(link: str) -> str:
            url = known.get(link)
            if url is None:
                url = self._links.path_to_url(link)
                if name.removesuffix(".md") not in link:  # what leads past the page itself is its own affair
                    known[link] = url
            return url

        if len(known) > _MANY_LINKS:
            known.clear()
        return own_markdown.to_html(text, resolve)

    def _at(self, file: File) -> None:
        self._links.file = file
        self._links.links_to_anchors = {}

    def convert(self, page: Page) -> None:
        """Fill in content, table of contents and title, as `Page.render` does."""
        page.content = self.short(page.file, page.markdown or "")
        if page.content is not None:
            return
        self._at(page.file)
        self._title.title = None
        self._markdown.reset()
        page.content = self._markdown.convert(page.markdown or "")
        page.toc = get_toc(getattr(self._markdown, "toc_tokens", []))
        page._title_from_render = self._title.title  # noqa: SLF001


def check_config(config_path: Path) -> None:
    """Say what in mkdocs.yml stands against building the archive with it.

    Raises:
        ConfigError: as `Renderer` does, without loading people's pages.
    """
    raw = _raw_config(config_path)
    _load(config_path, None, None, raw)


def _raw_config(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            raw = yaml_load(stream)
    except FileNotFoundError:
        raise ConfigError([Problem(str(path), None, "there is no such file.")]) from None
    except Exception as error:  # YAML loaders raise many classes
        raise ConfigError([Problem(str(path), None, f"cannot be read: {error}.")]) from None
    return dict(raw or {})


def _load(path: Path, site_dir: Path | None, docs_dir: Path | None, raw: Mapping[str, Any]) -> MkDocsConfig:
    problems = []
    if "plugins" not in raw:
        problems.append("has no key `plugins`, so MkDocs would switch its own search on. Write `plugins: []`.")
    if raw.get("use_directory_urls") is False:
        problems.append("use_directory_urls must be true: the archive's addresses are directories.")
    if raw.get("hooks"):
        problems.append("names hooks. They would need every page at once; remove them, or use a plain `mkdocs build`.")
    if raw.get("nav") is None:
        problems.append("has no key `nav`; without it every article would be in the menu. Name the entry points.")
    if problems:
        raise ConfigError(Problem(str(path), None, message) for message in problems)
    try:
        folders = {"site_dir": site_dir, "docs_dir": docs_dir}
        given = {key: str(folder) for key, folder in folders.items() if folder is not None}
        with _complaints() as said:
            config = load_config(config_file=str(path), **given)
    except (MkDocsException, SystemExit) as error:
        messages = said or [str(error)]
        raise ConfigError(Problem(str(path), None, f"MkDocs does not accept it: {text}") for text in messages) from None
    for name, plugin in config.plugins.items():
        events = {event for event, methods in config.plugins.events.items() if any(_of(m, plugin) for m in methods)}
        if events - _HARMLESS_EVENTS:
            problems.append(f'plugin "{name}" touches pages. Remove it, or use a plain `mkdocs build`.')
    if problems:
        raise ConfigError(Problem(str(path), None, message) for message in problems)
    return config


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What MkDocs logs as errors: its exception says only that there were some."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


def _included(file: File) -> bool:
    return bool(file.inclusion.value > InclusionLevel.DRAFT.value)


def _prefixes(url: str) -> Iterator[str]:
    """The URL and the folders above it: a page there sees its links differently from its neighbours."""
    parts = url.rstrip("/").split("/")
    return ("/".join(parts[:n]) + "/" for n in range(1, len(parts) + 1))


def _of(method: Any, plugin: Any) -> bool:
    return getattr(method, "__self__", None) is plugin


def _own_files(config: MkDocsConfig) -> list[File]:
    """People's files in docs/, in the order in which MkDocs lists them; owned folders are not entered."""
    files: list[File] = []
    conflicts: list[tuple[File, File]] = []
    for folder, subfolders, names in os.walk(config.docs_dir, followlinks=False):
        below = os.path.relpath(folder, config.docs_dir)
        top = below == "."
        subfolders[:] = sorted(name for name in subfolders if not (top and name in OWNED))
        by_destination: dict[str, File] = {}
        for name in sorted(names, key=lambda n: (Path(n).stem not in {"index", "README"}, n)):
            if (top and name == _HOME) or _leads_out(Path(folder, name), config.docs_dir):
                continue
            file = File(os.path.join(below, name), config.docs_dir, config.site_dir, config.use_directory_urls)  # noqa: PTH118
            earlier = by_destination.setdefault(file.dest_uri, file)
            if earlier is not file:
                conflicts.append((earlier, file))
            files.append(file)
    set_exclusions(files, config)
    for first, second in conflicts:  # README.md gives way to index.md, as in MkDocs
        loser = first if _included(second) else second
        files = [file for file in files if file is not loser]
    return files


def _leads_out(path: Path, docs_dir: str) -> bool:
    """A link out of docs/ is not published, whatever MkDocs does."""
    return path.is_symlink() and not path.resolve().is_relative_to(Path(docs_dir).resolve())


def _is_asset(name: str) -> bool:
    hidden = any(part.startswith((".", "__")) for part in name.split("/"))
    return (
        not hidden and not name.startswith("partials/") and not name.endswith((".html", ".py", ".pyc", ".yml", ".md"))
    )


def _named(value: object) -> str:
    """A stable name for what YAML can hold and JSON cannot: functions, dates."""
    return getattr(value, "__qualname__", None) or str(value)


__all__ = ["OWNED", "Renderer", "check_config"]
