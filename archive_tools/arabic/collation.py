"""Order and letters of Arabic index pages: by the fold, the article ال ignored («الرياض» stands under ر)."""

from __future__ import annotations

import re

from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table

_OWN = tuple(table("collation")["own_alef_lam"])
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
"""Letters of the script by its blocks: `regex`, which knows scripts, takes longer to load than an index to sort."""


def _heading(text: str) -> str:
    """The fold from the first letter that counts."""
    first = next((at for at, char in enumerate(text) if char.isalnum()), len(text))
    bare = text[first:]
    folded = fold(bare)
    # Only a bare alef writes the article; أ and إ belong to the word (ألمانيا).
    has_article = bare.startswith("ال") and len(folded.split(" ", 1)[0]) > 3 and not (folded + " ").startswith(_OWN)
    return folded[2:] if has_article else folded


def collation_key(text: str) -> str:
    """Sort key of an index heading: Arabic first, then Latin and other scripts, then digits. Total and stable."""
    return key_and_letter(text)[0]


def key_and_letter(text: str) -> tuple[str, str]:
    """The sort key, and the heading that an index lists `text` under: an Arabic or upper-case letter, or "#"."""
    heading = _heading(text)
    first = heading[:1]
    if _ARABIC.match(heading):
        group = "0"
    else:
        group = "2" if first.isdigit() or not heading else "1"
    return f"{group}{heading}\x00{text}", first.upper() if first.isalpha() else "#"
