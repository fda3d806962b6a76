"""How to cite an article: a sentence in Arabic and in English, BibTeX, RIS. No day of access: that is the reader's.

BibTeX is written in UTF-8 (biber, and BibTeX with a UTF-8 style), with TeX's own characters escaped and every name in
braces, since nobody can tell which part of an Arabic name is the family's. RIS has one tag a line; a line end inside
a value would begin another tag. Where the day is not certain, only what is certain is given as a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from archive_tools.edtf import calendar_part
from archive_tools.records import Article, Links
from archive_tools.render.calendars import in_words, is_plain
from archive_tools.render.escaping import html, html_block
from archive_tools.render.inline import plain
from archive_tools.render.look import Look
from archive_tools.render.markup import code, isolated, label, of_language, panel
from archive_tools.render.names import plain_name, shown_name
from archive_tools.render.paths import article_path, url_of

_TEX: Final = {
    **{char: f"\\{char}" for char in "{}$&#_%"},
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_TEX_SPECIAL: Final = re.compile(r"[\\{}$&#_%^~]")
_ONE_LINE: Final = re.compile(r"\s+")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGIDS: Final = {"ar": "arabic", "en": "english", "tr": "turkish", "fa": "persian", "fr": "french", "de": "german"}
"""Names that biblatex (babel) has for languages; others go without."""


def cite(article: Article, links: Links, look: Look) -> str:
    """The panel."""
    lines = [_sentence(article, links, look, lang) for lang in ("ar", "en")]
    lines += [
        _record("BibTeX", bibtex(article, links, look), article, look),
        _record("RIS", ris(article, links, look), article, look),
    ]
    return panel("cite", label("cite", look), "\n".join(lines), look)


def address(article: Article, look: Look) -> str:
    """Where the article is read; from the site's root where the archive has no address yet."""
    path = url_of(article_path(article.id))
    return f"{look.site_url.rstrip('/')}/{path}" if look.site_url else f"/{path}"


@lru_cache(maxsize=16)
def _in(lang: str, look: Look) -> Look:
    return Look(site_title=look.site_title, language=lang, months=look.months, digits=look.digits)


def _sentence(article: Article, links: Links, look: Look, lang: str) -> str:
    comma, quotes = ("، ", "«»") if lang == "ar" else (", ", "“”")
    other = _in(lang, look)
    parts = [isolated(person) for person in article.byline.value or ()]
    headline = plain(article.headline.value or "", html, rtl=lang == "ar")
    parts.append(f"{quotes[0]}<bdi>{headline}</bdi>{quotes[1]}")
    outlet = plain_name(article.outlet.value, links, other, article.outlet_name)
    parts.append(f"<bdi>{outlet}</bdi>" if outlet else html(other.label("unknown_outlet")))
    published = article.published.value
    parts.append(html(in_words(published, other)) if published else html(other.label("undated")))
    parts.append(isolated(look.site_title))
    parts.append(code(address(article, look)))
    return f'<p class="copy" {of_language(lang)}>{comma.join(parts)}</p>'


def _record(title: str, text: str, article: Article, look: Look) -> str:
    """Lines to copy. The address is a piece of its own: where the archive knows none, the browser completes it."""
    url = address(article, look)
    shown = html_block(text).replace(html(url), f'<span class="address">{html(url)}</span>')
    return f'<details><summary>{title}</summary><pre class="copy" lang="en" dir="ltr">{shown}</pre></details>'


# ---------------------------------------------------------------- BibTeX


def bibtex(article: Article, links: Links, look: Look) -> str:
    """A BibTeX entry, lines joined by line feeds. Its key is the article's id, which never changes."""
    fields = "\n".join(f"  {key} = {value}," for key, value in _bibtex_fields(article, links, look))
    return f"@misc{{{article.id},\n{fields}\n}}"


def _bibtex_fields(article: Article, links: Links, look: Look) -> Iterator[tuple[str, str]]:
    people = article.byline.value or ()
    if people:
        yield "author", "{" + " and ".join(f"{{{_tex(person)}}}" for person in people) + "}"
    yield "title", f"{{{{{_tex(article.headline.value or '')}}}}}"
    outlet = shown_name(article.outlet.value, links, _own(article, look), article.outlet_name)
    if outlet:
        yield "howpublished", f"{{{_tex(outlet)}}}"
    yield from _bibtex_date(article.published.value)
    yield "url", f"{{{_url(address(article, look))}}}"
    langid = _LANGIDS.get((article.lang.value or "").split("-")[0])
    if langid:
        yield "langid", f"{{{langid}}}"
    yield "note", f"{{{_tex(look.site_title)}}}"


def _bibtex_date(published: str | None) -> Iterator[tuple[str, str]]:
    """`date` for biblatex, which knows EDTF; `year` and `month` for BibTeX, where they are certain."""
    if published is None:
        return
    yield "date", f"{{{published}}}"
    if is_plain(published):
        year, month, *_ = (*published.split("-"), "")
        yield "year", f"{{{year}}}"
        if month:
            yield "month", _MONTHS[int(month) - 1]


def _tex(text: str) -> str:
    return _TEX_SPECIAL.sub(lambda match: _TEX[match.group()], _one_line(text))


def _url(text: str) -> str:
    """An address inside braces: TeX takes it as it is, but the braces must pair."""
    return text.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


# ---------------------------------------------------------------- RIS


def ris(article: Article, links: Links, look: Look) -> str:
    """A record of the RIS format, lines joined by line feeds."""
    return "\n".join(f"{tag}  - {_one_line(value)}" for tag, value in _ris_fields(article, links, look))


def _ris_fields(article: Article, links: Links, look: Look) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", article.id
    for person in article.byline.value or ():
        yield "AU", person
    yield "TI", article.headline.value or ""
    outlet = shown_name(article.outlet.value, links, _own(article, look), article.outlet_name)
    if outlet:
        yield "T2", outlet
    yield from _ris_date(article.published.value)
    if article.lang.value:
        yield "LA", article.lang.value
    yield "DP", look.site_title
    yield "UR", address(article, look)
    if article.url.value:
        yield "N1", article.url.value
    yield "ER", ""


def _ris_date(published: str | None) -> Iterator[tuple[str, str]]:
    """`YYYY/MM/DD/other`; the EDTF string is the other thing to say where the date is not plain."""
    if published is None:
        return
    known = calendar_part(published)
    if known:
        yield "PY", known[0]
    year, month, day = (*known, "", "", "")[:3]
    other = "" if is_plain(published) else published
    yield "DA", f"{year}/{month}/{day}/{other.replace('/', ' to ')}"


def _own(article: Article, look: Look) -> Look:
    """Names in the article's language, as a bibliography has them."""
    lang = (article.lang.value or "").split("-")[0]
    return _in(lang, look) if lang in ("ar", "en", "tr") else look


def _one_line(text: str) -> str:
    return _ONE_LINE.sub(" ", text).strip()
