"""Ids for names that have no authority record: the same from every spelling that folds alike."""

from __future__ import annotations

import hashlib

from archive_tools.arabic.fold import fold


def unrecorded_id(label: str) -> str:
    """`x-` and the first 10 hex digits of the SHA-256 (UTF-8) of the label's fold, white space joined."""
    key = " ".join(fold(label).split())
    return "x-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]
