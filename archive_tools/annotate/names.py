"""Annotator `names`: actors and places by the names that the authority knows.

All forms in all blocks are found first; then each is resolved in the order of the text, so that a short form or a
surname can look back. Longest name wins; names inside it are kept and flagged. What stays open is reported as
ambiguous with its candidates, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archive_tools.annotate.context import Context
from archive_tools.annotate.knowledge import Form, Knowledge, Reading
from archive_tools.annotate.lexicon import Place
from archive_tools.annotate.matching import Hit, hits
from archive_tools.annotate.neighbours import in_institution
from archive_tools.annotate.passage import Passage
from archive_tools.annotate.resolution import Decision, resolve
from archive_tools.records import Mention

ANNOTATOR = "names/1"
_PLACES = frozenset({"place", "state"})


def annotate_names(
    places: Sequence[tuple[Passage, Sequence[Place[Form]]]], published: str | None, knowledge: Knowledge
) -> tuple[list[Mention], list[Mention]]:
    """Mentions of actors, places and (as nisba) states in the order of the text; and titles of offices.

    The titles («الرئيس الأمريكي» in an article that also names him) are no mentions, but they tell who speaks.

    Args:
        places: the passages, each with the forms in it.
        published: EDTF; offices and dated names are read against it.
        knowledge: the compiled authority.
    """
    found = [(passage, hits(passage, forms)) for passage, forms in places]
    context = Context(knowledge, published)
    for passage, passage_hits in found:
        context.expect(passage, passage_hits)
    mentions: list[Mention] = []
    titles: list[Mention] = []
    for passage, passage_hits in found:
        for mention, silent in _in_passage(passage, passage_hits, context):
            (titles if silent else mentions).append(mention)
    return mentions, titles


def _in_passage(passage: Passage, passage_hits: Iterable[Hit], context: Context) -> Iterable[tuple[Mention, bool]]:
    outer, last, around = 0, (-1, -1), None
    for hit in passage_hits:
        if hit.a < outer < hit.b or (hit.a, hit.b) == last:
            continue
        decision = resolve(hit, passage, context)
        if decision is None:
            continue
        nested = hit.a < outer or (decision.kind in _PLACES and in_institution(passage, hit))
        if hit.a < outer and decision.target == around:
            continue
        if hit.a < outer and not decision.firm and decision.kind != "nisba":
            continue
        if not nested:
            outer, around = hit.b, decision.target
        last = (hit.a, hit.b)
        context.note(decision)
        if not decision.silent or decision.target is not None:
            yield _mention(passage, hit, decision, nested), decision.silent


def _mention(passage: Passage, hit: Hit, decision: Decision, nested: bool) -> Mention:
    start, end = passage.span(hit.a, hit.b)
    name_start = passage.offsets[hit.name] if hit.name != hit.a else None
    return Mention(
        block=passage.number,
        start=start,
        end=end,
        exact=passage.text[start:end],
        target=decision.target,
        kind=decision.kind,
        annotator=ANNOTATOR,
        rule=decision.rule,
        nested=nested,
        ambiguous=decision.target is None,
        candidates=decision.candidates,
        name_start=name_start,
    )


__all__ = ["ANNOTATOR", "Reading", "annotate_names"]
