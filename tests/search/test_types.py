"""The browser's modules keep to their types, as the TypeScript compiler reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TSC = ROOT / "node_modules" / ".bin" / "tsc"


@pytest.mark.node
@pytest.mark.parametrize(
    "config", ["archive_tools/search/client/tsconfig.json", "archive_tools/site/theme.tsconfig.json"]
)
def test_modules_are_type_checked_strictly(config: str) -> None:
    if shutil.which("node") is None or not TSC.exists():
        pytest.skip("Node or TypeScript is absent (Debian: apt-get install nodejs npm, then `make test`)")
    done = subprocess.run([TSC, "-p", ROOT / config], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
