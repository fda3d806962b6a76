"""What the search page says: one table a language."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

from tests.search.node_runner import CLIENT

LANGUAGES = ("ar", "en", "tr")


def table(lang: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CLIENT / f"strings.{lang}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_every_sentence(lang: str) -> None:
    assert table(lang).keys() == table("ar").keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_months_have_the_names_that_they_have_on_all_pages(lang: str) -> None:
    labels = json.loads(
        resources.files("archive_tools.site").joinpath("theme/assets/labels.json").read_text(encoding="utf-8")
    )
    assert table(lang)["months"] == labels["months"][lang]
