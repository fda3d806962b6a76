"""A refusal: an item that a format could not cut out of its seed, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Becomes a `Rejected` once the seed's name is known."""

    item: str
    reason: str
