"""Laws of the search index: history leaves no trace, and what is written can be read."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_tools.search import node, numbers, varint
from archive_tools.search import tree as tree_module
from archive_tools.search.attributes import Attributes, Values
from archive_tools.search.building import Task, build
from archive_tools.search.documents import MemoryStore, Named, SearchDoc
from archive_tools.search.reader import documents, problems
from archive_tools.search.segments import Words, _cut
from archive_tools.search.shapes import MANIFEST
from archive_tools.search.tree import Changes, Shape, Tree
from archive_tools.search.update import update
from tests.search.articles import NAMES, apply, built

WORDS = "وزير الوزير حكومة والحكومة غزة بغزة على علي سوريا السورية فصائل جسر bridge köprü 2015"
WORD = st.sampled_from(WORDS.split())
TEXT = st.lists(WORD, max_size=12).map(" ".join)
DATE = st.sampled_from([None, "2015-08-06", "2015-08-07", "2018", "2024-11", "0001-01-01", "9999-12-31", "20XX"])
DOC = st.builds(
    SearchDoc,
    id=st.sampled_from([f"d{i}" for i in range(12)]),
    headline=TEXT,
    published=DATE,
    lang=st.sampled_from(["ar", "en"]),
    blocks=st.lists(TEXT, max_size=3).map(lambda texts: tuple(enumerate(texts, 1))),
    outlet=st.sampled_from([None, "north"]),
    actors=st.lists(st.sampled_from(["arslan", "cabinet"]), max_size=2).map(tuple),
    named=st.lists(
        st.builds(
            Named,
            st.sampled_from(["actor:arslan", "actor:cabinet"]),
            st.integers(1, 40),
            st.none() | st.integers(0, 40),
        ),
        max_size=2,
        unique_by=lambda named: named.value,
    ).map(tuple),
)
STEP = st.lists(DOC, max_size=6, unique_by=lambda doc: doc.id)


@settings(max_examples=40)
@given(st.lists(st.tuples(STEP, st.sets(st.sampled_from([f"d{i}" for i in range(12)]))), min_size=1, max_size=4))
def test_an_index_built_in_steps_equals_one_built_at_once(steps: list[tuple[list[SearchDoc], set[str]]]) -> None:
    store, files, alive = MemoryStore(), dict[str, bytes](), dict[str, SearchDoc]()
    for changed, removed in steps:
        gone = removed - {doc.id for doc in changed}
        apply(files, store, changed, sorted(gone))
        alive = {key: doc for key, doc in alive.items() if key not in gone} | {doc.id: doc for doc in changed}
    assert files == built(alive.values())
    assert list(problems(files.get, files)) == []
    assert {doc_id for doc_id, *_ in documents(files.get)} == set(alive)


@settings(max_examples=60)
@given(
    st.lists(DOC, max_size=12, unique_by=lambda doc: doc.id),
    st.integers(min_value=1, max_value=5),
    st.integers(min_value=1, max_value=3000),
)
def test_an_index_made_of_runs_and_portions_of_any_size_equals_one_made_by_updates(
    docs: list[SearchDoc], run: int, portion: int
) -> None:
    by_id, store, updated = {doc.id: doc for doc in docs}, MemoryStore(), MemoryStore()
    dated = [(doc.id, doc.published) for doc in docs]

    def carried(tasks: Iterable[Task]) -> Iterator[Any]:
        """As worker processes do it."""
        return (pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(task))())) for task in tasks)

    steps = build(store, dated, lambda ids: partial(list, [by_id[i] for i in ids]), NAMES, carried, (run, portion))
    made = list(steps)
    assert dict(made) == dict(update(updated, docs, (), NAMES))
    assert len({name for name, _ in made}) == len(made)
    assert made[-1][0] == MANIFEST
    more = SearchDoc(id="more", headline="جسر غزة", published="2015-08-06", lang="ar", blocks=((1, "حكومة 2015"),))
    assert list(update(store, [more], ["d1"], None)) == list(update(updated, [more], ["d1"], NAMES))


AS_THEY_ARE = {"LONGEST": tree_module.LONGEST}
SMALL = {"_AT_ONCE": 7, "LONGEST": 250, "_ROOT": 60, "_FENCE_THRESHOLD": (1 << 32) // 40}
"""Limits under which a few entries make a tree of many levels, with leaves that are cut for their length."""


@pytest.mark.parametrize(("limits", "least"), [(AS_THEY_ARE, 0), (SMALL, 40)], ids=["as they are", "small"])
@given(data=st.data())
def test_a_tree_is_the_same_whatever_way_it_was_filled(limits: dict[str, Any], least: int, data: st.DataObject) -> None:
    values = st.binary(max_size=60 if least else 300)
    content = data.draw(st.dictionaries(st.binary(min_size=1, max_size=6), values, min_size=least, max_size=300))
    with patch.multiple(tree_module, **limits):
        nodes: dict[bytes, bytes] = {}
        shape = Shape(b"x", data.draw(st.sampled_from([200, 5000])))

        def updated(tree: Tree, edits: dict[bytes, bytes | None]) -> Tree:
            return tree.update(sorted(edits.items()), Changes(nodes.__setitem__))

        at_once = updated(Tree(shape, None, nodes.__getitem__), dict(content))
        others = data.draw(st.dictionaries(st.binary(min_size=1, max_size=6), st.binary(max_size=300), max_size=50))
        part = set(data.draw(st.lists(st.sampled_from(sorted(content)), unique=True))) if content else set()
        tree = updated(Tree(shape, None, nodes.__getitem__), {**others, **{key: content[key] for key in part}})
        gone: dict[bytes, bytes | None] = {key: None for key in others if key not in content}
        if content:  # other values under keys that stay: where these end a leaf, it is spliced at its end or cut anew
            for key in data.draw(st.lists(st.sampled_from(sorted(content)), max_size=20, unique=True)):
                tree = updated(tree, {key: data.draw(values)})
        tree = updated(tree, gone)
        tree = updated(tree, dict(content))
        assert tree.root == at_once.root
        again = Tree(shape, tree.root, nodes.__getitem__)  # as the next build reads it
        for key in data.draw(st.lists(st.sampled_from(sorted(content)), max_size=5, unique=True)) if content else ():
            assert again.get(key) == content[key]
            again = updated(again, {key: None})
            again = updated(Tree(shape, again.root, nodes.__getitem__), {key: content[key]})
        assert again.root == at_once.root
        assert list(Tree(shape, tree.root, nodes.__getitem__).items()) == sorted(content.items())


@given(st.lists(st.integers(min_value=0, max_value=2**41)))
def test_numbers_survive_being_written(values: list[int]) -> None:
    out = bytearray()
    for value in values:
        varint.put(out, value)
    at, read = 0, []
    while at < len(out):
        value, at = varint.get(bytes(out), at)
        read.append(value)
    assert read == values


@given(st.dictionaries(st.binary(max_size=200), st.binary(max_size=300)))
def test_a_node_survives_being_packed(content: dict[bytes, bytes]) -> None:
    entries = sorted(content.items())
    packed = node.pack(node.LEAF, b"x", entries)
    assert node.Unpacking(packed, node.LEAF, b"x").until() == entries
    assert node.decompress(node.compress(packed)) == packed


@given(st.sets(st.integers(min_value=1, max_value=2**41), min_size=1, max_size=400))
def test_a_posting_list_survives_being_cut_and_written(found: set[int]) -> None:
    postings = [(number, bytes((number % 64,)), b"\x01\x05") for number in sorted(found)]
    codec = Words()
    read = [posting for _, part in _cut(postings) for posting in codec.decode(*codec.encode(part))]
    assert read == postings


@given(st.sets(st.integers(min_value=1, max_value=2**41), min_size=1, max_size=40), st.data())
def test_a_document_put_into_a_segment_stands_as_if_it_had_always_been_there(
    found: set[int], data: st.DataObject
) -> None:
    places = st.lists(st.integers(min_value=0, max_value=300), max_size=3).map(_counted)
    words = [
        (number, data.draw(st.sampled_from([b"\x05", b"\x85\x21"])), data.draw(places)) for number in sorted(found)
    ]
    filters = [(number, data.draw(st.sampled_from([b"lang:ar", b"lang:ar\ntag:x"])), b"") for number in sorted(found)]
    which = data.draw(st.integers(min_value=0, max_value=len(found) - 1))
    attributes = Attributes(Values([b"lang:ar"]))  # the other value is spelled out
    for codec, postings in ((Words(), words), (Words(), [(n, p, b"") for n, p, _ in words]), (attributes, filters)):
        without = codec.encode(postings[:which] + postings[which + 1 :])
        assert codec.inserted(*without, postings[which]) == codec.encode(postings)


def _counted(values: list[int]) -> bytes:
    """Positions as they are written: how many, and each."""
    return b"".join(map(varint.written, [len(values), *values]))


@given(
    st.sets(st.tuples(st.integers(min_value=0, max_value=12), st.text("abc", min_size=1, max_size=3)), max_size=12),
    st.data(),
)
def test_numbers_depend_on_the_set_of_documents_alone(docs: set[tuple[int, str]], data: st.DataObject) -> None:
    unique = {doc_id: home for home, doc_id in sorted(docs)}
    everyone = [(home, doc_id) for doc_id, home in unique.items()]
    at_once = numbers.assign(everyone, (), lambda _: None)
    held: dict[int, tuple[int, str]] = {}
    for one in data.draw(st.permutations(everyone)):
        found = numbers.assign([one], (), held.get)
        homes = {doc_id: home for home, doc_id in held.values()} | {one[1]: one[0]}
        kept = {doc_id: number for number, (_, doc_id) in held.items()} | found
        held = {number: (homes[doc_id], doc_id) for doc_id, number in kept.items()}
    assert {doc_id: number for number, (_, doc_id) in held.items()} == at_once
    if everyone:
        leaving = data.draw(st.sampled_from(sorted(held)))
        gone = held.pop(leaving)
        found = numbers.assign((), [leaving], held.get)
        homes = {doc_id: home for home, doc_id in held.values()}
        kept = {doc_id: number for number, (_, doc_id) in held.items()} | found
        rest = [one for one in everyone if one != gone]
        assert kept == (numbers.assign(rest, (), lambda _: None) if rest else {})
        assert set(homes) == set(kept)
