"""Article -> Annotations: mentions, dates, quotes and tags, standing off the text. Pure.

`compile_knowledge` once, `annotate` for each article. The result depends on the arguments alone: not on what was
annotated before, nor on the process or the order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from archive_tools.annotate.dates import annotate_dates
from archive_tools.annotate.knowledge import Form, Knowledge, compile_knowledge
from archive_tools.annotate.lexicon import Place
from archive_tools.annotate.names import annotate_names
from archive_tools.annotate.passage import Passage, passage
from archive_tools.annotate.quotes import annotate_quotes
from archive_tools.annotate.statements import annotate_statements
from archive_tools.annotate.topics import TermForm, annotate_topics
from archive_tools.records import Annotations, Block, Mention

__all__ = ["VERSION", "Knowledge", "annotate", "annotate_text", "compile_knowledge"]

Forms = list[tuple[Passage, list[Place[Form]]]]
Terms = list[tuple[Passage, list[Place[TermForm]]]]

VERSION = "1"
"""Changes whenever any annotator may say something else; part of what decides whether an article is done again."""


def annotate(
    blocks: Sequence[Block], *, published: str | None, lang: str, stated_tags: Sequence[str], knowledge: Knowledge
) -> Annotations:
    """Everything that the blocks say.

    Marked blocks are left out; of pull quotes only the quotation itself is noted.

    Args:
        blocks: the article's blocks, in order.
        published: EDTF, or None; relative dates and offices are read against it.
        lang: BCP 47, of the article.
        stated_tags: tags that the sidecar or the source states, as written.
        knowledge: the compiled authority.
    """
    kept = [block for block in blocks if block.marked is None]
    passages = [passage(block.number, block.text) for block in kept if block.kind != "pull_quote"]
    forms, terms = _found(passages, knowledge)
    names, titles = annotate_names(forms, published, knowledge)
    speakers = sorted([*names, *titles], key=lambda mention: (mention.block, mention.start))
    quotes = annotate_quotes(passages, speakers, [block for block in kept if block.kind == "pull_quote"])
    statements = annotate_statements(passages, speakers, quotes) if lang[:2] not in {"en", "tr"} else []
    return Annotations(
        mentions=tuple(names),
        dates=tuple(annotate_dates(passages, published, lang)),
        quotes=tuple(sorted([*quotes, *statements], key=lambda quote: (quote.block, quote.start))),
        tags=tuple(annotate_topics(terms, stated_tags, knowledge.topics, lang)),
    )


def _found(passages: Sequence[Passage], knowledge: Knowledge) -> tuple[Forms, Terms]:
    """Each passage with the forms of names in it, and with those of topics' terms."""
    forms: Forms = []
    terms: Terms = []
    for one in passages:
        places = knowledge.lexicon.find(one)
        forms.append((one, cast("list[Place[Form]]", [place for place in places if isinstance(place.item, Form)])))
        terms.append((one, cast("list[Place[TermForm]]", [p for p in places if isinstance(p.item, TermForm)])))
    return forms, terms


def _paragraphs(text: str) -> tuple[list[Block], dict[int, int]]:
    """The lines of a text as blocks, and by block number where each begins."""
    blocks: list[Block] = []
    starts: dict[int, int] = {}
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            starts[len(blocks) + 1] = at
            blocks.append(
                Block(
                    number=len(blocks) + 1, kind="paragraph", text=line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
                )
            )
        at += len(line)
    return blocks, starts


def _mention(mention: Mention, start: int) -> dict[str, Any]:
    found: dict[str, Any] = {"start": mention.start + start, "end": mention.end + start, "exact": mention.exact}
    found |= {"target": mention.target, "kind": mention.kind, "rule": mention.rule}
    if mention.nested:
        found["nested"] = True
    if mention.ambiguous:
        found |= {"ambiguous": True, "candidates": list(mention.candidates)}
    return found


def annotate_text(text: str, *, published: str | None, lang: str, knowledge: Knowledge) -> dict[str, Any]:
    """The JSON object of `archive annotate` for a plain text: mentions, dates, quotes, tags.

    Paragraphs end at line breaks; nothing is cleaned or marked. Offsets are code points of `text` as given.
    """
    blocks, starts = _paragraphs(text)
    found = annotate(blocks, published=published, lang=lang, stated_tags=(), knowledge=knowledge)
    return {
        "mentions": [_mention(m, starts[m.block]) for m in found.mentions],
        "dates": [
            {"start": d.start + starts[d.block], "end": d.end + starts[d.block], "exact": d.exact}
            | {"edtf": d.edtf, "basis": d.basis}
            | ({"conflict": d.conflict} if d.conflict else {})
            for d in found.dates
        ],
        "quotes": [
            {"start": q.start + starts[q.block], "end": q.end + starts[q.block], "kind": q.kind}
            | {"speaker": q.speaker, "speaker_target": q.speaker_target, "anonymity": q.anonymity, "verb": q.verb}
            for q in found.quotes
        ],
        "tags": [{"id": t.id, "label": t.label, "basis": t.basis, "evidence": t.evidence} for t in found.tags],
    }
