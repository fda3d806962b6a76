"""The words of which Arabic date expressions are made, as tokens with a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from archive_tools.arabic.fold import fold
from archive_tools.arabic.proclitics import BEFORE_NAMES
from archive_tools.arabic.tables import table

_NUMBER = re.compile(r"(و|ف|ب|ل|ك|وب|ول)?(\d{1,4})(م|ه|هج)?")
Meaning = tuple[str, Any]


class Token(NamedTuple):
    """A word of the fold; `kind` is "" for words that dates do not use."""

    a: int
    b: int
    word: str
    kind: str = ""
    value: Any = None


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
_FIRST_OF_PAIR: dict[str, list[tuple[str, Meaning]]] = {}
for _name, _entry in _PAIRS.items():
    _FIRST_OF_PAIR.setdefault(_name.split(" ")[0], []).append(_entry)


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


def tokens(words: list[tuple[int, int, str]], folded: str) -> list[Token]:
    """The words of a folded passage with their meanings; pairs such as كانون الثاني are one token."""
    result: list[Token] = []
    skip = False
    for index, (a, b, word) in enumerate(words):
        if skip:
            skip = False
            continue
        pair = _pair(words, index, folded) if word in _FIRST_OF_PAIR else None
        if pair is not None:
            result.append(pair)
            skip = True
            continue
        meaning = _SINGLE.get(word)
        if meaning is not None:
            result.append(Token(a, b, word, *meaning))
        elif word.isalpha():
            result.append(Token(a, b, word))
        else:
            result.append(_number(a, b, word))
    return result


def _pair(words: list[tuple[int, int, str]], index: int, folded: str) -> Token | None:
    if index + 1 == len(words):
        return None
    a, b, word = words[index]
    start, end, following = words[index + 1]
    for second, meaning in _FIRST_OF_PAIR[word]:
        if following == second and folded[b:start] == " ":
            return Token(a, end, f"{word} {second}", *meaning)
    return None


def _number(a: int, b: int, word: str) -> Token:
    number = _NUMBER.fullmatch(word)
    if number is None:
        return Token(a, b, word)
    return Token(a, b, word, "number", (int(number[2]), len(number[2]), number[3] or ""))
