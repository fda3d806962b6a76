"""Two states of one small archive, and the question whether a site is made of nothing but whole files of either."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive_tools.render.paths import OWNED_FOLDERS
from archive_tools.search.reader import problems as index_problems
from tests.archives import AUTHORITY, NEWS, make_archive, output, put, run
from tests.small_authority import CONFIGURED

Seeds = Mapping[str, str | bytes]


def _line(number: int, day: str, text: str) -> str:
    record = {"id": f"n{number}", "title": f"عنوان {number}", "date": day, "source": "BBC", "text": text}
    return json.dumps(record, ensure_ascii=False) + "\n"


def first() -> Seeds:
    """Enough pages for two workers."""
    many = "".join(_line(number, f"2018-{1 + number % 3:02d}-{1 + number % 20:02d}", NEWS) for number in range(40))
    return {**AUTHORITY, "a.txt": NEWS, "many.jsonl": many, "old.jsonl": _line(90, "2015-08-06", "قصف على حلب.")}


def second() -> Seeds:
    """Some articles go, some come, some move in time, some change."""
    many = "".join(
        _line(number, f"2018-{1 + number % 4:02d}-{1 + number % 20:02d}", NEWS + "وقالت أنقرة إن الهدنة قائمة.")
        for number in range(5, 50)
    )
    return {
        **AUTHORITY,
        "a.txt": NEWS,
        "many.jsonl": many,
        "new.jsonl": _line(91, "2024-11-28", "محادثات في دمشق مع روسيا."),
    }


@dataclass(frozen=True, slots=True)
class Stage:
    """An archive that goes from one state to the other and back, and what a clean build makes of each."""

    config: Path
    seeds: tuple[Seeds, Seeds]
    clean: tuple[Mapping[str, str], Mapping[str, str]]
    """SHA-256 by path, of docs/ and site/."""

    @property
    def root(self) -> Path:
        return self.config.parent

    def turn_to(self, state: int) -> None:
        """People bring the seeds into this state."""
        folder = self.root / "seeds"
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        put(self.root, {**AUTHORITY, **self.seeds[state]})

    def torn(self) -> list[str]:
        """Paths of files that are not, byte for byte, those of one of the two states; and what the search index lacks.

        Temporary files do not count: workers that outlive their build by a moment still make and rename them.
        """
        found = output(self.root, temporary=False)
        return [
            *(path for path, digest in found.items() if all(clean.get(path) != digest for clean in self.clean)),
            *lacking(self.root / "site"),
        ]

    def equals(self, state: int) -> bool:
        """Whether the output is that of a clean build of this state."""
        return output(self.root) == self.clean[state]


def lacking(site: Path) -> list[str]:
    """What a reader of the search index would miss: its manifest, or files that this names."""
    data = site / "search" / "data"

    def read(name: str) -> bytes | None:
        path = data / name
        return path.read_bytes() if path.exists() else None

    return list(index_problems(read, ()))


def set_the_stage(folder: Path, config: str = CONFIGURED, seeds: tuple[Seeds, Seeds] | None = None) -> Stage:
    """An archive in its first state, built."""
    states = seeds or (first(), second())
    clean = []
    for number, state in enumerate(states):
        made = make_archive(folder / f"clean-{number}", state, config)
        run(made)
        clean.append(output(made.parent))
    made = make_archive(folder / "archive", states[0], config)
    run(made)
    return Stage(made, states, (clean[0], clean[1]))


def forget_all(root: Path) -> None:
    """As a fresh clone is: nothing that a build wrote is there."""
    for path in (root / ".archive", root / "site", *(root / "docs" / name for name in OWNED_FOLDERS)):
        shutil.rmtree(path, ignore_errors=True)
    (root / "docs" / "index.md").unlink(missing_ok=True)
