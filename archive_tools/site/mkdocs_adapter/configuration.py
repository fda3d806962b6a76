"""mkdocs.yml, and what in it stands against rendering pages one by one."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from archive_tools.errors import ConfigError, Problem

_HARMLESS_EVENTS: Final = frozenset({"startup", "shutdown", "serve"})


def check_config(config_path: Path) -> None:
    """Say what in mkdocs.yml stands against building the archive with it.

    Raises:
        ConfigError: as `Renderer` does, without loading people's pages.
    """
    raw = read_raw(config_path)
    load(config_path, None, None, raw)


def read_raw(path: Path) -> dict[str, Any]:
    """What mkdocs.yml says, before MkDocs adds its defaults.

    Raises:
        ConfigError: there is no such file, or it is no YAML.
    """
    try:
        with path.open("rb") as stream:
            raw = yaml_load(stream)
    except FileNotFoundError:
        raise ConfigError([Problem(str(path), None, "there is no such file.")]) from None
    except Exception as error:  # YAML loaders raise many classes
        raise ConfigError([Problem(str(path), None, f"cannot be read: {error}.")]) from None
    return dict(raw or {})


def load(path: Path, site_dir: Path | None, docs_dir: Path | None, raw: Mapping[str, Any]) -> MkDocsConfig:
    """MkDocs' configuration; None for a folder leaves what mkdocs.yml says.

    Raises:
        ConfigError: MkDocs does not accept it, or it names what needs every page at once.
    """
    problems = []
    if "plugins" not in raw:
        problems.append("has no key `plugins`, so MkDocs would switch its own search on. Write `plugins: []`.")
    if raw.get("use_directory_urls") is False:
        problems.append("use_directory_urls must be true: the archive's addresses are directories.")
    if raw.get("hooks"):
        problems.append("names hooks. They would need every page at once; remove them, or use a plain `mkdocs build`.")
    if raw.get("nav") is None:
        problems.append("has no key `nav`; without it every article would be in the menu. Name the entry points.")
    if problems:
        raise ConfigError(Problem(str(path), None, message) for message in problems)
    try:
        folders = {"site_dir": site_dir, "docs_dir": docs_dir}
        given = {key: str(folder) for key, folder in folders.items() if folder is not None}
        with _complaints() as said:
            config = load_config(config_file=str(path), **given)
    except (MkDocsException, SystemExit) as error:
        messages = said or [str(error)]
        raise ConfigError(Problem(str(path), None, f"MkDocs does not accept it: {text}") for text in messages) from None
    for name, plugin in config.plugins.items():
        events = {event for event, methods in config.plugins.events.items() if any(_of(m, plugin) for m in methods)}
        if events - _HARMLESS_EVENTS:
            problems.append(f'plugin "{name}" touches pages. Remove it, or use a plain `mkdocs build`.')
    if problems:
        raise ConfigError(Problem(str(path), None, message) for message in problems)
    return config


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What MkDocs logs as errors: its exception says only that there were some."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)


def _of(method: Any, plugin: Any) -> bool:
    return getattr(method, "__self__", None) is plugin
