"""Strict YAML: what is refused, where, and what stays text."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_tools.config.yaml import load_yaml, read_yaml
from archive_tools.errors import ConfigError


def problems_of(text: str, **options: int) -> list[tuple[int | None, str]]:
    with pytest.raises(ConfigError) as caught:
        load_yaml(text, "a.yml", **options)
    return [(p.line, p.message) for p in caught.value.problems]


@pytest.mark.parametrize("text", ["no", "010", "12:30", "2024-11-28", "1e3", "0x1F", "yes", "1_000", "=", ".inf", "<<"])
def test_a_scalar_arrives_as_the_text_that_was_written(text: str) -> None:
    assert load_yaml(f"key: {text}", "a.yml").value == {"key": text}


def test_only_an_unquoted_empty_value_tilde_or_null_is_none() -> None:
    text = 'a:\nb: ~\nc: null\nd: "null"\ne: ""\nf: "~"\nnull: x\n'
    value = {"a": None, "b": None, "c": None, "d": "null", "e": "", "f": "~", "null": "x"}
    assert load_yaml(text, "a.yml").value == value


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_an_empty_document_has_the_value_none(text: str) -> None:
    assert load_yaml(text, "a.yml").value is None


def test_every_key_and_list_item_knows_its_line() -> None:
    located = load_yaml("a: 1\n\nb:\n  - x\n  - c: 2\n    d: 3\n", "a.yml")
    assert [located.line_of(*k) for k in [(), ("a",), ("b",), ("b", 1), ("b", 1, "d")]] == [1, 1, 3, 5, 6]
    assert located.line_of("b", 1, "missing", "deeper") == 5


def test_lines_count_from_the_line_on_which_the_text_begins() -> None:
    assert load_yaml("a: 1\nb: 2\n", "a.md", first_line=2).line_of("b") == 3


def test_all_mistakes_of_shape_are_reported_at_once_with_their_lines() -> None:
    found = problems_of("a: 1\na: 2\nb: *x\nc: !!python/object x\nd: &q 1\n")
    assert [line for line, _ in found] == [2, 3, 4, 5]
    words = ["twice", "alias", "tag", "anchor"]
    assert all(word in message for word, (_, message) in zip(words, found, strict=True))


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: [", 2, "not valid YAML"),
        ("a: 1\n\tb: 2", 2, "tab"),
        ("a: b: c", 1, "not valid YAML"),
        ("[" * 20, 1, "deeper than 16"),
        ("? [a]\n: b\n", 1, "a key must be"),
        ("a: 1\n---\nb: 2\n", 2, "second YAML document"),
        ("a: 1\nb: \x00", 2, "U+0000"),
        ("a: \ud800", 1, "U+D800"),
        ("a: &a [x]\nb: *a\n", 1, "anchor"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int, word: str) -> None:
    found = problems_of(text)
    assert found[0][0] == line
    assert word in found[0][1]


def test_a_document_over_its_limit_is_refused_whatever_it_holds() -> None:
    assert "larger than 64 KiB" in problems_of("a: " + "x" * 70_000)[0][1]
    assert load_yaml("a: " + "x" * 70_000, "a.yml", max_bytes=80_000).value["a"].startswith("xxx")


def test_aliases_that_multiply_cost_nothing() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8)
    )
    assert any("alias" in message for _, message in problems_of(bomb))


def test_a_file_is_read_as_utf8_and_the_line_of_a_bad_byte_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    file.write_bytes("a: قبل\nb: ".encode() + b"\xff\n")
    with pytest.raises(ConfigError, match=r"seeds/x\.yml:2: is not UTF-8"):
        read_yaml(file, "seeds/x.yml")


def test_a_link_or_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "link.yml").symlink_to(tmp_path / "real.yml")
    for name in ["link.yml", "missing.yml"]:
        with pytest.raises(ConfigError, match=name):
            read_yaml(tmp_path / name)
    assert read_yaml(tmp_path / "real.yml").value == {"a": "1"}
