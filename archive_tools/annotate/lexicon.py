"""Where forms of one word or several stand in a passage: whole words, with what may stand joined before them.

Forms are kept by their first word. Most words of a text begin no form; which ones do, with or without proclitics, is
worked out once for each word and remembered, so that a text costs one look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

from archive_tools.annotate.passage import Passage
from archive_tools.arabic.proclitics import BEFORE_NAMES

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_FIRST_LETTERS = frozenset(proclitic[0] for proclitic in BEFORE_NAMES)
_LONGEST_PROCLITIC = max(map(len, BEFORE_NAMES))
_REMEMBERED = 100_000
"""Words, some 15 MB: nearly all words of any article are among so many."""


Written = tuple[str, frozenset[str], T]
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

    def __init__(self, word: str, forms: Iterable[Written[T]]) -> None:
        self.alone: list[tuple[frozenset[str], T]] = []
        """The word itself."""
        self.marked: list[Written[T]] = []
        """The word and a mark behind it."""
        self.longer: dict[str, list[Written[T]]] = {}
        """By their second word."""
        for text, before, item in forms:
            second = _WORD.search(text, len(word))
            if second is not None:
                self.longer.setdefault(second.group(), []).append((text, before, item))
            elif text == word:
                self.alone.append((before, item))
            else:
                self.marked.append((text, before, item))


class _Reading(NamedTuple, Generic[T]):
    """What may begin in a word of a text."""

    skip: int
    """Letters of proclitics."""
    joined: str
    """The proclitics."""
    alone: Sequence[T]
    marked: Sequence[Written[T]]
    longer: Mapping[str, Sequence[Written[T]]]


class _Words(dict[str, tuple[_Reading[T], ...]], Generic[T]):
    """What may begin in each word, worked out when it is first asked for."""

    def __init__(self, forms: Callable[[str], Iterable[Written[T]]], firsts: Container[str]) -> None:
        self._forms = forms
        self._firsts = firsts
        self._beginnings: dict[str, _Beginning[T]] = {}

    def __missing__(self, word: str) -> tuple[_Reading[T], ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found: list[_Reading[T]] = []
        for skip in range(min(_LONGEST_PROCLITIC + 1, len(word)) if word[0] in _FIRST_LETTERS else 1):
            joined, first = word[:skip], word[skip:]
            if first in self._firsts and (not skip or joined in BEFORE_NAMES):
                beginning = self._beginning(first)
                alone = [item for before, item in beginning.alone if not skip or joined in before]
                found.append(_Reading(skip, joined, alone, beginning.marked, beginning.longer))
        self[word] = tuple(found)
        return self[word]

    def _beginning(self, first: str) -> _Beginning[T]:
        if first not in self._beginnings:
            self._beginnings[first] = _Beginning(first, self._forms(first))
        return self._beginnings[first]


class Lexicon(Generic[T]):
    """Forms of the authority, ready to be found."""

    def __init__(self, forms: Callable[[str], Iterable[Written[T]]], firsts: Container[str]) -> None:
        """A lexicon that asks for forms when a text has their first word.

        Args:
            forms: gives all forms that begin with a word; for "" those that do not begin with a letter or digit.
            firsts: the words with which forms begin.
        """
        self._others = list(forms(""))
        self._words = _Words(forms, firsts)

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


def _longer(folded: str, a: int, joined: str, forms: Iterable[Written[T]]) -> Iterator[Place[T]]:
    """Those of the forms that stand behind what is joined to the word at `a`."""
    name = a + len(joined)
    for text, before, item in forms:
        if folded.startswith(text, name) and (not joined or joined in before):
            b = name + len(text)
            if not folded[b : b + 1].isalnum():
                yield Place(a, name, b, item)


def _anywhere(form: Written[T], folded: str) -> Iterator[Place[T]]:
    text, before, item = form
    name = folded.find(text)
    while name >= 0:
        a, b = name, name + len(text)
        while a and folded[a - 1].isalnum():
            a -= 1
        if not folded[b : b + 1].isalnum() and (a == name or folded[a:name] in before):
            yield Place(a, name, b, item)
        name = folded.find(text, name + 1)
