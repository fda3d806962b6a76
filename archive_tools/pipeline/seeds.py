"""Which files an archive's articles come from."""

from __future__ import annotations

from archive_tools.config.settings import Settings
from archive_tools.errors import ConfigError, Problem
from archive_tools.records import Rejected
from archive_tools.sources import SeedFile, walk

_SAMPLES = "samples/"


def found_seeds(settings: Settings) -> list[SeedFile | Rejected]:
    """Every seed below the archive's folder, in the order of their paths; samples only where they are wanted.

    Raises:
        ConfigError: there is no such folder. A wrong name must not empty a site that is published.
    """
    if not settings.seeds.is_dir():
        wrong = "there is no such folder. Make it, or name the right one in mkdocs.yml, key extra.archive.seeds."
        raise ConfigError([Problem(settings.seeds.relative_to(settings.root).as_posix(), None, wrong)])
    return [seed for seed in walk(settings.seeds) if settings.samples or not _is_sample(seed)]


def _is_sample(seed: SeedFile | Rejected) -> bool:
    path = seed.path if isinstance(seed, SeedFile) else seed.locator
    return path.startswith(_SAMPLES)
