"""The formats: what becomes an item, with which fields and evidence, and what is refused by name."""

from __future__ import annotations

import gzip
import io
import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from archive_tools import sources
from archive_tools.records import RawItem, Rejected
from archive_tools.sources.slices import MAX_LINE

GZIP_LINES = gzip.compress('{"text": "أ"}\n{"text": "ب"}\n'.encode(), mtime=0)


def read(name: str, data: bytes | str, stated: Mapping[str, Any] | None = None) -> list[RawItem | Rejected]:
    raw = data.encode() if isinstance(data, str) else data
    return list(sources.read_items(name, io.BytesIO(raw), stated or {}))


def items(name: str, data: bytes | str, stated: Mapping[str, Any] | None = None) -> list[RawItem]:
    found = read(name, data, stated)
    assert all(isinstance(item, RawItem) for item in found), found
    return [item for item in found if isinstance(item, RawItem)]


def reasons(name: str, data: bytes | str, stated: Mapping[str, Any] | None = None) -> list[str]:
    return [f"{item.locator}: {item.reason}" for item in read(name, data, stated) if isinstance(item, Rejected)]


def test_a_text_file_is_one_body() -> None:
    (item,) = items("n/a.txt", "سطر\n\nآخر")
    assert item.fields == {"body": "سطر\n\nآخر"}
    assert (item.locator, item.media_type, item.body_format) == ("n/a.txt", "text/plain", "text")


def test_front_matter_gives_fields_with_their_evidence() -> None:
    (item,) = items("a.md", "---\ntitle: عنوان\ndate: 2024-11-28\nauthors: [أ, ب]\nlayout: post\n---\n# رأس\n\nنص\n")
    assert item.fields["headline"] == "عنوان"
    assert item.fields["published"] == "2024-11-28"
    assert item.fields["byline"] == "أ\nب"
    assert item.fields["body"] == "# رأس\n\nنص\n"
    assert item.evidence["headline"] == 'front matter "title"'
    assert item.notes == ("front matter not read: layout",)
    assert item.body_format == "markdown"


def test_markdown_without_front_matter_is_all_body_even_behind_a_rule() -> None:
    assert items("a.md", "---\nنص بعد خط\n")[0].fields == {"body": "---\nنص بعد خط\n"}


@pytest.mark.parametrize(
    ("front", "word"),
    [
        ("title: [", "not valid YAML"),
        ("title: !!python/object:os.system x", "tag"),
        ("a: &a x\nb: *a", "anchor"),
        ("title: a\ntitle: b", "stands twice"),
        ("- a", "key: value"),
        ("title: \x00", "U+0000"),
    ],
)
def test_front_matter_that_is_not_strict_yaml_refuses_the_file(front: str, word: str) -> None:
    (reason,) = reasons("a.md", f"---\n{front}\n---\nنص")
    assert reason.startswith("a.md: its front matter")
    assert word in reason


def test_front_matter_that_never_ends_refuses_the_file() -> None:
    assert "no closing line" in reasons("a.md", "---\ntitle: x\nنص")[0]


@pytest.mark.parametrize(
    ("data", "locators"),
    [
        ('{"id": "x", "text": "نص"}', ["a.json"]),
        ('[{"text": "أ"}, {"text": "ب"}]', ["a.json#item-1", "a.json#item-2"]),
        ('{"meta": [1], "articles": [{"text": "أ"}], "n": {}}', ["a.json#item-1"]),
        (' \n[\n{"text":"]"} ]\n', ["a.json#item-1"]),
    ],
)
def test_json_is_an_article_a_list_or_an_object_with_articles(data: str, locators: list[str]) -> None:
    assert [item.locator for item in items("a.json", data)] == locators


def test_the_digest_of_an_item_is_that_of_its_own_bytes() -> None:
    one, two = (items("a.json", f'[{{"text": "أ"}}, {other}]')[0] for other in ('{"text": "ب"}', '{"text": "ج"}'))
    assert one.digest == two.digest


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1256", "iso8859_6"])
def test_the_items_of_a_list_are_in_the_encoding_of_the_file(encoding: str) -> None:
    data = '[{"text": "وصلت القافلة صباح الأحد إلى المدينة"}, {"text": "نعم"}, {"text": "x"}]'
    found = items("a.json", data.encode(encoding))
    assert [item.fields["body"] for item in found] == ["وصلت القافلة صباح الأحد إلى المدينة", "نعم", "x"]


@pytest.mark.parametrize("names", [("title", "date", "source"), ("headline", "published", "outlet")])
def test_records_have_default_names(names: tuple[str, str, str]) -> None:
    (item,) = items("a.json", f'{{"{names[0]}": "ع", "{names[1]}": "2024", "{names[2]}": "م", "body": "نص"}}')
    assert (item.fields["headline"], item.fields["published"], item.fields["outlet"]) == ("ع", "2024", "م")
    assert item.evidence["headline"] == f'field "{names[0]}"'


def test_a_mapping_names_other_fields_also_inside_objects() -> None:
    stated = {"fields": {"headline": "meta.head", "body": "content"}}
    (item,) = items("a.json", '{"meta": {"head": "ع"}, "content": ["فقرة", "أخرى"], "date": 2024}', stated)
    assert item.fields == {"headline": "ع", "published": "2024", "body": "فقرة\nأخرى"}
    assert item.evidence["headline"] == 'field "meta.head"'


def test_a_name_may_itself_hold_a_dot() -> None:
    (item,) = items("a.json", '{"dc.title": "ع", "text": "نص"}', {"fields": {"headline": "dc.title"}})
    assert item.fields["headline"] == "ع"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ('{"a": NaN}', "NaN"),
        ('{"a": 1, "a": 2}', '"a" twice'),
        ('{"a": "\\ud800"}', "surrogate"),
        ('{"\\udc00": 1}', "surrogate"),
        ("[" * 100_000, "deeper than 64"),
        ('{"a":' * 100 + "1" + "}" * 100, "deeper than 64"),
        ('{"a": ' + "9" * 5000 + "}", "5000 digits"),
        ("[" + "{}," * 2_000_000 + "{}]", "2,000,000 values"),
        ('{"a": 1} x', "more text behind"),
        ('{"a": 1', "line 1, column"),
        ('[{"text": "a"}, 3]', "item 2 is no object"),
        ('[{"text": "a"}', "is not JSON"),
        ('"text"', "without an article"),
        ("", "is not JSON"),
        ("[]", "holds no article"),
    ],
)
def test_json_that_another_reader_could_understand_otherwise_is_refused_whole(data: str, word: str) -> None:
    (found,) = read("a.json", data)
    assert isinstance(found, Rejected)
    assert word in found.reason


def test_deep_brackets_inside_strings_are_text() -> None:
    assert items("a.json", '{"text": "' + "[" * 1000 + '\\"{"}')[0].fields["body"] == "[" * 1000 + '"{'


def test_lines_are_items_and_a_bad_line_is_refused_alone() -> None:
    found = read("a.jsonl", '\ufeff{"text": "أ"}\r\n\n{bad}\n{"text": "ب"}')
    assert [item.locator for item in found] == ["a.jsonl#line-1", "a.jsonl#line-3", "a.jsonl#line-4"]
    assert [isinstance(item, RawItem) for item in found] == [True, False, True]


def test_a_line_that_is_too_long_is_refused_alone() -> None:
    found = read("a.jsonl", b'{"text": "' + b"a" * MAX_LINE + b'"}\n{"text": "b"}\n')
    assert [isinstance(item, Rejected) for item in found] == [True, False]


def test_lines_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b'{"text": "a"}\n' * (len(buffer) // 14)
            buffer[: len(line)] = line
            self.given += len(line)
            return len(line)

    stream = Endless()
    pieces = sources.split("a.jsonl", io.BufferedReader(stream), {})
    assert [next(pieces) for _ in range(1000)]
    assert stream.given < 100_000


def test_rows_are_items_named_by_the_header() -> None:
    data = 'id,date,title,text\n1,2024-11-28,"ع، ""ن""","سطر\nآخر"\n\n2,,,نص\n'
    first, second = items("a.csv", data)
    assert first.fields == {"id": "1", "published": "2024-11-28", "headline": 'ع، "ن"', "body": "سطر\nآخر"}
    assert first.evidence["published"] == 'column "date"'
    assert second.fields == {"id": "2", "body": "نص"}
    assert (first.locator, second.locator) == ("a.csv#row-1", "a.csv#row-3")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_in_the_header(delimiter: str) -> None:
    assert items("a.csv", f"id{delimiter}text\n1{delimiter}نص\n")[0].fields == {"id": "1", "body": "نص"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_table_may_be_in_any_encoding(encoding: str) -> None:
    text = "id;text\n1;وصلت القافلة صباح الأحد\n2;وعادت مساء اليوم نفسه\n"
    found = items("a.csv", text.encode(encoding))
    assert [item.fields["body"] for item in found] == ["وصلت القافلة صباح الأحد", "وعادت مساء اليوم نفسه"]


def test_a_long_cell_is_read_whole() -> None:
    body = "كلمة " * 100_000
    assert items("a.csv", f"text\n{body}\n")[0].fields["body"] == body


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("", "no header row"),
        ("1,2\n3,4\n", "no column text or body"),
        ("text,text\na,b\n", '"text" twice'),
        ("text\n", "holds no article"),
    ],
)
def test_a_table_without_use_is_refused(data: str, word: str) -> None:
    (reason,) = reasons("a.csv", data)
    assert word in reason


def test_a_broken_row_is_refused_and_what_follows_is_said_not_to_be_read() -> None:
    found = read("a.csv", 'id,text\n1,نص\n2,"لا ينتهي\n3,نص\n')
    assert isinstance(found[0], RawItem)
    assert isinstance(found[1], Rejected)
    assert "not read" in found[1].reason
    assert len(found) == 2


def test_a_row_with_more_cells_than_the_header_is_refused_alone() -> None:
    found = read("a.csv", "id,text\n1,a,b\n2,c\n")
    assert [isinstance(item, Rejected) for item in found] == [True, False]


def test_a_mapping_to_a_column_that_is_missing_is_refused_with_the_columns() -> None:
    (reason,) = reasons("a.csv", "a,b\n1,2\n", {"fields": {"body": "content"}})
    assert 'no column "content"' in reason
    assert "a, b" in reason


def test_a_changed_header_changes_the_key_of_a_row_but_not_its_digest() -> None:
    one, two = (
        next(iter(sources.split("a.csv", io.BytesIO(data), {}))) for data in (b"id,text\n1,a\n", b"n,text\n1,a\n")
    )
    assert isinstance(one, sources.Slice)
    assert isinstance(two, sources.Slice)
    assert one.digest == two.digest
    assert one.key != two.key


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.jsonl", "a.csv"])
def test_every_format_may_be_gzipped(name: str) -> None:
    data = {"a.json": '{"text": "نص"}', "a.jsonl": '{"text": "نص"}', "a.csv": "text\nنص"}.get(name, "نص")
    plain, packed = items(name, data), items(name + ".gz", gzip.compress(data.encode()))
    assert [(item.fields, item.digest) for item in plain] == [(item.fields, item.digest) for item in packed]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (GZIP_LINES[:-5], "cut off"),
        (GZIP_LINES[:20], "cut off"),
        (b"", "cut off"),
        (GZIP_LINES + b"x", "behind its end"),
        (GZIP_LINES[:-6] + b"\0\0" + GZIP_LINES[-4:], "damaged"),
        (b"plain text", "not gzip"),
        (gzip.compress(b"\n" * 40_000_000, mtime=0), "200 times"),
    ],
    ids=["no trailer", "no body", "empty", "garbage", "checksum", "not gzip", "bomb"],
)
def test_a_gzip_file_that_is_not_whole_gives_no_item_at_all(data: bytes, word: str) -> None:
    (reason,) = reasons("a.jsonl.gz", data)
    assert word in reason


def test_a_gzip_file_of_several_members_padded_with_zeros_is_whole() -> None:
    assert len(items("a.jsonl.gz", GZIP_LINES + GZIP_LINES + b"\0" * 512)) == 4


def test_a_format_that_is_not_read_is_refused_with_those_that_are() -> None:
    for name in ["a.docx", "a.warc.gz", "a", "a.gz", "n.d/a"]:
        (reason,) = reasons(name, b"x")
        assert ".jsonl" in reason


def test_a_file_over_its_limit_is_refused() -> None:
    assert "larger than 32 MiB" in reasons("a.txt", b"a" * (32 * 1024 * 1024 + 1))[0]


def test_an_excluded_seed_is_not_read() -> None:
    (reason,) = reasons("a.docx", b"x", {"exclude": True})
    assert "excluded by its sidecar" in reason


def test_slices_and_items_can_be_sent_to_another_process() -> None:
    for piece in sources.split("a.csv", io.BytesIO(b"id,text\n1,a\n"), {}):
        assert isinstance(piece, sources.Slice)
        assert pickle.loads(pickle.dumps(piece)) == piece
        item = sources.parse("a.csv", piece, {})
        assert pickle.loads(pickle.dumps(item)) == item
