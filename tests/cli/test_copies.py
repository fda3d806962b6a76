"""The command as it runs: with worker processes that are copies of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.archives import make_archive, output, put

ARCHIVE = Path(sys.executable).with_name("archive")


def lines(changed: range) -> str:
    """A hundred articles; those in `changed` tell of another town."""
    return "".join(
        json.dumps(
            {
                "id": f"n{number}",
                "title": f"خبر {number}",
                "date": f"2018-04-{1 + number % 28:02}",
                "lang": "ar",
                "text": f"قصف على {'إدلب' if number in changed else 'حلب'} في اليوم {number}.",
            },
            ensure_ascii=False,
        )
        + "\n"
        for number in range(100)
    )


def build(config: Path) -> Any:
    command = [str(ARCHIVE), "build", "-f", str(config), "--jobs", "2", "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_a_change_of_several_batches_of_pages_ends_as_a_clean_build(tmp_path: Path) -> None:
    here, clean = tmp_path / "here", tmp_path / "clean"
    for folder in (here, clean):
        folder.mkdir()
    config = make_archive(here, {"a.jsonl": lines(range(0))})
    build(config)
    put(here, {"a.jsonl": lines(range(10, 90))})
    report = build(config)
    assert report["prepared"] == 80
    assert report["looked_at"] > 100
    assert [name for name, _ in report["stages"]] == ["read", "plan", "pages", "search", "site", "clean up"]
    build(make_archive(clean, {"a.jsonl": lines(range(10, 90))}))
    assert output(here) == output(clean)
    assert (build(config)["looked_at"], build(config)["written"]) == (0, 0)
