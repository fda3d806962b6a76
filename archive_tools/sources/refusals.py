"""A refusal: an item that a format could not cut out of its seed, and why."""

from __future__ import annotations

from msgspec import Struct


class Refusal(Struct, frozen=True):
    """Becomes a `Rejected` once the seed's name is known."""

    item: str
    reason: str
