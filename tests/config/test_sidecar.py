"""Sidecars: what may be stated, how folders inherit, and that every mistake is found with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_tools.config.sidecar import Sidecars
from archive_tools.config.sidecar_schema import FIELD_NAMES, KnownIds
from archive_tools.errors import ConfigError
from archive_tools.sources.fields import NAMES

KNOWN = KnownIds(
    actors=frozenset({"northern-council", "hayat-tahrir-al-sham"}),
    places=frozenset({"aleppo"}),
    outlets=frozenset({"northern-gate"}),
)

EVERYTHING = """\
id: convoy-1
title: "القافلة تصل"
title_basis: supplied
title_translations: {en: The convoy arrives}
description: A report.
lang: ar
published: 2024-11-28
outlet: northern-gate
authors: [Layla Haddad, Omar Aziz]
actors: [northern-council]
places: aleppo
dates: [2024-11-27, 2024-11]
tags: [aid, roads]
translation_of: {id: convoy-en, url: "https://example.org/a", lang: en, outlet: Two Rivers, machine: yes}
robots: noindex, noarchive
rights: Northern Gate
url: https://example.org/convoy
archived: [https://web.example.org/1]
sample: true
exclude: false
"""


def write(root: Path, name: str, text: str) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def lines_of(error: ConfigError) -> list[tuple[str, int | None]]:
    return [(problem.path, problem.line) for problem in error.problems]


def test_every_key_arrives_as_the_value_that_it_means(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "")
    write(tmp_path, "a.txt.yml", EVERYTHING)
    stated = Sidecars(tmp_path, KNOWN).stated("a.txt")
    assert stated["published"] == "2024-11-28"
    assert stated["authors"] == ("Layla Haddad", "Omar Aziz")
    assert stated["places"] == ("aleppo",)
    assert stated["translation_of"]["machine"] is True
    assert (stated["sample"], stated["exclude"]) == (True, False)
    assert stated["robots"] == "noindex, noarchive"


def test_a_seed_without_sidecar_has_nothing_stated(tmp_path: Path) -> None:
    assert Sidecars(tmp_path, KNOWN).stated("a.txt") == {}
    assert Sidecars(tmp_path, KNOWN).files("a.txt") == ()


def test_the_nearest_folder_wins_and_an_empty_value_takes_back(tmp_path: Path) -> None:
    write(tmp_path, "_defaults.yml", "outlet: northern-gate\nlang: ar\nrights: R\n")
    write(tmp_path, "x/_defaults.yml", "lang: tr\n")
    write(tmp_path, "x/y/a.txt", "")
    write(tmp_path, "x/y/a.txt.yml", "rights:\ntitle: T\n")
    sidecars = Sidecars(tmp_path, KNOWN)
    assert sidecars.stated("x/y/a.txt") == {"outlet": "northern-gate", "lang": "tr", "title": "T"}
    assert sidecars.stated("b.txt") == {"outlet": "northern-gate", "lang": "ar", "rights": "R"}
    names = [path.relative_to(tmp_path).as_posix() for path in sidecars.files("x/y/a.txt")]
    assert names == ["_defaults.yml", "x/_defaults.yml", "x/y/a.txt.yml"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("lang: ar\nheadline: x\n", 2, ['unknown key "headline"', 'Did you mean "title"?']),
        ("byline: x\n", 1, ['Did you mean "authors"?']),
        ("date: 2024\n", 1, ['Did you mean "published"?']),
        ("tittle: x\n", 1, ['Did you mean "title"?']),
        ("published: 28/11/2024\n", 1, ["not an EDTF date", "2024-11-28"]),
        ("published: 2023-02-30\n", 1, ["no day 30"]),
        ("lang: arabic language\n", 1, ["language tag"]),
        ("url: javascript:alert(1)\n", 1, ["web address"]),
        ("archived:\n  - https://a.example\n  - ftp://b.example\n", 3, ["web address"]),
        ("actors:\n  - northern-council\n  - northern-councli\n", 3, ['Did you mean "northern-council"?']),
        ("places: [allepo]\n", 1, ['Did you mean "aleppo"?']),
        ("outlet: northern-gaet\n", 1, ['Did you mean "northern-gate"?']),
        ("sample: maybe\n", 1, ["true or false"]),
        ("title_basis: invented\n", 1, ["supplied"]),
        ("robots: noidex\n", 1, ['Did you mean "noindex"?']),
        ("id: Ein Name\n", 1, ["is no id"]),
        ("title: [a, b]\n", 1, ["must be a text"]),
        ("translation_of:\n  lang: en\n  langage: x\n", 3, ['Did you mean "lang"?']),
        ("fields: {title: T}\n", 1, ['Did you mean "headline"?']),
        ("title_translations: {english: x}\n", 1, ["language tag"]),
        ("- a\n- b\n", 1, ["key: value"]),
        ("a: &x 1\n", 1, ["anchor"]),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_was_meant(
    tmp_path: Path, text: str, line: int, words: list[str]
) -> None:
    write(tmp_path, "a.txt", "")
    write(tmp_path, "a.txt.yml", text)
    with pytest.raises(ConfigError) as caught:
        Sidecars(tmp_path, KNOWN).stated("a.txt")
    assert lines_of(caught.value) == [("seeds/a.txt.yml", line)]
    assert all(word in str(caught.value) for word in words)


def test_all_mistakes_of_all_files_are_found_in_one_run(tmp_path: Path) -> None:
    write(tmp_path, "_defaults.yml", "id: x\ncolour: red\n")
    write(tmp_path, "a.txt", "")
    write(tmp_path, "a.txt.yml", "date: x\nlang: ar\nurl: y\n")
    write(tmp_path, "n/rows.csv", "")
    write(tmp_path, "n/rows.csv.yml", "id: one\n")
    write(tmp_path, "n/lost.txt.yml", "lang: ar\n")
    write(tmp_path, "n/b.yaml", "lang: ar\n")
    write(tmp_path, "authority/actors.yml", "not: ours\n")
    problems = Sidecars(tmp_path, KNOWN).problems()
    assert [(problem.path, problem.line) for problem in problems] == [
        ("seeds/_defaults.yml", 1),
        ("seeds/_defaults.yml", 2),
        ("seeds/a.txt.yml", 1),
        ("seeds/a.txt.yml", 3),
        ("seeds/n/b.yaml", None),
        ("seeds/n/lost.txt.yml", None),
        ("seeds/n/rows.csv.yml", 1),
    ]


def test_a_medium_may_stand_for_its_outlet_and_a_name_needs_no_record(tmp_path: Path) -> None:
    for name, outlet in [("a", "hayat-tahrir-al-sham"), ("b", "صحيفة الأفق"), ("c", "Reuters")]:
        write(tmp_path, f"{name}.txt", "")
        write(tmp_path, f"{name}.txt.yml", f"outlet: {outlet}\n")
        assert Sidecars(tmp_path, KNOWN).stated(f"{name}.txt") == {"outlet": outlet}


def test_a_sidecar_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "")
    (tmp_path / "a.txt.yml").symlink_to("/etc/hostname")
    with pytest.raises(ConfigError, match=r"a\.txt\.yml: cannot be read"):
        Sidecars(tmp_path, KNOWN).stated("a.txt")


def test_the_names_that_a_sidecar_may_map_are_those_that_sources_read() -> None:
    assert frozenset(NAMES) == FIELD_NAMES
