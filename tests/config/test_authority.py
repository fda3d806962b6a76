"""The authority in two layers: what is joined, and that every mistake is told with file and line in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_tools.config.authority import load_authority
from archive_tools.errors import ConfigError

ACTOR = '- {id: "new-body", kind: "organisation", name: {ar: "هيئة جديدة", en: "New Body"}}\n'


def layer(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "authority"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return folder


def problems(tmp_path: Path, *, builtin: bool = False, **files: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_authority(builtin, layer(tmp_path, **files))
    return [str(problem) for problem in caught.value.problems]


def test_the_built_in_layer_is_whole() -> None:
    authority = load_authority(True, None)
    assert len(authority.actors) > 2000
    assert len(authority.places) > 1500
    assert all(outlet.actor in authority.actors for outlet in authority.outlets.values())


def test_a_state_is_one_record_with_both_faces() -> None:
    authority = load_authority(True, None)
    assert authority.actors["syria"] is authority.places["syria"]
    assert (authority.actors["syria"].kind, authority.actors["syria"].place_kind) == ("state", "country")


def test_an_own_record_is_added_and_one_with_a_built_in_id_replaces_it(tmp_path: Path) -> None:
    own = ACTOR + '- {id: "hezbollah", kind: "organisation", name: {en: "Hizb"}}\n'
    authority = load_authority(True, layer(tmp_path, actors=own))
    assert authority.actors["new-body"].name["ar"] == "هيئة جديدة"
    assert authority.actors["hezbollah"].name == {"en": "Hizb"}


def test_without_the_built_in_layer_only_the_folder_counts(tmp_path: Path) -> None:
    authority = load_authority(False, layer(tmp_path, actors=ACTOR))
    assert list(authority.actors) == ["new-body"]
    assert not authority.places


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert load_authority(False, tmp_path / "none").actors == {}


def test_the_digest_changes_with_the_content(tmp_path: Path) -> None:
    folder = layer(tmp_path, actors=ACTOR)
    before = load_authority(False, folder).digest
    (folder / "actors.yml").write_text(ACTOR.replace("New", "Newer"), "utf-8")
    assert load_authority(False, folder).digest != before


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ('- {id: "a", kind: "organisation", name: {en: "A"}, nmae: "x"}', 'unknown key "nmae". Did you mean "name"?'),
        ('- {id: "a", kind: "club", name: {en: "A"}}', 'the kind "club" is not known'),
        ('- {id: "A b", kind: "person", name: {en: "A"}}', 'the id "A b" must be small ASCII'),
        ('- {kind: "person", name: {en: "A"}}', "has no id"),
        ('- {id: "a", kind: "person"}', "has no name"),
        ('- {id: "a", kind: "person", name: {en: "A"}, aliases: [{text: "B"}]}', "needs its language"),
        (
            '- {id: "a", kind: "person", name: {en: "A"}, aliases: [{text: "B", lang: "en", from: "2017-13"}]}',
            "must be a date",
        ),
        (
            '- {id: "a", kind: "person", name: {en: "A"}, aliases: [{text: B, lang: en, from: "2018", to: "2017"}]}',
            "later than",
        ),
        ('- {id: "a", kind: "person", name: {en: "A"}, related: [{id: "nobody", relation: "x"}]}', "no record has"),
        ('- {id: "a", kind: "person", name: {en: "A"}, collective: "maybe"}', "must be true or false"),
    ],
)
def test_a_mistake_in_an_actor_is_told_with_its_line(tmp_path: Path, record: str, message: str) -> None:
    (problem,) = problems(tmp_path, actors=ACTOR + record + "\n")
    assert problem.startswith("authority/actors.yml:2: ")
    assert message in problem


def test_all_mistakes_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        actors=ACTOR + ACTOR,
        places='- {id: "new-body", kind: "city", name: {en: X}}\n- {id: "p", kind: "city", name: {en: P}, lat: "9x"}\n',
        outlets='- {id: "o", kind: "website", name: {en: "O"}, actor: "nobody"}\n',
        topics="- {id: t}\n",
    )
    assert [problem.split(": ")[0] for problem in found] == [
        "authority/actors.yml:2",
        "authority/outlets.yml:1",
        "authority/places.yml:1",
        "authority/places.yml:2",
        "authority/topics.yml:1",
    ]


def test_a_file_of_another_name_is_told(tmp_path: Path) -> None:
    assert "is not an authority file" in problems(tmp_path, people="[]")[0]


def test_broken_yaml_does_not_hide_mistakes_elsewhere(tmp_path: Path) -> None:
    found = problems(tmp_path, actors="- {id: a", places='- {id: "p", kind: "planet", name: {en: "P"}}\n')
    assert len(found) == 2
