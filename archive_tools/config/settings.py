"""mkdocs.yml, section `extra.archive`, as one frozen record. Every key has a default, a meaning and a check.

Everything is relative to the folder of mkdocs.yml, so that an archive can lie anywhere.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from archive_tools.errors import ConfigError, Problem

Node = yaml.nodes.Node


class Settings(Struct, frozen=True, kw_only=True):
    """One archive: where it lies and how it is built."""

    config_path: Path
    """The mkdocs.yml, absolute."""
    docs_dir: Path
    site_dir: Path
    site_name: str
    site_url: str | None
    language: str
    """Of the interface: theme.language."""
    seeds: Path
    """Where people put articles."""
    cache: Path
    """Where the catalog lies; deleting it costs time, nothing else."""
    samples: bool
    """Whether seeds/samples/ is part of the archive."""
    builtin_authority: bool
    """Whether the actors, places, outlets and topics of the package are known besides the archive's own."""
    months: str
    """Month names of the interface: levant, egypt, maghreb, sudan … (see arabic/months.json)."""
    digits: str
    """Digits of the interface: latn (123) or arab (١٢٣). Digits of articles are never changed."""
    list_size: int
    """A list longer than this is split into parts by year, month, day."""
    robots: str
    """For pages of articles that state none: index, noindex …"""

    @property
    def root(self) -> Path:
        """The folder of mkdocs.yml."""
        return self.config_path.parent

    @property
    def authority_folder(self) -> Path:
        """The archive's own actors.yml, places.yml, outlets.yml, topics.yml."""
        return self.seeds / "authority"


class _Key(Struct, frozen=True):
    default: Any
    parse: Callable[[str], Any]
    expected: str


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _one_of(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return parse


def _list_size(text: str) -> int:
    number = int(text)
    if not 10 <= number <= 1000:
        raise ValueError(text)
    return number


def _folder(text: str) -> str:
    if not text or Path(text).is_absolute() or ".." in Path(text).parts:
        raise ValueError(text)
    return text


KEYS: Mapping[str, _Key] = {
    "seeds": _Key("seeds", _folder, "a folder below that of mkdocs.yml"),
    "cache": _Key(".archive", _folder, "a folder below that of mkdocs.yml"),
    "samples": _Key(True, _boolean, "true or false"),
    "builtin_authority": _Key(True, _boolean, "true or false"),
    "months": _Key(
        "levant", _one_of("levant", "gulf", "egypt", "maghreb", "morocco"), "levant, gulf, egypt, maghreb or morocco"
    ),
    "digits": _Key("latn", _one_of("latn", "arab"), "latn or arab"),
    "list_size": _Key(200, _list_size, "a number from 10 to 1000"),
    "robots": _Key("index, follow", str, "the content of a robots meta tag"),
}
"""The keys of `extra.archive`; docs/configuration.md explains each."""


def load_settings(config_path: Path, site_dir: Path | None = None) -> Settings:
    """Read mkdocs.yml. `site_dir` overrides where the site is written.

    Raises:
        ConfigError: the file is missing, no YAML, or `extra.archive` has mistakes; all of them at once.
    """
    path = config_path.absolute()
    shown = str(config_path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            [
                Problem(
                    shown, None, "there is no such file. Name one with -f, or make an archive with `archive new DIR`."
                )
            ]
        ) from None
    except UnicodeDecodeError:
        raise ConfigError([Problem(shown, None, "is not UTF-8. Save it as UTF-8.")]) from None
    node = _compose(text, shown)
    top = _entries(node)
    section = _lookup(top.get("extra"), "archive")
    values, problems = _section_values(section, shown)
    theme = top.get("theme")
    language = _scalar(_entries(theme).get("language")) if isinstance(theme, yaml.MappingNode) else None
    if problems:
        raise ConfigError(problems)
    root = path.parent
    return Settings(
        config_path=path,
        docs_dir=root / (_scalar(top.get("docs_dir")) or "docs"),
        site_dir=site_dir.absolute() if site_dir else root / (_scalar(top.get("site_dir")) or "site"),
        site_name=_scalar(top.get("site_name")) or "",
        site_url=_scalar(top.get("site_url")),
        language=language or "ar",
        **{**values, "seeds": root / values["seeds"], "cache": root / values["cache"]},
    )


def _compose(text: str, shown: str) -> Node | None:
    try:
        node: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise ConfigError([Problem(shown, line, f"is not valid YAML: {getattr(error, 'problem', error)}.")]) from None
    if not isinstance(node, yaml.MappingNode):
        raise ConfigError([Problem(shown, 1, "has no keys. Write at least `site_name:` and `theme:`.")])
    return node


def _section_values(section: Node | None, shown: str) -> tuple[dict[str, Any], list[Problem]]:
    values = {name: key.default for name, key in KEYS.items()}
    problems: list[Problem] = []
    if section is None:
        return values, problems
    if not isinstance(section, yaml.MappingNode):
        return values, [Problem(shown, section.start_mark.line + 1, "extra.archive must be a mapping of keys.")]
    for key_node, value_node in section.value:
        name, line = str(key_node.value), key_node.start_mark.line + 1
        key = KEYS.get(name)
        if key is None:
            problems.append(Problem(shown, line, f'extra.archive has no key "{name}".{suggestion(name, KEYS)}'))
            continue
        try:
            values[name] = key.parse(_scalar(value_node) or "")
        except (KeyError, ValueError):
            problems.append(Problem(shown, line, f"extra.archive.{name} must be {key.expected}."))
    return values, problems


def suggestion(name: str, known: Mapping[str, object]) -> str:
    """The end of an error sentence: ` Did you mean "…"?`, or the known names where nothing is near."""
    near = difflib.get_close_matches(name, list(known), 1)
    return f' Did you mean "{near[0]}"?' if near else f" The keys are {', '.join(sorted(known))}."


def _entries(node: Node | None) -> dict[str, Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value}


def _lookup(node: Node | None, name: str) -> Node | None:
    return _entries(node).get(name)


def _scalar(node: Node | None) -> str | None:
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value)
