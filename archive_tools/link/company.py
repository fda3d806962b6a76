"""Which actors are named in the same paragraphs, and in how many: derived from an article's annotations alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import Final

from archive_tools.link.entries import PLACE_KINDS, UNLISTED_KINDS
from archive_tools.records import Annotations

CROWD: Final = 16
"""A paragraph that names more actors than this is a list of names: standing in it says little about any two of them,
and the pairs would grow with the square of its length."""


def company_of(annotations: Annotations) -> tuple[tuple[str, str, int], ...]:
    """(actor, actor, number of paragraphs that name both); each pair once, the smaller id first, in order."""
    named: defaultdict[int, set[str]] = defaultdict(set)
    for mention in annotations.mentions:
        if mention.target is not None and not mention.nested and mention.kind not in PLACE_KINDS | UNLISTED_KINDS:
            named[mention.block].add(mention.target)
    pairs = Counter(
        pair for actors in named.values() if len(actors) <= CROWD for pair in combinations(sorted(actors), 2)
    )
    return tuple((first, second, pairs[first, second]) for first, second in sorted(pairs))
