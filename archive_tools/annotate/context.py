"""What an article has said so far: the memory that short forms, surnames and ambiguous names look back on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from archive_tools.annotate.knowledge import Knowledge, Reading
from archive_tools.annotate.matching import Hit
from archive_tools.annotate.passage import Passage

if TYPE_CHECKING:
    from archive_tools.annotate.resolution import Decision

_FORWARD = frozenset({"kingdom"})
"""Short forms that may stand before the name itself."""
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


class Context:
    """One article while its names are resolved, in the order of the text."""

    def __init__(self, knowledge: Knowledge, published: str | None) -> None:
        self.knowledge = knowledge
        day = _DAY.match(published or "")
        self.published = day.group() if day else None
        self.named: set[str] = set()
        """Entities named so far by a form that needs nothing."""
        self.expected: set[str] = set()
        """Entities that are so named anywhere in the article."""
        self.vocabulary: set[str] = set()
        """Folded words of the whole article."""
        self._person_starts: dict[int, frozenset[int]] = {}
        self._bare: dict[int, frozenset[str]] = {}
        """By block: its words, and what is left of them after one or two letters that may be joined particles."""
        self._latest: dict[str, str] = {}
        """By class of short forms: the entity named last."""

    def expect(self, passage: Passage, passage_hits: Iterable[Hit]) -> None:
        """Look through a passage before anything is resolved."""
        self.vocabulary |= passage.vocabulary
        self._person_starts[passage.number] = frozenset([hit.name for hit in passage_hits if hit.form.is_person])
        self.expected.update([target for hit in passage_hits if (target := hit.form.plain_target) is not None])

    def note(self, decision: Decision) -> None:
        """Remember a resolved name."""
        if decision.target is None:
            return
        if decision.kind == "nisba":
            # «الجيش السعودي … المملكة»: the adjective names the state well enough for its short form.
            for group in self.knowledge.classes.get(decision.target, ()):
                self._latest[group] = decision.target
            return
        if decision.firm:
            self.named.add(decision.target)
        for group in self.knowledge.classes.get(decision.target, ()):
            self._latest[group] = decision.target

    def latest(self, group: str) -> str | None:
        """The entity that a short form of the class means here."""
        if group in self._latest:
            return self._latest[group]
        named = {target for target in self.expected if group in self.knowledge.classes.get(target, ())}
        return next(iter(named)) if group in _FORWARD and len(named) == 1 else None

    def person_starts(self, block: int) -> frozenset[int]:
        """Offsets of the fold at which a form of some person begins."""
        return self._person_starts.get(block, frozenset())

    def stand_in(self, passage: Passage, needs: frozenset[str]) -> bool:
        """Whether a needed word may stand in the passage, with or without a joined particle."""
        if passage.number not in self._bare:
            joined = [word for word in passage.vocabulary if word[0] in "وفبلك"]
            bare = {word[1:] for word in joined} | {word[2:] for word in joined}
            self._bare[passage.number] = passage.vocabulary | bare
        return not needs.isdisjoint(self._bare[passage.number])

    def speaks_of(self, needs: frozenset[str]) -> bool:
        """Whether a needed word stands anywhere in the article, with or without a joined particle."""
        if needs & self.vocabulary:
            return True
        return any(prefix + word in self.vocabulary for word in needs for prefix in ("و", "ب", "ل", "ف"))

    def decided_by_a_person(self, target: str) -> bool:
        """Whether the article names a person whom the authority relates to the target (its president …)."""
        actors = self.knowledge.authority.actors
        if target not in actors or actors[target].kind == "person":
            return False
        related = {relation.id for relation in actors[target].relations}
        persons = [actors[key] for key in self.expected if key in actors and actors[key].kind == "person"]
        return any(
            person.id in related or any(relation.id == target for relation in person.relations) for person in persons
        )

    def in_time(self, reading: Reading) -> bool | None:
        """Whether the reading is valid at the article's date; None where that cannot be told."""
        if reading.first is None and reading.last is None:
            return True
        if self.published is None:
            return None
        early, late = _order(self.published, reading.first), _order(self.published, reading.last)
        return early >= 0 >= late


def _order(day: str, bound: str | None) -> int:
    """-1, 0 or 1: `day` before, within or after `bound`, compared as far as both say."""
    if bound is None:
        return 0
    size = min(len(day), len(bound))
    return (day[:size] > bound[:size]) - (day[:size] < bound[:size])
