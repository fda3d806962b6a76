"""Words and stems, in Python and in the browser's modules."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
import yaml

from archive_tools.arabic.fold import fold
from archive_tools.search.analyser import LONGEST, protected_words, stemmer, words
from archive_tools.search.exporting import exported
from tests.search.node_runner import CLIENT, node

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "search_stems.yml").read_text(encoding="utf-8"))
PROTECTED = protected_words(CASES["protect"])
STEM = stemmer(PROTECTED)


@pytest.mark.parametrize("group", CASES["same"])
def test_forms_of_one_word_share_a_stem(group: str) -> None:
    assert len({STEM(word) for word in words(group)}) == 1, [(word, STEM(word)) for word in words(group)]


@pytest.mark.parametrize("pair", CASES["apart"])
def test_words_that_only_look_alike_have_different_stems(pair: str) -> None:
    first, second = words(pair)
    assert STEM(first) != STEM(second)


def test_words_are_folded_and_cut_at_punctuation_of_all_scripts() -> None:
    assert words("القاهرة،بيروت:دمشق–«إدلب»") == ["القاهره", "بيروت", "دمشق", "ادلب"]
    assert words("٢٠١٥ ۲۰۱۵ 2015 Türkiye'nin") == ["2015", "2015", "2015", "turkiye", "nin"]


def test_words_longer_than_any_word_are_cut() -> None:
    assert words("a" * 500) == ["a" * LONGEST]


def _many_words() -> list[str]:
    """Some thousands of words: every protected and listed one with particles, article and endings, and odd ones."""
    heads = ["", "ال", "و", "وال", "ب", "بال", "لل", "ول", "ف", "ك", "س", "وب"]
    tails = ["", "ه", "ات", "ون", "ين", "ان", "يه", "ي", "هم", "ها", "ته", "تها", "نا", "ا"]
    cores = [
        "وزير",
        "حكوم",
        "كتاب",
        "فصيل",
        "سوريا",
        "غزه",
        "حلب",
        "مدين",
        "سلط",
        "علي",
        "عمل",
        "قوات",
        "برنامج",
        "تزام",
    ]
    made = ["".join(parts) for parts in itertools.product(heads, cores, tails)]
    listed = [word for key in ("same", "apart") for group in CASES[key] for word in group.split()]
    odd = [
        "İıŞşĞğ",
        "ﷲ",
        "ﻻ",
        "ٱلله",
        "گچپژ",
        "ﷺ",
        "ª",
        "①",
        "Ⅷ",
        "ﬁn",
        "日本語",
        "𝒔𝒕",
        "جنديًا",
        "عَلَى",
        "وعلى",
        "بعلى",
        "123abc",
        "ß",
    ]
    return made + listed + odd


@pytest.mark.node
def test_the_browser_gives_the_same_words_and_stems_as_python(tmp_path: Path) -> None:
    texts = _many_words()
    (tmp_path / "tables.json").write_bytes(exported(PROTECTED))
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    script = f"""
      import {{ Analyser }} from {json.dumps((CLIENT / "analyser.js").as_uri())};
      import {{ readFileSync }} from "node:fs";
      const read = (name) => JSON.parse(readFileSync({json.dumps(str(tmp_path))} + "/" + name, "utf8"));
      const analyser = new Analyser(read("tables.json"));
      const pairs = (text) => analyser.words(text).map((word) => [word, analyser.stem(word)]);
      console.log(JSON.stringify(read("texts.json").map(pairs)));
    """
    browser = json.loads(node("--input-type=module", "-e", script))
    python = [[[word, STEM(word)] for word in words(text)] for text in texts]
    assert [(text, a, b) for text, a, b in zip(texts, python, browser, strict=True) if a != b] == []


@pytest.mark.node
def test_the_browser_folds_every_character_as_python_does(tmp_path: Path) -> None:
    (tmp_path / "tables.json").write_bytes(exported(PROTECTED))
    script = f"""
      import {{ Analyser }} from {json.dumps((CLIENT / "analyser.js").as_uri())};
      import {{ readFileSync }} from "node:fs";
      const analyser = new Analyser(JSON.parse(readFileSync({json.dumps(str(tmp_path / "tables.json"))}, "utf8")));
      const then = analyser.tables.fold.then;
      const out = [];
      for (let code = 0; code < 0x20000; code++) {{
        if (code >= 0xd800 && code < 0xe000) continue;
        let folded = analyser.foldChar(String.fromCodePoint(code));
        for (const [from, to] of then) folded = folded.replaceAll(from, to);
        if (folded !== String.fromCodePoint(code)) out.push([code, folded]);
      }}
      console.log(JSON.stringify(out));
    """
    browser = dict(json.loads(node("--input-type=module", "-e", script)))
    codes = [*range(0xD800), *range(0xE000, 0x20000)]
    python = {code: fold(chr(code)) for code in codes if fold(chr(code)) != chr(code)}
    assert browser == python
