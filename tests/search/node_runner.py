"""Runs the browser's modules in Node; skips where there is none."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

CLIENT = Path(str(resources.files("archive_tools.search"))) / "client"
NODE = shutil.which("node")


def node(*arguments: str, text: str = "") -> str:
    if NODE is None:
        pytest.skip("Node is absent (Debian: apt-get install nodejs)")
    done = subprocess.run([NODE, *arguments], input=text, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def search(site: Path, queries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers of cli.mjs, one process for all."""
    lines = "\n".join(json.dumps(query, ensure_ascii=False) for query in queries)
    return [json.loads(line) for line in node(str(CLIENT / "cli.mjs"), str(site), text=lines).splitlines()]
