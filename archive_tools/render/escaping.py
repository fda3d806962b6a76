"""Text from sources, made safe for the three places where it stands.

Backslash escapes fail with Markdown extensions; numeric entities survive every one of them (measured on thousands
of hostile strings with all extensions of Python-Markdown and PyMdown). Marks that can do no harm where they stand
stay as they are, so that the file can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Controls (Python-Markdown hides its own state behind STX and ETX), surrogates, noncharacters."""

_LINE_BREAK: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_NO_LINE_FEED: Final = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")

_MARKDOWN: Final = re.compile(
    r"""[\t!-(*+./0-9:<-@\[-`a-fnrst{-~-](?:      # said first, one set of characters: Arabic passes ten times as fast
      (?<=[\\`*_{}\[\]<>\#+=~^|$@&"'/\t])        # can act anywhere
    | (?<=-)(?:(?<!\w-)|(?!\w))                 # dashes, arrows, list marks; word-internal ones stay
    | (?<=\.)(?:(?<=\.\.)|(?=\w|\.))            # www.x, ellipses; a full stop stays
    | (?<=:)(?!\s)                              # emoji codes, URL schemes
    | (?<=[!?])(?!\s|[»”"')])                   # images, references to issues
    | (?<=\()(?=[cCrRtT])                       # (c), (r), (tm)
    | (?<=\ds)(?=t\b) | (?<=\dn)(?=d\b) | (?<=\dr)(?=d\b) | (?<=\dt)(?=h\b)   # 1st becomes a superscript
    | (?<=\b[0-9a-f])(?=[0-9a-f]{6,39}\b)       # looks like the name of a commit
    )""",
    re.VERBOSE,
)

_RAW: Final = re.compile(r"""[&<>"'{}`\\\t]""")

_NOT_PLAIN: Final = re.compile("[&<>\"'{}`\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Most strings hold nothing to escape; one look is enough to know."""


def _entity(match: re.Match[str]) -> str:
    char = match.group()
    return _NAMED.get(char) or f"&#{ord(char)};"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def markdown(text: str) -> str:
    """Text inside a line of Markdown: shows exactly `text`, whatever extensions an engine has.

    Line breaks become `<br>`. Controls and lone surrogates, which cleaning has already counted, show as U+FFFD.
    The line must begin with markup of ours: marks that act at its start only (`1.`, `- `) are not escaped.
    """
    if text.isprintable():  # then nothing in it is forbidden or breaks a line; the cheapest look of all
        return _MARKDOWN.sub(_entity, text)
    if not _LINE_BREAK.search(text):
        return _MARKDOWN.sub(_entity, _clean(text))
    return "<br>".join(_MARKDOWN.sub(_entity, _clean(line)) for line in _LINE_BREAK.split(text))


def html(text: str) -> str:
    """Text or attribute value in raw HTML of ours, on one line. Line breaks become spaces.

    Braces, back-ticks, back-slashes and tabs are escaped too: they act on the source before HTML is recognised.
    """
    if not _NOT_PLAIN.search(text):
        return text
    return _RAW.sub(_entity, _clean(_LINE_BREAK.sub(" ", text)))


def html_lines(text: str) -> str:
    """As `html`, with line breaks as `<br>`."""
    return "<br>".join(html(line) for line in _LINE_BREAK.split(text))


def html_block(text: str) -> str:
    """Text of several lines in raw HTML where line feeds count (`<pre>`); other line breaks become spaces."""
    return _RAW.sub(_entity, _clean(_NO_LINE_FEED.sub(" ", text)))


def attribute(text: str) -> str:
    """An attribute value of raw HTML inside a line of Markdown, where Markdown's own marks would act first."""
    return _MARKDOWN.sub(_entity, _clean(_LINE_BREAK.sub(" ", text)))


_YAML_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}
_YAML_SPECIAL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\\\\&<>\"']"
)


def _yaml_char(match: re.Match[str]) -> str:
    char = match.group()
    if char in _YAML_ENTITIES:
        return _YAML_ENTITIES[char]
    if char == "\\":
        return "\\\\"
    return f"\\u{ord(char):04x}"


def yaml_string(text: str) -> str:
    """A double-quoted YAML scalar on one line, with & < > " ' as entities, because themes print it raw.

    `html.unescape(yaml.safe_load(yaml_string(text))) == text` for all text without lone surrogates,
    which are written as U+FFFD because no YAML reader takes them.
    """
    if not _YAML_SPECIAL.search(text):
        return f'"{text}"'
    return f'"{_YAML_SPECIAL.sub(_yaml_char, _SURROGATES.sub(chr(0xFFFD), text))}"'


_SURROGATES: Final = re.compile("[\ud800-\udfff]")

Escape = Callable[[str], str]
