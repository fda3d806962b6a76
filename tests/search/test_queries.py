"""The golden queries, asked of the command that runs the browser's modules over a built site."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec.structs import replace

from archive_tools.search.documents import Named, SearchDoc, SearchName
from tests.search.articles import CASES, NAMES, articles, built, write_site
from tests.search.node_runner import CLIENT, NODE, node, search

QUERIES: list[dict[str, Any]] = yaml.safe_load((CASES / "search_queries.yml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("site"), built(articles()))


@pytest.fixture(scope="module")
def answers(site: Path) -> list[dict[str, Any]]:
    keys = ("q", "filters", "sort")
    return search(site, [{**{key: case[key] for key in keys if key in case}, "limit": 20} for case in QUERIES])


@pytest.mark.parametrize(
    "number", range(len(QUERIES)), ids=[f"{i}:{case['q'] or 'no words'}" for i, case in enumerate(QUERIES)]
)
def test_a_query_finds_what_a_reader_means(number: int, answers: list[dict[str, Any]]) -> None:
    case, answer = QUERIES[number], answers[number]
    ids = [hit["id"] for hit in answer["hits"]]
    if "first" in case:
        assert ids[:1] == [case["first"]]
    assert set(case.get("found", ())) <= set(ids)
    assert not set(case.get("not", ())) & set(ids)
    assert answer["total"] == case.get("total", answer["total"])
    assert answer["level"] == case.get("level", answer["level"])
    if "name" in case:
        assert f"actor:{case['name']}" in [entity for name in answer["names"] for entity in name["entities"]]


def test_every_answer_says_what_it_cost_and_how_it_can_be_narrowed_down(site: Path) -> None:
    (answer,) = search(site, [{"q": "الجسر"}])
    assert answer["bytes"] > 0
    assert answer["requests"] > 0
    assert answer["facets"]["lang"] == {"ar": answer["total"]}
    assert answer["facets"]["outlet"] == {"north": 2, "south": 2}
    assert answer["facets"]["year"] == {"": 1, "2021": 1, "2024": 2}
    hit = answer["hits"][0]
    assert {"id", "url", "title", "published", "score", "excerpt"} <= hit.keys()


def test_counts_are_those_of_all_results_however_many_segments_they_stand_in(tmp_path: Path) -> None:
    draw = random.Random(3)
    actors = [f"actor-{at}" for at in range(200)]  # more than stand in one block of values
    names = {**NAMES, **{f"actor:{one}": SearchName(facet="actor", labels={"en": one}) for one in actors}}
    docs = [
        SearchDoc(
            id=f"a{at}",
            headline="خبر" if at % 3 else "خبر قصير",
            published=f"2020-{1 + at % 12:02}-{1 + at % 28:02}",
            lang="ar",
            actors=tuple(draw.sample(actors, 2)),
            tags=("roads", "unnamed") if at % 2 else ("unnamed",),
            blocks=((1, "نص"),),
        )
        for at in range(900)
    ]
    some = [doc for at, doc in enumerate(docs) if not at % 3]
    answers = search(write_site(tmp_path, built(docs, names)), [{"q": '"خبر"'}, {"q": '"خبر قصير"'}])
    for found, answer in zip((docs, some), answers, strict=True):
        assert answer["total"] == len(found)
        for facet, values in (("actor", [d.actors for d in found]), ("tag", [d.tags for d in found])):
            assert answer["facets"][facet] == Counter(one for ids in values for one in ids)


def test_a_name_in_another_script_ranks_by_how_much_an_article_is_about_it_and_is_marked_as_written(
    tmp_path: Path,
) -> None:
    name = "علي أرسلان"
    much = SearchDoc(
        id="much",
        headline=f"خطاب {name}",
        published="2015-01-01",
        lang="ar",
        blocks=((1, f"قال {name} كلمة، ثم عاد {name} إلى بيته."),),
        actors=("arslan",),
        named=(Named("actor:arslan", 2, 1),),
    )
    once = replace(much, id="once", headline="خطاب", published="2020-01-01", named=(Named("actor:arslan", 1),))
    site = write_site(tmp_path, built([much, once]))
    script = f"""
      import {{ Engine }} from {json.dumps((CLIENT / "engine.js").as_uri())};
      import {{ readFile }} from "node:fs/promises";
      const engine = await Engine.open((name) => readFile({json.dumps(str(site))} + "/search/data/" + name));
      const {{ hits }} = await engine.search({{ q: "Ali Arslan" }});
      const marked = (hit) => hit.parts.filter((part) => part.mark).map((part) => part.text);
      console.log(JSON.stringify(hits.map((hit) => [hit.id, marked(hit)])));
    """
    found = json.loads(node("--input-type=module", "-e", script))
    assert found == [["much", name.split() * 2], ["once", name.split() * 2]]


def test_a_common_word_in_the_feminine_is_not_taken_for_a_place_that_lacks_the_ending(site: Path) -> None:
    common, place = search(site, [{"q": "قناة"}, {"q": "قنا"}])
    assert common["names"] == []
    assert [name["entities"] for name in place["names"]] == [["place:qena"]]


def test_names_of_the_same_stems_are_told_apart_by_how_they_are_spelt(tmp_path: Path) -> None:
    names = {
        "actor:arabiya": SearchName(facet="actor", labels={"ar": "قناة العربية"}),
        "actor:araby": SearchName(facet="actor", labels={"ar": "قناة العربي"}),
    }
    doc = SearchDoc(id="a", headline="خبر", published=None, lang="ar", blocks=(), actors=("araby",))
    files = built([doc, replace(doc, id="b", actors=("arabiya",))], names)
    asked = [{"q": q} for q in ("قناة العربية", "قناة العربي", "بقناة العربيه")]
    feminine, masculine, joined = search(write_site(tmp_path, files), asked)
    assert [hit["id"] for hit in feminine["hits"]] == ["b"]
    assert [hit["id"] for hit in masculine["hits"]] == ["a"]
    assert joined["names"] == []


def test_what_is_said_of_a_query_has_its_words_as_they_were_typed(site: Path) -> None:
    both, without, twin = search(site, [{"q": "ALİ  Arslan وبغزّة"}, {"q": "-غَزَّة غزة"}, {"q": "خبر على أرسلان"}])
    assert [name["text"] for name in both["names"]] == ["ALİ  Arslan", "وبغزّة"]
    assert [name["text"] for name in without["names"]] == ["غزة"]
    assert [name["text"] for name in twin["names"]] == ["على أرسلان"]


def test_a_name_that_no_text_has_in_this_script_is_not_taken_for_a_slip(tmp_path: Path) -> None:
    named = SearchDoc(
        id="named", headline="أخبار", published="2024-01-01", lang="ar", blocks=((1, "خبر من غزة"),), places=("gaza",)
    )
    near = replace(named, id="near", lang="en", blocks=((1, "They gaze at the bridge"),), places=())
    both, alone = search(write_site(tmp_path, built([named, near])), [{"q": "Gaza bridge"}, {"q": "Gaza"}])
    assert both["corrected"] == alone["corrected"] == []
    assert [hit["id"] for hit in alone["hits"]] == ["named"]


def test_a_phrase_alone_is_ranked_by_where_it_stands(tmp_path: Path) -> None:
    late = SearchDoc(
        id="late", headline="أخبار", published="2024-01-01", lang="ar", blocks=((1, "كلام طويل عن جسر قديم هنا"),)
    )
    about = replace(late, id="about", headline="جسر قديم", published="2015-01-01")
    (answer,) = search(write_site(tmp_path, built([late, about])), [{"q": '"جسر قديم"'}])
    assert [hit["id"] for hit in answer["hits"]] == ["about", "late"]


def test_words_that_stand_together_move_a_result_up_among_five_however_many_are_asked_for(tmp_path: Path) -> None:
    """So that the first five that a page shows stay where they are when more come."""
    docs = [
        SearchDoc(
            id=f"d{i:02}",
            headline="أخبار",
            published=f"2024-01-{28 - i:02}",
            lang="ar",
            blocks=((1, " ".join(["جسر", *["كلام"] * (12 - i), "سوق", *["كلام"] * i])),),
        )
        for i in range(12)
    ]
    five, all_of_them = search(
        write_site(tmp_path, built(docs)), [{"q": "جسر سوق", "limit": 5}, {"q": "جسر سوق", "limit": 20}]
    )
    ids = [hit["id"] for hit in all_of_them["hits"]]
    assert ids == [f"d{i:02}" for i in (4, 3, 2, 1, 0, 9, 8, 7, 6, 5, 11, 10)]
    assert [hit["id"] for hit in five["hits"]] == ids[:5]


def test_a_result_links_to_the_paragraph_that_its_excerpt_is_from(site: Path) -> None:
    (answer,) = search(site, [{"q": "المزارعون"}])
    assert answer["hits"][0]["url"] == "articles/harvest/#p1"
    (answer,) = search(site, [{"q": "الصوامع"}])
    assert answer["hits"][0]["url"] == "articles/harvest/#p2"
    assert "الصوامع" in answer["hits"][0]["excerpt"]


def test_names_can_be_taken_for_their_letters_only(site: Path) -> None:
    named, literal = search(site, [{"q": "Ali Arslan"}, {"q": "Ali Arslan", "literal": True}])
    assert [hit["id"] for hit in named["hits"]] == ["factions"]
    assert [hit["id"] for hit in literal["hits"]] == ["english-bridge"]
    assert literal["names"] == []


def test_a_slip_is_corrected_and_said(site: Path) -> None:
    (answer,) = search(site, [{"q": "الخرطة"}])
    assert [one["text"] for one in answer["corrected"]] == ["الخرطة"]


def test_while_typing_the_last_word_may_go_on(site: Path) -> None:
    typing, done = search(site, [{"q": "مهندس", "typing": True}, {"q": "مهن", "typing": True}])
    assert [hit["id"] for hit in typing["hits"]] == ["bridge"]
    assert [hit["id"] for hit in done["hits"]] == ["bridge"]


def test_pages_of_results_do_not_overlap(site: Path) -> None:
    first, second = search(site, [{"q": "الجسر", "limit": 2}, {"q": "الجسر", "limit": 2, "offset": 2}])
    ids = [hit["id"] for answer in (first, second) for hit in answer["hits"]]
    assert len(ids) == len(set(ids)) == first["total"] == 4


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_broken_index_is_named_and_not_silently_searched(tmp_path: Path, damage: str) -> None:
    files = built(articles())
    for name in list(files):
        if name != "index.json" and damage == "gone":
            del files[name]
        elif name != "index.json" and damage == "cut":
            files[name] = files[name][: len(files[name]) // 2]
    if damage == "other":
        files["index.json"] = json.dumps({**json.loads(files["index.json"]), "format": 99}).encode()
    site = write_site(tmp_path, files)
    if NODE is None:
        pytest.skip("Node is absent (Debian: apt-get install nodejs)")
    command = [NODE, str(CLIENT / "cli.mjs"), str(site)]
    done = subprocess.run(command, input='{"q": "الجسر"}', capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert {"gone": "missing", "cut": "damaged", "other": "version"}[damage] in done.stderr
