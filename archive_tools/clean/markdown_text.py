"""Markdown into drafts: the structure becomes kinds of blocks, the emphasis marks go, the words stay.

The common core of Markdown: headings (# and underlined), lists, quotations, tables, fences, emphasis, links, images.
HTML in a source stays text. Link targets and image addresses are not kept: the words are the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archive_tools.clean.draft import Draft
from archive_tools.records import BlockKind

_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(```+|~~~+)[^`]*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,4}[.)])[ \t]+(.*)")
_QUOTE = re.compile(r" {0,3}> ?(.*)")
_TABLE = re.compile(r"\s*\|.*\|\s*")
_TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:\s*<?(?:https?:|/|#|mailto:)\S*.*")

_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,1000})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1")
_EM = re.compile(
    r"(?<![A-Za-z0-9*_])(\*)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\*(?![A-Za-z0-9*_])"  # Arabic joins words: و*مائل*
    r"|(?<![\w*_])(_)(?=\S)([^*_\n]{1,2000}?)(?<=\S)_(?![\w*_])"
)
_CODE = re.compile(r"`([^`\n]{1,1000})`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_ESCAPED = "\ue000"


def drafts(text: str) -> list[Draft]:
    """The blocks of a Markdown text with line feeds as line ends."""
    reader = _Reader()
    for line in text.split("\n"):
        reader.take(line)
    reader.close()
    return reader.found


def plain(text: str) -> str:
    """A line without emphasis, link and code marks."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return _ESCAPED

    text = _ESCAPE.sub(keep, text.replace(_ESCAPED, ""))
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _EM.sub(lambda em: em[2] or em[4], _STRONG.sub(r"\2", _CODE.sub(r"\1", text)))
    if kept:
        characters = iter(kept)
        text = re.sub(_ESCAPED, lambda _: next(characters), text)
    return text


class _Reader:
    """Lines in, drafts out; one block is open at a time."""

    def __init__(self) -> None:
        self.found: list[Draft] = []
        self._lines: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._fence: str | None = None

    def take(self, line: str) -> None:
        if self._fence is not None:
            self._in_fence(line)
            return
        for rule in _RULES:
            if rule(self, line):
                return
        self._lines.append(line)

    def close(self) -> None:
        text = "\n".join(stripped for line in self._lines if (stripped := plain(line).strip()))
        if text:
            lone_image = self._kind == "paragraph" and _IMAGE.fullmatch("\n".join(self._lines).strip())
            self.found.append(Draft(text, "caption" if lone_image else self._kind))
        self._lines, self._kind = [], "paragraph"

    def _in_fence(self, line: str) -> None:
        if self._fence is not None and line.strip().startswith(self._fence):
            self._fence = None
            if text := "\n".join(self._lines).strip():
                self.found.append(Draft(text))
            self._lines = []
        else:
            self._lines.append(line)

    def blank(self, line: str) -> bool:
        if line.strip():
            return False
        self.close()
        return True

    def fence(self, line: str) -> bool:
        match = _FENCE.fullmatch(line)
        if match is None:
            return False
        self.close()
        self._fence = match[1]
        return True

    def heading(self, line: str) -> bool:
        match = _ATX.fullmatch(line)
        if match is None:
            return False
        self.close()
        if text := plain(match[2]).strip():
            self.found.append(Draft(text, "heading", len(match[1])))
        return True

    def underline(self, line: str) -> bool:
        match = _SETEXT.fullmatch(line)
        if match is None or len(self._lines) != 1 or self._kind != "paragraph":
            return False
        text = plain(self._lines[0]).strip()
        self._lines = []
        self.found.append(Draft(text, "heading", 1 if match[1][0] == "=" else 2))
        return True

    def rule(self, line: str) -> bool:
        if _RULE.fullmatch(line) is None:
            return False
        self.close()
        return True

    def item(self, line: str) -> bool:
        match = _ITEM.fullmatch(line)
        # A number opens a list only where no paragraph is open: «… in\n1986. The year» is text.
        if match is None or (self._lines and self._kind == "paragraph" and line.lstrip()[0].isdigit()):
            return False
        self.close()
        number = line.lstrip()[: -len(match[1])].strip() if line.lstrip()[0].isdigit() else ""
        self._kind = "list_item"
        self._lines = [f"{number} {match[1]}" if number else match[1]]
        return True

    def quotation(self, line: str) -> bool:
        match = _QUOTE.fullmatch(line)
        if match is None:
            return False
        if self._kind != "quotation" or not match[1].strip():
            self.close()
        self._kind = "quotation"
        self._lines.append(match[1])
        return True

    def table(self, line: str) -> bool:
        if _TABLE.fullmatch(line) is None:
            return False
        if self._kind != "table":
            self.close()
        self._kind = "table"
        if _TABLE_RULE.fullmatch(line) is None:
            self._lines.append(line)
        return True

    def definition(self, line: str) -> bool:
        return not self._lines and _DEFINITION.fullmatch(line) is not None


_RULES: tuple[Callable[[_Reader, str], bool], ...] = (
    _Reader.blank,
    _Reader.fence,
    _Reader.underline,
    _Reader.rule,
    _Reader.heading,
    _Reader.quotation,
    _Reader.item,
    _Reader.table,
    _Reader.definition,
)
"""In the order in which they are asked for each line."""
