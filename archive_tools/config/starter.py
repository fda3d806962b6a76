"""A fresh archive: the files of `archive_tools/starter`, copied into an empty folder."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from archive_tools.errors import OutputError, TakenError
from archive_tools.starter import FILES


def write_starter(folder: Path) -> list[Path]:
    """Write a fresh archive and return its files.

    Raises:
        TakenError: the folder has files in it.
        OutputError: the system refused a write.
    """
    if folder.exists() and any(folder.iterdir()):
        raise TakenError(str(folder), "the folder is not empty", "Name a new one.")
    package = resources.files("archive_tools.starter")
    written = []
    for name in FILES:
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(package.joinpath(name).read_bytes())
        except OSError as error:
            raise OutputError(str(path), error.strerror or str(error)) from error
        written.append(path)
    return written
