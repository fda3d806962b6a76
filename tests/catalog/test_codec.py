"""Records come back from JSON as they went."""

from __future__ import annotations

import sqlite3
from typing import Any, get_origin

import msgspec
import pytest

from archive_tools.catalog import codec
from archive_tools.records import (
    Alias,
    Annotations,
    Article,
    DateMention,
    Entity,
    Fact,
    Kept,
    Mention,
    Quote,
    Tag,
    TranslationOf,
)
from tests.builders import an_article


def test_an_article_comes_back_equal() -> None:
    losing = Fact(value="2024-11-27", basis="metadata", evidence="x")
    article = an_article(
        "نص",
        published=Fact(value="2024-11-28", basis="sidecar", evidence="sidecar", losing=(losing,)),
        translation_of=TranslationOf(id="en-1", machine=True),
        headline_translations={"en": "Headline"},
        tags=("x",),
    )
    assert codec.loads(Article, codec.dumps(article)) == article


def test_annotations_come_back_equal() -> None:
    mention = Mention(
        block=1, start=0, end=2, exact="نص", target=None, kind="person", annotator="a/1", rule="r",
        ambiguous=True, candidates=("a", "b"),
    )  # fmt: skip
    place: dict[str, Any] = {"block": 1, "start": 0, "end": 2, "exact": "نص", "annotator": "a/1"}
    date = DateMention(**place, edtf="2024-11", basis="stated")
    quote = Quote(
        **place, kind="direct", speaker="س", speaker_target=None, anonymity="named", verb=None, repeats_block=2
    )
    tag = Tag(id="x", label="س", basis="stated", evidence="sidecar", annotator="a/1")
    annotations = Annotations(mentions=(mention,), dates=(date,), quotes=(quote,), tags=(tag,))
    assert codec.loads(Annotations, codec.dumps(annotations)) == annotations


def test_an_entity_comes_back_equal() -> None:
    entity = Entity(
        id="x", kind="person", name={"ar": "س"}, aliases=(Alias(text="س", lang="ar", needs=("أ",)),), lat=1.5
    )
    assert codec.loads(Entity, codec.dumps(entity)) == entity


@pytest.mark.parametrize(
    "text",
    ['["a","stated","x",[],1]', '["a","guessed","x",[]]', '["a","stated",1,[]]', '{"value":"a"}', '["a","sta', ""],
    ids=["too long", "no such basis", "a number", "an object", "cut off", "nothing"],
)
def test_what_is_no_stored_record_is_damage_to_the_catalog(text: str) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="none that was stored"):
        codec.loads(Fact[str], text)


def test_a_record_is_read_from_its_utf8_as_well_and_bytes_that_are_none_are_damage() -> None:
    stored = codec.dumps(Entity(id="x", kind="person", name={"ar": "سمير"})).encode()
    assert codec.loads(Entity, stored).name == {"ar": "سمير"}
    with pytest.raises(sqlite3.DatabaseError, match="none that was stored"):
        codec.loads(Entity, stored.replace("م".encode(), b"\xd9"))


@pytest.mark.parametrize("kind", [Article, Annotations, Entity])
def test_every_record_in_a_kept_record_is_kept_alike(kind: type[Kept]) -> None:
    found: set[type] = set()

    def walk(described: Any) -> None:
        if isinstance(described, msgspec.inspect.StructType):
            if described.cls in found:
                return
            found.add(described.cls)
        for name in getattr(described, "__struct_fields__", ()):
            value = getattr(described, name)
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, msgspec.Struct):
                    walk(one)

    walk(msgspec.inspect.type_info(kind))
    assert len(found) > 2
    assert [one for one in found if not issubclass(get_origin(one) or one, Kept)] == []
