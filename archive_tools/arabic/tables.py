"""The language's data files, read once at import. Browser JavaScript reads the very same files."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> Any:
    """The content of `archive_tools/arabic/NAME.json`. Callers must not change it."""
    return json.loads(resources.files("archive_tools.arabic").joinpath(f"{name}.json").read_text(encoding="utf-8"))
