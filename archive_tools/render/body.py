"""The blocks of an article as Markdown. Marked blocks are left out; each kept block has its anchor `#pN`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from archive_tools.records import Annotations, Article, Block, DateMention, Links, Mention, Quote
from archive_tools.render import escaping, markup
from archive_tools.render.calendars import is_plain
from archive_tools.render.inline import LINK, QUOTE, TIME, Span, marked_up, plain, run_spans, runs_rtl
from archive_tools.render.look import Look
from archive_tools.render.names import mention_path
from archive_tools.render.paths import article_path, markdown_link
from archive_tools.render.previews import hint


def body(article: Article, annotations: Annotations, links: Links, look: Look) -> str:
    """The article's own text: paragraphs, headings, lists, quotations, in Markdown that no source can act in."""
    return "\n\n".join(_Body(article, annotations, links, look).pieces())


class _Body:
    """One walk over the blocks; remembers which names this section has linked already."""

    def __init__(self, article: Article, annotations: Annotations, links: Links, look: Look) -> None:
        self.look = look
        self.links = links
        self.path = article_path(article.id)
        self.blocks = [block for block in article.blocks if block.marked is None]
        self.lang = article.lang.value
        self.mentions = _by_block(annotations.mentions)
        self.dates = _by_block(annotations.dates)
        self.quotes = _by_block(annotations.quotes)
        self.linked: set[str] = set()

    def pieces(self) -> Iterator[str]:
        """Markdown blocks, to be parted by empty lines."""
        for kind, run in groupby(self.blocks, key=_grouping):
            blocks = list(run)
            if kind == "list_item":
                yield "\n".join(f"- {self.line(block)}" for block in blocks)
            elif kind == "quotation":
                # One quotation in every engine: some join neighbouring ones, some do not.
                yield "\n>\n".join(f"> {self.line(block)}" for block in blocks)
            elif kind.startswith("pull_quote"):
                yield self.pull_quote(blocks)
            else:
                yield from (self.single(block) for block in blocks)

    def single(self, block: Block) -> str:
        if block.kind == "heading":
            self.linked.clear()
            level = min(max(block.level or 2, 2), 6)
            text = plain(block.text, escaping.html, rtl=self.rtl(block))
            return f'<h{level} id="p{block.number}">{text}</h{level}>'
        if block.kind == "table":
            return self.table(block)
        if block.kind == "caption":
            return f'<a id="p{block.number}"></a><small>{self.text(block)}</small>'
        return self.line(block)

    def rtl(self, block: Block) -> bool:
        return runs_rtl(self.lang, block.text)

    def line(self, block: Block) -> str:
        return f'<a id="p{block.number}"></a>{self.text(block)}'

    def text(self, block: Block) -> str:
        spans = list(self.spans(block))
        if self.rtl(block):
            spans += run_spans(block.text)
        return marked_up(block.text, spans, escaping.markdown)

    def spans(self, block: Block) -> Iterator[Span]:
        for quote in self.quotes.get(block.number, ()):
            if quote.kind == "direct":
                yield Span(quote.start, quote.end, QUOTE, _quote_tag(quote), "</span>")
        for mention in self.mentions.get(block.number, ()):
            path = mention_path(mention, self.links)
            if path and mention.target not in self.linked:
                self.linked.add(str(mention.target))
                about = hint(self.links.names.get(str(mention.target)), self.look)
                yield Span(mention.start, mention.end, LINK, "[", f"]({markdown_link(self.path, path)}{about})")
        for date in self.dates.get(block.number, ()):
            if date.edtf and is_plain(date.edtf):
                yield Span(date.start, date.end, TIME, f'<time datetime="{date.edtf}">', "</time>")

    def pull_quote(self, blocks: Sequence[Block]) -> str:
        first, *rest = blocks
        lines = [f'<p id="p{first.number}">{self.raw_lines(first)}</p>']
        lines += [f'<p class="by" id="p{block.number}">{self.raw_lines(block)}</p>' for block in rest]
        css, note = "pull", ""
        if first.repeats is not None:
            number = f'<a href="#p{first.repeats}">{self.look.number(first.repeats)}</a>'
            note = f'\n<p class="note" {markup.ui(self.look)}>{markup.label("repeats", self.look)} {number}</p>'
        return f'<aside class="{css}">\n' + "\n".join(lines) + f"{note}\n</aside>"

    def raw_lines(self, block: Block) -> str:
        return plain(block.text, escaping.html_lines, rtl=self.rtl(block))

    def table(self, block: Block) -> str:
        """Lines are rows; cells are parted by tabs, or by bars where there is no tab."""
        bar = "\t" if "\t" in block.text else "|"
        rows = [[cell.strip() for cell in line.strip(" |").split(bar)] for line in block.text.splitlines()]
        cells = ("".join(f"<td>{plain(cell, escaping.html, rtl=self.rtl(block))}</td>" for cell in row) for row in rows)
        lines = "\n".join(f"<tr>{row}</tr>" for row in cells)
        table = f"<table>\n<tbody>\n{lines}\n</tbody>\n</table>"
        return f'<div class="table" tabindex="0" id="p{block.number}">\n{table}\n</div>'


def _grouping(block: Block) -> str:
    if block.kind == "pull_quote":
        return f"pull_quote {block.repeats}"
    return block.kind


def _quote_tag(quote: Quote) -> str:
    speaker = f' data-speaker="{escaping.attribute(quote.speaker)}"' if quote.speaker else ""
    return f'<span class="said"{speaker}>'


Spanned = TypeVar("Spanned", Mention, DateMention, Quote)


def _by_block(spans: Iterable[Spanned]) -> dict[int, list[Spanned]]:
    found: defaultdict[int, list[Spanned]] = defaultdict(list)
    for span in spans:
        found[span.block].append(span)
    return found
