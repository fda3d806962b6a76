"""How an article is cited, and that what is to be copied is well formed whatever the source says."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_tools.records import Article
from archive_tools.render.citation import bibtex, cite, ris
from archive_tools.render.look import Look
from tests.builders import an_article, some_links

LOOK = Look(site_title="أرشيف", site_url="https://example.org/a/")
NOWHERE = Look(site_title="أرشيف")


def fields_of_ris(text: str) -> list[tuple[str, str]]:
    """The tags as a reader of the format takes them: two letters or digits, two spaces, a dash, a space."""
    found = []
    for line in text.split("\n"):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        found.append((match[1], match[2]))
    return found


def fields_of_bibtex(text: str) -> tuple[str, dict[str, str]]:
    """Key and fields as TeX's own rule takes them: braces pair, unless a backslash stands before."""
    match = re.fullmatch(r"@misc\{([^,\s{}]+),\n(.*)\n\}", text, re.DOTALL)
    assert match, text
    found = {}
    for line in match[2].split("\n"):
        field = re.fullmatch(r"  ([a-z]+) = (.*),", line)
        assert field, line
        depth = 0
        for token in re.findall(r"\\.|[{}]", field[2]):
            depth += {"{": 1, "}": -1}.get(token, 0)
            assert depth >= 0
        assert depth == 0
        found[field[1]] = field[2]
    return match[1], found


def test_the_sentence_is_given_in_arabic_and_english_with_the_address() -> None:
    made = cite(an_article(byline=("سارة",)), some_links(), LOOK)
    assert "28 تشرين الثاني/نوفمبر 2024" in made
    assert "28 November 2024" in made
    assert "Middle East Eye" in made
    assert "https://example.org/a/articles/a-1/" in made


def test_bibtex_names_the_article_by_its_id_and_keeps_every_name_whole() -> None:
    article = an_article(byline=("سارة علي", "A. and B. Reporter"), headline="عنوان: 100% {ب} & C#_1 ~ ^ \\ $5")
    key, fields = fields_of_bibtex(bibtex(article, some_links(), LOOK))
    assert key == "a-1"
    assert fields["author"] == "{{سارة علي} and {A. and B. Reporter}}"
    assert fields["title"] == (
        r"{{عنوان: 100\% \{ب\} \& C\#\_1 \textasciitilde{} \textasciicircum{} \textbackslash{} \$5}}"
    )
    assert fields["howpublished"] == "{ميدل إيست آي}"
    assert (fields["date"], fields["year"], fields["month"]) == ("{2024-11-28}", "{2024}", "nov")
    assert fields["url"] == "{https://example.org/a/articles/a-1/}"
    assert fields["langid"] == "{arabic}"


def test_ris_has_one_tag_a_line_and_begins_and_ends_as_it_must() -> None:
    article = an_article(byline=("سارة", "علي"), headline="سطر\nER  - \r\nTY  - JOUR", url="https://x.org/a")
    found = fields_of_ris(ris(article, some_links(), LOOK))
    assert found[0] == ("TY", "NEWS")
    assert found[-1] == ("ER", "")
    assert [tag for tag, _ in found].count("ER") == 1
    assert ("TI", "سطر ER - TY - JOUR") in found
    assert [value for tag, value in found if tag == "AU"] == ["سارة", "علي"]
    assert ("T2", "ميدل إيست آي") in found
    assert ("DA", "2024/11/28/") in found
    assert ("UR", "https://example.org/a/articles/a-1/") in found


def test_an_english_article_is_cited_with_the_english_name_of_its_outlet() -> None:
    article = an_article(lang="en", headline="Fighting")
    assert ("T2", "Middle East Eye") in fields_of_ris(ris(article, some_links(), LOOK))
    assert "howpublished = {Middle East Eye}" in bibtex(article, some_links(), LOOK)


@pytest.mark.parametrize(
    ("published", "year", "date"),
    [
        ("2024-11-28", "2024", "2024/11/28/"),
        ("2024-11", "2024", "2024/11//"),
        ("2024", "2024", "2024///"),
        ("2016~", "2016", "2016///2016~"),
        ("2024-11-27/2024-11-30", None, None),
        ("201X", None, "///201X"),
        (None, None, None),
    ],
)
def test_a_date_is_given_as_far_as_it_is_certain(published: str | None, year: str | None, date: str | None) -> None:
    article = an_article(published=published)
    found = dict(fields_of_ris(ris(article, some_links(), LOOK)))
    _, fields = fields_of_bibtex(bibtex(article, some_links(), LOOK))
    if published is None:
        assert not {"PY", "DA"} & set(found)
        assert not {"date", "year", "month"} & set(fields)
        return
    assert fields["date"] == f"{{{published}}}"
    if date is not None:
        assert found.get("PY") == year
        assert found["DA"] == date
    assert ("year" in fields) == (published in {"2024-11-28", "2024-11", "2024"})


def test_an_unknown_outlet_and_language_are_left_out_and_not_made_up() -> None:
    article = an_article(outlet=None, lang=None)
    assert not {"T2", "LA"} & dict(fields_of_ris(ris(article, some_links(), LOOK))).keys()
    assert not {"howpublished", "langid"} & fields_of_bibtex(bibtex(article, some_links(), LOOK))[1].keys()


def test_an_address_that_the_archive_does_not_know_is_a_piece_that_the_browser_completes() -> None:
    made = cite(an_article(), some_links(), NOWHERE)
    assert made.count('<span class="address">/articles/a-1/</span>') == 2


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["{", "}", "\\", "\\}", "a\nER  - ", "\u2028TY  - X", "</pre><script>", "/articles/a-1/", "%", "@misc{x,"]
)


@given(headline=texts, person=texts, outlet=texts, url=texts)
def test_no_text_of_a_source_breaks_the_formats(headline: str, person: str, outlet: str, url: str) -> None:
    article: Article = an_article(headline=headline, byline=(person,), outlet=None, outlet_name=outlet, url=url)
    tags = [tag for tag, _ in fields_of_ris(ris(article, some_links(), LOOK))]
    assert tags[0] == "TY"
    assert tags.count("ER") == tags.count("TY") == tags.count("TI") == 1
    assert fields_of_bibtex(bibtex(article, some_links(), LOOK))[0] == "a-1"


@given(headline=texts)
def test_what_is_shown_is_what_is_copied(headline: str) -> None:
    article = an_article(headline=headline)
    shown = re.findall(r"<pre[^>]*>(.*?)</pre>", cite(article, some_links(), LOOK), re.DOTALL)
    plain = [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in shown]
    forbidden = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
    if not forbidden.search(headline):
        assert plain == [bibtex(article, some_links(), LOOK), ris(article, some_links(), LOOK)]
