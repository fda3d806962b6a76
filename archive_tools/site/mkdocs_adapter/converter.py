"""Markdown to HTML: by substitution where the text is wholly ours, else one Markdown instance for many pages."""

from __future__ import annotations

from typing import Final

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page, _ExtractTitleTreeprocessor, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from archive_tools.site import own_markdown
from archive_tools.site.mkdocs_adapter.files import LazyFiles

_MANY_LINKS: Final = 20_000


class Converter:
    """One Markdown instance for many pages, with MkDocs' two processors that bear on the output."""

    def __init__(self, config: MkDocsConfig, files: LazyFiles) -> None:
        self._files = files
        self._markdown = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self._known: dict[str, dict[str, str]] = {}
        self._harmless = own_markdown.is_harmless(config.markdown_extensions)
        self._links = _RelativePathTreeprocessor(File("", None, "", use_directory_urls=True), files, config)
        self._links._register(self._markdown)  # noqa: SLF001 - MkDocs offers no other way
        self._title = _ExtractTitleTreeprocessor()
        self._title._register(self._markdown)  # noqa: SLF001

    def short(self, path: str, text: str) -> str | None:
        """The HTML of a page of ours, at `path` below docs/, without Markdown; None where Markdown must be asked."""
        if not self._harmless:
            return None
        folder, _, name = path.rpartition("/")
        known = self._known.setdefault(folder, {})
        stem = name.removesuffix(".md")

        def resolve(link: str) -> str:
            url = known.get(link)
            if url is None:
                self._at(path)
                url = self._links.path_to_url(link)
                if stem not in link:  # what leads past the page itself is its own affair
                    known[link] = url
            return url

        if len(known) > _MANY_LINKS:
            known.clear()
        return own_markdown.to_html(text, resolve)

    def _at(self, path: str) -> None:
        self._links.file = self._files.generated(path)
        self._links.links_to_anchors = {}

    def convert(self, page: Page) -> None:
        """Fill in content, table of contents and title, as `Page.render` does."""
        page.content = self.short(page.file.src_uri, page.markdown or "")
        if page.content is not None:
            return
        self._at(page.file.src_uri)
        self._title.title = None
        self._markdown.reset()
        page.content = self._markdown.convert(page.markdown or "")
        page.toc = get_toc(getattr(self._markdown, "toc_tokens", []))
        page._title_from_render = self._title.title  # noqa: SLF001
