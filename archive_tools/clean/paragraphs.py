"""Plain text into paragraphs: where a line break or blank line parts them, and where a line break is only wrapping.

- Without blank lines every line is a paragraph, unless the text is wrapped at a column: many lines of nearly one
  length, most of them ending inside a sentence.
- With blank lines these part paragraphs; a line break inside such a paragraph parts it only behind a full stop or
  before a bullet.
A paragraph keeps its inner line breaks as found.
"""

from __future__ import annotations

import re

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_FINAL = re.compile(r"[.!?؟…:۔][\"'»”’)\]›]*\s*\Z")
_BULLET = re.compile(r"[•●▪■◆◦‣·*#-]|\d{1,3}[.)]\s")
_WRAP_COLUMNS = (40, 120)
_FEWEST_WRAPPED = 4


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text with line feeds as line ends; no white space at their ends, none empty."""
    chunks = _BLANK.split(text.strip())
    parted = len(chunks) > 1
    found: list[str] = []
    for chunk in chunks:
        lines = [line.strip() for line in chunk.strip().split("\n") if line.strip()]
        if len(lines) < 2:
            found.extend(lines)
        elif _is_wrapped(lines):
            found.extend(_unwrap(lines))
        elif parted:
            found.extend(_part(lines))
        else:
            found.extend(lines)
    return found


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a mark that ends a sentence (or opens a list), closing quotes aside."""
    return _FINAL.search(text[-8:]) is not None


def _is_wrapped(lines: list[str]) -> bool:
    inner = lines[:-1]
    widest = max(map(len, inner))
    if len(lines) < _FEWEST_WRAPPED or not _WRAP_COLUMNS[0] <= widest <= _WRAP_COLUMNS[1]:
        return False
    full = sum(len(line) >= 0.75 * widest for line in inner)
    stops = sum(ends_sentence(line) for line in inner)
    return full >= 0.75 * len(inner) and stops <= 0.4 * len(inner)


def _unwrap(lines: list[str]) -> list[str]:
    """Wrapped lines to paragraphs: a short line that ends a sentence is a last line."""
    widest = max(map(len, lines))
    return _gather(lines, [ends_sentence(line) and len(line) < 0.75 * widest for line in lines])


def _part(lines: list[str]) -> list[str]:
    bullets = [_BULLET.match(line) is not None for line in [*lines[1:], ""]]
    return _gather(lines, [ends_sentence(line) or next_is for line, next_is in zip(lines, bullets, strict=True)])


def _gather(lines: list[str], is_last: list[bool]) -> list[str]:
    found: list[list[str]] = [[]]
    for line, last in zip(lines, is_last, strict=True):
        found[-1].append(line)
        if last:
            found.append([])
    return ["\n".join(part) for part in found if part]
