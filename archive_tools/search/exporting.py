"""The analyser's tables as the browser takes them: one JSON text, the fold made small."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from typing import Any

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table
from archive_tools.search.analyser import KEEP, LONGEST, PLURALS, STEM, STRIP, WORDS


def exported(protected: frozenset[str]) -> bytes:
    """Every table that the browser needs to analyse a query, as JSON (UTF-8); equal input, equal bytes."""
    content = {**_fixed(), "protected": " ".join(sorted(protected))}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


@cache
def _fixed() -> dict[str, Any]:
    rules = table("fold")
    return {
        "fold": {"drop": rules["drop"], "then": rules["then"], "letters": _fold_letters(), "derived": _derived()},
        "stem": {key: value for key, value in STEM.items() if key != "about"},
        "words": {key: value for key, value in WORDS.items() if key not in {"about", "unprotected"}},
        "plurals": ", ".join(f"{many} {one}" for many, one in sorted(PLURALS.items())),
        "keep": " ".join(sorted(KEEP)),
        "strip": " ".join(sorted(STRIP)),
        "longest": LONGEST,
    }


def _fold_letters() -> dict[str, str]:
    """The fold's letters without those that the browser derives: NFKD, lower case, the fold of what that gives."""
    return {
        target: "".join(c for c in sources if _plain(c) == c or _decomposed(c) != target)
        for target, sources in table("fold")["letters"].items()
    }


def _derived() -> list[str]:
    """Ranges (hexadecimal, first-last) of the characters that `_fold_letters` leaves out.

    Characters in neither fold to themselves.
    """
    known = set("".join(_fold_letters().values()))
    codes = sorted(ord(c) for sources in table("fold")["letters"].values() for c in sources if c not in known)
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
