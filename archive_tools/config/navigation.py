"""The menu in mkdocs.yml: entries that point at pages which are not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import yaml

from archive_tools.errors import Problem


def missing_nav_files(config_path: Path, docs_dir: Path, owned: Collection[str]) -> Iterator[Problem]:
    """A problem for each nav entry whose page neither lies in docs/ nor is made by a build.

    Args:
        owned: folders of docs/ that a build writes; the home page is one of its pages too.
    """
    root = yaml.compose(config_path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value != "nav":
            continue
        for node in _pages(value):
            page = str(node.value)
            made = page == "index.md" or page.split("/", 1)[0] in owned
            if not made and not (docs_dir / page).is_file():
                message = f'nav names "{page}", which is not in {docs_dir.name}/. Write the page or drop the entry.'
                yield Problem(config_path.name, node.start_mark.line + 1, message)


def _pages(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The scalars of a nav that name Markdown files."""
    if isinstance(node, yaml.SequenceNode):
        for below in node.value:
            yield from _pages(below)
    elif isinstance(node, yaml.MappingNode):
        for _, below in node.value:
            yield from _pages(below)
    elif isinstance(node, yaml.ScalarNode) and str(node.value).endswith(".md"):
        yield node
