"""In which lists an article stands, and with which sentence: derived from the article and its annotations alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from archive_tools.link.order import sort_of
from archive_tools.link.related import PASSAGE, passages_of
from archive_tools.records import Annotations, Article, Block, EntryRow, Mention

Sentences = Callable[[str], Sequence[tuple[int, int]]]

PLACE_KINDS = frozenset({"place"})
UNLISTED_KINDS = frozenset({"nisba"})


def body_text(blocks: Sequence[Block]) -> str:
    """All blocks, joined by line feeds: the one text that entries point into."""
    return "\n".join(block.text for block in blocks)


def entries_of(article: Article, annotations: Annotations, sentences: Sentences) -> list[EntryRow]:
    """Every list that the article stands in. `sentences` gives the (start, end) of the sentences of a text."""
    sort = sort_of(article.published.value, article.id)
    rows = {(row.kind, row.target): row for row in _without_sentence(article, annotations, sort)}
    spans = _SentenceSpans(article.blocks, sentences)
    for mention in annotations.mentions:
        if mention.target is None or mention.nested or mention.kind in UNLISTED_KINDS:
            continue
        key = ("place" if mention.kind in PLACE_KINDS else "actor", mention.target)
        if key not in rows or not rows[key].block:
            rows[key] = EntryRow(*key, sort, mention.block, *spans.around(mention))
    return [rows[key] for key in sorted(rows)]


def _without_sentence(article: Article, annotations: Annotations, sort: str) -> Iterator[EntryRow]:
    listed = [("date", "")]
    listed += [("outlet", article.outlet.value)] if article.outlet.value else []
    listed += [("tag", tag.id) for tag in annotations.tags]
    listed += [("actor", actor) for actor in article.stated_actors]
    listed += [("place", place) for place in article.stated_places]
    listed += [(PASSAGE, digest) for digest in passages_of(article.blocks)]
    for kind, target in listed:
        yield EntryRow(kind, target, sort, 0, 0, 0, 0, 0)


class _SentenceSpans:
    """Sentence boundaries by block, found once each."""

    def __init__(self, blocks: Sequence[Block], sentences: Sentences) -> None:
        self._sentences = sentences
        self._found: dict[int, Sequence[tuple[int, int]]] = {}
        self._texts = {block.number: block.text for block in blocks}
        self._offsets: dict[int, int] = {}
        offset = 0
        for block in blocks:
            self._offsets[block.number] = offset
            offset += len(block.text) + 1

    def around(self, mention: Mention) -> tuple[int, int, int, int]:
        """Start and length of the sentence in the whole text; start and length of the name in the sentence."""
        number = mention.block
        if number not in self._found:
            self._found[number] = self._sentences(self._texts[number])
        start, end = next(
            (span for span in self._found[number] if span[0] <= mention.start < span[1]), (0, len(self._texts[number]))
        )
        end = max(end, mention.end)
        return self._offsets[number] + start, end - start, mention.start - start, mention.end - mention.start
