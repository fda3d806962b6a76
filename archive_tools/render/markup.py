"""Small pieces of raw HTML that every panel is made of, each of which the browser can put into another language.

`data-l` names a label, `data-c` a counted noun, `data-ar`, `data-en` … the same name in another language;
`data-ui` marks a piece whose `lang` and `dir` are those of the interface.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from archive_tools.arabic.direction import direction
from archive_tools.records import Entity
from archive_tools.render import labels
from archive_tools.render.escaping import html
from archive_tools.render.labels import LANGUAGES, has_label
from archive_tools.render.look import Look

_ADDRESS: Final = re.compile(r"""(?:https?://[^\s/?#"'<>\\^`{|}]|mailto:)[^\s"'<>\\^`{|}]+""", re.IGNORECASE)


def label(key: str, look: Look) -> str:
    """An interface string that can be switched."""
    return _label(key, look.language)


@lru_cache(maxsize=2048)
def _label(key: str, language: str) -> str:
    return f'<span data-l="{key}">{html(labels.label(key, language))}</span>'


def hidden_label(key: str, look: Look) -> str:
    """An interface string for those who hear the page; the eye sees a sign instead."""
    return f'<span class="unseen" data-l="{key}">{html(look.label(key))}</span>'


def known_label(prefix: str, word: str, look: Look, otherwise: str | None = None) -> str:
    """The label `prefix_word`; where the table has none (authority files bring their own), the word as given."""
    key = f"{prefix}_{word}"
    return label(key, look) if has_label(key) else isolated(otherwise or word)


def counted(key: str, number: int, look: Look) -> str:
    """A number with its noun in the right one of the language's plural forms."""
    return f'<span data-c="{key}" data-n="{number}">{html(look.counted(key, number))}</span>'


def ui(look: Look) -> str:
    """Attributes of a piece in the language of the interface."""
    return f'lang="{look.language}" dir="{look.direction}" data-ui'


@lru_cache(maxsize=256)
def of_language(lang: str | None) -> str:
    """Attributes of a piece in a language of its own; where it is unknown, the browser goes by the first letter."""
    if lang is None or lang in {"", "und"}:
        return 'dir="auto"'
    return f'lang="{html(lang)}" dir="{direction(lang)}"'


@lru_cache(maxsize=8192)
def name(entity: Entity, look: Look) -> str:
    """The name of an entity, isolated; other interface languages stand by for the switch."""
    shown, lang = look.name(entity)
    others = "".join(
        f' data-{other}="{html(entity.name[other])}"'
        for other in LANGUAGES
        if other != look.language and entity.name.get(other) and entity.name[other] != shown
    )
    mark = "" if lang == look.language and not others else f' lang="{html(lang)}"'
    return f"<bdi{mark}{others}>{html(shown)}</bdi>"


def described(entity: Entity, look: Look) -> str:
    """The description of an entity, isolated; other interface languages stand by for the switch."""
    texts = entity.description
    lang = next((lang for lang in (look.language, "ar", "en", *texts) if texts.get(lang)), "")
    if not lang:
        return ""
    others = "".join(
        f' data-{other}="{html(texts[other])}"' for other in LANGUAGES if other != lang and texts.get(other)
    )
    return f'<bdi lang="{html(lang)}"{others}>{html(texts[lang])}</bdi>'


def link(url: str, content: str) -> str:
    """A link within the site; `url` comes from paths.py, `content` is HTML."""
    return f'<a href="{url}">{content}</a>'


def outside_link(url: str, content: str) -> str:
    """A link away from the site: only to what is plainly an http, https or mailto address; else it shows as text."""
    if not _ADDRESS.fullmatch(url):
        return content
    return f'<a href="{html(url)}" rel="noopener noreferrer nofollow">{content}</a>'


def code(text: str) -> str:
    """A machine's string (digest, path, URL), left to right wherever it stands."""
    return f'<bdi dir="ltr" class="code">{html(text)}</bdi>'


def isolated(text: str) -> str:
    """A string of unknown direction within a line of ours."""
    return f"<bdi>{html(text)}</bdi>"


def row(term: str, *details: str) -> str:
    """A term with its details, for a `<dl>`."""
    return f"<div><dt>{term}</dt>" + "".join(f"<dd>{detail}</dd>" for detail in details) + "</div>"


def panel(css: str, title: str, content: str, look: Look) -> str:
    """A section of ours after the text, in the language of the interface."""
    return f'<section class="panel {css}" {ui(look)}>\n<h2>{title}</h2>\n{content}\n</section>'


def folded(css: str, title: str, content: str, look: Look) -> str:
    """A section that opens on demand, without any script."""
    return f'<details class="panel {css}" {ui(look)}>\n<summary>{title}</summary>\n{content}\n</details>'
