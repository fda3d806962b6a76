"""Three made-up outlets, as tests of cleaning know them."""

from __future__ import annotations

from archive_tools.clean import CleanKnowledge
from archive_tools.records import Alias, Authority, Entity

NORTHERN_GATE = Entity(
    id="northern-gate",
    kind="outlet",
    name={"ar": "بوابة الشمال", "en": "Northern Gate"},
    aliases=(Alias(text="موقع بوابة الشمال", lang="ar"), Alias(text="NG", lang="en")),
    homepage="https://www.northern-gate.example",
    language="ar",
    timezone="Asia/Damascus",
)
TWO_RIVERS = Entity(
    id="two-rivers-arabic",
    kind="outlet",
    name={"ar": "الرافدين", "en": "Two Rivers"},
    aliases=(Alias(text="موقع الرافدين", lang="ar"),),
    homepage="https://two-rivers.example/arabic",
    language="ar",
    actor="two-rivers-media",
)
TWO_RIVERS_ENGLISH = Entity(
    id="two-rivers-english",
    kind="outlet",
    name={"en": "Two Rivers"},
    homepage="https://two-rivers.example/en",
    language="en",
    actor="two-rivers-media",
)


def the_knowledge() -> CleanKnowledge:
    outlets = {entity.id: entity for entity in (NORTHERN_GATE, TWO_RIVERS, TWO_RIVERS_ENGLISH)}
    return CleanKnowledge.of(Authority(actors={}, places={}, outlets=outlets, topics={}, digest="d"))
