"""What the catalog knows, as search takes it: documents and names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from functools import lru_cache, partial
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from archive_tools import cycles
from archive_tools.catalog import codec, questions
from archive_tools.catalog.connection import open_readonly
from archive_tools.records import Annotations, Article, Block, Entity, Mention
from archive_tools.search.analyser import words
from archive_tools.search.documents import Facet, Named, SearchDoc, SearchName

MANY = 500
"""Documents of an update that is worth tuning the interpreter for."""
_JOINED = frozenset(["و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "ول", "وب", "فال", "كال", "ولل"])


def no_search_for_cycles(documents: int = MANY) -> AbstractContextManager[None]:
    """Postings are millions of small objects without cycles: looking for cycles costs a fifth of a large update."""
    return cycles.not_looked_for() if documents >= MANY else nullcontext()


def perform(task: Callable[[], Any]) -> Any:
    """Do a task of `search.building`, in a worker."""
    with no_search_for_cycles():
        return task()


def named(_: Connection, cache: Path, ids: Sequence[str]) -> Callable[[], list[SearchDoc]]:
    """Documents for a task on this machine, which reads them itself."""
    return partial(_read, cache, ids)


def sent(db: Connection, _: Path, ids: Sequence[str]) -> Callable[[], list[SearchDoc]]:
    """Documents for a task on another machine, sent along."""
    return partial(list, list(documents(db, ids)))


def _read(cache: Path, ids: Sequence[str]) -> list[SearchDoc]:
    with closing(open_readonly(cache)) as db:
        return list(documents(db, ids))


def documents(db: Connection, ids: Iterable[str]) -> Iterator[SearchDoc]:
    """Of these ids those that stand as articles."""
    for article_id in ids:
        stored = questions.article(db, article_id)
        if stored is not None:
            yield _document(*stored.decode())


def _document(article: Article, annotations: Annotations) -> SearchDoc:
    targets = {(mention.kind == "place", mention.target) for mention in annotations.mentions if _listed(mention)}
    return SearchDoc(
        id=article.id,
        headline=article.headline.value or "",
        published=article.published.value,
        lang=article.lang.value or "und",
        blocks=tuple((block.number, block.text) for block in article.blocks if _searched(block)),
        outlet=article.outlet.value,
        actors=tuple(sorted({t for place, t in targets if t and not place} | set(article.stated_actors))),
        places=tuple(sorted({t for place, t in targets if t and place} | set(article.stated_places))),
        tags=tuple(sorted({tag.id for tag in annotations.tags})),
        named=tuple(sorted(_named(article, annotations.mentions))),
    )


def _named(article: Article, mentions: Iterable[Mention]) -> Iterator[Named]:
    """How often the body names each actor and place, and where the headline does, by a name that the body uses."""
    texts = {block.number: block.text for block in article.blocks}
    times: Counter[str] = Counter()
    names: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.target is not None and _listed(mention):
            value = f"{'place' if mention.kind == 'place' else 'actor'}:{mention.target}"
            start = mention.start if mention.name_start is None else mention.name_start
            times[value] += 1
            names[value].add(texts.get(mention.block, "")[start : mention.end])
    headline = words(article.headline.value or "")
    for value, count in times.items():
        found = (at for name in names[value] for at in _places(headline, _words(name)))
        yield Named(value, count, min(found, default=None))


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(words(name))


def _places(headline: Sequence[str], name: Sequence[str]) -> Iterator[int]:
    """Where the words of a headline are those of a name, up to two particles joined to the first."""
    if not name:
        return
    first, *others = name
    for at, word in enumerate(headline):
        if not word.endswith(first):
            continue  # nearly always
        before = word[: len(word) - len(first)]
        if (not before or before in _JOINED) and list(headline[at + 1 : at + len(name)]) == others:
            yield at


def _listed(mention: Mention) -> bool:
    return mention.target is not None and not mention.nested and mention.kind != "nisba"


def _searched(block: Block) -> bool:
    """A pull quote only repeats; what is marked is not part of the article."""
    return block.marked is None and block.kind != "pull_quote"


_FACETS: Mapping[str, Facet] = {"actor": "actor", "place": "place", "outlet": "outlet", "tag": "tag"}


def names(db: Connection) -> dict[str, SearchName]:
    """All names by `facet:id`."""
    found: dict[str, SearchName] = {}
    for room, record in db.execute("SELECT room, CAST(record AS BLOB) FROM entities ORDER BY id"):
        entity = codec.loads(Entity, record)
        found[f"{room}:{entity.id}"] = _name(entity, _FACETS[room])
    for entity in questions.labels(db):
        facet: Facet = "outlet" if entity.kind == "outlet" else "tag"
        found[f"{facet}:{entity.id}"] = _name(entity, facet, recorded=False)
    return found


def _name(entity: Entity, facet: Facet, *, recorded: bool = True) -> SearchName:
    certain = tuple(
        alias.text
        for alias in entity.aliases
        if not (alias.ambiguous or alias.needs or alias.valid_from or alias.valid_to)
    )
    conditional = {alias.text for alias in entity.aliases} - set(certain)
    names = tuple(dict.fromkeys(name for name in entity.name.values() if name not in conditional))
    proper = () if facet == "tag" else (*names, *certain)
    aliases = (*names, *certain)
    return SearchName(facet=facet, labels=dict(entity.name), aliases=aliases, protect=proper, recorded=recorded)
