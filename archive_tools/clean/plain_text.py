"""Plain text into drafts: paragraphs, list items, subheadings, captions."""

from __future__ import annotations

import re

from archive_tools.clean.draft import Draft
from archive_tools.clean.paragraphs import ends_sentence, paragraphs

_BULLET = re.compile(r"(?:[•●▪■◆◦‣·*]|[-–—](?=\s))\s+(?=\S)")
_CAPTION = re.compile(
    r"(?:تعليق على الصورة|تعليق الصورة|مصدر الصورة|صورة أرشيفية|صورة|الصورة|تصوير"
    r"|image caption|image source|photo|picture|fotoğraf)\s*[:：].{3,}",
    re.IGNORECASE,
)
_HEADING_LETTERS = 80
_HEADING_WORDS = 10
_CAPTION_WORDS = 30
_NO_HEADING = re.compile(r"[.!…:،,؛;۔|]|^[–—\-*#(/\"“«‘’]|[\"”»)/]$|\s[-–—ـ]\s|https?:|@")
_HAS_WORD = re.compile(r"[^\W\d_]{2}")


def drafts(text: str) -> list[Draft]:
    """The blocks of a plain text, nothing marked yet."""
    found = [_draft(paragraph) for paragraph in paragraphs(text)]
    for before, draft, after in zip(found, found[1:], found[2:], strict=False):
        # A subheading stands between two paragraphs, the second of which is real text.
        if draft.is_open and before.kind != "heading" and looks_like_heading(draft.text) and _is_prose(after):
            draft.kind, draft.level = "heading", 2
    _bullets(found)
    return found


def looks_like_heading(text: str) -> bool:
    """Short, one line, a few words, and none of the marks that end or join sentences."""
    if len(text) > _HEADING_LETTERS or "\n" in text or _NO_HEADING.search(text):
        return False
    return len(text.split()) <= _HEADING_WORDS and _HAS_WORD.search(text) is not None


def _draft(text: str) -> Draft:
    if _CAPTION.fullmatch(text) and len(text.split()) <= _CAPTION_WORDS:
        return Draft(text, "caption")
    return Draft(text)


def _is_prose(draft: Draft) -> bool:
    return draft.kind == "paragraph" and len(draft.text) > _HEADING_LETTERS and ends_sentence(draft.text)


def _bullets(found: list[Draft]) -> None:
    """Two or more lines in a row that begin with a bullet are list items; one alone may be an attribution."""
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and found[end].is_open and _BULLET.match(found[end].text):
            end += 1
        if end - at >= 2:
            for draft in found[at:end]:
                draft.kind = "list_item"
        at = max(end, at + 1)
