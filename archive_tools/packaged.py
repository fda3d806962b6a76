"""Data files that lie beside the code. Loading `importlib.resources` takes longer than reading ten of them."""

from __future__ import annotations

import json
import pkgutil
from typing import Any


def json_of(name: str) -> Any:
    """The content of `archive_tools/NAME`. Callers must not change it."""
    return json.loads(pkgutil.get_data("archive_tools", name) or b"")
