"""The direction of languages and of strings."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

Direction = Literal["rtl", "ltr"]

_RTL_LANGUAGES = frozenset(
    {
        "ar",
        "arc",
        "azb",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "rhg",
        "sd",
        "sdh",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)
_RTL_SCRIPTS = frozenset({"adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"})


@lru_cache(maxsize=1024)
def direction(lang: str) -> Direction:
    """The direction of a language given as a BCP 47 tag; a script subtag decides (ku-Arab, az-Latn)."""
    primary, *rest = lang.lower().replace("_", "-").split("-")
    for part in rest:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary in _RTL_LANGUAGES else "ltr"


def first_strong(text: str) -> Direction | None:
    """The direction of the first strong character (UAX #9, rule P2); None where there is none."""
    isolates = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"LRI", "RLI", "FSI"}:
            isolates += 1
        elif kind == "PDI":
            isolates = max(0, isolates - 1)
        elif isolates == 0 and kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return None
