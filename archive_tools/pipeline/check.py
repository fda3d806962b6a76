"""Read and validate everything, write nothing: all problems of an archive, each with file and line."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from archive_tools import clean, sources
from archive_tools.config.authority import load_authority
from archive_tools.config.navigation import missing_nav_files
from archive_tools.config.settings import Settings, load_settings
from archive_tools.config.sidecar import Sidecars
from archive_tools.config.sidecar_schema import KnownIds
from archive_tools.errors import ConfigError, Problem
from archive_tools.executor import Workers, batched
from archive_tools.link.identity import settle
from archive_tools.pipeline.seeds import found_seeds
from archive_tools.pipeline.tasks import Task
from archive_tools.records import Authority, Claim, Rejected
from archive_tools.render.paths import OWNED_FOLDERS
from archive_tools.site.mkdocs_adapter import Renderer
from archive_tools.sources import SeedFile

T = TypeVar("T")
Outcome = Rejected | tuple[str, Claim]

BATCH = 100
_LINE = re.compile(r"#(?:line|row)-(\d+)$")


class _Everything(frozenset[str]):
    """Holds every id: while the authority has mistakes of its own, ids in sidecars cannot be judged."""

    def __contains__(self, _: object) -> bool:
        return True


_ANY_IDS = KnownIds(_Everything(), _Everything(), _Everything())
_NO_AUTHORITY = Authority(actors={}, places={}, outlets={}, topics={}, digest="")


def check_archive(config: Path) -> list[Problem]:
    """Every problem of the archive of this mkdocs.yml, sorted by file and line."""
    found: list[Problem] = []
    settings = _collect(found, lambda: load_settings(config))
    if settings is None:
        return sorted(found)
    _collect(found, lambda: Renderer(settings.config_path, settings.site_dir, settings.docs_dir))
    found.extend(missing_nav_files(settings.config_path, settings.docs_dir, OWNED_FOLDERS))
    authority = _collect(found, lambda: load_authority(settings.builtin_authority, settings.authority_folder))
    known = _ANY_IDS if authority is None else KnownIds.of(authority)
    sidecars = Sidecars(settings.seeds, known, _shown(settings.seeds, settings))
    found.extend(sidecars.problems())
    found.extend(_seed_problems(settings, sidecars))
    return sorted(set(found), key=lambda p: (p.path, p.line or 0, p.message))


def _collect(found: list[Problem], step: Callable[[], T]) -> T | None:
    try:
        return step()
    except ConfigError as error:
        found.extend(error.problems)
        return None


def _seed_problems(settings: Settings, sidecars: Sidecars) -> Iterator[Problem]:
    """Items that cannot be read, and ids that two of them claim."""
    base = _shown(settings.seeds, settings)
    claims: dict[str, list[Claim]] = defaultdict(list)
    try:
        seeds = found_seeds(settings)
    except ConfigError as error:
        yield from error.problems
        return
    if not seeds:
        yield Problem(base, None, "has no articles in it. Put some there; docs/sidecars.md says how.")
    look = partial(_look, settings.builtin_authority, settings.authority_folder)
    with Workers("processes") as workers:
        batches = workers.map(look, batched(_pieces(seeds, sidecars), BATCH))
        for outcome in itertools.chain.from_iterable(batches):
            if isinstance(outcome, Rejected):
                yield _problem(base, outcome.locator, outcome.reason)
            else:
                claims[outcome[0]].append(outcome[1])
    for article_id, claimed in claims.items():
        if len(claimed) > 1:
            for standing in settle(article_id, claimed):
                if standing.reason is not None and standing.duplicate_of is None:
                    yield _problem(base, standing.locator, standing.reason)


def _pieces(seeds: Iterable[SeedFile | Rejected], sidecars: Sidecars) -> Iterator[Task | Rejected]:
    for seed in seeds:
        if isinstance(seed, Rejected):
            yield seed
            continue
        try:
            stated = sidecars.stated(seed.path)
        except ConfigError:
            stated = {}  # its mistakes are listed already
        if stated.get("exclude"):
            continue
        for piece in sources.split_seed(seed, stated):
            yield piece if isinstance(piece, Rejected) else Task(seed.path, piece, stated, "")


@lru_cache(maxsize=1)
def _knowledge(builtin: bool, folder: Path) -> clean.CleanKnowledge:
    try:
        return clean.CleanKnowledge.of(load_authority(builtin, folder))
    except ConfigError:  # its mistakes are listed already
        return clean.CleanKnowledge.of(_NO_AUTHORITY)


def _look(builtin: bool, folder: Path, batch: Sequence[Task | Rejected]) -> list[Outcome]:
    return [entry if isinstance(entry, Rejected) else _outcome(entry, _knowledge(builtin, folder)) for entry in batch]


def _outcome(task: Task, knowledge: clean.CleanKnowledge) -> Outcome:
    item = sources.parse(task.seed, task.piece, task.stated)
    result = item if isinstance(item, Rejected) else clean.clean(item, knowledge)
    return result if isinstance(result, Rejected) else (result.id, Claim(result.locator, result.digest))


def _problem(base: str, locator: str, reason: str) -> Problem:
    """The line where the item stands, when its locator says it; else the first of the file."""
    match = _LINE.search(locator)
    path = f"{base}/{locator.split('#', 1)[0]}"
    inside = "" if match or "#" not in locator else f"{locator.split('#', 1)[1]}: "
    return Problem(path, int(match[1]) if match else 1, inside + reason)


def _shown(path: Path, settings: Settings) -> str:
    return path.relative_to(settings.root).as_posix()
