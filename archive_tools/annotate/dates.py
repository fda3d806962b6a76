"""Annotator `dates`: every calendar expression, resolved to EDTF with the basis stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive_tools.annotate.date_grammar import Grammar
from archive_tools.annotate.date_words import may_hold_date, tokens
from archive_tools.annotate.passage import Passage
from archive_tools.annotate.reckoning import Reckoning
from archive_tools.records import DateMention

ANNOTATOR = "dates/1"


def annotate_dates(passages: Sequence[Passage], published: str | None, lang: str) -> list[DateMention]:
    """Date expressions in the order of the text.

    Args:
        published: EDTF; relative expressions are resolved against its day.
        lang: BCP 47; English and Turkish texts are read with their own grammar.
    """
    reckoning = Reckoning.from_published(published)
    return [mention for passage in passages for mention in _in_passage(passage, published, lang, reckoning)]


def _in_passage(passage: Passage, published: str | None, lang: str, reckoning: Reckoning) -> Iterator[DateMention]:
    if lang[:2] in {"en", "tr"}:
        from archive_tools.annotate.date_latin import latin_dates  # long patterns: not for an Arabic article

        spans = [(f.a, f.b, f.edtf, f.relative, f.conflict) for f in latin_dates(passage, lang[:2], reckoning)]
    else:
        if not may_hold_date(passage.folded, passage.vocabulary):
            return
        words = tokens(passage)
        found = Grammar(words, passage.folded, reckoning).find()
        spans = [(words.begins[f.first], words.ends[f.last], f.edtf, f.relative, f.conflict) for f in found]
    for a, b, edtf, relative, conflict in spans:
        start, end = passage.span(a, b)
        yield DateMention(
            block=passage.number,
            start=start,
            end=end,
            exact=passage.text[start:end],
            edtf=edtf,
            basis=_basis(edtf, relative, published),
            annotator=ANNOTATOR,
            conflict=conflict,
        )


def _basis(edtf: str | None, relative: bool, published: str | None) -> str:
    if not relative:
        return "stated" if edtf else "unresolved: no such day in the calendar, or outside its tables"
    if edtf is not None:
        return f"relative to published {published}"
    return (
        "unresolved: relative, and the day of publication is unknown" if not published else "unresolved: no single day"
    )
