"""The one table of interface strings is whole."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive_tools.clean import boilerplate, headlines
from archive_tools.render import labels
from archive_tools.render.calendars import in_words
from archive_tools.render.look import Look
from archive_tools.render.profile import relation_words
from tests.site.demo import pages

FORMS = {"ar": {"zero", "one", "two", "few", "many", "other"}, "en": {"one", "other"}, "tr": {"one", "other"}}
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("key", labels.TABLE["labels"])
def test_every_label_exists_in_every_language(key: str) -> None:
    strings = labels.TABLE["labels"][key]
    assert set(strings) == set(labels.LANGUAGES)
    assert all(text.strip() == text and text for text in strings.values())


@pytest.mark.parametrize("key", labels.TABLE["plurals"])
def test_every_counted_noun_has_the_forms_of_cldr(key: str) -> None:
    for language, forms in labels.TABLE["plurals"][key].items():
        assert set(forms) == FORMS[language]


def test_every_label_that_a_page_or_template_names_exists() -> None:
    templates = (ROOT / "archive_tools/site/theme").rglob("*.html")
    texts = [page.markdown for page in pages()] + [path.read_text("utf-8") for path in templates]
    for text in texts:
        for key in re.findall(r'data-l(?:-label)?="([a-z0-9_]+)"', text):
            assert labels.has_label(key), key
        for key in re.findall(r'data-c="([a-z]+)"', text):
            assert key in labels.TABLE["plurals"]


def test_every_label_is_used_somewhere() -> None:
    rooms = [ROOT / "archive_tools" / room for room in ("render", "site", "pipeline", "search")]
    files = (path for room in rooms for path in room.rglob("*") if path.suffix in {".py", ".html", ".js"})
    code = "\n".join(path.read_text("utf-8") for path in files if path.name != "labels.html")
    built_up = ("marked_", "kind_", "place_", "outlet_", "relation_", "lang_", "basis_", "id_")
    shown = {key for page in pages() for key in re.findall(r'data-l="([a-z0-9_]+)"', page.markdown)}
    candidates = (key for key in labels.TABLE["labels"] if not key.startswith(built_up) and key not in shown)
    unused = [key for key in candidates if not any(one in code for one in (f'"{key}"', f"'{key}'", f"{{{key}}}"))]
    assert unused == []


def test_every_reason_for_leaving_a_block_out_is_said_in_every_language() -> None:
    reasons = json.loads(resources.files("archive_tools.clean").joinpath("boilerplate.json").read_text("utf-8"))[
        "kinds"
    ]
    for reason in (*reasons, boilerplate.SEPARATOR, headlines.REASON):
        assert labels.has_label(f"marked_{reason.replace(' ', '_')}")


def _authority(name: str) -> list[dict[str, Any]]:
    text = resources.files("archive_tools.authority").joinpath(f"{name}.yml").read_text("utf-8")
    records: list[dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return records


@pytest.mark.parametrize("name", ["actors", "places", "outlets"])
def test_every_kind_and_identifier_of_the_built_in_authority_has_a_label(name: str) -> None:
    prefix = {"actors": "kind", "places": "place", "outlets": "outlet"}[name]
    records = _authority(name)
    wanted = {f"{prefix}_{record['kind']}" for record in records}
    wanted |= {f"id_{scheme}" for record in records for scheme in record.get("same_as") or {}}
    assert {key for key in wanted if not labels.has_label(key)} == set()


def test_nearly_all_relations_of_the_built_in_authority_have_a_label() -> None:
    look = Look(site_title="x")
    words = [
        link.get("relation", key)
        for record in _authority("actors")
        for key in ("member_of", "part_of", "related")
        for link in (record[key] if isinstance(record.get(key), list) else [])
    ]
    known = [word for word in words if "data-l=" in relation_words(word, look)]
    assert len(known) >= 0.9 * len(words), sorted(set(words) - set(known))


def test_years_after_a_relation_become_dates() -> None:
    look = Look(site_title="x", language="en")
    assert re.sub("<[^>]*>", "", relation_words("president 2000-2024", look)) == "President (2000 to 2024)"
    assert re.sub("<[^>]*>", "", relation_words("leader until 2023", look)) == "Leader (until 2023)"
    assert relation_words("<odd> word", look) == "<bdi>&lt;odd&gt; word</bdi>"


def test_a_language_without_a_table_gets_english_labels() -> None:
    french = Look(site_title="x", language="fr")
    assert french.label("search") == "Search"
    assert french.counted("articles", 1) == "1 article"
    assert in_words("2024-11-28", french) == "28 November 2024"
    assert french.direction == "ltr"


def test_counts_are_written_in_the_digits_of_the_interface() -> None:
    look = Look(site_title="x", digits="arab")
    assert look.counted("articles", 36) == "٣٦ مقالة"
    assert look.counted("articles", 2) == "مقالتان"


def test_the_table_is_kept_one_line_a_label_so_that_people_can_edit_it() -> None:
    text = (ROOT / "archive_tools/site/theme/assets/labels.json").read_text("utf-8")
    assert json.loads(text) == labels.TABLE
    assert all(len(line) < 1000 for line in text.splitlines())
