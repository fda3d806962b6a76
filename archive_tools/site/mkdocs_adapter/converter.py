"""Markdown to HTML, one Markdown instance for many pages."""

from __future__ import annotations

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page, _ExtractTitleTreeprocessor, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from archive_tools.site.mkdocs_adapter.files import LazyFiles


class Converter:
    """One Markdown instance for many pages, with MkDocs' two processors that bear on the output."""

    def __init__(self, config: MkDocsConfig, files: LazyFiles) -> None:
        self._files = files
        self._markdown = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self._links = _RelativePathTreeprocessor(File("", None, "", use_directory_urls=True), files, config)
        self._links._register(self._markdown)  # noqa: SLF001 - MkDocs offers no other way
        self._title = _ExtractTitleTreeprocessor()
        self._title._register(self._markdown)  # noqa: SLF001

    def _at(self, path: str) -> None:
        self._links.file = self._files.generated(path)
        self._links.links_to_anchors = {}

    def convert(self, page: Page) -> None:
        """Fill in content, table of contents and title, as `Page.render` does."""
        self._at(page.file.src_uri)
        self._title.title = None
        self._markdown.reset()
        page.content = self._markdown.convert(page.markdown or "")
        page.toc = get_toc(getattr(self._markdown, "toc_tokens", []))
        page._title_from_render = self._title.title  # noqa: SLF001
