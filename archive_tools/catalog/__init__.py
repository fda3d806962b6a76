"""The one store between the two passes: SQLite, desired state beside actual state (see schema.py)."""
