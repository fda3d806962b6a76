"""Records for tests: every field has a plain default, so that a test names only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from archive_tools.records import (
    Alias,
    Annotations,
    Article,
    Block,
    Card,
    DateMention,
    Entity,
    EntityKind,
    Entry,
    Fact,
    IndexRow,
    Links,
    Listing,
    Mention,
    Quote,
    Tag,
)

T = TypeVar("T")


def a_fact(value: T | None, basis: Any = "metadata", evidence: str = 'column "x"', losing: Any = ()) -> Fact[T]:
    return Fact(value=value, basis=basis if value is not None else "unknown", evidence=evidence, losing=tuple(losing))


def blocks(*texts: str | Block) -> tuple[Block, ...]:
    """Paragraphs from strings, numbered from 1; ready blocks keep what they are but get their number."""
    made = []
    for number, text in enumerate(texts, 1):
        if isinstance(text, str):
            made.append(Block(number=number, kind="paragraph", text=text))
        else:
            made.append(a_block(text.text, text.kind, number, text.marked, text.level, text.repeats))
    return tuple(made)


def a_block(
    text: str,
    kind: Any = "paragraph",
    number: int = 0,
    marked: str | None = None,
    level: int | None = None,
    repeats: int | None = None,
) -> Block:
    return Block(number=number, kind=kind, text=text, marked=marked, level=level, repeats=repeats)


def an_article(*body: str | Block, **fields: Any) -> Article:
    """An Arabic article of 28 November 2024 without names; `lang`, `headline`, `published` … as plain values."""
    plain: dict[str, Any] = {
        "headline": "عنوان المقالة",
        "published": "2024-11-28",
        "outlet": "middle-east-eye",
        "byline": None,
        "lang": "ar",
        "url": None,
    }
    for key in plain:
        if key in fields:
            plain[key] = fields.pop(key)
    facts = {key: value if isinstance(value, Fact) else a_fact(value) for key, value in plain.items()}
    rest: dict[str, Any] = {
        "id": "a-1",
        "seed": "news/a-1.txt",
        "item": "",
        "digest": "ab" * 32,
        "media_type": "text/plain",
        "outlet_name": None,
        "blocks": blocks(*(body or ("فقرة أولى.", "فقرة ثانية."))),
        **facts,
        **fields,
    }
    return Article(**rest)


def a_mention(text: str, exact: str, target: str | None, *, block: int = 1, nth: int = 0, **fields: Any) -> Mention:
    """The `nth` occurrence of `exact` in `text`, which is the text of block `block`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    values: dict[str, Any] = {"kind": "organisation", "annotator": "test/1", "rule": f'alias "{exact}"', **fields}
    return Mention(block=block, start=start, end=start + len(exact), exact=exact, target=target, **values)


def a_date(text: str, exact: str, edtf: str | None, *, block: int = 1, **fields: Any) -> DateMention:
    start = text.index(exact)
    values: dict[str, Any] = {"basis": "stated", "annotator": "test/1", **fields}
    return DateMention(block=block, start=start, end=start + len(exact), exact=exact, edtf=edtf, **values)


def a_quote(text: str, exact: str, speaker: str | None, *, block: int = 1, **fields: Any) -> Quote:
    start = text.index(exact)
    values: dict[str, Any] = {
        "kind": "direct",
        "speaker_target": None,
        "anonymity": "named",
        "verb": "قال",
        "annotator": "test/1",
        **fields,
    }
    return Quote(block=block, start=start, end=start + len(exact), exact=exact, speaker=speaker, **values)


def a_tag(identifier: str, label: str, **fields: Any) -> Tag:
    values: dict[str, Any] = {"basis": "inferred", "evidence": f"«{label}» p1", "annotator": "tags/1", **fields}
    return Tag(id=identifier, label=label, **values)


def some_annotations(
    mentions: Iterable[Mention] = (),
    dates: Iterable[DateMention] = (),
    quotes: Iterable[Quote] = (),
    tags: Iterable[Tag] = (),
) -> Annotations:
    return Annotations(mentions=tuple(mentions), dates=tuple(dates), quotes=tuple(quotes), tags=tuple(tags))


def an_entity(
    identifier: str = "hts", kind: EntityKind = "armed_group", ar: str = "هيئة تحرير الشام", **fields: Any
) -> Entity:
    names: Mapping[str, str] = fields.pop("name", {"ar": ar, "en": identifier.upper()})
    aliases = tuple(
        alias if isinstance(alias, Alias) else Alias(text=alias, lang="ar") for alias in fields.pop("aliases", ())
    )
    return Entity(id=identifier, kind=kind, name=names, aliases=aliases, **fields)


MEE = an_entity("middle-east-eye", "outlet", name={"ar": "ميدل إيست آي", "en": "Middle East Eye"})


def some_links(*entities: Entity, **fields: Any) -> Links:
    """Links whose names are the outlet of `an_article` and the given entities."""
    names = {entity.id: entity for entity in (MEE, *entities)}
    return Links(**{"previous": None, "next": None, "names": names, **fields})


def a_card(identifier: str = "a-1", headline: str = "عنوان المقالة", **fields: Any) -> Card:
    values: dict[str, Any] = {"published": "2024-11-28", "outlet": "middle-east-eye", "lang": "ar", **fields}
    return Card(id=identifier, headline=headline, **values)


def an_entry(
    identifier: str = "a-1", sentence: str = "", name: str = "", block: int | None = None, **fields: Any
) -> Entry:
    start = sentence.index(name) if name else 0
    return Entry(card=a_card(identifier, **fields), block=block, sentence=sentence, start=start, end=start + len(name))


def a_listing(kind: Any = "actor", target: str = "hts", segments: tuple[str, ...] = (), **fields: Any) -> Listing:
    entries = tuple(fields.pop("entries", ()))
    values: dict[str, Any] = {"total": len(entries), "parts": (), **fields}
    return Listing(kind=kind, target=target, segments=segments, entries=entries, **values)


def a_row(identifier: str, ar: str, count: int = 1, kind: EntityKind = "person", **fields: Any) -> IndexRow:
    return IndexRow(entity=an_entity(identifier, kind, ar, **fields), count=count)
