"""The words of which Arabic date expressions are made, as tokens with a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive_tools.arabic.fold import fold
from archive_tools.arabic.proclitics import BEFORE_NAMES
from archive_tools.arabic.tables import table

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(و|ف|ب|ل|ك|وب|ول)?(\d{1,4})(م|ه|هج)?")
Meaning = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the fold; `kind` is "" for words that dates do not use."""

    a: int
    b: int
    word: str
    kind: str = ""
    value: Any = None


def _meanings() -> Iterator[tuple[str, Meaning]]:
    weak = {fold(name) for name in table("months")["weak"]}
    for family in table("months")["families"].values():
        for number, names in enumerate(family, 1):
            for name in map(fold, names):
                yield name, ("month", (number, name in weak))
    for number, names in enumerate(table("months")["hijri"], 1):
        for name in names:
            yield fold(name), ("hijri", number)
    for number, names in enumerate(table("weekdays")["ar"]):
        for name in names:
            yield fold(name), ("weekday", number)
    numerals = table("numerals")
    for kind, section in (("cardinal", "cardinals"), ("ordinal", "ordinals"), ("definite", "definite_cardinals")):
        for value, words in numerals[section].items():
            for word in words:
                yield fold(word), (kind, int(value))
    for decade, words in numerals["decades"].items():
        for word in words:
            yield fold(word), ("decade", int(decade))
    for kind, groups in table("date_words")["words"].items():
        for value, words in groups.items():
            for word in words:
                yield fold(word), (kind, int(value) if value.lstrip("-").isdigit() else value)


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


def tokens(folded: str) -> list[Token]:
    """The words of a folded passage; pairs such as كانون الثاني are one token."""
    found = [Token(match.start(), match.end(), match.group()) for match in _WORD.finditer(folded)]
    result: list[Token] = []
    skip = False
    for index, token in enumerate(found):
        if skip:
            skip = False
            continue
        pair = _pair(found, index, folded)
        if pair is not None:
            result.append(pair)
            skip = True
        else:
            result.append(_single(token))
    return result


def _pair(found: list[Token], index: int, folded: str) -> Token | None:
    seconds = _FIRST_OF_PAIR.get(found[index].word)
    if seconds is None or index + 1 == len(found):
        return None
    following = found[index + 1]
    for second, meaning in seconds:
        if following.word == second and folded[found[index].b : following.a] == " ":
            return Token(found[index].a, following.b, f"{found[index].word} {second}", *meaning)
    return None


def _single(token: Token) -> Token:
    meaning = _SINGLE.get(token.word)
    if meaning is None and any(char.isdigit() for char in token.word[:3]):
        number = _NUMBER.fullmatch(token.word)
        if number is not None:
            return Token(token.a, token.b, token.word, "number", (int(number[2]), len(number[2]), number[3] or ""))
    return token if meaning is None else Token(token.a, token.b, token.word, *meaning)
