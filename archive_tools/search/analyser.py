"""From text to index words: the fold's words, and the light stem that groups the forms of one word.

The rules are data (`stem.json`, `words.json`, `plurals.json`, `attached.json`, and the tables of `arabic/`), which
`exported` hands to the browser unchanged: `client/analyser.js` follows the same steps, and golden cases prove
that both give the same stem. A light stem, not a root: it takes off joined particles, the article, pronouns and
endings of number and gender, as Larkey's light10 does, but a first letter that belongs to the word stays
(وزير, بيروت), decided by counted evidence, and words of names are protected.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from importlib import resources
from typing import Any

import regex

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table as language_table

LONGEST = 32
"""Letters of a word that count; longer strings are codes and addresses, not words."""


def _table(name: str) -> Any:
    return json.loads(resources.files("archive_tools.search").joinpath(f"{name}.json").read_text(encoding="utf-8"))


_STEM = _table("stem")
_WORDS = _table("words")
_ATTACHED = _table("attached")
_KEEP = frozenset(" ".join(_ATTACHED["keep"]).split())
_STRIP = frozenset(" ".join(_ATTACHED["strip"]).split())
_PLURALS: dict[str, str] = dict(pair.split() for row in _table("plurals")["plurals"] for pair in row.split(", "))
STOP = frozenset(" ".join(_WORDS["stop"]).split())
"""Words that a query of more than stop words does without; all of them are indexed."""
_UNPROTECTED = STOP.union(" ".join(_WORDS["unprotected"]).split())
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")
_TOO_LONG = regex.compile(rf"[^ ]{{{LONGEST + 1}}}")
_MARKS = r"[\u0640\u064b-\u0652\u0670]*"
_LETTER = r"[\p{L}\p{M}\p{N}\u0640]"
_ARABIC_FIRST, _ARABIC_LAST = "\u0620", "\u06ff"


def _kept_pattern() -> list[tuple[regex.Pattern[str], str]]:
    before = "|".join(_WORDS["kept_joined"])
    rules = []
    for word, stands_for in _WORDS["kept"]:
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
        found.append([word[:LONGEST] for word in block] if len(line) > LONGEST and _TOO_LONG.search(line) else block)
    return found


def _ending(word: str, rows: Iterable[tuple[str, str, int]]) -> str:
    for ending, instead, least in rows:
        if word.endswith(ending):
            rest = word[: len(word) - len(ending)] + instead
            if len(rest) >= least:
                return rest
    return word


def _tail(word: str) -> str:
    singular = _PLURALS.get(word)
    if singular is not None:
        return _ending(singular, _STEM["endings"])
    word = _ending(word, _STEM["pronouns"])
    return _ending(_PLURALS.get(word, word), _STEM["endings"])


def _is_joined(word: str) -> bool:
    """Whether the first letter of a word without article, one of the joined letters, is a particle."""
    tail = _tail(word)
    if tail in _KEEP:
        return False
    if tail in _STRIP:
        return True
    first, second = tail[0], tail[1:2]
    if first == "س":
        return second in {"ي", "ت", "ن"} and len(tail) >= 6
    if first in {"و", "ل"}:
        return len(tail) >= 4
    return first == "ب" and len(tail) >= 5


def _without_article(word: str) -> str | None:
    for prefix in _STEM["articles"]:
        if word.startswith(prefix) and len(word) - len(prefix) >= _STEM["article_least"]:
            return word[len(prefix) :]
    return None


def _arabic_stem(word: str, protected: frozenset[str]) -> str:
    for _ in range(3):  # at most a conjunction and a preposition, or two articles (الالتزام, التزام)
        if word in protected:
            return word
        if word in _PLURALS:
            return _tail(word)
        bare = _without_article(word)
        if bare is not None:
            if not bare.startswith("ال"):
                return bare if bare in protected else _tail(bare)
            word = bare
            continue
        if len(word) <= _STEM["joined_least"] or word[0] not in _STEM["joined"]:
            break
        if word[1:] not in protected and not _is_joined(word):
            break
        word = word[1:]
    return word if word in protected else _tail(word)


def _latin_stem(word: str) -> str:
    return _ending(word, _STEM["latin"])


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
    """Words of names that a stemmer would damage: Arabic ones of three letters or more, without article.

    A word that also has the protected twin in يا (سورية beside سوريا) is an adjective as often and is left out.
    """
    found = {word.removeprefix("ال") for name in names for word in words(name)}
    return frozenset(
        word
        for word in found
        if len(word) >= 3 and not word[0].isascii() and word not in _UNPROTECTED and not (word.endswith("يه") and word[:-1] + "ا" in found)
    )


def exported(protected: frozenset[str]) -> bytes:
    """Every table that the browser needs to analyse a query, as JSON (UTF-8); equal input, equal bytes."""
    stem = stemmer(frozenset())
    content = {
        "fold": {**{key: language_table("fold")[key] for key in ("drop", "then")}, "letters": _fold_letters(), "derived": _derived()},
        "stem": {key: value for key, value in _STEM.items() if key != "about"},
        "words": {key: value for key, value in _WORDS.items() if key != "about"},
        "plurals": ", ".join(f"{many} {one}" for many, one in sorted(_PLURALS.items())),
        "keep": " ".join(sorted(_KEEP)),
        "strip": " ".join(sorted(_STRIP)),
        # The others stem to themselves anyway, with or without a particle before them.
        "protected": " ".join(sorted(word for word in protected if _matters(word, stem))),
        "longest": LONGEST,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _fold_letters() -> dict[str, str]:
    """The fold's letters without those that the browser can tell itself: NFKD, lower case, then the fold of what that gives."""
    return {
        target: "".join(c for c in sources if _plain(c) == c or _decomposed(c) != target)
        for target, sources in language_table("fold")["letters"].items()
    }


def _derived() -> list[str]:
    """Ranges (hexadecimal, first-last) of the characters that `_fold_letters` leaves out; all others fold to themselves."""
    known = set("".join(_fold_letters().values()))
    codes = sorted(ord(c) for sources in language_table("fold")["letters"].values() for c in sources if c not in known)
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return [f"{first:x}-{last:x}" for first, last in ranges]


def _plain(char: str) -> str:
    return unicodedata.normalize("NFKD", char).lower()


def _decomposed(char: str) -> str:
    return fold("".join(part for part in _plain(char) if part != char))


def _matters(word: str, stem: Callable[[str], str]) -> bool:
    joined = [letter + word for letter in "وبل"]  # the others hardly ever join names
    return stem(word) != word or any(stem(form) != word for form in joined)
