"""The pages for people say what the code does: the same keys, kinds and words, and links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from archive_tools.config.authority_records import ACTOR_KINDS, OUTLET_KINDS, PLACE_KINDS, PRECISIONS
from archive_tools.config.settings import KEYS as SETTINGS
from archive_tools.config.sidecar_schema import FIELD_NAMES
from archive_tools.config.sidecar_schema import KEYS as SIDECAR_KEYS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OWN = [
    "authority.md",
    "configuration.md",
    "deploy.md",
    "develop/architecture.md",
    "develop/metadata.md",
    "privacy.md",
    "sidecars.md",
]
WRITTEN_BY_THE_TOOL = ("articles/", "actors/", "places/", "dates/", "outlets/", "tags/", "search/", "data/")


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _first_column(text: str) -> set[str]:
    """The names in code marks that begin the rows of tables."""
    rows = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}


def test_the_sidecar_page_explains_every_key_and_no_other() -> None:
    assert _first_column(_text("sidecars.md")) == set(SIDECAR_KEYS)


def test_the_sidecar_page_names_every_field_that_can_be_mapped() -> None:
    sentence = re.search(r"On its left stand (.*?);", _text("sidecars.md"), re.DOTALL)
    assert sentence
    assert set(re.findall(r"`(\w+)`", sentence[1])) == FIELD_NAMES


def test_the_sidecar_recipes_use_known_keys() -> None:
    recipes = re.findall(r"```yaml\n(.*?)```", _text("sidecars.md"), re.DOTALL)
    assert len(recipes) >= 6
    for recipe in recipes:
        assert yaml.safe_load(recipe).keys() <= SIDECAR_KEYS.keys()


def test_the_configuration_page_explains_every_key_with_its_default() -> None:
    text = _text("configuration.md")
    assert _first_column(text) == set(SETTINGS)
    for name, key in SETTINGS.items():
        default = str(key.default).lower() if isinstance(key.default, bool) else str(key.default)
        assert f"| `{name}` | `{default}` |" in text


@pytest.mark.parametrize("words", [ACTOR_KINDS, PLACE_KINDS, OUTLET_KINDS, PRECISIONS], ids=min)
def test_the_authority_page_names_every_kind(words: frozenset[str]) -> None:
    text = _text("authority.md")
    assert {word for word in words if f"`{word}`" not in text} == set()


@pytest.mark.parametrize("name", OWN)
def test_pages_state_their_language_and_direction(name: str) -> None:
    front = re.match(r"---\n(.*?)\n---\n", _text(name), re.DOTALL)
    assert front
    meta = yaml.safe_load(front[1])
    assert meta["dir"] == {"ar": "rtl", "en": "ltr"}[meta["lang"]]
    assert meta["title"]


@pytest.mark.parametrize("name", OWN)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    prose = re.sub(r"```.*?```", "", _text(name), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", prose):
        path = (DOCS / name).parent / target
        if not path.resolve().relative_to(DOCS).as_posix().startswith(WRITTEN_BY_THE_TOOL):
            assert path.exists() or target == "search-format.md", target


def test_the_map_names_every_room_of_the_package() -> None:
    text = _text("develop/architecture.md")
    rooms = {path.name for path in (ROOT / "archive_tools").iterdir() if path.is_dir() and path.name[0] not in "_."}
    assert {room for room in rooms if not re.search(rf"^  {room}(?:/|\.py)\s", text, re.MULTILINE)} == set()


def test_readers_learn_about_privacy_in_arabic_first_and_english_second() -> None:
    text = _text("privacy.md")
    assert text.index("# الخصوصية") < text.index('<div lang="en" dir="ltr">')
    assert text.count("\n## ") == text.count("<h3 ")


def test_the_content_security_policy_is_the_same_wherever_it_is_written() -> None:
    policies = set(re.findall(r"(default-src 'none'; .*?frame-ancestors 'none')", _text("deploy.md")))
    assert len(policies) == 1
    assert "unsafe" not in policies.pop()
