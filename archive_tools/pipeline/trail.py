"""The trail of one article: how each thing that the archive says of it came about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from archive_tools.catalog import questions
from archive_tools.catalog.connection import open_readonly
from archive_tools.config.settings import Settings
from archive_tools.errors import UnknownArticleError
from archive_tools.link.related import PASSAGE
from archive_tools.records import Fact
from archive_tools.render import paths

_FACTS = ("headline", "published", "outlet", "byline", "lang", "url")


def trail(settings: Settings, article_id: str) -> dict[str, Any]:
    """Item, blocks, facts with basis, annotations with rule, and pages of an article.

    Raises:
        UnknownArticleError: no article of this id stands.
    """
    with closing(open_readonly(settings.cache)) as db:
        stored = questions.article(db, article_id)
        if stored is None:
            raise UnknownArticleError(article_id)
        article, annotations = stored.decode()
        lists = db.execute(
            "SELECT e.kind, e.target FROM entries e JOIN articles a ON a.key = e.article"
            " WHERE a.id = ? AND a.stands ORDER BY e.kind, e.target",
            (article_id,),
        ).fetchall()
    return {
        "id": article.id,
        "item": {"seed": article.seed, "item": article.item, "sha256": article.digest, "type": article.media_type},
        "notes": list(article.notes),
        "facts": {name: _fact(getattr(article, name)) for name in _FACTS},
        "blocks": _plain(article.blocks),
        **{name: _plain(found) for name, found in asdict(annotations).items()},
        "pages": [
            paths.article_path(article.id),
            *(paths.page_path(kind, target) for kind, target in lists if kind not in ("date", PASSAGE)),
        ],
    }


def _plain(found: Iterable[Struct]) -> list[dict[str, Any]]:
    return [asdict(one) for one in found]


def _fact(fact: Fact[Any]) -> dict[str, Any]:
    return {**asdict(fact), "losing": [_fact(other) for other in fact.losing]}


def trail_lines(found: dict[str, Any]) -> Iterator[str]:
    """The trail as lines that a person reads."""
    item = found["item"]
    yield f"{found['id']}  from {item['seed']}{'#' + item['item'] if item['item'] else ''}  ({item['type']})"
    yield f"sha256 {item['sha256']}"
    yield from (f"note: {note}" for note in found["notes"])
    yield "\nfacts"
    for name, fact in found["facts"].items():
        yield f"  {name}: {fact['value']}  [{fact['basis']}: {fact['evidence']}]"
        yield from (f"    not: {lost['value']}  [{lost['basis']}: {lost['evidence']}]" for lost in fact["losing"])
    yield "\nblocks"
    for block in found["blocks"]:
        mark = f"  [left out: {block['marked']}]" if block["marked"] else ""
        yield f"  p{block['number']} {block['kind']}{mark}: {block['text'][:100]}"
    for kind, shown in (("mentions", "target"), ("dates", "edtf"), ("quotes", "speaker"), ("tags", "id")):
        yield f"\n{kind}"
        for one in found[kind]:
            place = f"p{one['block']} «{one['exact'][:60]}» → " if "block" in one else ""
            why = one.get("rule") or one.get("basis") or one.get("kind") or ""
            evidence = f": {one['evidence']}" if "evidence" in one else ""
            yield f"  {place}{one[shown]}  [{why}{evidence}; {one['annotator']}]"
    yield "\npages"
    yield from (f"  {page}" for page in found["pages"])
