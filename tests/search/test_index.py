"""The index as files: what an update touches, what a removal leaves, what the reader finds wrong."""

from __future__ import annotations

import json
import random

import pytest
from msgspec.structs import replace

from archive_tools.errors import SourceError
from archive_tools.search import node, numbers
from archive_tools.search.analyser import words
from archive_tools.search.documents import Facet, MemoryStore, SearchDoc, SearchName
from archive_tools.search.reader import documents, problems
from archive_tools.search.update import update
from tests.search.articles import NAMES, apply, articles, built


def _many(count: int) -> list[SearchDoc]:
    """Articles of made-up words, some frequent and most rare, as in a language."""
    draw = random.Random(7)
    letters = "ابتجحدرسعفقكلمنهوي"
    vocabulary = ["".join(draw.choices(letters, k=draw.randint(3, 7))) for _ in range(4000)]

    def text(size: int) -> str:
        return " ".join(vocabulary[min(int(draw.paretovariate(0.6)) - 1, 3999)] for _ in range(size))

    return [
        SearchDoc(
            id=f"a{number}",
            headline=text(8),
            published=f"2018-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            lang="ar",
            blocks=((1, text(60)), (2, text(60))),
        )
        for number in range(count)
    ]


def test_one_more_article_changes_three_files_a_word_and_twenty_at_most_and_none_is_large() -> None:
    docs = _many(400)
    store, files = MemoryStore(), dict[str, bytes]()
    apply(files, store, docs[:-1])
    before = dict(files)
    apply(files, store, docs[-1:])
    new = {name: data for name, data in files.items() if before.get(name) != data}
    distinct = {word for text in (docs[-1].headline, *(t for _, t in docs[-1].blocks)) for word in words(text)}
    assert 0 < len(new) <= 3 * len(distinct) + 20
    assert max(map(len, new.values())) < 64_000


def test_what_did_not_change_is_not_written_again() -> None:
    store, files = MemoryStore(), dict[str, bytes]()
    apply(files, store, articles())
    assert apply(files, store, articles()) == 0


def test_the_manifest_is_written_after_what_it_names_and_before_anything_is_deleted() -> None:
    store = MemoryStore()
    list(update(store, articles(), (), NAMES))
    steps = [(name, data is None) for name, data in update(store, (), ["bridge"], NAMES)]
    at = [name for name, _ in steps].index("index.json")
    assert not any(deleted for _, deleted in steps[:at])
    assert all(deleted for _, deleted in steps[at + 1 :])


def test_a_removed_article_leaves_no_word_in_any_file() -> None:
    secret = SearchDoc(
        id="secret", headline="سرطبة قشعم", published="2020-01-01", lang="ar", blocks=((1, "زخرفنج هنا"),)
    )
    store, files = MemoryStore(), dict[str, bytes]()
    apply(files, store, [*articles(), secret])
    apply(files, store, (), ["secret"])
    content = b"".join(node.decompress(data) for name, data in files.items() if name != "index.json").decode(
        "utf-8", "replace"
    )
    assert not [word for word in ("سرطبه", "سرطبة", "قشعم", "زخرفنج", "secret") if word in content]
    assert files == built(articles())


def test_an_edited_article_is_found_by_its_new_words_only() -> None:
    store, files = MemoryStore(), dict[str, bytes]()
    apply(files, store, articles())
    edited = [replace(doc, headline="عنوان آخر", published=None) if doc.id == "bridge" else doc for doc in articles()]
    apply(files, store, edited)
    assert files == built(edited)


def test_new_protected_names_index_everything_again_out_of_the_index_itself() -> None:
    names = {**NAMES, "place:hasaka": SearchName(facet="place", labels={"ar": "القمحية"}, protect=("الصوامعات",))}
    store, files = MemoryStore(), dict[str, bytes]()
    apply(files, store, articles())
    apply(files, store, (), names=names)
    assert files == built(articles(), names)


@pytest.mark.parametrize("facet", ["actor", "place", "tag"])
def test_a_name_that_comes_or_goes_leaves_the_index_as_if_it_had_always_or_never_been_there(facet: Facet) -> None:
    names = {**NAMES, f"{facet}:aaa": SearchName(facet=facet, labels={"en": "Somebody"})}
    store, files = MemoryStore(), dict[str, bytes]()
    apply(files, store, articles())
    apply(files, store, (), names=names)
    assert files == built(articles(), names)
    apply(files, store, articles()[:1], names=NAMES)
    assert files == built(articles())


def test_the_reader_lists_the_documents_in_the_order_of_their_dates() -> None:
    found = [published for _, _, published in documents(built(articles()).get)]
    assert found == [None, *sorted(date for date in found if date is not None)]
    assert len(found) == len(articles())


def test_a_whole_index_has_no_problems() -> None:
    files = built(articles())
    assert list(problems(files.get, files)) == []


def test_the_reader_names_files_that_are_missing_damaged_or_strange() -> None:
    files = built(articles())
    nodes = sorted(name for name in files if name != "index.json")
    gone = {name: data for name, data in files.items() if name != nodes[0]}
    assert any(nodes[0] in problem and "missing" in problem for problem in problems(gone.get, gone))
    cut = {**files, nodes[1]: files[nodes[1]][:-9]}
    assert any("damaged" in problem or "cut short" in problem for problem in problems(cut.get, cut))
    other = {**files, nodes[2]: node.compress(b"Lx")}
    assert any("not what its name says" in problem for problem in problems(other.get, other))
    stray = {**files, "0123456789ab.bin": b""}
    assert [problem for problem in problems(stray.get, stray) if "0123456789ab" in problem]
    nothing: dict[str, bytes] = {}
    assert list(problems(nothing.get, ())) == ["index.json: there is no search index here. Build again."]


_OTHERS = {f"actor:{letter}": SearchName(facet="actor", labels={"en": letter}) for letter in "abcdefghijkl"}


@pytest.mark.parametrize(
    ("tree", "other", "problem"),
    [
        ("attributes", built(articles()[1:]), "attributes: are of other documents than there are"),
        ("values", built(articles(), _OTHERS), "attributes: actor:arslan is counted otherwise than it is filtered"),
        ("values", built(articles(), {}), "attributes: name a value that does not exist"),
    ],
)
def test_the_reader_tells_counts_that_belong_to_another_index(tree: str, other: dict[str, bytes], problem: str) -> None:
    files = built(articles())
    manifest, roots = json.loads(files["index.json"]), json.loads(other["index.json"])["roots"]
    manifest["roots"].pop(tree)
    manifest["roots"].update({tree: roots[tree]} if tree in roots else {})
    mixed = {**other, **files, "index.json": json.dumps(manifest).encode()}
    assert [found for found in problems(mixed.get, mixed) if found.startswith(problem)]


def test_an_article_of_a_new_outlet_leaves_the_counts_of_others_where_they_are() -> None:
    docs = [replace(doc, outlet="north", tags=("roads",)) for doc in _many(1500)]
    store, files = MemoryStore(), dict[str, bytes]()
    apply(files, store, docs[:-1])
    roots = json.loads(files["index.json"])["roots"]
    newcomer = replace(docs[-1], outlet="an-outlet-without-record")
    named = {
        **NAMES,
        "outlet:an-outlet-without-record": SearchName(facet="outlet", labels={"und": "New"}, recorded=False),
    }
    before = set(files)
    apply(files, store, [newcomer], names=named)
    after = json.loads(files["index.json"])["roots"]
    assert after["values"] == roots["values"]
    heads = [node.decompress(files[name])[:2] for name in files.keys() - before if name != "index.json"]
    assert heads.count(b"La") == 1
    assert files == built([*docs[:-1], newcomer], named)


def test_a_store_without_an_index_needs_names_to_begin_one() -> None:
    with pytest.raises(SourceError, match="no names"):
        list(update(MemoryStore(), articles(), (), None))


def test_a_store_that_lost_a_node_is_refused_by_name() -> None:
    store, files = MemoryStore(), dict[str, bytes]()
    apply(files, store, articles())
    for name in files:
        store.delete(f"node/{name.removesuffix('.bin')}")
    with pytest.raises(SourceError, match="missing from the catalog"):
        apply(files, store, articles())


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-11-28", "2024-11-28"),
        ("2024-11", "2024-11-01"),
        ("2016~", "2016-01-01"),
        ("20XX", "2000-01-01"),
        ("2024-11-2X", "2024-11-20"),
        ("2024-XX-XX", "2024-01-01"),
        ("2024-22", "2024-06-01"),
        ("2024-11-27/2024-11-30", "2024-11-27"),
        ("../2024-11-30", "2024-11-30"),
        ("2018-02-15T18:52:10+00:00", "2018-02-15"),
        (None, None),
        ("", None),
        ("2024-02-31", None),
        ("-0044-03-15", None),
    ],
)
def test_a_date_counts_from_the_first_day_that_it_allows(published: str | None, day: str | None) -> None:
    from datetime import date

    found = numbers.day_of(published)
    assert (None if found is None else date.fromordinal(found).isoformat()) == day
