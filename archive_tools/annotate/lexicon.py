"""Where forms of one word or several stand in a passage: whole words, with what may stand joined before them.

Forms are kept by their first word. Most words of a text begin no form; which ones do, with or without proclitics, is
worked out once for each word and remembered, so that a text costs one look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

from archive_tools.annotate.passage import Passage

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 100_000
"""Words, some 15 MB: nearly all words of any article are among so many."""


_Form = tuple[str, frozenset[str], T]
"""Folded text, what may stand joined before it, what it is."""


class Place(NamedTuple, Generic[T]):
    """A form in the fold of a passage: `a` begins the word, `name` the form in it, `b` ends it."""

    a: int
    name: int
    b: int
    item: T


class _Beginning(Generic[T]):
    """All forms that begin with one word; each with what may stand joined before it."""

    __slots__ = ("alone", "longer", "marked")

    def __init__(self) -> None:
        self.alone: list[tuple[frozenset[str], T]] = []
        """The word itself."""
        self.marked: list[_Form[T]] = []
        """The word and a mark behind it."""
        self.longer: dict[str, list[_Form[T]]] = {}
        """By their second word."""


class _Reading(NamedTuple, Generic[T]):
    """What may begin in a word of a text."""

    skip: int
    """Letters of proclitics."""
    joined: str
    """The proclitics."""
    alone: Sequence[T]
    marked: Sequence[_Form[T]]
    longer: Mapping[str, Sequence[_Form[T]]]


class _Words(dict[str, tuple[_Reading[T], ...]], Generic[T]):
    """What may begin in each word, worked out when it is first asked for."""

    def __init__(self, beginnings: dict[str, _Beginning[T]], proclitics: frozenset[str]) -> None:
        self._beginnings = beginnings
        self._proclitics = proclitics
        self._first_letters = frozenset(proclitic[0] for proclitic in proclitics if proclitic)
        self._longest = max(map(len, proclitics), default=0)

    def __missing__(self, word: str) -> tuple[_Reading[T], ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found: list[_Reading[T]] = []
        for skip in range(min(self._longest + 1, len(word)) if word[0] in self._first_letters else 1):
            joined, beginning = word[:skip], self._beginnings.get(word[skip:])
            if beginning is not None and (not skip or joined in self._proclitics):
                alone = [item for before, item in beginning.alone if not skip or joined in before]
                found.append(_Reading(skip, joined, alone, beginning.marked, beginning.longer))
        self[word] = tuple(found)
        return self[word]


class Lexicon(Generic[T]):
    """Forms of the authority, ready to be found."""

    def __init__(self, forms: Iterable[_Form[T]]) -> None:
        """`forms`: folded text, what may stand joined before it, what it is."""
        beginnings: dict[str, _Beginning[T]] = {}
        proclitics: set[str] = set()
        self._others: list[_Form[T]] = []
        """Those that do not begin with a letter or digit: hardly any."""
        for text, before, item in forms:
            words = _WORD.findall(text)
            proclitics |= before
            if not words or not text.startswith(words[0]):
                self._others.append((text, before, item))
                continue
            beginning = beginnings.setdefault(words[0], _Beginning())
            if len(words) > 1:
                beginning.longer.setdefault(words[1], []).append((text, before, item))
            elif text == words[0]:
                beginning.alone.append((before, item))
            else:
                beginning.marked.append((text, before, item))
        self._words = _Words(beginnings, frozenset(proclitics))

    def find(self, passage: Passage) -> list[Place[T]]:
        """Every form in the passage, overlaps included, in no order in particular."""
        found = [place for form in self._others for place in _anywhere(form, passage.folded)]
        known = list(map(self._words.__getitem__, passage.words))
        words, begins, ends = [*passage.words, ""], passage.begins, passage.ends
        for index in compress(count(), known):
            a = begins[index]
            for skip, joined, alone, marked, longer in known[index]:
                for item in alone:
                    found.append(Place(a, a + skip, ends[index], item))  # noqa: PERF401
                forms = longer.get(words[index + 1], marked)
                if forms:
                    found += _longer(passage.folded, a, joined, forms if forms is marked else [*marked, *forms])
        return found


def _longer(folded: str, a: int, joined: str, forms: Iterable[_Form[T]]) -> Iterator[Place[T]]:
    """Those of the forms that stand behind what is joined to the word at `a`."""
    name = a + len(joined)
    for text, before, item in forms:
        if folded.startswith(text, name) and (not joined or joined in before):
            b = name + len(text)
            if not folded[b : b + 1].isalnum():
                yield Place(a, name, b, item)


def _anywhere(form: _Form[T], folded: str) -> Iterator[Place[T]]:
    text, before, item = form
    name = folded.find(text)
    while name >= 0:
        a, b = name, name + len(text)
        while a and folded[a - 1].isalnum():
            a -= 1
        if not folded[b : b + 1].isalnum() and (a == name or folded[a:name] in before):
            yield Place(a, name, b, item)
        name = folded.find(text, name + 1)
