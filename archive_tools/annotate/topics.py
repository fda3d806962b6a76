"""Annotator `topics`: tags by the terms of topics.yml, with terms and blocks as basis; stated tags as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from archive_tools.annotate.lexicon import Place
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
_BEFORE_NEEDED = ("", "و", "ب", "ل", "ف", "ال", "وال", "بال", "لل")


class Term(Struct, frozen=True):
    """A term of a topic as written, and the folded words of which one must stand in the same block."""

    topic: str
    text: str
    needs: frozenset[str]
    """With all that may stand joined before them."""


class TermForm(Struct, frozen=True):
    """A folded form and the terms that it is one of."""

    text: str
    terms: tuple[Term, ...]
    before: frozenset[str] = frozenset(BEFORE_NAMES)
    """Proclitics that may stand before it."""


class TopicRules(Struct, frozen=True):
    """What topics are called, and what forbids them."""

    excluded: Mapping[str, frozenset[str]]
    labels: Mapping[str, Mapping[str, str]]
    by_label: Mapping[str, str]
    """Folded label or id -> topic."""


def compile_topics(topics: Mapping[str, Entity]) -> TopicRules:
    """Make the rules of all topics."""
    return TopicRules(
        excluded={key: frozenset(fold(word) for word in topic.excludes) for key, topic in topics.items()},
        labels={key: topic.name for key, topic in topics.items()},
        by_label={fold(label): key for key, topic in topics.items() for label in (key, *topic.name.values())},
    )


def term_forms(topics: Mapping[str, Entity]) -> dict[str, list[Any]]:
    """By text: the forms of all terms, with and without the article, as lists for JSON: text, [topic, term, needs]."""
    forms: dict[str, list[Any]] = {}
    for key in sorted(topics):
        for alias in topics[key].terms:
            for form in _forms(alias):
                forms.setdefault(form, [form]).append([key, alias.text, sorted(_needed(alias.needs))])
    return {form: forms[form] for form in sorted(forms)}


def term_form_of(written: Sequence[Any]) -> TermForm:
    """The form that `term_forms` gave."""
    text, *terms = written
    return TermForm(text, tuple(Term(topic, term, frozenset(needs)) for topic, term, needs in terms))


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


def _needed(words: Iterable[str]) -> frozenset[str]:
    return frozenset(prefix + fold(word) for word in words for prefix in _BEFORE_NEEDED)


def annotate_topics(
    found: Sequence[tuple[Passage, Sequence[Place[TermForm]]]], stated: Sequence[str], rules: TopicRules, lang: str
) -> list[Tag]:
    """Stated tags first, in their order; then topics by id.

    Args:
        found: the passages, each with the forms of terms in it.
        stated: tags as the sidecar or the source writes them; one that is a topic's label or id becomes that topic.
        lang: language of the labels wanted, where the topic has one.
    """
    tags = [_stated(label, rules, lang) for label in stated if label.strip()]
    seen = {tag.id for tag in tags}
    unique = [tag for index, tag in enumerate(tags) if tag.id not in {other.id for other in tags[:index]}]
    passages = [passage for passage, _ in found]
    places = _places(found)
    for key in sorted(places.keys() - seen):
        blocks = places[key]
        if _is_about(blocks, passages) and not _speaks_of(passages, rules.excluded[key]):
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


def _places(found: Sequence[tuple[Passage, Sequence[Place[TermForm]]]]) -> dict[str, list[tuple[str, int, int]]]:
    """By topic: the terms found, as the topic writes them, with block and offset in its fold."""
    by_topic: dict[str, list[tuple[str, int, int]]] = {}
    for passage, places in found:
        for _, _, b, form in sorted(places, key=lambda place: (place.b, place.name)):
            for term in form.terms:
                if not term.needs or not term.needs.isdisjoint(passage.vocabulary):
                    by_topic.setdefault(term.topic, []).append((term.text, passage.number, b - 1))
    return by_topic
