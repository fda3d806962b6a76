"""How long an article takes to read.

Adults read about 238 words of English non-fiction a minute in silence (Brysbaert 2019, a review of 190 studies). Arabic
writes its particles onto its words, so that the same text has about three quarters of the words, and 180 of them take
as long. Both numbers are rounded and the result is in whole minutes: it is meant for choosing what to read now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from archive_tools.records import Block
from archive_tools.render.inline import runs_rtl

WORDS_A_MINUTE: Final = {"rtl": 180, "ltr": 240}


def words(blocks: Sequence[Block]) -> int:
    """Number of words between white space, in all that the page shows of the text."""
    return sum(len(block.text.split()) for block in blocks if block.marked is None and block.kind != "pull_quote")


def minutes(count: int, lang: str | None, text: str) -> int:
    """Whole minutes, at least one. `text` decides where the language is unknown."""
    pace = WORDS_A_MINUTE["rtl" if runs_rtl(lang, text) else "ltr"]
    return max(1, (count + pace // 2) // pace)
