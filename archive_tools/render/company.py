"""The actors most often named in the same paragraphs as an actor, each with a search for both."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from archive_tools.records import Entity, Listing
from archive_tools.render.escaping import html
from archive_tools.render.look import Look
from archive_tools.render.markup import counted, isolated, label, link, name, panel
from archive_tools.render.paths import page_path, root_of, url_between


def company_panel(page: str, listing: Listing, names: Mapping[str, Entity], look: Look) -> str:
    """The section, or "" where nobody is named together with the actor."""
    items = []
    for other, blocks in listing.company:
        entity = names.get(other)
        shown = link(url_between(page, page_path("actor", other)), name(entity, look) if entity else isolated(other))
        words = look.name(entity)[0] if entity else other
        both = f"{root_of(page)}search/?{urlencode({'q': words, 'actor': listing.target})}"
        search = f'<a class="both" href="{html(both)}">{label("find_both", look)}</a>'
        items.append(f"<li>{shown} <small>{counted('blocks', blocks, look)}</small> {search}</li>")
    if not items:
        return ""
    return panel(
        "company", label("named_together", look), '<ul class="company">\n' + "\n".join(items) + "\n</ul>", look
    )
