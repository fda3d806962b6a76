"""The page of one article."""

from __future__ import annotations

from archive_tools.arabic.direction import direction
from archive_tools.records import Annotations, Article, Links, Page, TranslationOf
from archive_tools.render import facts, panels
from archive_tools.render.body import body
from archive_tools.render.citation import cite
from archive_tools.render.escaping import html
from archive_tools.render.front_matter import Value, front_matter
from archive_tools.render.inline import plain, runs_rtl
from archive_tools.render.look import Look
from archive_tools.render.markup import label, of_language, ui
from archive_tools.render.names import Named, named
from archive_tools.render.paths import article_path
from archive_tools.render.quotations import quotations
from archive_tools.render.related import related


def article_page(article: Article, annotations: Annotations, links: Links, look: Look) -> Page:
    """`docs/articles/<id>.md`: front matter, headline and facts, the text, and what stands around it."""
    found = named(article, annotations, links)
    parts = [
        _head(article, links, look),
        body(article, annotations, links, look),
        panels.in_this_article(article, annotations, found, links, look),
        quotations(article, annotations, links, look),
        panels.translation(article, links, look),
        panels.left_out(article, look),
        facts.how_we_know(article, annotations, found, links, look),
        panels.source(article, look),
        related(article, links, look),
        cite(article, links, look),
        panels.neighbours(article, links, look),
    ]
    matter = front_matter("article", _matter(article, annotations, found, look))
    return Page(path=article_path(article.id), markdown=matter + "\n" + "\n\n".join(filter(None, parts)) + "\n")


def _head(article: Article, links: Links, look: Look) -> str:
    lang, headline = article.lang.value, article.headline.value or ""
    # The head holds pieces of two languages; "auto" would go by the first of them.
    lines = [f'<header class="head" {of_language(lang)}>' if lang else '<header class="head">']
    if article.sample:
        lines.append(f'<p class="flag" {ui(look)}>{label("sample", look)}</p>')
    auto = "" if lang else " " + of_language(lang)
    lines.append(f"<h1{auto}>{plain(headline, html, rtl=runs_rtl(lang, headline))}</h1>")
    for other, text in article.headline_translations.items():
        shown = plain(text, html, rtl=runs_rtl(other, text))
        lines.append(f'<p class="other-headline" {of_language(other)}>{shown}</p>')
    if article.headline.basis == "supplied":
        lines.append(f'<p class="flag" {ui(look)}>{label("supplied_headline", look)}</p>')
    lines += [facts.lead_facts(article, links, look), "</header>"]
    return "\n".join(lines)


def _matter(article: Article, annotations: Annotations, found: Named, look: Look) -> dict[str, Value]:
    lang = article.lang.value
    dates = dict.fromkeys([*(date.edtf for date in annotations.dates if date.edtf), *article.stated_dates])
    return {
        "type": "article",
        "id": article.id,
        "title": article.headline.value,
        "title_basis": article.headline.basis,
        "title_translations": dict(article.headline_translations) or None,
        "description": article.description,
        "lang": lang,
        "dir": direction(lang) if lang else None,
        "published": article.published.value,
        "published_basis": article.published.basis,
        "outlet": article.outlet.value,
        "authors": article.byline.value or None,
        "actors": found.actors or None,
        "places": found.places or None,
        "dates": tuple(dates) or None,
        "tags": tuple(tag.id for tag in annotations.tags) or None,
        "translation_of": _translation(article.translation_of),
        "robots": article.robots or look.robots,
        "source": {
            "seed": article.seed,
            "item": article.item or None,
            "sha256": article.digest,
            "media_type": article.media_type,
            "url": article.url.value,
        },
    }


def _translation(of: TranslationOf | None) -> Value:
    if of is None:
        return None
    return {"id": of.id, "url": of.url, "lang": of.lang, "outlet": of.outlet, "machine": of.machine}
