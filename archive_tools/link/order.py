"""The place of an article in time, as a string that sorts.

`2024/11/28/9f86d081` is a day and eight hex digits of the article's id. A month or day that nobody knows is `00`,
an undated article `0000/00/00/…`. The same string orders lists, names their parts (link/tree.py) and finds neighbours.
"""

from __future__ import annotations

import hashlib

from archive_tools.edtf import calendar_part

UNDATED = "0000/00/00"
DAY_LENGTH = len(UNDATED)


def day_of(published: str | None) -> str:
    """`2024/11/28` for an EDTF string; parts that it leaves open are 00.

    Decades and centuries (201X) count as undated: no year page could list them honestly.
    """
    part = calendar_part(published)
    return "/".join((*part, "00", "00")[:3]) if part else UNDATED


def bucket_of(article_id: str) -> str:
    """Eight hex digits of the id's SHA-256: where the article goes in a list that even its day does not bound."""
    return hashlib.sha256(article_id.encode()).hexdigest()[:8]


def sort_of(published: str | None, article_id: str) -> str:
    """The article's place in every list: day and bucket."""
    return f"{day_of(published)}/{bucket_of(article_id)}"
