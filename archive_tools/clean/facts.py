"""The one chooser: of all candidates for a fact, the one that is known best; the others stay visible as losing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from archive_tools.records import Basis, Fact

T = TypeVar("T")

RANK: tuple[Basis, ...] = ("sidecar", "metadata", "stated", "inferred", "supplied", "unknown")
"""What a person states wins over what the source's metadata says, this over what its text says and rules infer."""


def candidate(value: T | None, basis: Basis, evidence: str) -> Fact[T]:
    """A value that may become the fact."""
    return Fact(value=value, basis=basis, evidence=evidence)


def choose(candidates: Iterable[Fact[T]], unknown: str, *, first_is_best: bool = False) -> Fact[T]:
    """The best candidate with the others as losing ones; an unknown fact where there is none.

    Args:
        candidates: in the order in which they win among equals.
        unknown: evidence of the unknown fact, for instance `no date in sidecar or source`.
        first_is_best: the first candidate wins whatever its basis (a headline that a person supplied).
    """
    found = list(candidates)
    ranked = found if first_is_best else sorted(found, key=lambda fact: RANK.index(fact.basis))
    valid = [fact for fact in ranked if fact.value is not None]
    if not valid:
        return Fact(value=None, basis="unknown", evidence=unknown, losing=tuple(ranked))
    best = valid[0]
    losing = tuple(fact for fact in ranked if fact is not best and fact.value != best.value)
    return Fact(value=best.value, basis=best.basis, evidence=best.evidence, losing=losing)
