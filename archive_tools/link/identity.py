"""Two items that claim one id: the same bytes are one article, different bytes are none.

Decided at the meeting, as a function of the set of items: the order in which they were read plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive_tools.records import Claim, Standing


def settle(article_id: str, claims: Sequence[Claim]) -> list[Standing]:
    """Decide about all items that claim `article_id`; one stands at most.

    Of items with the same bytes the first locator (by code points) stands. Items with different bytes are all
    refused: which of them is meant only a person can say.
    """
    ordered = sorted(claims, key=lambda claim: claim.locator)
    if len({claim.digest for claim in ordered}) == 1:
        first = ordered[0].locator
        same = f"has the same id and the same bytes as {first}"
        return [Standing(first, None), *(Standing(c.locator, same, duplicate_of=first) for c in ordered[1:])]
    return [
        Standing(
            claim.locator,
            f'the id "{article_id}" is also claimed, with other content, by '
            f"{_others(claim, ordered)}. Give each its own `id:` in its sidecar, or exclude all but one.",
        )
        for claim in ordered
    ]


def _others(claim: Claim, claims: Sequence[Claim], shown: int = 3) -> str:
    others = [other.locator for other in claims if other.locator != claim.locator]
    more = f" and {len(others) - shown} more" if len(others) > shown else ""
    return ", ".join(others[:shown]) + more
