"""From text to index words: the fold's words, and the light stem that groups the forms of one word.

The rules are data (`stem.json`, `words.json`, `plurals.json`, `attached.json`, and the tables of `arabic/`), which
`exporting` hands to the browser: `client/analyser.js` follows the same steps, and golden cases prove
that both give the same stem. A light stem, not a root: it takes off joined particles, the article, pronouns and
endings of number and gender, as Larkey's light10 does, but a first letter that belongs to the word stays
(وزير, بيروت), decided by counted evidence, and words of names are protected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import regex

from archive_tools.arabic.fold import fold
from archive_tools.packaged import json_of

LONGEST = 32
"""Letters of a word that count; longer strings are codes and addresses, not words."""


def _table(name: str) -> Any:
    return json_of(f"search/{name}.json")


STEM = _table("stem")
WORDS = _table("words")
_ATTACHED = _table("attached")
KEEP = frozenset(" ".join(_ATTACHED["keep"]).split())
STRIP = frozenset(" ".join(_ATTACHED["strip"]).split())
PLURALS: dict[str, str] = dict(pair.split() for row in _table("plurals")["plurals"] for pair in row.split(", "))
STOP = frozenset(" ".join(WORDS["stop"]).split())
"""Words that a query of more than stop words does without; all of them are indexed."""
_UNPROTECTED = STOP.union(" ".join(WORDS["unprotected"]).split())
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")
_MARKS = r"[\u0640\u064b-\u0652\u0670]*"
_LETTER = r"[\p{L}\p{M}\p{N}\u0640]"
_ARABIC_FIRST, _ARABIC_LAST = "\u0620", "\u06ff"


def _kept_pattern() -> list[tuple[regex.Pattern[str], str]]:
    before = "|".join(WORDS["kept_joined"])
    rules = []
    for word, stands_for in WORDS["kept"]:
        body = _MARKS.join(word)
        pattern = rf"(?<!{_LETTER})((?:{before}){_MARKS}{body[:-1]}){word[-1]}(?={_MARKS}(?!{_LETTER}))"
        rules.append((regex.compile(pattern), stands_for[-1]))
    return rules


_KEPT = _kept_pattern()


def searchable(text: str) -> str:
    """The fold of `text`, except that spellings listed as kept (على beside علي) stay apart. As long as the fold."""
    for pattern, letter in _KEPT:
        text = pattern.sub(rf"\1{letter}", text)
    return fold(text)


def words(text: str) -> list[str]:
    """The words of `text` in order, folded; each at most LONGEST letters."""
    return [word[:LONGEST] for word in _WORD.findall(searchable(text))]


def words_of_blocks(blocks: Iterable[str]) -> list[list[str]]:
    """The words of each block; one pass over all of them, since a pass has its price."""
    text = searchable("\n".join(block.replace("\n", " ") for block in blocks))
    found: list[list[str]] = []
    for line in text.split("\n"):
        block: list[str] = _WORD.findall(line)
        found.append([word[:LONGEST] for word in block] if max(map(len, block), default=0) > LONGEST else block)
    return found


_Rows = Mapping[str, Sequence[tuple[str, str, int]]]


def _by_last_letter(rows: Iterable[tuple[str, str, int]]) -> _Rows:
    """Endings by the letter that they end in: a word is compared with few of them."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    for row in rows:
        found.setdefault(row[0][-1], []).append(row)
    return found


_ENDINGS, _PRONOUNS, _LATIN = (_by_last_letter(STEM[key]) for key in ("endings", "pronouns", "latin"))


def _ending(word: str, rows: _Rows) -> str:
    for ending, instead, least in rows.get(word[-1:], ()):
        if word.endswith(ending):
            rest = word[: len(word) - len(ending)] + instead
            if len(rest) >= least:
                return rest
    return word


def _tail(word: str) -> str:
    singular = PLURALS.get(word)
    if singular is not None:
        return _ending(singular, _ENDINGS)
    word = _ending(word, _PRONOUNS)
    return _ending(PLURALS.get(word, word), _ENDINGS)


def _is_joined(word: str) -> bool:
    """Whether the first letter of a word without article, one of the joined letters, is a particle."""
    tail = _tail(word)
    if tail in KEEP:
        return False
    if tail in STRIP:
        return True
    first, second = tail[0], tail[1:2]
    if first == "س":
        return second in {"ي", "ت", "ن"} and len(tail) >= 6
    if first in {"و", "ل"}:
        return len(tail) >= 4
    return first == "ب" and len(tail) >= 5


def _without_article(word: str) -> str | None:
    for prefix in STEM["articles"]:
        if word.startswith(prefix) and len(word) - len(prefix) >= STEM["article_least"]:
            return word[len(prefix) :]
    return None


def _arabic_stem(word: str, protected: frozenset[str]) -> str:
    for _ in range(3):  # at most a conjunction and a preposition, or two articles (الالتزام, التزام)
        if word in protected:
            return word
        if word in PLURALS:
            return _tail(word)
        bare = _without_article(word)
        if bare is not None:
            if not bare.startswith("ال"):
                return bare if bare in protected else _tail(bare)
            word = bare
            continue
        if len(word) <= STEM["joined_least"] or word[0] not in STEM["joined"]:
            break
        if word[1:] not in protected and not _is_joined(word):
            break
        word = word[1:]
    return word if word in protected else _tail(word)


def _latin_stem(word: str) -> str:
    return _ending(word, _LATIN)


def stemmer(protected: frozenset[str]) -> Callable[[str], str]:
    """A function from a folded word to its light stem; words in `protected` (folded) are their own stems.

    It remembers what it has seen: an archive has few different words.
    """
    seen: dict[str, str] = {}

    def stem(word: str) -> str:
        found = seen.get(word)
        if found is None:
            if _ARABIC_FIRST <= word[0] <= _ARABIC_LAST:
                found = _arabic_stem(word, protected)
            elif word[0].isascii() and word.isalpha():
                found = _latin_stem(word)
            else:
                found = word
            seen[word] = found
        return found

    return stem


def protected_words(names: Iterable[str]) -> frozenset[str]:
    """Names that a stemmer would damage: of one Arabic word, of three letters or more, without its article.

    Names of several words are left out, since most of their words are common ones (حكومة, مدينة) that must be found
    in all forms; so are adjectives (العربية, الحوثيين), and names that stem to themselves anyway, with or without
    a particle before them.
    """
    plain = stemmer(frozenset())
    single = {found[0].removeprefix("ال") for found in map(words, names) if len(found) == 1}
    return frozenset(
        word
        for word in single
        if len(word) >= 3
        and not word[0].isascii()
        and word not in _UNPROTECTED
        and not word.endswith(("يه", "يون", "يين"))
        and _matters(word, plain)
    )


def _matters(word: str, stem: Callable[[str], str]) -> bool:
    # Of the particles that hardly ever join names (ف ك س) none is tried.
    return stem(word) != word or any(stem(letter + word) != word for letter in "وبل")
