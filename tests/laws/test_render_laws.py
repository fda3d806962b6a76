"""Properties of rendering that hold for every text."""

from __future__ import annotations

import html as html_module
import re
from html.parser import HTMLParser

import markdown
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from archive_tools.render import escaping
from archive_tools.render.article import article_page
from archive_tools.render.front_matter import KEYS, front_matter
from archive_tools.render.inline import LINK, MARK, QUOTE, RUN, TIME, Span, marked_up, plain
from archive_tools.render.labels import plural_form
from archive_tools.render.letters import named, shelve
from archive_tools.render.look import Look
from archive_tools.render.paths import markdown_link, url_between, url_of
from archive_tools.render.runs import breaking_runs
from archive_tools.site import own_markdown
from tests.builders import a_block, a_row, an_article, some_annotations, some_links
from tests.site.demo import HOSTILE
from tests.site.extensions import ALL_HARMLESS

LOOK = Look(site_title="أرشيف")
any_text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80)
marks = st.text(alphabet="*_`[](){}<>#+-=~^|$@&\"'/\\.:!?%;, \t\n0123456789١٢abcxhtnrds\u0627\u0644", max_size=60)
hostile = any_text | marks | st.sampled_from(HOSTILE)


class _Text(HTMLParser):
    """The text of HTML, `<br>` as a line break, and the tags that are not ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.append(tag)
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> _Text:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser


def shown(text: str) -> str:
    """What a page shows of a text: line breaks alike, controls as U+FFFD, spaces at the ends gone."""
    lines = re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)
    clean = "\n".join(
        re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", x) for x in lines
    )
    return clean.strip()


bare = markdown.Markdown()
rich = markdown.Markdown(extensions=ALL_HARMLESS)


@given(hostile)
@example("www.example.com (c) 1st -- ... c/o 1/2 :smile:")
@example("![x](y) !34 #12 user/repo#1 @user")
def test_a_text_in_markdown_shows_itself_and_nothing_else_whatever_the_extensions(text: str) -> None:
    line = f'<a id="p1"></a>{escaping.markdown(text)}'
    for engine in (bare, rich):
        result = read(engine.reset().convert(line))
        assert result.text.strip() == shown(text)
        assert set(result.tags) <= {"p", "a", "br"}


@given(hostile)
def test_a_text_in_raw_html_shows_itself_on_one_line(text: str) -> None:
    escaped = escaping.html(text)
    assert "\n" not in escaped
    assert not re.search("[<>\"'{}`]", escaped)
    assert read(escaped).text == shown("x" + text + "x").replace("\n", " ")[1:-1]


@given(hostile)
def test_an_attribute_in_a_line_of_markdown_keeps_its_value(text: str) -> None:
    line = f'<a id="p1"></a><span data-speaker="{escaping.attribute(text)}">x</span>'
    for engine in (bare, rich):
        found = re.search(r'data-speaker="([^"]*)"', engine.reset().convert(line))
        assert found
        assert html_module.unescape(found[1]).strip() == shown(text).replace("\n", " ")


values = st.none() | st.booleans() | st.integers() | any_text | st.lists(any_text, max_size=3)


@given(st.dictionaries(st.sampled_from(KEYS["article"]), values | st.dictionaries(any_text, any_text, max_size=2)))
def test_front_matter_gives_readers_the_same_values_back(matter: dict[str, object]) -> None:
    written = front_matter("article", matter)  # type: ignore[arg-type]
    assert written.startswith("---\n")
    assert written.endswith("\n---\n")
    loaded = yaml.safe_load(written.strip("\n-"))
    assert list(loaded) == list(KEYS["article"])
    assert _unescaped(loaded) == {key: matter.get(key) for key in KEYS["article"]}
    assert not re.search("[<>']", written)


def _unescaped(value: object) -> object:
    if isinstance(value, str):
        return html_module.unescape(value) if not re.search("[\x80-\x9f]", value) else _unescaped_by_hand(value)
    if isinstance(value, dict):
        return {_unescaped(key): _unescaped(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_unescaped(entry) for entry in value]
    return value


def _unescaped_by_hand(value: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        value = value.replace(entity, char)
    return value


@given(
    hostile,
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from([QUOTE, LINK, TIME, MARK, RUN]))),
)
def test_spans_always_nest_and_never_change_the_text(text: str, wanted: list[tuple[int, int, int]]) -> None:
    spans = [Span(min(a, b), max(a, b), rank, f"<{rank}>", f"</{rank}>") for a, b, rank in wanted]
    result = marked_up(text, spans, escaping.html)
    assert re.sub(r"</?\d>", "", result) == "".join(escaping.html(part) for part in _pieces(text, spans, result))
    stack: list[str] = []
    for closing, rank in re.findall(r"<(/?)(\d)>", result):
        if closing:
            assert stack.pop() == rank
        else:
            stack.append(rank)
    assert not stack


def _pieces(text: str, spans: list[Span], result: str) -> list[str]:
    """The text cut where markup stands: escaping looks at neighbours, so it must be cut alike."""
    pieces, rest = [], text
    for part in re.split(r"</?\d>", result):
        length = next(n for n in range(len(rest) + 1) if escaping.html(rest[:n]) == part)
        pieces.append(rest[:length])
        rest = rest[length:]
    return [*pieces, rest]


@given(hostile)
def test_isolating_runs_keeps_the_text(text: str) -> None:
    assert read(plain(text, escaping.html, rtl=True)).text == read(escaping.html(text)).text
    runs = breaking_runs(text)
    assert all(
        text[start:end].isascii() or any(c in "€£¥₺₪\u2212\u00a0\u202f" for c in text[start:end]) for start, end in runs
    )


kinds = st.sampled_from(["paragraph", "heading", "list_item", "quotation", "pull_quote", "caption", "table"])
trimmed = hostile.map(str.strip).filter(bool)
bodies = st.lists(st.tuples(kinds, hostile.filter(str.strip), st.booleans()), min_size=1, max_size=6)
clean_bodies = st.lists(st.tuples(kinds, trimmed, st.booleans()), min_size=1, max_size=6)


@given(bodies | clean_bodies, st.sampled_from(["ar", "en", None]), hostile.filter(str.strip))
def test_our_short_way_to_html_gives_the_bytes_of_python_markdown(
    body: list[tuple[str, str, bool]], lang: str | None, headline: str
) -> None:
    blocks = [a_block(text, kind, marked="x" if marked else None) for kind, text, marked in body]
    article = an_article(*blocks, lang=lang, headline=headline, rights=headline)
    page = article_page(article, some_annotations(), some_links(), LOOK)
    text = page.markdown.split("\n---\n", 1)[1].lstrip("\n")
    short = own_markdown.to_html(text, lambda link: link)
    if all(part == part.strip() for _, part, _ in body):
        assert short is not None, "cleaned text must not need the long way"
    for engine in (bare, rich):
        assert short is None or short == engine.reset().convert(text)


@given(st.integers(0, 10_000))
def test_arabic_plural_forms_follow_cldr(number: int) -> None:
    from babel import Locale

    assert plural_form(number, "ar") == Locale("ar").plural_form(number)
    assert plural_form(number, "en") == Locale("en").plural_form(number)


paths = st.lists(st.sampled_from(["actors", "hts", "2018", "index", "b3"]), min_size=1, max_size=4).map(
    lambda parts: "/".join(parts) + ".md"
)


@given(paths, paths)
def test_relative_links_lead_where_they_should(source: str, target: str) -> None:
    from posixpath import normpath
    from urllib.parse import urljoin

    assert urljoin("http://x/" + url_of(source), url_between(source, target)) == "http://x/" + url_of(target)
    assert (
        normpath(source.rsplit("/", 1)[0] + "/" + markdown_link(source, target) if "/" in source else target) == target
    )


names = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآءةى ABCxyz123-", min_size=1, max_size=6)


@given(st.lists(names, max_size=40), st.integers(1, 8), st.randoms(use_true_random=False))
def test_shelves_hold_every_name_once_and_do_not_depend_on_order(texts: list[str], limit: int, random: object) -> None:
    rows = [named(a_row(f"e{i}", text), text) for i, text in enumerate(texts)]
    shelf = shelve(rows, limit)
    leaves = [leaf for leaf in shelf.walk() if not leaf.below]
    held = [row.row.entity.id for leaf in leaves for row in leaf.rows]
    assert sorted(held) == sorted(f"e{i}" for i in range(len(texts)))
    assert len({leaf.slugs for leaf in shelf.walk()}) == len(list(shelf.walk()))
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert [leaf.slugs for leaf in shelve(shuffled, limit).walk()] == [leaf.slugs for leaf in shelf.walk()]
