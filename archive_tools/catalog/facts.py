"""Small facts that outlive a build: `meta`, as a mapping of strings."""

from __future__ import annotations

import sqlite3


def get(db: sqlite3.Connection, key: str) -> str | None:
    """The value, or None."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def number(db: sqlite3.Connection, key: str, default: int = 0) -> int:
    """The value as a whole number."""
    value = get(db, key)
    return default if value is None else int(value)


def put(db: sqlite3.Connection, key: str, value: str) -> None:
    """Set the value."""
    db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))


def drop(db: sqlite3.Connection, key: str) -> None:
    """Forget the value."""
    db.execute("DELETE FROM meta WHERE key = ?", (key,))


def drop_all(db: sqlite3.Connection, prefix: str) -> None:
    """Forget the values of all keys that begin with this."""
    db.execute("DELETE FROM meta WHERE substr(key, 1, ?) = ?", (len(prefix), prefix))
