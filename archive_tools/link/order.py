"""The place of an article in time, as a string that sorts.

`2024/11/28/9f86d081` is a day and eight hex digits of the article's id. A month or day that nobody knows is `00`,
an undated article `0000/00/00/…`. The same string orders lists, names their parts (link/tree.py) and finds neighbours.
"""

from __future__ import annotations

import hashlib
import re

_DATE = re.compile(r"\[?(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\dX])|\[?(\d[\dX]{3})")

UNDATED = "0000/00/00"
DAY_LENGTH = len(UNDATED)


def day_of(published: str | None) -> str:
    """`2024/11/28` for an EDTF string; its beginning when it is an interval; parts that it leaves open are 00.

    Decades and centuries (201X) count as undated here: no year page could list them honestly.
    """
    if not published:
        return UNDATED
    start = published.split("/", 1)[0]
    match = _DATE.match(start.replace("?", "").replace("~", "").replace("%", ""))
    if match is None or match[1] is None:
        return UNDATED
    month = match[2] if match[2] and "01" <= match[2] <= "12" else "00"
    day = match[3] if match[3] and month != "00" else "00"
    return f"{match[1]}/{month}/{day}"


def bucket_of(article_id: str) -> str:
    """Eight hex digits of the id's SHA-256: where the article goes in a list that even its day does not bound."""
    return hashlib.sha256(article_id.encode()).hexdigest()[:8]


def sort_of(published: str | None, article_id: str) -> str:
    """The article's place in every list: day and bucket."""
    return f"{day_of(published)}/{bucket_of(article_id)}"
