"""Which of the forms found in a passage may be names there: what the fold has lost is looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from archive_tools.annotate.knowledge import Form
from archive_tools.annotate.lexicon import Place
from archive_tools.annotate.passage import Passage
from archive_tools.arabic.tables import table

_FALSE_FRIENDS = frozenset(table("false_friends")["whole_words"])
_HAMZATED = frozenset("أإآ")
_SHORT = 4
"""Words of up to so many letters are compared letter by letter, hamza included."""


class Hit(NamedTuple):
    """A form found in the fold: `a` begins the word, `name` the name proper, `b` ends it."""

    a: int
    b: int
    name: int
    form: Form


def hits(passage: Passage, places: Iterable[Place[Form]]) -> list[Hit]:
    """The names in the passage, overlaps included, in order of `a`, longest first."""
    found: list[tuple[int, int, int, int, int, Form]] = []
    for a, name, b, form in places:
        if _is_right(passage, form, a, name, b):
            end = b if form.before else _with_suffix(passage.folded, b)
            found.append((a, -end, name + form.li, b, name, form))
    found.sort(key=lambda hit: hit[:5])
    return [Hit(a, -end, name, form) for a, end, name, _, _, form in found]


def _is_right(passage: Passage, form: Form, a: int, name: int, b: int) -> bool:
    """Checks that the fold cannot make: false friends, capitals, آ against أ."""
    if a < name and form.words == 1 and passage.folded[a:b] in _FALSE_FRIENDS:
        return False
    if form.case:
        start, end = passage.span(name, b)
        written = passage.text[start:end]
        return written.isupper() if form.case == 2 else not written[:1].islower()
    if form.words > 1 or len(form.text) > _SHORT or form.li:
        return True
    start, end = passage.span(name, b)
    written = passage.text[start:end]
    return any(written == reading.alias or _may_be_written(written, reading.alias) for reading in form.readings)


def _may_be_written(written: str, alias: str) -> bool:
    """Short words differ by their hamza: «وأم» is not وام, «أفاد» not آفاد. People leave it out, but do not add it."""
    if len(written) != len(alias):
        return True
    return all(
        a == w or w not in _HAMZATED or (a in _HAMZATED and "آ" not in {a, w})
        for w, a in zip(written, alias, strict=True)
    )


def _with_suffix(folded: str, b: int) -> int:
    """Turkish and English endings after an apostrophe belong to the word: Türkiye'nin, Idlib's."""
    if folded[b : b + 1] != "'":
        return b
    end = b + 1
    while end < len(folded) and folded[end].isalpha() and end - b < 8:
        end += 1
    return end if end > b + 1 else b
