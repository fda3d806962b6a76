"""Article -> Annotations: mentions, dates, quotes and tags, standing off the text. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive_tools.annotate.dates import annotate_dates
from archive_tools.annotate.knowledge import Knowledge, compile_knowledge
from archive_tools.annotate.names import annotate_names
from archive_tools.annotate.passage import passage
from archive_tools.annotate.quotes import annotate_quotes
from archive_tools.records import Annotations, Block

VERSION = "1"


def annotate(
    blocks: Sequence[Block], *, published: str | None, lang: str, stated_tags: Sequence[str], knowledge: Knowledge
) -> Annotations:
    passages = [
        passage(block.number, block.text) for block in blocks if block.marked is None and block.kind != "pull_quote"
    ]
    names = annotate_names(passages, published, knowledge)
    pulls = [block for block in blocks if block.marked is None and block.kind == "pull_quote"]
    return Annotations(
        mentions=tuple(names),
        quotes=tuple(annotate_quotes(passages, names, pulls)),
        dates=tuple(annotate_dates(passages, published, lang)),
    )


def annotate_text(text: str, *, published: str | None, lang: str, knowledge: Knowledge) -> dict[str, Any]:
    blocks, shifts, at = [], {}, 0
    for line in text.splitlines(keepends=True):
        shifts[len(blocks) + 1] = at
        blocks.append(Block(number=len(blocks) + 1, kind="paragraph", text=line))
        at += len(line)
    found = annotate(blocks, published=published, lang=lang, stated_tags=(), knowledge=knowledge)
    out = []
    for m in found.mentions:
        d: dict[str, Any] = {
            "start": m.start + shifts[m.block],
            "end": m.end + shifts[m.block],
            "exact": m.exact,
            "target": m.target,
            "kind": m.kind,
        }
        if m.nested:
            d["nested"] = True
        if m.ambiguous:
            d["ambiguous"] = True
        if m.candidates:
            d["candidates"] = list(m.candidates)
        d["rule"] = m.rule
        out.append(d)
    return {
        "mentions": out,
        "dates": [
            {
                "start": d.start + shifts[d.block],
                "end": d.end + shifts[d.block],
                "exact": d.exact,
                "edtf": d.edtf,
                "basis": d.basis,
            }
            for d in found.dates
        ],
        "quotes": [
            {
                "start": q.start + shifts[q.block],
                "end": q.end + shifts[q.block],
                "kind": q.kind,
                "speaker": q.speaker,
                "speaker_target": q.speaker_target,
                "anonymity": q.anonymity,
                "verb": q.verb,
            }
            for q in found.quotes
        ],
        "tags": [],
    }
