"""Web addresses that a page may link to: http and https, in full, parsed; anything else is no link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from archive_tools.clean.facts import candidate, choose
from archive_tools.clean.hygiene import one_line
from archive_tools.records import Fact, RawItem

_LONGEST = 2048
_FORBIDDEN = re.compile(r"[\s<>\"'`\\\x00-\x1f\x7f\u200e\u200f\u061c\u2066-\u2069]")


def url_of(item: RawItem) -> Fact[str]:
    """The article's own address."""
    candidates: list[Fact[str]] = []
    if item.stated.get("url"):
        candidates.append(candidate(item.stated["url"], "sidecar", "sidecar"))
    written = one_line(item.fields.get("url", ""))
    if written:
        evidence = item.evidence.get("url", "source")
        if is_web_address(written):
            candidates.append(candidate(written, "metadata", evidence))
        else:
            candidates.append(candidate(None, "metadata", f"{evidence}: «{written[:80]}» is no web address"))
    return choose(candidates, "no address in sidecar or source")


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address that is safe to link to."""
    if len(text) > _LONGEST or _FORBIDDEN.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
