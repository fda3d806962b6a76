"""The authority made ready for matching."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from archive_tools.annotate.compiled import Compiled, compile_authority
from archive_tools.annotate.lexicon import Lexicon, Written
from archive_tools.annotate.readings import Form, Reading, form_of
from archive_tools.annotate.topics import TermForm, TopicRules, compile_topics, term_form_of
from archive_tools.records import Authority

__all__ = ["Form", "Knowledge", "Reading", "compile_knowledge", "knowledge_of"]


class Knowledge(Struct, frozen=True):
    """Compiled authority. Pickles as the authority alone and is compiled again where it arrives (under a second)."""

    authority: Authority
    lexicon: Lexicon[Form | TermForm]
    classes: Mapping[str, Sequence[str]]
    """By entity: the short forms that may refer back to it."""
    homonyms: Mapping[str, str]
    """By id of a city: the governorate of the same name."""
    topics: TopicRules

    def __reduce__(self) -> tuple[Any, tuple[Authority]]:
        return compile_knowledge, (self.authority,)


def compile_knowledge(authority: Authority) -> Knowledge:
    """All that `annotate` needs. The result depends on the authority's content alone."""
    return knowledge_of(authority, compile_authority(authority))


def knowledge_of(authority: Authority, compiled: Compiled) -> Knowledge:
    """The same, from what was compiled of this very authority."""

    def beginning_with(word: str) -> list[Written[Form | TermForm]]:
        names, terms = compiled.names.get(word), compiled.terms.get(word)
        forms: list[Form | TermForm] = [form_of(raw) for raw in json.loads(names)] if names else []
        forms += [term_form_of(raw) for raw in json.loads(terms)] if terms else []
        return [(form.text, form.before, form) for form in forms]

    return Knowledge(
        authority=authority,
        lexicon=Lexicon(beginning_with, compiled.names.keys() | compiled.terms.keys()),
        classes=compiled.classes,
        homonyms=compiled.homonyms,
        topics=compile_topics(authority.topics),
    )
