"""Known-item queries for benchmarks/search.py: from titles and bodies, with a fixed seed, in nine kinds.

Each kind changes five content words of a title in one way that readers change words; the article that the title
belongs to is the one right answer. Phrases are four running words of a body; right are all articles that hold them.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tokens import words
from archive_tools.search.analyser import STOP

KINDS = ("title", "folded", "bare", "clitic", "diacritised", "two bare", "six of body", "mistake", "phrase")
_HARAKAT = "َُِّْ"
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC = re.compile(r"^[\u0621-\u064a]{3,}$")


@dataclass(frozen=True, slots=True)
class Query:
    """One query and its right answers (ids)."""

    kind: str
    text: str
    right: frozenset[str]


def _content(text: str) -> list[str]:
    spans = [text[start:end] for start, end in words(text)]
    return [word for word in spans if _ARABIC.match(word) and fold(word) not in STOP]


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _clitic(word: str, draw: random.Random) -> str:
    letter = draw.choice("وبل")
    return "لل" + word[2:] if letter == "ل" and word.startswith("ال") else letter + word


def _diacritised(word: str, draw: random.Random) -> str:
    return "".join(char + draw.choice(_HARAKAT) for char in word)


def mistaken(word: str, draw: random.Random) -> str:
    """The word with one letter missing, doubled, swapped with its neighbour, or another."""
    at = draw.randrange(1, len(word))
    change = draw.choice(("drop", "double", "swap", "other"))
    if change == "drop":
        return word[:at] + word[at + 1 :]
    if change == "double":
        return word[:at] + draw.choice(_LETTERS) + word[at:]
    if change == "swap" and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + draw.choice([char for char in _LETTERS if char != fold(word[at])]) + word[at + 1 :]


def queries(articles: Sequence[tuple[str, str, str]], count: int, seed: int) -> Iterator[Query]:
    """`count` queries of each kind over (id, headline, body) triples."""
    draw = random.Random(seed)
    same = Counter(tuple(fold(word) for word in _content(headline)) for _, headline, _ in articles)
    order = list(articles)
    draw.shuffle(order)
    folded = {doc: " ".join(fold(f"{text[s:e]}") for s, e in words(text)) for doc, _, text in articles}
    taken = 0
    for doc, headline, body in order:
        title = _content(headline)
        text = _content(body)
        running = [body[start:end] for start, end in words(body)]
        if len(title) < 5 or len(text) < 40 or same[tuple(fold(word) for word in title)] > 1:
            continue
        taken += 1
        if taken > count:
            return
        five = title[:5]
        right = frozenset({doc})
        yield Query("title", " ".join(five), right)
        yield Query("folded", fold(" ".join(five)), right)
        yield Query("bare", " ".join(_bare(word) for word in five), right)
        yield Query("clitic", " ".join(_clitic(word, draw) for word in five), right)
        yield Query("diacritised", " ".join(_diacritised(word, draw) for word in five), right)
        yield Query("two bare", " ".join(fold(_bare(word)) for word in draw.sample(five, 2)), right)
        yield Query("six of body", " ".join(draw.sample(text, 6)), right)
        wrong = draw.choice([at for at, word in enumerate(five) if len(word) > 3] or [0])
        slipped = [mistaken(word, draw) if at == wrong else word for at, word in enumerate(five)]
        yield Query("mistake", " ".join(slipped), right)
        start = draw.randrange(len(running) - 4)
        phrase = " ".join(running[start : start + 4])
        needle = " " + " ".join(fold(phrase).split()) + " "
        yield Query("phrase", f'"{phrase}"', frozenset(d for d, known in folded.items() if needle in f" {known} "))
