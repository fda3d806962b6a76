"""The one place that knows MkDocs: one page in, the very bytes that `mkdocs build` would write out.

`mkdocs build` reads, parses and lists every page of a site before it writes one. Here configuration, theme and
navigation are loaded once per process; then each page is rendered by itself, in any order, in any process.
That is right because nothing in a page of ours depends on another page: links are resolved by path, the navigation
holds titles, and no plugin is allowed. MkDocs' internals that are used: `load_config`, `get_navigation`,
`set_exclusions`, `Page`, `File`, `Files`, `get_context`, `get_toc`, and two tree processors of `structure.pages`.

    configuration.py   mkdocs.yml, and what in it stands against rendering pages one by one
    files.py           people's files as a list, the tool's pages as a rule
    converter.py       Markdown to HTML, one instance for many pages: the long way (the short one is site/short_way.py)
    renderer.py        `Renderer`: pages, people's pages, the 404 page, files to copy
"""

from __future__ import annotations

from archive_tools.site.layout import OWNED
from archive_tools.site.mkdocs_adapter.configuration import check_config
from archive_tools.site.mkdocs_adapter.renderer import Renderer

__all__ = ["OWNED", "Renderer", "check_config"]
