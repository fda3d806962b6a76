"""YAML files that people write: read from disk with limits, as strict YAML (see `archive_tools.strict_yaml`)."""

from __future__ import annotations

import os
from pathlib import Path

from archive_tools.errors import ConfigError, Problem
from archive_tools.strict_yaml import SIDECAR_BYTES, Located, load_yaml

__all__ = ["AUTHORITY_BYTES", "SIDECAR_BYTES", "Located", "load_yaml", "read_yaml"]

AUTHORITY_BYTES = 8 * 1024 * 1024
"""The most an authority file may weigh."""


def read_yaml(file: Path, name: str | None = None, *, max_bytes: int = SIDECAR_BYTES) -> Located:
    """Read one YAML file (UTF-8). `name` is what problems call it; the path as given when None.

    Symbolic links are not followed: a sidecar must not open files outside the archive.

    Raises:
        ConfigError: the file is missing, unreadable, not UTF-8, too large, or not strict YAML.
    """
    path = name if name is not None else file.as_posix()
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}. Check that it is there and is a plain file."
        raise ConfigError([Problem(path, None, message)]) from error
    if len(data) > max_bytes:
        message = f"is larger than {max_bytes // 1024} KiB. Split it or move long text into the seed."
        raise ConfigError([Problem(path, None, message)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError([Problem(path, line, "is not UTF-8. Save it as UTF-8.")]) from error
    return load_yaml(text, path, max_bytes=max_bytes)
