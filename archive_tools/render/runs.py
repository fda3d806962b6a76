"""Runs that the bidirectional algorithm would tear apart inside Arabic (UAX #9, rules W2-W7).

After an Arabic letter, European digits count as Arabic numbers: hyphens, plus signs and spaces between them turn
the run round, so that 2024-11-28 is seen as 28-11-2024. Such runs get `<bdi dir="ltr">`; nothing else does.
Ranges of years (2019-2020) read from right to left, as Arabic does, and stay.
"""

from __future__ import annotations

import re
from typing import Final

_RUN: Final = re.compile(
    r"""(?=[!-~\u2212€£¥₺₪])(?:                                              # said first: Arabic passes quickly
      (?:https?://|www\.)[^\s<>«»"“”‘’،؛]*[^\s<>«»"“”‘’،؛.,:!?()\[\]]        # URLs
    | (?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+                    # e-mail
    | (?<![\d-])\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])   # ISO dates
    | (?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?![\d-])                               # 28-11-2024
    | (?<![\w+])\+\d[\d ().-]{4,}\d                                          # telephones
    | (?<![\w-])\d{2,4}(?:[- ]\d{2,5}){2,}(?![\w-])
    | (?<![\w ])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)                       # 10 000
    | (?<=\ )\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)
    | [A-Za-z][A-Za-z0-9]*(?:\+\+|\#)                                        # C++, C#
    | [A-Za-z][A-Za-z0-9]*!(?=\s\S)                                          # Yahoo! within a sentence
    | (?<![\w.])[$€£¥₺₪]\s?\d[\d.,]*(?:[kKmMbB]n?\b)?                        # $100
    | (?<![\w.])\d+(?:[.,]\d+)*\s?[$€£¥₺₪]                                   # 100$
    | (?<![\w+\u0600-\u06ff-])[+\u2212-]\d+(?:[.,]\d+)*%?(?![\w-])                      # -5
    | (?<!\S)--?[A-Za-z][\w=./-]*                                            # --option
    | (?<![\w-])\d+-[A-Za-z][A-Za-z0-9-]*                                    # 9-K
    | (?<![\w./-])[A-Za-z0-9_]+(?:[-._/][A-Za-z0-9_]+)*\.[A-Za-z]{2,4}(?!\w|[./-]\w)   # file names, bare domains
    )""",
    re.VERBOSE | re.ASCII,
)
_CANDIDATE: Final = re.compile(
    r"[A-Za-z0-9_+\u2212$€£¥₺₪-](?:(?<=\w)[-+#!./@\s\u00a0\u202f$€£¥₺₪:]|(?<=[-+\u2212$€£¥₺₪])[A-Za-z0-9\s-])",
    re.ASCII,
)
"""Begins with one set of characters, which a search passes Arabic with much faster than with a choice of two."""


def breaking_runs(text: str) -> list[tuple[int, int]]:
    """(start, end) in code points of the runs of `text` that break in a right-to-left paragraph."""
    first = _CANDIDATE.search(text)
    if first is None:
        return []
    word = text.rfind(" ", 0, first.start()) + 1  # a run may begin earlier in the word that the candidate stands in
    return [match.span() for match in _RUN.finditer(text, word)]
