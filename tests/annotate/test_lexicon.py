"""The lexicon finds what looking at every place of a text for every form would find."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from archive_tools.annotate import annotate_text
from archive_tools.annotate.compiled import Compiled, compile_authority
from archive_tools.annotate.knowledge import knowledge_of
from archive_tools.annotate.lexicon import Lexicon, Place, Written
from archive_tools.annotate.passage import passage
from tests.annotate.knowledge import builtin_knowledge

LETTERS = "او بلد'-. 7"
BEFORE = frozenset({"و", "ب", "وب"})
texts = st.text(LETTERS, max_size=30)
forms = st.dictionaries(
    st.text(LETTERS, min_size=1, max_size=6).filter(lambda text: "  " not in text),
    st.sampled_from([BEFORE, frozenset[str](), frozenset({"و"})]),
    max_size=12,
)


def lexicon_of(known: dict[str, frozenset[str]]) -> Lexicon[str]:
    by_first: dict[str, list[Written[str]]] = {}
    for form, before in known.items():
        first = re.match(r"[^\W_]*", form)
        assert first is not None
        by_first.setdefault(first[0], []).append((form, before, form))
    return Lexicon(lambda word: by_first.get(word, []), by_first)


def everywhere(text: str, known: dict[str, frozenset[str]]) -> Iterator[Place[str]]:
    for form, before in known.items():
        for name in range(len(text)):
            a, b = name, name + len(form)
            if not text.startswith(form, name) or text[b : b + 1].isalnum():
                continue
            while a and text[a - 1].isalnum():
                a -= 1
            if a == name or text[a:name] in before:
                yield Place(a, name, b, form)


@given(texts, forms)
def test_a_lexicon_finds_every_form_that_stands_as_whole_words(text: str, known: dict[str, frozenset[str]]) -> None:
    folded = passage(1, text)
    lexicon = lexicon_of(known)
    assert sorted(lexicon.find(folded)) == sorted(everywhere(folded.folded, known))


def test_what_was_looked_for_before_changes_nothing() -> None:
    lexicon = lexicon_of({"بلد": BEFORE, "بلد واد": BEFORE})
    first = lexicon.find(passage(1, "بلد واد"))
    lexicon.find(passage(1, "وبلد و بلدواد"))
    assert lexicon.find(passage(1, "بلد واد")) == first
    assert [place.item for place in first] == ["بلد", "بلد واد"]


def test_compiled_knowledge_that_was_kept_says_the_same() -> None:
    authority = builtin_knowledge().authority
    kept = knowledge_of(authority, Compiled.loads(compile_authority(authority).dumps()))
    text = "قال وزير الخارجية الأمريكي جون كيري إن غارة على حلب قتلت مدنيين، وأعلن الجيش السوري هدنة.\nApple in Idlib's"
    said = [annotate_text(text, published="2016-02-03", lang="ar", knowledge=k) for k in (builtin_knowledge(), kept)]
    assert said[0] == said[1]
    assert said[0]["mentions"]


def test_an_authority_with_nothing_in_it_can_be_kept() -> None:
    nothing = Compiled(names={}, terms={}, classes={}, homonyms={})
    assert Compiled.loads(nothing.dumps()) == nothing
    little = Compiled(names={"": '[["؟",0,[]]]'.encode()}, terms={}, classes={"a": ["b"]}, homonyms={})
    assert Compiled.loads(little.dumps()) == little
