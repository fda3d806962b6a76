"""Which day of the year the home page shows."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

MODULE = Path(__file__).parents[2] / "archive_tools/site/theme/assets/today.js"


@pytest.mark.node
def test_today_is_shown_or_else_the_next_day_that_has_articles() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is absent (Debian: apt-get install nodejs)")
    cases = [
        ([[11, 28]], [2024, 11, 28], {"day": "11-28", "today": True}),
        ([[11, 28]], [2024, 11, 29], {"day": "11-28", "today": False}),
        ([[2, 29], [12, 31]], [2023, 2, 28], {"day": "02-29", "today": False}),
        ([[1, 31]], [2023, 12, 31], {"day": "01-31", "today": False}),
        ([[5, 1]], [2023, 4, 30], {"day": "05-01", "today": False}),
        ([], [2023, 4, 30], None),
    ]
    script = f"""
import {{ nearest }} from {json.dumps(MODULE.as_uri())};
const found = {json.dumps([case[:2] for case in cases])}.map(([days, [year, month, day]]) => {{
  const months = Array(12).fill(0);
  for (const [m, d] of days) months[m - 1] |= 1 << (d - 1);
  return nearest(months, new Date(year, month - 1, day)) ?? null;
}});
console.log(JSON.stringify(found));
"""
    command = [node, "--no-warnings", "--input-type=module", "-e", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == [wanted for *_, wanted in cases]
