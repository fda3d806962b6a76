"""The nouns of the archive: frozen records, each true for ever once made.

Read this file first. One record per meaning, made by one room only:

    RawItem       sources/    what a source holds, strings as found
    Article       clean/      what was published, every fact with its basis
    Rejected      clean/      why an item is not in the archive
    Annotations   annotate/   what an article says: mentions, dates, quotes, tags
    Entity        config/     an authority record: actor, place, outlet, topic
    Card, Listing, Links …    the meeting (catalog + link/): what all articles say together
    Page          render/     one file to be

`None` always means "the source does not say"; it never means "not yet".
Offsets are code points, half open: `block.text[start:end] == exact`.
Dates are EDTF strings (ISO 8601-2:2019, level 1), such as 2024-11-28, 2024-11, 2016~, 2024-11-27/2024-11-30.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct, field

T = TypeVar("T")

Basis = Literal["stated", "sidecar", "metadata", "inferred", "supplied", "unknown"]
"""How a fact is known: the text states it, a sidecar does, the source's metadata does, a rule inferred it,
the archivist supplied it because the source has none, or nobody knows."""

BlockKind = Literal["paragraph", "heading", "list_item", "quotation", "pull_quote", "caption", "table"]
EntityKind = Literal[
    "person", "armed_group", "government", "organisation", "media", "state", "place", "outlet", "topic"
]
BodyFormat = Literal["text", "markdown"]


class Kept(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What the catalog keeps, as the list of its values (catalog/codec.py)."""


# ---------------------------------------------------------------- sources/ -> RawItem


class RawItem(Struct, frozen=True, kw_only=True):
    """One article as its seed holds it, before anything is decided about it."""

    seed: str
    """Path of the seed below seeds/, with forward slashes."""
    item: str
    """Where in the seed the item stands: "" for a seed of one item, else for instance "line-12" or "row-3"."""
    digest: str
    """SHA-256 (hex) of the item's bytes as they stand in the (decompressed) seed."""
    media_type: str
    """IANA media type of the seed, for instance text/plain or application/jsonl."""
    fields: Mapping[str, str]
    """Strings as found, by canonical name: id, headline, published, outlet, byline, lang, url, body, tags …"""
    evidence: Mapping[str, str]
    """Where each field was read, in words a person can follow: `column "date"`, `front matter "title"`."""
    body_format: BodyFormat = "text"
    stated: Mapping[str, Any] = field(default_factory=dict)
    """What the sidecar (and the folder's _defaults.yml) states, already validated."""
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    """What reading had to do: an encoding that was guessed, mojibake that was repaired."""

    @property
    def locator(self) -> str:
        """The one string that names this item: the seed's path, then `#item` where the seed holds many."""
        return f"{self.seed}#{self.item}" if self.item else self.seed


class Rejected(Struct, frozen=True, kw_only=True):
    """An item that is not in the archive, and why. Nothing is lost silently."""

    locator: str
    stage: str
    """read, clean, identity …: where it was refused."""
    reason: str
    """One sentence: what is wrong and what to do."""
    id: str | None = None
    duplicate_of: str | None = None
    """The locator of the item that stands for this one, when the two are the same."""


# ---------------------------------------------------------------- clean/ -> Article


class Fact(Kept, Generic[T], frozen=True, kw_only=True):
    """A value with the reason to believe it, and the values that lost against it."""

    value: T | None
    basis: Basis
    evidence: str
    """Where it was read or by which rule: `sidecar`, `column "date"`, `p4: لموقع ميدل إيست آي`."""
    losing: tuple[Fact[T], ...] = ()


class Block(Kept, frozen=True, kw_only=True):
    """A paragraph or other unit of the body. Its number is its anchor: block 7 is `#p7`."""

    number: int
    """1, 2, 3 … over all blocks of the article, marked ones included."""
    kind: BlockKind
    text: str
    """NFC, never rewritten: quotation marks, digits, tatweel and double full stops stay as found."""
    marked: str | None = None
    """Why the block is left out of page body, search and annotation (`newsletter`, `share prompt` …); None = kept."""
    level: int | None = None
    """Of a heading: 2 to 6."""
    repeats: int | None = None
    """Number of the block whose words a pull quote repeats."""


class TranslationOf(Kept, frozen=True, kw_only=True):
    """The original that an article translates; every part None where unknown."""

    id: str | None = None
    url: str | None = None
    lang: str | None = None
    outlet: str | None = None
    machine: bool | None = None


class Article(Kept, frozen=True, kw_only=True):
    """What was published. Made by clean/ alone; no later room changes it."""

    id: str
    """ASCII, lower case, at most 80 bytes; see clean/identity.py."""
    seed: str
    item: str
    digest: str
    media_type: str
    headline: Fact[str]
    """Never None as a value: a source without headline gets a supplied one."""
    published: Fact[str]
    """EDTF; value None where nobody knows."""
    outlet: Fact[str]
    """The outlet's authority id (or x- id, see config/authority.py) when known, else None."""
    outlet_name: str | None
    """The outlet as the source writes it."""
    byline: Fact[tuple[str, ...]]
    lang: Fact[str]
    """BCP 47."""
    url: Fact[str]
    blocks: tuple[Block, ...]
    headline_translations: Mapping[str, str] = field(default_factory=dict)
    """By language."""
    translation_of: TranslationOf | None = None
    tags: tuple[str, ...] = ()
    """Tags that the sidecar or the source states, as written."""
    description: str | None = None
    stated_actors: tuple[str, ...] = ()
    """Ids of actors that a person states, whether or not the text names them."""
    stated_places: tuple[str, ...] = ()
    stated_dates: tuple[str, ...] = ()
    """EDTF dates of the events reported, as a person states them."""
    rights: str | None = None
    robots: str | None = None
    sample: bool = False
    """Written for this project to show what the archive does; labelled so on its page."""
    archived: tuple[str, ...] = ()
    """URLs of archived copies."""
    notes: tuple[str, ...] = ()
    """What cleaning did: characters removed, dates outside the calendar …"""

    @property
    def locator(self) -> str:
        """Where the article came from, as in RawItem."""
        return f"{self.seed}#{self.item}" if self.item else self.seed


# ---------------------------------------------------------------- annotate/ -> Annotations


class Mention(Kept, frozen=True, kw_only=True):
    """A span that names something (W3C Web Annotation: position and quote selector)."""

    block: int
    start: int
    end: int
    exact: str
    """Whole orthographic words, proclitics included."""
    target: str | None
    """Id of an actor or place; None where the name is ambiguous."""
    kind: str
    """person | armed_group | government | organisation | media | state | place | nisba."""
    annotator: str
    """Name and version, for instance actors/3."""
    rule: str
    """Why: `alias "هيئة تحرير الشام"`, `short form of block 2` …; shown to readers."""
    nested: bool = False
    """Inside a longer name; never linked or listed by itself."""
    ambiguous: bool = False
    candidates: tuple[str, ...] = ()
    name_start: int | None = None
    """Where the name proper begins after its proclitics; None = start."""


class DateMention(Kept, frozen=True, kw_only=True):
    """A calendar expression in the text."""

    block: int
    start: int
    end: int
    exact: str
    edtf: str | None
    """None: a date expression that cannot be resolved (relative, and the article is undated)."""
    basis: str
    """How it was resolved: `stated`, `relative to published 2024-11-28`, `unresolved: …`."""
    annotator: str
    conflict: str | None = None
    """Set where weekday and date contradict each other."""


class Quote(Kept, frozen=True, kw_only=True):
    """Reported speech. Offsets lie inside the quotation marks."""

    block: int
    start: int
    end: int
    exact: str
    kind: Literal["direct", "indirect", "pull"]
    speaker: str | None
    """As written."""
    speaker_target: str | None
    anonymity: Literal["named", "named body", "anonymous official", "anonymous", "unattributed"]
    verb: str | None
    annotator: str
    repeats_block: int | None = None


class Tag(Kept, frozen=True, kw_only=True):
    """A topic of the article, with its basis."""

    id: str
    """Id of a topic, or x- and 10 hex digits for a stated tag without record."""
    label: str
    basis: Basis
    evidence: str
    """The terms and blocks: `«غارة» p2, «قصف» p5`; or `sidecar`."""
    annotator: str


class Annotations(Kept, frozen=True, kw_only=True):
    """Everything an article's text says, standing off the text."""

    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    tags: tuple[Tag, ...] = ()


# ---------------------------------------------------------------- config/ -> authority


class Alias(Kept, frozen=True, kw_only=True):
    """A form under which texts name an entity."""

    text: str
    lang: str
    needs: tuple[str, ...] = ()
    """One of these words must stand near it (or a full name of the entity earlier in the article)."""
    ambiguous: bool = False
    """Never resolves by itself."""
    valid_from: str | None = None
    valid_to: str | None = None
    """EDTF level 0, inclusive, compared with the article's `published`."""
    note: str | None = None


class Relation(Kept, frozen=True, kw_only=True):
    """A typed link from one entity to another."""

    id: str
    relation: str
    """member_of, part_of, related …, or the authority file's own word."""


class Entity(Kept, frozen=True, kw_only=True):
    """An authority record. A state has one record for both its faces, actor and place."""

    id: str
    kind: EntityKind
    name: Mapping[str, str]
    """By language; the first of (interface language, ar, en, any) is shown."""
    aliases: tuple[Alias, ...] = ()
    same_as: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    collective: bool = False
    place_kind: str | None = None
    """Of a place: country, governorate, city …"""
    part_of: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    homepage: str | None = None
    country: str | None = None
    language: str | None = None
    timezone: str | None = None
    """IANA zone of an outlet; decides the day of a stamp in UTC."""
    outlet_kind: str | None = None
    actor: str | None = None
    """Of an outlet: the id of its record among the actors."""
    terms: tuple[Alias, ...] = ()
    """Of a topic: the words that give it."""
    excludes: tuple[str, ...] = ()
    """Of a topic: words that forbid it (`not:`)."""

    def __hash__(self) -> int:
        """By the id alone, so that what is made of a record can be remembered by the record."""
        return hash(self.id)


def referred_to(entity: Entity) -> tuple[str, ...]:
    """Ids of the records that a record names, each once."""
    named = (entity.part_of, entity.actor, *(relation.id for relation in entity.relations))
    return tuple(dict.fromkeys(target for target in named if target))


class Authority(Struct, frozen=True, kw_only=True):
    """All known actors, places, outlets and topics, by id, both layers merged."""

    actors: Mapping[str, Entity]
    places: Mapping[str, Entity]
    outlets: Mapping[str, Entity]
    topics: Mapping[str, Entity]
    digest: str
    """SHA-256 over the files that it was read from."""


# ---------------------------------------------------------------- the meeting -> inputs of pages


class EntryRow(Struct, frozen=True):
    """One line of one list. Offsets are code points of the article's whole text (see `body_text`)."""

    kind: str
    target: str
    sort: str
    block: int
    """Number of the block; 0 where the list shows no sentence."""
    start: int
    length: int
    name_start: int
    """Inside the sentence."""
    name_length: int


class Claim(Struct, frozen=True):
    """An item that wants an id."""

    locator: str
    digest: str


class Standing(Struct, frozen=True):
    """What becomes of a claim: it stands, or it is refused with a reason."""

    locator: str
    reason: str | None
    duplicate_of: str | None = None


class Card(Struct, frozen=True, kw_only=True):
    """An article as lists show it."""

    id: str
    headline: str
    published: str | None
    outlet: str | None
    """Outlet id; its name stands in the page's names."""
    lang: str
    sample: bool = False
    supplied: bool = False
    """The headline is a supplied one."""


class Entry(Struct, frozen=True, kw_only=True):
    """A card together with the sentence for which it is listed; sentence "" where the list needs none."""

    card: Card
    block: int | None = None
    sentence: str = ""
    start: int = 0
    end: int = 0
    """The name inside the sentence."""


class Part(Struct, frozen=True, kw_only=True):
    """A part of a list that was too long for one page."""

    segments: tuple[str, ...]
    """Its place in the list, for instance ("2018", "04") or ("2015", "08", "06", "b3")."""
    count: int


class Stretch(Struct, frozen=True):
    """How many articles of a list are of one day or month, and where they are listed."""

    edtf: str
    """2024-11-28 or 2024-11."""
    count: int
    segments: tuple[str, ...]
    """The part of the list that holds them; () for its first page."""


class Listing(Struct, frozen=True, kw_only=True):
    """A list of articles: all of an actor, place, outlet, tag or date, or one part of it."""

    kind: Literal["actor", "place", "outlet", "tag", "date", "hijri", "anniversary"]
    """`hijri`: the years and months of the Hijri calendar; their days are those of `date`. `anniversary`: a day of the
    year in all years."""
    target: str
    """Entity id; "" for dates."""
    segments: tuple[str, ...]
    """() for the whole list, else which part."""
    total: int
    entries: tuple[Entry, ...]
    """Newest first. Empty when the list is split; the first page of a split list shows its latest few."""
    parts: tuple[Part, ...]
    """The parts below, when the list is split."""
    first: Card | None = None
    last: Card | None = None
    """Earliest and latest dated article of the whole part."""
    before: tuple[str, ...] | None = None
    """Segments of the part just before this one (older), and after it (newer). Only these two and no counts of
    them: a page that listed all its siblings would change whenever one of them does."""
    after: tuple[str, ...] | None = None
    spread: tuple[Stretch, ...] = ()
    """Oldest first. Of a year or month of a calendar its days, of the first page of any other list its months."""
    company: tuple[tuple[str, int], ...] = ()
    """Of the first page of an actor: (actor, paragraphs) of those most often named in the same paragraphs."""


class Related(Struct, frozen=True, kw_only=True):
    """Another article that has to do with this one, and why (link/related.py)."""

    card: Card
    shared: tuple[str, ...] = ()
    """Ids of the actors and places that both name, the rarest first."""
    days: int | None = None
    """How many days after this article it was published (before: negative); None where either day is unknown."""
    same_text: bool = False
    """Both hold a paragraph of the same words: one report, published twice."""


class Front(Struct, frozen=True, kw_only=True):
    """What all articles mean for the home page."""

    latest: tuple[Card, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    """By plural kind: articles, actors, places, outlets, tags."""
    first: str | None = None
    last: str | None = None
    """EDTF: when the earliest and the latest dated article were published."""
    often: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """By kind (actor, place): ids with their numbers of articles, the largest first."""
    days: tuple[str, ...] = ()
    """Days of the year on which articles were published, in any year: `01-30`, `11-28` …"""


class Links(Struct, frozen=True, kw_only=True):
    """What the other articles mean for one article's page."""

    previous: Card | None
    next: Card | None
    translations: tuple[Card, ...] = ()
    """Articles that translate this one, and the one it translates."""
    related: tuple[Related, ...] = ()
    """The closest first."""
    names: Mapping[str, Entity] = field(default_factory=dict)
    """The entities that the page names, by id."""


class IndexRow(Struct, frozen=True, kw_only=True):
    """An entity in an index page, with the number of articles that it is in."""

    entity: Entity
    count: int
    first: str | None = None
    last: str | None = None


# ---------------------------------------------------------------- render/ -> Page


class Page(Struct, frozen=True, kw_only=True):
    """One Markdown file to be, whole: front matter and body."""

    path: str
    """Below docs/, ASCII, ending in .md."""
    markdown: str
