"""What a reader may want to know of a name before following it: a card in the list of names, a hint on the link.

Only what the authority says stands in them, nothing that is counted: numbers would change with every new article.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from archive_tools.records import Entity
from archive_tools.render.escaping import attribute, html
from archive_tools.render.labels import LANGUAGES, has_label
from archive_tools.render.look import Look
from archive_tools.render.markup import described, hidden_label, of_language
from archive_tools.render.profile import kind_words

_PARENTHESES: Final = str.maketrans({"(": "&#40;", ")": "&#41;"})
"""They end a link's title in some engines."""


@lru_cache(maxsize=8192)
def hint(entity: Entity | None, look: Look) -> str:
    """The title of a link in the text, with its leading space, as Markdown has it; "" where nothing is known.

    One sentence in the interface's language: the browser shows it over the link, a screen reader after it.
    """
    words = _sentence(entity, look) if entity else ""
    return f' "{attribute(words).translate(_PARENTHESES)}"' if words else ""


def _sentence(entity: Entity, look: Look) -> str:
    said = entity.description.get(look.language)
    if said:
        return said
    for key in (f"place_{entity.place_kind}", f"kind_{entity.kind}"):
        if has_label(key):
            return look.label(key)
    return ""


@lru_cache(maxsize=8192)
def card(entity: Entity | None, look: Look) -> str:
    """A name's card, which opens on demand without any script; "" where nothing is known."""
    if entity is None:
        return ""
    lines = [f'<p class="kind">{kind_words(entity, look)}</p>']
    if entity.description:
        lines.append(f"<p>{described(entity, look)}</p>")
    others = _other_names(entity, look)
    if others:
        lines.append(f'<p class="others">{others}</p>')
    return f'<details class="card"><summary>{hidden_label("about_name", look)}</summary>{"".join(lines)}</details>'


def _other_names(entity: Entity, look: Look) -> str:
    shown = look.name(entity)[0]
    found = ((lang, entity.name[lang]) for lang in LANGUAGES if entity.name.get(lang) and entity.name[lang] != shown)
    return " · ".join(f"<bdi {of_language(lang)}>{html(text)}</bdi>" for lang, text in found)
