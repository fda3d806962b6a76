"""The id of an article: from what names it, never from reading order, headline or date.

In this order: the sidecar's id (of a seed that holds one item), the record's own id, its web address, for a seed of
one item its path below seeds/ without extension if that is plain ASCII, else the digest of its bytes.
An id is lower case, every character but a-z and 0-9 is a hyphen, at most 80 bytes; where that would lose what tells
two names apart (letters of other scripts, length), ten hex digits of the SHA-256 of the name stand at the end.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from archive_tools.clean.addresses import is_web_address
from archive_tools.clean.hygiene import one_line
from archive_tools.records import RawItem

LONGEST = 80
_OTHER = re.compile(r"[^a-z0-9]")
_ENDING = re.compile(r"(?<=[^/])(?:\.[A-Za-z0-9]{1,8})(?:\.gz)?$")
_RESERVED = frozenset(
    {"index", "404", "con", "prn", "aux", "nul", "undated", "withheld"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
"""Names that a folder of pages or an operating system keeps for itself."""


def item_id(item: RawItem) -> str:
    """The id of an item."""
    stated = item.stated.get("id") if not item.item else None
    address = one_line(item.stated.get("url") or item.fields.get("url", ""))
    return (
        slug(stated or "")
        or slug(one_line(item.fields.get("id", "")))
        or (slug(canonical_address(address)) if is_web_address(address) else "")
        or ("" if item.item else seed_id(item.seed))
        or f"item-{item.digest[:16]}"
    )


def locator_id(locator: str) -> str:
    """An id for an item that could not be read, from where it stands."""
    seed, _, part = locator.partition("#")
    name = _ENDING.sub("", seed) + (f"-{part}" if part else "")
    return slug(name) or "item-" + hashlib.sha256(locator.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def seed_id(seed: str) -> str:
    """The id that a seed's path gives; "" where it is not plain ASCII."""
    return slug(_ENDING.sub("", seed)) if seed.isascii() else ""


def slug(name: str) -> str:
    """The id that a name gives; "" where nothing of it is left."""
    plain = _OTHER.sub("-", name.lower()).strip("-")
    lossy = any(char.isalnum() and not char.isascii() for char in name)
    if not plain and not lossy:
        return ""
    if not lossy and len(plain) <= LONGEST and plain not in _RESERVED:
        return plain
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    head = re.sub(r"-{2,}", "-", plain)[: LONGEST - len(mark) - 1].strip("-")
    return f"{head}-{mark}" if head else f"x-{mark}"


def canonical_address(url: str) -> str:
    """An address without what does not tell pages apart: scheme, www., fragment, tracking, slash at the end."""
    parts = urlsplit(url)
    query = "&".join(
        part for part in sorted(parts.query.split("&")) if part and not re.match(r"(?:utm_|fbclid|gclid|mc_)", part)
    )
    host = (parts.hostname or "").removeprefix("www.")
    return host + parts.path.rstrip("/") + (f"?{query}" if query else "")
