"""People's files as a list, the tool's pages as a rule: a hundred thousand pages are never listed."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from archive_tools.site.layout import HOME, OWNED, is_ours


class LazyFiles(Files):
    """People's files as a list, the tool's pages as a rule: whatever lies in an owned folder resolves unseen."""

    def __init__(self, files: list[File], config: MkDocsConfig) -> None:
        super().__init__(files)
        self.generated = lru_cache(maxsize=8192)(lambda path: _generated_file(path, config))

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path below docs/; one of the tool's own need not be there yet."""
        found = super().get_file_from_path(path)
        if found is None and is_ours(path):
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


def is_included(file: File) -> bool:
    """Whether the file is part of the site: neither excluded nor a draft."""
    return bool(file.inclusion.value > InclusionLevel.DRAFT.value)


def own_files(config: MkDocsConfig) -> list[File]:
    """People's files in docs/, in the order in which MkDocs lists them; owned folders are not entered."""
    files: list[File] = []
    conflicts: list[tuple[File, File]] = []
    for folder, subfolders, names in os.walk(config.docs_dir, followlinks=False):
        below = os.path.relpath(folder, config.docs_dir)
        top = below == "."
        subfolders[:] = sorted(name for name in subfolders if not (top and name in OWNED))
        by_destination: dict[str, File] = {}
        for name in sorted(names, key=lambda n: (Path(n).stem not in {"index", "README"}, n)):
            if (top and name == HOME) or _leads_out(Path(folder, name), config.docs_dir):
                continue
            file = File(os.path.join(below, name), config.docs_dir, config.site_dir, config.use_directory_urls)  # noqa: PTH118
            earlier = by_destination.setdefault(file.dest_uri, file)
            if earlier is not file:
                conflicts.append((earlier, file))
            files.append(file)
    set_exclusions(files, config)
    for first, second in conflicts:  # README.md gives way to index.md, as in MkDocs
        loser = first if is_included(second) else second
        files = [file for file in files if file is not loser]
    return files


def _leads_out(path: Path, docs_dir: str) -> bool:
    """A link out of docs/ is not published, whatever MkDocs does."""
    return path.is_symlink() and not path.resolve().is_relative_to(Path(docs_dir).resolve())


def is_asset(name: str) -> bool:
    """Whether a file of a theme's folder is to be published."""
    hidden = any(part.startswith((".", "__")) for part in name.split("/"))
    return (
        not hidden and not name.startswith("partials/") and not name.endswith((".html", ".py", ".pyc", ".yml", ".md"))
    )
