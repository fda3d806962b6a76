"""The samples, read once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from archive_tools import sources
from archive_tools.clean import CleanKnowledge, clean
from archive_tools.config.authority import load_authority
from archive_tools.config.sidecar import Sidecars
from archive_tools.config.sidecar_schema import KnownIds
from archive_tools.records import Article, Authority, RawItem, Rejected

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def authority() -> Authority:
    return load_authority(builtin=True, folder=SEEDS / "authority")


@pytest.fixture(scope="session")
def sidecars(authority: Authority) -> Sidecars:
    return Sidecars(SEEDS, KnownIds.of(authority))


@pytest.fixture(scope="session")
def read(sidecars: Sidecars) -> tuple[RawItem | Rejected, ...]:
    """All items of seeds/samples/, in the order of the files."""
    found: list[RawItem | Rejected] = []
    for seed in sources.walk(SEEDS):
        if isinstance(seed, Rejected):
            found.append(seed)
        elif seed.path.startswith("samples/"):
            stated = sidecars.stated(seed.path)
            with sources.open_seed(seed) as stream:
                found.extend(sources.read_items(seed.path, stream, stated))
    return tuple(found)


@pytest.fixture(scope="session")
def items(read: tuple[RawItem | Rejected, ...]) -> Mapping[str, RawItem]:
    """By place below seeds/samples/, such as `x.csv#row-2`."""
    return {item.locator.removeprefix("samples/"): item for item in read if isinstance(item, RawItem)}


@pytest.fixture(scope="session")
def articles(items: Mapping[str, RawItem], authority: Authority) -> Mapping[str, Article | Rejected]:
    """What cleaning makes of each, by place."""
    knowledge = CleanKnowledge.of(authority)
    return {at: clean(item, knowledge) for at, item in items.items()}
