"""The words of which Arabic date expressions are made, as tokens with a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, count, repeat
from typing import Any

from msgspec import Struct

from archive_tools.annotate.passage import Passage
from archive_tools.arabic.fold import fold
from archive_tools.arabic.proclitics import BEFORE_NAMES
from archive_tools.arabic.tables import table

_NUMBER = re.compile(r"(و|ف|ب|ل|ك|وب|ول)?(\d{1,4})(م|ه|هج)?")
Meaning = tuple[str, Any]


class Tokens(Struct, frozen=True):
    """The words of a passage, with what each means to dates; side by side, because most of them mean nothing."""

    words: Sequence[str]
    begins: Sequence[int]
    """Where each begins and ends in the fold."""
    ends: Sequence[int]
    kinds: Sequence[str]
    """"" for words that dates do not use."""
    values: Sequence[Any]


def _meanings() -> Iterator[tuple[str, Meaning]]:
    """Every word or pair with its meaning; where two agree on a word the first wins."""
    yield from _names()
    numerals = table("numerals")
    for kind, section in (("cardinal", "cardinals"), ("ordinal", "ordinals"), ("definite", "definite_cardinals")):
        yield from _grouped(kind, numerals[section])
    yield from _grouped("decade", numerals["decades"])
    for kind, groups in table("date_words")["words"].items():
        yield from _grouped(kind, groups)


def _names() -> Iterator[tuple[str, Meaning]]:
    weak = {fold(name) for name in table("months")["weak"]}
    for family in table("months")["families"].values():
        for number, names in enumerate(family, 1):
            yield from ((fold(name), ("month", (number, fold(name) in weak))) for name in names)
    for kind, first, groups in (("hijri", 1, table("months")["hijri"]), ("weekday", 0, table("weekdays")["ar"])):
        for number, names in enumerate(groups, first):
            yield from ((fold(name), (kind, number)) for name in names)


def _grouped(kind: str, groups: dict[str, list[str]]) -> Iterator[tuple[str, Meaning]]:
    for value, words in groups.items():
        meaning: Meaning = (kind, int(value) if value.lstrip("-").isdigit() else value)
        yield from ((fold(word), meaning) for word in words)


def _lexicon() -> tuple[dict[str, Meaning], dict[str, tuple[str, Meaning]]]:
    """Meanings of single words in all their joined forms; and of pairs, by the first word."""
    single: dict[str, Meaning] = {}
    pairs: dict[str, Meaning] = {}
    for name, meaning in _meanings():
        target = pairs if " " in name else single
        for prefix in ("", *BEFORE_NAMES):
            target.setdefault(prefix + name, meaning)
        if name.startswith("ال"):
            for prefix in ("ل", "ول", "فل"):
                single_or_pair = prefix + "ل" + name[2:]
                target.setdefault(single_or_pair, meaning)
    for word in table("date_words")["never"]:
        single.pop(fold(word), None)
    return single, {name: (name.split(" ")[1], meaning) for name, meaning in pairs.items()}


_SINGLE, _PAIRS = _lexicon()
_KINDS = {word: kind for word, (kind, _) in _SINGLE.items()}
_VALUES = {word: value for word, (_, value) in _SINGLE.items()}
_FIRST_OF_PAIR: dict[str, list[tuple[str, Meaning]]] = {}
for _name, _entry in _PAIRS.items():
    _FIRST_OF_PAIR.setdefault(_name.split(" ")[0], []).append(_entry)
_FIRSTS = frozenset(_FIRST_OF_PAIR)


_CORE = frozenset({"month", "hijri", "weekday", "dayword", "far", "yesternight", "unit", "dual", "decade", "season"})
_CORE_WORDS = frozenset(
    {word for word, (kind, _) in _SINGLE.items() if kind in _CORE}
    | {name.split(" ")[0] for name, (_, (kind, _)) in _PAIRS.items() if kind in _CORE}
    | {word for word in _SINGLE if word.endswith("ليله")}
)
_DIGIT = re.compile(r"\d")


def may_hold_date(folded: str, vocabulary: frozenset[str]) -> bool:
    """Whether any date expression can stand in the passage: every shape needs a digit or one of these words."""
    return not vocabulary.isdisjoint(_CORE_WORDS) or _DIGIT.search(folded) is not None


def tokens(passage: Passage) -> Tokens:
    """The words of a passage with their meanings; pairs such as كانون الثاني are one token."""
    words = passage.words
    kinds = list(map(_KINDS.get, words, repeat("")))
    values: list[Any] = [None] * len(words)
    for index in compress(count(), kinds):
        values[index] = _VALUES[words[index]]
    if _DIGIT.search(passage.folded):
        for index in [index for index, word in enumerate(words) if not word.isalpha()]:
            number = _NUMBER.fullmatch(words[index]) if not kinds[index] else None
            if number is not None:
                kinds[index], values[index] = "number", (int(number[2]), len(number[2]), number[3] or "")
    found = Tokens(words, passage.begins, passage.ends, kinds, values)
    if passage.vocabulary.isdisjoint(_FIRSTS):
        return found
    firsts = [index for index, word in enumerate(words) if word in _FIRSTS]
    meanings = {index: meaning for index in firsts if (meaning := _pair(found, index, passage.folded)) is not None}
    return _with_pairs(found, meanings) if meanings else found


def _with_pairs(single: Tokens, meanings: Mapping[int, Meaning]) -> Tokens:
    """The tokens with pairs as one; `meanings` by index of the first word of each pair."""
    rows: list[tuple[str, int, int, str, Any]] = []
    done = 0
    for index, row in enumerate(
        zip(single.words, single.begins, single.ends, single.kinds, single.values, strict=True)
    ):
        if index < done:
            continue
        meaning = meanings.get(index)
        done = index + (1 if meaning is None else 2)
        if meaning is None:
            rows.append(row)
        else:
            rows.append((f"{row[0]} {single.words[index + 1]}", row[1], single.ends[index + 1], *meaning))
    words, begins, ends, kinds, values = zip(*rows, strict=True)
    return Tokens(words, begins, ends, kinds, values)


def _pair(single: Tokens, index: int, folded: str) -> Meaning | None:
    if index + 1 == len(single.words) or folded[single.ends[index] : single.begins[index + 1]] != " ":
        return None
    following = single.words[index + 1]
    return next((meaning for second, meaning in _FIRST_OF_PAIR[single.words[index]] if second == following), None)
