"""Records come back from JSON as they went."""

from __future__ import annotations

from archive_tools.catalog import codec
from archive_tools.records import Alias, Annotations, Article, Entity, Fact, Mention, TranslationOf
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
    assert codec.loads(Annotations, codec.dumps(Annotations(mentions=(mention,)))) == Annotations(mentions=(mention,))


def test_an_entity_comes_back_equal() -> None:
    entity = Entity(
        id="x", kind="person", name={"ar": "س"}, aliases=(Alias(text="س", lang="ar", needs=("أ",)),), lat=1.5
    )
    assert codec.loads(Entity, codec.dumps(entity)) == entity
