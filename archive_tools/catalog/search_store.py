"""Where the search index keeps its nodes between builds: blobs by name, in the catalog, within its transactions."""

from __future__ import annotations

import sqlite3


class SearchStore:
    """The store that search/update.py asks for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, name: str) -> bytes | None:
        """The blob, or None."""
        row = self._db.execute("SELECT data FROM search_blobs WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, name: str, data: bytes) -> None:
        """Keep or replace a blob."""
        self._db.execute("INSERT OR REPLACE INTO search_blobs VALUES (?, ?)", (name, data))

    def delete(self, name: str) -> None:
        """Forget a blob, if it is there."""
        self._db.execute("DELETE FROM search_blobs WHERE name = ?", (name,))
