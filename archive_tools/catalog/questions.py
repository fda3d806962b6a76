"""What a page is made of, asked of the catalog. Workers call this; nothing here writes.

Every answer comes with its raw form, strings and bytes, of which the page's input digest is taken: two pages with
equal raw inputs are equal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from archive_tools.catalog import codec
from archive_tools.records import Annotations, Article, Authority, Card, Entity, Entry, IndexRow

_RECORD = "CAST(record AS BLOB)"
"""As UTF-8: that is what is decoded, and of what most records say no text is ever made."""
_CARD = "a.id, a.headline, a.published, a.outlet, a.lang, a.sample, a.supplied"


class StoredArticle(Struct, frozen=True):
    """An article as the catalog keeps it."""

    record: bytes
    annotations: bytes
    key: int
    sort: str
    listed: str
    """The lists that it stands in, as JSON rows."""

    def decode(self) -> tuple[Article, Annotations]:
        """The records."""
        return codec.loads(Article, self.record), codec.loads(Annotations, self.annotations)


def article(db: sqlite3.Connection, article_id: str) -> StoredArticle | None:
    """The article of this id, if one stands."""
    sql = f"SELECT {_RECORD}, CAST(annotations AS BLOB), key, sort, listed FROM articles WHERE id = ? AND stands"  # noqa: S608
    row = db.execute(sql, (article_id,)).fetchone()
    return None if row is None else StoredArticle(*row)


def card(db: sqlite3.Connection, article_id: str) -> Card | None:
    """The article as lists show it."""
    row = db.execute(f"SELECT {_CARD} FROM articles a WHERE a.id = ? AND a.stands", (article_id,)).fetchone()  # noqa: S608
    return None if row is None else _card(row)


def cards(db: sqlite3.Connection, keys: Iterable[int]) -> dict[int, Card]:
    """Articles as lists show them, by their keys.

    Raises:
        sqlite3.DatabaseError: there is none with such a key: the list that it comes from is damaged.
    """
    sql = f"SELECT {_CARD} FROM articles a WHERE a.key = ?"  # noqa: S608
    rows = {key: db.execute(sql, (key,)).fetchone() for key in keys}
    if None in rows.values():
        raise sqlite3.DatabaseError("a list in it names an article that is not there")
    return {key: _card(row) for key, row in rows.items()}


def latest(db: sqlite3.Connection, limit: int) -> list[Card]:
    """The newest dated articles."""
    sql = f"SELECT {_CARD} FROM articles a WHERE a.stands AND a.sort >= '0001' ORDER BY a.sort DESC, a.id DESC LIMIT ?"  # noqa: S608
    return [_card(row) for row in db.execute(sql, (limit,))]


def entries(db: sqlite3.Connection, kind: str, target: str, prefix: str, limit: int | None = None) -> list[Entry]:
    """Articles of a list whose place begins with `prefix`, newest first, each with its sentence."""
    if limit == 0:
        return []
    begin = prefix if limit is None else max(prefix, _day_of_last(db, kind, target, prefix, limit))
    rows = db.execute(
        f"SELECT {_CARD}, e.block, substr(a.text, e.start + 1, e.length), e.name_start, e.name_length"  # noqa: S608
        " FROM entries e JOIN articles a ON a.key = e.article"
        " WHERE e.kind = ? AND e.target = ? AND e.sort >= ? AND e.sort < ?"
        " ORDER BY substr(e.sort, 1, 10) DESC, a.id LIMIT ?",
        (kind, target, begin, prefix + "g", -1 if limit is None else limit),
    )
    return [
        Entry(
            card=_card(row[:7]),
            block=row[7] or None,
            sentence=row[8] if row[7] else "",
            start=row[9],
            end=row[9] + row[10],
        )
        for row in rows
    ]


def _day_of_last(db: sqlite3.Connection, kind: str, target: str, prefix: str, limit: int) -> str:
    """The day of the last of the `limit` newest, "" where there are fewer: so that not all of a list need be sorted."""
    row = db.execute(
        "SELECT substr(sort, 1, 10) FROM entries WHERE kind = ? AND target = ? AND sort >= ? AND sort < ?"
        " ORDER BY sort DESC LIMIT 1 OFFSET ?",
        (kind, target, prefix, prefix + "g", limit - 1),
    ).fetchone()
    return "" if row is None else str(row[0])


def entries_between(db: sqlite3.Connection, first: str, last: str, limit: int) -> list[Entry]:
    """Articles of known days from one day string to another, both included, newest first."""
    rows = db.execute(
        f"SELECT {_CARD} FROM entries e JOIN articles a ON a.key = e.article"  # noqa: S608
        " WHERE e.kind = 'date' AND e.target = '' AND e.sort >= ? AND e.sort < ? AND substr(e.sort, 9, 2) != '00'"
        " ORDER BY substr(e.sort, 1, 10) DESC, a.id LIMIT ?",
        (f"{first}/", f"{last}/g", limit),
    )
    return [Entry(card=_card(row)) for row in rows]


def ends(db: sqlite3.Connection, kind: str, target: str, prefix: str) -> tuple[Card | None, Card | None]:
    """The earliest and the latest dated article of a part of a list."""
    found = []
    for order in ("", " DESC"):
        row = db.execute(
            f"SELECT {_CARD} FROM entries e JOIN articles a ON a.key = e.article"  # noqa: S608
            f" WHERE e.kind = ? AND e.target = ? AND e.sort >= ? AND e.sort < ? ORDER BY e.sort{order} LIMIT 1",
            (kind, target, max(prefix, "0001"), prefix + "g"),
        ).fetchone()
        found.append(None if row is None else _card(row))
    return found[0], found[1]


def most_often(db: sqlite3.Connection, kind: str, limit: int) -> tuple[tuple[str, int], ...]:
    """(target, articles) of the longest lists of a kind."""
    sql = "SELECT target, count FROM tallies WHERE kind = ? ORDER BY count DESC, target LIMIT ?"
    return tuple(db.execute(sql, (kind, limit)).fetchall())


def with_pages(db: sqlite3.Connection, ids: Iterable[str]) -> frozenset[str]:
    """Those entities that have a page, because at least one article is listed under them."""
    sql = "SELECT 1 FROM tallies WHERE kind IN ('actor', 'outlet', 'place', 'tag') AND target = ? LIMIT 1"
    return frozenset(i for i in ids if db.execute(sql, (i,)).fetchone())


def totals(db: sqlite3.Connection) -> dict[str, int]:
    """Number of articles, and of lists of each kind."""
    counts = {"article": db.execute("SELECT count(*) FROM articles WHERE stands").fetchone()[0]}
    counts.update(db.execute("SELECT kind, count(*) FROM tallies GROUP BY kind ORDER BY kind"))
    return counts


def names(db: sqlite3.Connection, ids: Iterable[str | None]) -> dict[str, Entity]:
    """Entities by id; outlets and tags without a record get one made of their label. Unknown ids are left out."""
    return {i: codec.loads(Entity, record) for i, record in name_records(db, ids)}


def name_records(db: sqlite3.Connection, ids: Iterable[str | None]) -> list[tuple[str, bytes]]:
    """(id, record as JSON in UTF-8) of the entities, by id."""
    wanted: Sequence[str] = sorted({i for i in ids if i})
    found: list[tuple[str, bytes]] = []
    for i in wanted:
        row = db.execute(f"SELECT {_RECORD} FROM entities WHERE id = ?", (i,)).fetchone()  # noqa: S608
        if row is not None:
            found.append((i, row[0]))
        elif (label := _label(db, i)) is not None:
            found.append((i, label))
    return found


def authority(db: sqlite3.Connection, digest: str) -> Authority:
    """The whole authority, as it was parsed; `digest` is that of its files. A state is actor and place.

    Records are decoded when they are asked for: an article names a few of thousands.
    """
    rooms: dict[str, dict[str, bytes]] = {"actor": {}, "place": {}, "outlet": {}, "tag": {}}
    for entity_id, room, record in db.execute(f"SELECT id, room, {_RECORD} FROM entities ORDER BY id"):  # noqa: S608
        rooms[room][entity_id] = record
        if record.startswith(f'["{entity_id}","state"'.encode()):
            rooms["place"][entity_id] = record
    read = {room: _Entities(records) for room, records in rooms.items()}
    return Authority(
        actors=read["actor"], places=read["place"], outlets=read["outlet"], topics=read["tag"], digest=digest
    )


class _Entities(Mapping[str, Entity]):
    """Records by id, decoded at the first look."""

    def __init__(self, records: Mapping[str, bytes]) -> None:
        self._records = records
        self._read: dict[str, Entity] = {}

    def __getitem__(self, entity_id: str) -> Entity:
        if entity_id not in self._read:
            self._read[entity_id] = codec.loads(Entity, self._records[entity_id])
        return self._read[entity_id]

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def labels(db: sqlite3.Connection) -> list[Entity]:
    """Outlets and tags without a record, made of the names that articles give them."""
    ids = [row[0] for row in db.execute("SELECT DISTINCT id FROM labels ORDER BY id")]
    return [codec.loads(Entity, record) for i in ids if (record := _label(db, i)) is not None]


def index_rows(db: sqlite3.Connection, kind: str) -> list[IndexRow]:
    """All entities of a kind that at least one article is listed under."""
    rows = db.execute(
        f"SELECT t.count, t.first, t.last, t.target, {_RECORD}"  # noqa: S608
        " FROM tallies t LEFT JOIN entities e ON e.id = t.target WHERE t.kind = ? ORDER BY t.target",
        (kind,),
    ).fetchall()
    return [
        IndexRow(entity=codec.loads(Entity, record), count=count, first=first or None, last=last or None)
        for count, first, last, target, recorded in rows
        if (record := _label(db, target) if recorded is None else recorded) is not None
    ]


def _label(db: sqlite3.Connection, unrecorded: str) -> bytes | None:
    # of several spellings that fold alike the first by code points, so that the order of reading plays no part
    sql = "SELECT min(label), min(kind) FROM labels WHERE id = ?"
    label, kind = db.execute(sql, (unrecorded,)).fetchone()
    return None if label is None else codec.dumps(Entity(id=unrecorded, kind=kind, name={"und": label})).encode()


def _card(row: Sequence[object]) -> Card:
    article_id, headline, published, outlet, lang, sample, supplied = row
    return Card(
        id=str(article_id),
        headline=str(headline),
        published=None if published is None else str(published),
        outlet=None if outlet is None else str(outlet),
        lang=str(lang),
        sample=bool(sample),
        supplied=bool(supplied),
    )
