"""The trail of an article: every fact with its reason, as `archive extract` prints it."""

from __future__ import annotations

from typing import Any

from archive_tools.clean.identity import locator_id
from archive_tools.records import Article, Fact, Rejected


def extract_record(result: Article | Rejected) -> dict[str, Any]:
    """One JSON object for an item: what it is and how that is known, or why it was rejected."""
    if isinstance(result, Rejected):
        return {"id": result.id or locator_id(result.locator), "rejected": result.reason}
    facts: dict[str, Fact[Any]] = {
        "headline": result.headline,
        "byline": result.byline,
        "published": result.published,
        "outlet": result.outlet,
        "lang": result.lang,
    }
    return {
        "id": result.id,
        "headline": result.headline.value,
        "byline": list(result.byline.value) if result.byline.value is not None else None,
        "published": result.published.value,
        "outlet": result.outlet.value,
        "lang": result.lang.value,
        "blocks": [{"kind": block.kind, "text": block.text, "marked": block.marked} for block in result.blocks],
        "basis": {name: {"basis": fact.basis, "evidence": fact.evidence} for name, fact in facts.items()},
    }
