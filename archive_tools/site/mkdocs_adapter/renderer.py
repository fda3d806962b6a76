"""One page in, the very bytes that `mkdocs build` would write out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from archive_tools.errors import ConfigError, Problem
from archive_tools.site import own_markdown, shells
from archive_tools.site.frames import Facts, Frames
from archive_tools.site.layout import place_in_site
from archive_tools.site.mkdocs_adapter.configuration import load, read_raw
from archive_tools.site.mkdocs_adapter.converter import Converter
from archive_tools.site.mkdocs_adapter.files import LazyFiles, is_asset, is_included, own_files
from archive_tools.site.short_way import ShortWay


class Renderer:
    """MkDocs and the theme, loaded once; renders any number of pages. Not shared between threads."""

    def __init__(self, config_path: Path, site_dir: Path, docs_dir: Path, frames: Frames | None = None) -> None:
        """
        Args:
            config_path: mkdocs.yml.
            site_dir: where the site is written.
            docs_dir: where the Markdown files are.
            frames: where to keep the theme's frames for later builds.

        Raises:
            ConfigError: mkdocs.yml is wrong, or names what would make pages depend on each other.
        """
        self._config_path = config_path
        self._config = load(config_path, site_dir, docs_dir, read_raw(config_path))
        self._own = own_files(self._config)
        self._files = LazyFiles(self._own, self._config)
        self._environment: Environment = self._config.theme.get_env()
        self._nav = self._navigation()
        self._nav_pages = {page.file.src_uri: page for page in self._nav.pages}
        self._converter: Converter | None = None
        self.long_way = 0
        """How many pages of the tool had to go through template and Markdown one by one."""
        # Templates of an archive's own may show more of a page than the frames know of.
        own_templates = self._config.theme.name != "archive" or self._config.theme.custom_dir
        self._short = None if own_templates else ShortWay(self._facts(), docs_dir, frames)
        if frames is not None and not own_templates:
            frames.put_facts(self._facts())

    def render(self, src_path: str, text: str) -> tuple[str, bytes]:
        """A page of the tool: (path below site/, bytes). `src_path` below docs/, `text` its Markdown file.

        One Markdown converter serves all of them: their text is escaped, so no extension keeps anything of a page
        that could show in the next.
        """
        if self._short is not None:
            html = self._short.page(src_path, text, self._frame)
            if html is not None:
                return place_in_site(src_path), html.encode("utf-8")
        self.long_way += 1
        if self._converter is None:
            self._converter = Converter(self._config, self._files)
        page = self._nav_pages.get(src_path) or Page(None, self._files.generated(src_path), self._config)
        page.markdown, page.meta = meta.get_data(text)
        self._converter.convert(page)
        if self._short is not None and self._short.learn(src_path, page.markdown, page.content or ""):
            self._short.page(src_path, text, self._frame)  # so that the next build finds the frame too
        return self._finish(page)

    def _facts(self) -> Facts:
        base = self._config.site_url
        return Facts(
            base_url=base if base is None or base.endswith("/") else f"{base}/",
            in_menu=tuple(self._nav_pages),
            menu_urls=tuple(sorted({prefix for page in self._nav.pages for prefix in _prefixes(page.url)})),
            harmless=own_markdown.is_harmless(self._config.markdown_extensions),
        )

    def _frame(self, src_path: str, matter: Mapping[str, str | None]) -> Callable[[shells.Strings], str]:
        def render(marked: shells.Strings) -> str:
            title, description, canonical, content = marked
            page = self._nav_pages.get(src_path) or Page(None, self._files.generated(src_path), self._config)
            before = dict(vars(page))  # a page of the menu is there once, and stays as it was
            page.markdown = ""
            page.meta = {**matter, "title": title, "description": description}
            page.content = content
            page.canonical_url = canonical
            try:
                return self._template_output(page)
            finally:
                vars(page).clear()
                vars(page).update(before)

        return render

    def shell_pages(self) -> tuple[str, ...]:
        """Paths below docs/ of the pages that people write."""
        return tuple(f.src_uri for f in self._own if f.is_documentation_page() and is_included(f))

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
                if path.is_file() and is_asset(name):
                    found[name] = path
        material = Path(self._config.theme.dirs[-2])
        for path in sorted(material.glob("assets/stylesheets/main.*.min.css")):
            found[path.relative_to(material).as_posix()] = path
        for file in self._own:
            if not file.is_documentation_page() and is_included(file) and file.abs_src_path:
                found[file.dest_uri] = Path(file.abs_src_path)
        return tuple(sorted(found.items()))

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


def _prefixes(url: str) -> Iterator[str]:
    """The URL and the folders above it: a page there sees its links differently from its neighbours."""
    parts = url.rstrip("/").split("/")
    return ("/".join(parts[:n]) + "/" for n in range(1, len(parts) + 1))
