"""Sidecars: what a person states about a seed (`NAME.ext.yml` beside it) or a folder (`_defaults.yml`).

A key of the sidecar wins over the same key of the folder's defaults, and these over those of the folders above.
A key with an empty value states nothing and takes back what a folder states.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from archive_tools.config.sidecar_schema import KnownIds, check
from archive_tools.config.yaml import read_yaml
from archive_tools.errors import ConfigError, Problem

DEFAULTS = "_defaults.yml"
ENDING = ".yml"
_OTHER_ENDINGS = (".yml", ".yaml")
_NOT_SEEDS = frozenset({"authority", "decisions"})


class Sidecars:
    """The sidecars of one archive. Reads each folder's listing and defaults once."""

    def __init__(self, root: Path, known: KnownIds | Callable[[], KnownIds], name: str = "seeds") -> None:
        """`known`: the ids that sidecars may name, or how to find them once there is one to check."""
        self._root = root
        self._known = known
        self._name = name
        self._listings: dict[str, frozenset[str]] = {}
        self._defaults: dict[str, Mapping[str, Any] | ConfigError] = {}

    def stated(self, seed: str) -> Mapping[str, Any]:
        """What is stated about the seed at this path below the root; {} when nothing is. Values are validated.

        Raises:
            ConfigError: every mistake in the seed's sidecar and in the defaults of its folders.
        """
        problems: list[Problem] = []
        merged: dict[str, Any] = {}
        for folder in _folders(seed):
            found = self._folder_defaults(folder)
            if isinstance(found, ConfigError):
                problems.extend(found.problems)
            else:
                merged.update(found)
        if self._holds(seed + ENDING):
            try:
                merged.update(self._read(seed + ENDING, seed))
            except ConfigError as error:
                problems.extend(error.problems)
        if problems:
            raise ConfigError(problems)
        return {key: value for key, value in merged.items() if value is not None}

    def files(self, seed: str) -> tuple[Path, ...]:
        """The files that bear on a seed: if none of them changes, neither does what is stated."""
        names = [folder + DEFAULTS for folder in _folders(seed)] + [seed + ENDING]
        return tuple(self._root / name for name in names if self._holds(name))

    def problems(self) -> tuple[Problem, ...]:
        """Every mistake in every sidecar and defaults file below the root, strays among them."""
        found: list[Problem] = []
        for path in sorted(self._yaml_files("")):
            found.extend(self._problems_of(path))
        return tuple(found)

    def _problems_of(self, path: str) -> tuple[Problem, ...]:
        folder, _, name = path.rpartition("/")
        if name == DEFAULTS:
            found = self._folder_defaults(folder + "/" if folder else "")
            return found.problems if isinstance(found, ConfigError) else ()
        seed = path.removesuffix(ENDING)
        if seed == path or not self._holds(seed):
            message = (
                "belongs to no seed: a sidecar is called like its seed with .yml behind it (report.txt.yml), "
                f"a folder's file {DEFAULTS}. Rename or remove it."
            )
            return (Problem(f"{self._name}/{path}", None, message),)
        try:
            self._read(path, seed)
        except ConfigError as error:
            return error.problems
        return ()

    def _folder_defaults(self, folder: str) -> Mapping[str, Any] | ConfigError:
        if folder not in self._defaults:
            found: Mapping[str, Any] | ConfigError = {}
            if self._holds(folder + DEFAULTS):
                try:
                    found = self._read(folder + DEFAULTS, None)
                except ConfigError as error:
                    found = error
            self._defaults[folder] = found
        return self._defaults[folder]

    def _read(self, path: str, seed: str | None) -> Mapping[str, Any]:
        located = read_yaml(self._root / path, f"{self._name}/{path}")
        if not isinstance(self._known, KnownIds):
            self._known = self._known()
        return check(located, self._known, seed)

    def _holds(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(entry.name for entry in (self._root / folder).iterdir())
            except OSError:
                self._listings[folder] = frozenset()
        return name in self._listings[folder]

    def _yaml_files(self, folder: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(self._root / folder))
        except OSError:
            return
        for entry in entries:
            if entry.name.startswith(".") or (not folder and entry.name in _NOT_SEEDS):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._yaml_files(f"{folder}{entry.name}/")
            elif entry.name.endswith(_OTHER_ENDINGS):
                yield folder + entry.name


def _folders(seed: str) -> list[str]:
    """The folders around a seed, outermost first: "", "a/", "a/b/"."""
    parts = seed.split("/")[:-1]
    return ["", *("/".join(parts[:depth]) + "/" for depth in range(1, len(parts) + 1))]
