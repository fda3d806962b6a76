"""Annotator `topics`: tags by the terms of topics.yml, with terms and blocks as basis; stated tags as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ahocorasick

from archive_tools.annotate.passage import Passage
from archive_tools.arabic.fold import fold
from archive_tools.arabic.identity import unrecorded_id
from archive_tools.arabic.proclitics import ARTICLE, BEFORE_NAMES, LI_ARTICLE
from archive_tools.records import Alias, Entity, Tag

ANNOTATOR = "topics/1"
ENOUGH = 2
"""A topic needs its terms in two blocks (in a text of one or two blocks: two places), or one in the lead."""
LEAD = 300
"""Characters of the first block that count as the lead: what stands there is what the article is about."""
_SHOWN = 3
_PREFIXES = ("", *BEFORE_NAMES)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a topic as written, and the folded words of which one must stand in the same block."""

    topic: str
    text: str
    needs: frozenset[str]


@dataclass(frozen=True)
class TopicRules:
    """Topics compiled: an automaton over the forms of all terms."""

    automaton: Any = field(repr=False)
    terms: tuple[tuple[Term, ...], ...]
    forms: tuple[str, ...]
    excluded: Mapping[str, frozenset[str]]
    labels: Mapping[str, Mapping[str, str]]
    by_label: Mapping[str, str]
    """Folded label or id -> topic."""


def compile_topics(topics: Mapping[str, Entity]) -> TopicRules:
    """Make the automaton of all terms, with and without the article."""
    forms: dict[str, list[Term]] = {}
    for key in sorted(topics):
        for alias in topics[key].terms:
            term = Term(key, alias.text, frozenset(fold(word) for word in alias.needs))
            for form in _forms(alias):
                forms.setdefault(form, []).append(term)
    automaton = ahocorasick.Automaton()
    for index, form in enumerate(sorted(forms)):
        automaton.add_word(form, index)
    if forms:
        automaton.make_automaton()
    return TopicRules(
        automaton=automaton,
        terms=tuple(tuple(forms[form]) for form in sorted(forms)),
        forms=tuple(sorted(forms)),
        excluded={key: frozenset(fold(word) for word in topic.excludes) for key, topic in topics.items()},
        labels={key: topic.name for key, topic in topics.items()},
        by_label={fold(label): key for key, topic in topics.items() for label in (key, *topic.name.values())},
    )


def _forms(alias: Alias) -> list[str]:
    text = " ".join(fold(alias.text).split())
    if not any("\u0600" <= char <= "\u06ff" for char in text):
        return [text]
    forms = [text]
    words = text.split(" ")
    if not words[0].startswith(ARTICLE):
        definite = " ".join(ARTICLE + word for word in words)
        forms += [definite, LI_ARTICLE + definite[2:]]
        if len(words) > 1:
            forms.append(f"{words[0]} {ARTICLE}{words[1]}" + "".join(f" {word}" for word in words[2:]))
    return forms


def annotate_topics(passages: Sequence[Passage], stated: Sequence[str], rules: TopicRules, lang: str) -> list[Tag]:
    """Stated tags first, in their order; then topics by id.

    Args:
        stated: tags as the sidecar or the source writes them; one that is a topic's label or id becomes that topic.
        lang: language of the labels wanted, where the topic has one.
    """
    tags = [_stated(label, rules, lang) for label in stated if label.strip()]
    seen = {tag.id for tag in tags}
    unique = [tag for index, tag in enumerate(tags) if tag.id not in {other.id for other in tags[:index]}]
    places = _places(passages, rules)
    excluded = {key for key, words in rules.excluded.items() if words and _speaks_of(passages, words)}
    for key in sorted(places.keys() - seen - excluded):
        blocks = places[key]
        if _is_about(blocks, passages):
            evidence = ", ".join(f"«{text}» p{number}" for text, number, _ in blocks[:_SHOWN])
            unique.append(
                Tag(id=key, label=_label(rules, key, lang), basis="inferred", evidence=evidence, annotator=ANNOTATOR)
            )
    return unique


def _is_about(places: Sequence[tuple[str, int, int]], passages: Sequence[Passage]) -> bool:
    """Whether a topic's terms stand where they say what the article is about, not in passing."""
    _, block, offset = places[0]
    if block == passages[0].number and offset < LEAD:
        return True
    counted = {number for _, number, _ in places} if len(passages) > ENOUGH else {place[1:] for place in places}
    return len(counted) >= ENOUGH


def _stated(label: str, rules: TopicRules, lang: str) -> Tag:
    key = rules.by_label.get(fold(label.strip()))
    if key is None:
        return Tag(id=unrecorded_id(label), label=label.strip(), basis="stated", evidence="stated", annotator=ANNOTATOR)
    return Tag(id=key, label=_label(rules, key, lang), basis="stated", evidence="stated", annotator=ANNOTATOR)


def _label(rules: TopicRules, key: str, lang: str) -> str:
    labels = rules.labels[key]
    return labels.get(lang[:2]) or labels.get("ar") or labels.get("en") or key


def _speaks_of(passages: Sequence[Passage], words: frozenset[str]) -> bool:
    return any(not passage.vocabulary.isdisjoint(words) for passage in passages)


def _places(passages: Sequence[Passage], rules: TopicRules) -> dict[str, list[tuple[str, int, int]]]:
    """By topic: the terms found, as the topic writes them, with block and offset in its fold."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    if not rules.forms:
        return found
    for passage in passages:
        folded = passage.folded
        for last, index in rules.automaton.iter(folded):
            form = rules.forms[index]
            if not _is_word(folded, last + 1 - len(form), last + 1):
                continue
            for term in rules.terms[index]:
                if not term.needs or _near(passage, term.needs):
                    found.setdefault(term.topic, []).append((term.text, passage.number, last))
    return found


def _is_word(folded: str, name: int, b: int) -> bool:
    if b < len(folded) and folded[b].isalnum():
        return False
    a = name
    while a > 0 and folded[a - 1].isalnum() and name - a < 3:
        a -= 1
    return folded[a:name] in _PREFIXES


def _near(passage: Passage, needs: frozenset[str]) -> bool:
    vocabulary = passage.vocabulary
    return not needs.isdisjoint(vocabulary) or any(
        prefix + word in vocabulary for word in needs for prefix in ("و", "ب", "ل", "ف", "ال", "وال", "بال", "لل")
    )
