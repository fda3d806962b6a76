"""The language's data files, read once at import. Browser JavaScript reads the very same files."""

from __future__ import annotations

from functools import cache
from typing import Any

from archive_tools.packaged import json_of


@cache
def table(name: str) -> Any:
    """The content of `archive_tools/arabic/NAME.json`. Callers must not change it."""
    return json_of(f"arabic/{name}.json")
