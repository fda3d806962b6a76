"""What is quoted in an article: the first words, the paragraph, and the speaker whom a rule found beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from archive_tools.records import Annotations, Article, Links, Quote
from archive_tools.render.escaping import html
from archive_tools.render.inline import plain, runs_rtl
from archive_tools.render.look import Look
from archive_tools.render.markup import folded, isolated, label, link, of_language
from archive_tools.render.names import name_of, path_of
from archive_tools.render.paths import article_path, url_between

_WORDS: Final = 14
"""Enough to know a quotation again; the whole of it stands in its paragraph."""


def quotations(article: Article, annotations: Annotations, links: Links, look: Look) -> str:
    """The panel; "" where nobody is quoted directly."""
    quotes = [quote for quote in annotations.quotes if quote.kind == "direct"]
    if not quotes:
        return ""
    items = "\n".join(f"<li>{_item(article, quote, links, look)}</li>" for quote in quotes)
    count = f' <span class="count">{look.number(len(quotes))}</span>'
    content = f"<p>{label('quotes_intro', look)}</p>\n<ul>\n{items}\n</ul>"
    return folded("quotes", label("quotes", look) + count, content, look)


def _item(article: Article, quote: Quote, links: Links, look: Look) -> str:
    lang = article.lang.value
    shown = plain(_beginning(quote.exact), html, rtl=runs_rtl(lang, quote.exact))
    where = f'<a class="where" href="#p{quote.block}">{label("paragraph", look)} {look.number(quote.block)}</a>'
    opening, closing = "«»" if runs_rtl(lang, quote.exact) else "“”"
    said = f"<bdi {of_language(lang)}>{opening}{shown}{closing}</bdi>"
    return " · ".join([said, where, *_speaker(article, quote, links, look)])


def _speaker(article: Article, quote: Quote, links: Links, look: Look) -> Iterator[str]:
    """Who said it, with the word by which that was found; nothing where no word says so."""
    if not (quote.verb and quote.speaker):
        return
    shown = isolated(quote.speaker)
    if quote.speaker_target and quote.speaker_target in links.names:
        url = url_between(article_path(article.id), path_of(quote.speaker_target, "actor", links))
        shown = link(url, name_of(quote.speaker_target, links, look))
    yield f'{label("speaker", look)}: {shown} <small class="rule">{isolated(f"«{quote.verb}»")}</small>'


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
