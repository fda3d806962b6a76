"""The lexicon finds what looking at every place of a text for every form would find."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from archive_tools.annotate.lexicon import Lexicon, Place
from archive_tools.annotate.passage import passage

LETTERS = "او بلد'-. 7"
BEFORE = frozenset({"و", "ب", "وب"})
texts = st.text(LETTERS, max_size=30)
forms = st.dictionaries(
    st.text(LETTERS, min_size=1, max_size=6).filter(lambda text: "  " not in text),
    st.sampled_from([BEFORE, frozenset[str](), frozenset({"و"})]),
    max_size=12,
)


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
    lexicon = Lexicon((form, before, form) for form, before in known.items())
    assert sorted(lexicon.find(folded)) == sorted(everywhere(folded.folded, known))


def test_what_was_looked_for_before_changes_nothing() -> None:
    lexicon = Lexicon([("بلد", BEFORE, "land"), ("بلد واد", BEFORE, "valley")])
    first = lexicon.find(passage(1, "بلد واد"))
    lexicon.find(passage(1, "وبلد و بلدواد"))
    assert lexicon.find(passage(1, "بلد واد")) == first
    assert [place.item for place in first] == ["land", "valley"]
