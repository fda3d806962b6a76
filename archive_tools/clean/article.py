"""The story of cleaning on one screen: body to blocks, then each fact by its own rule, then the record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from archive_tools.clean import plain_text
from archive_tools.clean.addresses import url_of
from archive_tools.clean.boilerplate import SEPARATOR, mark_boilerplate
from archive_tools.clean.bylines import byline_of
from archive_tools.clean.dates import read_date
from archive_tools.clean.draft import Draft, as_blocks
from archive_tools.clean.facts import candidate, choose
from archive_tools.clean.headlines import headline_of
from archive_tools.clean.hygiene import describe, one_line, scrub
from archive_tools.clean.identity import item_id
from archive_tools.clean.knowledge import CleanKnowledge
from archive_tools.clean.languages import language_of
from archive_tools.clean.outlets import outlet_of, resolve_translated
from archive_tools.clean.pull_quotes import mark_pull_quotes
from archive_tools.records import Article, Fact, RawItem, Rejected, TranslationOf

VERSION = "1"
"""Changes when the same item would become another article."""

MOST_CHARACTERS = 5_000_000
"""Of one article's text: ten long novels."""
MOST_LINES = 50_000
"""With something on them."""
_TAG_SEPARATORS = re.compile(r"\s*[\n,،;؛|]\s*")


def clean(item: RawItem, knowledge: CleanKnowledge) -> Article | Rejected:
    """The article that an item is, or why it is none."""
    too_large = _too_large(item.fields.get("body", ""))
    if too_large:
        return Rejected(locator=item.locator, stage="clean", reason=too_large, id=item_id(item))
    drafts, removed = _body(item)
    if not any(draft.marked is None for draft in drafts):
        what = "all of its text is boilerplate" if drafts else "it has no text"
        reason = f"{what}: there is no article to show. Check the source or its field mapping."
        return Rejected(locator=item.locator, stage="clean", reason=reason, id=item_id(item))
    lang = language_of(item, drafts)
    outlet, outlet_name = outlet_of(item, drafts, knowledge, lang.value)
    published, date_notes = _published(item, knowledge.timezones.get(outlet.value or ""))
    headline = headline_of(item, drafts)
    return Article(
        id=item_id(item),
        seed=item.seed,
        item=item.item,
        digest=item.digest,
        media_type=item.media_type,
        headline=headline,
        published=published,
        outlet=outlet,
        outlet_name=outlet_name,
        byline=byline_of(item, knowledge, outlet_name),
        lang=lang,
        url=url_of(item),
        blocks=as_blocks(drafts),
        notes=(*item.notes, *describe(removed), *date_notes),
        translation_of=_translation(item, knowledge),
        **_stated(item),
    )


def _too_large(body: str) -> str | None:
    if len(body) > MOST_CHARACTERS:
        return f"its text is longer than {MOST_CHARACTERS:,} characters. Split it into articles."
    if body.count("\n") > MOST_LINES and sum(not line.isspace() for line in body.splitlines() if line) > MOST_LINES:
        return f"its text has more than {MOST_LINES:,} lines. Split it into articles."
    return None


def _drafts(text: str, body_format: str) -> list[Draft]:
    if body_format != "markdown":
        return plain_text.drafts(text)
    from archive_tools.clean import markdown_text  # its patterns take longer to compile than a plain text to read

    return markdown_text.drafts(text)


def _body(item: RawItem) -> tuple[list[Draft], Counter[str]]:
    text, removed = scrub(item.fields.get("body", ""))
    drafts = _drafts(text, item.body_format)
    mark_boilerplate(drafts)
    mark_pull_quotes(drafts)
    if all(draft.marked == SEPARATOR for draft in drafts):
        for draft in drafts:  # separators part text; where there is none they are the text
            draft.marked = None
    return drafts, removed


def _published(item: RawItem, timezone: str | None) -> tuple[Fact[str], tuple[str, ...]]:
    candidates: list[Fact[str]] = []
    notes: tuple[str, ...] = ()
    if item.stated.get("published"):
        candidates.append(candidate(item.stated["published"], "sidecar", "sidecar"))
    written = one_line(item.fields.get("published", ""))
    if written:
        reading = read_date(written, timezone)
        evidence = f"{item.evidence.get('published', 'source')}: {written}"
        how = f" ({reading.how})" if reading.how else ""
        candidates.append(candidate(reading.edtf, "metadata", evidence + how))
        if reading.edtf is None:
            notes = (f"date not understood: «{written[:80]}»{how}",)
    return choose(candidates, "no date in sidecar or source"), notes


def _translation(item: RawItem, knowledge: CleanKnowledge) -> TranslationOf | None:
    stated = item.stated.get("translation_of")
    if not stated:
        return None
    outlet = stated.get("outlet")
    resolved = resolve_translated(outlet, knowledge, stated.get("lang")) if outlet else None
    return TranslationOf(**{**stated, "outlet": resolved})


def _stated(item: RawItem) -> dict[str, Any]:
    """What only a person states, and tags, description and rights, which the source may state too."""
    stated: Mapping[str, Any] = item.stated
    tags = stated.get("tags") or _TAG_SEPARATORS.split(scrub(item.fields.get("tags", ""))[0].strip())
    return {
        "headline_translations": dict(stated.get("title_translations", {})),
        "tags": tuple(dict.fromkeys(tag for tag in map(one_line, tags) if tag)),
        "description": one_line(stated.get("description") or item.fields.get("description", "")) or None,
        "stated_actors": tuple(stated.get("actors", ())),
        "stated_places": tuple(stated.get("places", ())),
        "stated_dates": tuple(stated.get("dates", ())),
        "rights": one_line(stated.get("rights") or item.fields.get("rights", "")) or None,
        "robots": stated.get("robots"),
        "sample": bool(stated.get("sample", False)),
        "archived": tuple(stated.get("archived", ())),
    }
