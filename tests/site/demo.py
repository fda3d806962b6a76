# ruff: noqa: E501 - records are tables here
"""A small archive made of records alone: pages of every type, used by the tests of the site and of the browser.

`python -m tests.site.demo FOLDER` writes it and builds it with MkDocs, to be looked at.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from archive_tools.records import (
    Alias,
    Annotations,
    Article,
    Front,
    Links,
    Page,
    Part,
    Related,
    Relation,
    Stretch,
    TranslationOf,
)
from archive_tools.render.article import article_page
from archive_tools.render.home import home_page
from archive_tools.render.index import dates_index_page, index_pages
from archive_tools.render.listing import listing_page
from archive_tools.render.look import Look
from tests.builders import (
    MEE,
    a_block,
    a_card,
    a_date,
    a_fact,
    a_listing,
    a_mention,
    a_quote,
    a_row,
    a_tag,
    an_article,
    an_entity,
    an_entry,
    some_annotations,
    some_links,
)

ROOT = Path(__file__).parents[2]
LOOK = Look(site_title="سجلّ: أرشيف التقارير الصحفية")

HTS = an_entity(
    "hts",
    aliases=("تحرير الشام", Alias(text="Hay'at Tahrir al-Sham", lang="en")),
    name={"ar": "هيئة تحرير الشام", "en": "Hay’at Tahrir al-Sham", "tr": "Heyet Tahrir el-Şam"},
    same_as={"wikidata": "Q28455246", "un": "QDe.137"},
    description={"ar": "جماعة مسلحة في شمال غرب سوريا.", "en": "Armed group in north-western Syria."},
    relations=(Relation(id="turkey", relation="related"), Relation(id="nobody", relation="successor")),
)
TURKEY = an_entity("turkey", "state", name={"ar": "تركيا", "en": "Turkey", "tr": "Türkiye"})
SYRIA = an_entity("syria", "state", name={"ar": "سوريا", "en": "Syria", "tr": "Suriye"})
ALEPPO = an_entity(
    "aleppo", "place", name={"ar": "حلب", "en": "Aleppo", "tr": "Halep"}, lat=36.2, lon=37.15,
    place_kind="city", part_of="syria", same_as={"geonames": "170063"},
)  # fmt: skip
IDLIB = an_entity("idlib", "place", name={"ar": "إدلب", "en": "Idlib", "tr": "İdlib"}, place_kind="governorate")
SHELLING = an_entity("shelling", "topic", name={"ar": "قصف", "en": "Shelling", "tr": "Bombardıman"})
NAMES = {entity.id: entity for entity in (MEE, HTS, TURKEY, SYRIA, ALEPPO, IDLIB, SHELLING)}
LINKS = some_links(*NAMES.values())

_LEAD = (
    "قالت مصادر أمنية تركية، اليوم الخميس، إن جماعات المعارضة السورية شنت “هجوما محدودا” على حلب لوقف هجمات"
    " الحكومة السورية التي تستهدف السكان المدنيين في إدلب."
)
_SECOND = (
    "منذ يوم الأربعاء، أظهرت اللقطات المتداولة أن هيئة تحرير الشام والقوات المتحالفة معها تتقدم بسرعة نحو ضواحي"
    " مدينة حلب، وفق بيان مؤرخ في 2024-11-28 نُشر على https://example.org/a?b=1&c=2 وأُرسل من +963 11 123-4567."
)
_QUOTE = "ما كان مخططا له في البداية كعملية محدودة توسع مع بدء قوات النظام بالفرار من مواقعها"


def arabic() -> tuple[Article, Annotations, Links]:
    """An article with everything that an article can have."""
    last = "قدّرت الخسائر بنحو $100 ألف، وكُتب البرنامج بلغة C++ بحسب ملف report-2024.pdf، وبقيت النسبة 12% كما هي."
    article = an_article(
        _LEAD,
        _SECOND,
        a_block("نشرة ميدل إيست آي الإخبارية الجديدة: جيروزاليم ديسباتش", marked="newsletter"),
        f"وقال المصدر: “{_QUOTE}”.",
        a_block("معركة شرق ادلب", "heading", level=2),
        "وأضاف المصدر أن العملية تهدف إلى استعادة حدود منطقة خفض التصعيد بإدلب، في انتهاك للاتفاق. .",
        a_block(f"’{_QUOTE}‘", "pull_quote", repeats=4),
        a_block("– مصدر أمني تركي", "pull_quote", repeats=4),
        last,
        a_block("وقف إطلاق النار", "list_item"),
        a_block("فتح المعابر أمام المدنيين", "list_item"),
        a_block("لن نتراجع عن حقنا في العودة إلى بيوتنا.", "quotation"),
        a_block("المدينة\tالنازحون\nحلب\t1200\nإدلب\t3400", "table"),
        a_block("صورة: شارع في حلب (أرشيف)", "caption"),
        a_block("شاركها.", marked="share prompt"),
        id="000-0475ca5851ee1a39",
        headline=a_fact("مصادر تركية: هجوم المعارضة السورية على حلب “محدود”", "supplied", "sidecar"),
        headline_translations={"en": "Turkish sources: Syrian opposition attack on Aleppo is “limited”"},
        published=a_fact("2024-11-28", "sidecar", "sidecar", [a_fact("2024-11-29", "inferred", "p1: اليوم الخميس")]),
        translation_of=TranslationOf(lang="en", outlet="middle-east-eye", machine=True),
        archived=("https://web.archive.org/web/2024/https://example.org/",),
        url="https://www.middleeasteye.net/news/some-article",
        rights="حقوق النشر محفوظة للناشر",
        notes=("2 bidi controls removed",),
        sample=True,
    )
    annotations = some_annotations(
        [
            a_mention(_LEAD, "حلب", "aleppo", kind="place"),
            a_mention(_LEAD, "إدلب", "idlib", kind="place"),
            a_mention(_LEAD, "تركية", "turkey", kind="nisba"),
            a_mention(_SECOND, "هيئة تحرير الشام", "hts", block=2),
            a_mention(_SECOND, "حلب", "aleppo", block=2, kind="place"),
        ],
        [
            a_date(_LEAD, "اليوم الخميس", "2024-11-28", basis="relative to published 2024-11-28"),
            a_date(_SECOND, "يوم الأربعاء", "2024-11-27", block=2, conflict="weekday"),
            a_date(_SECOND, "2024-11-28", "2024-11-28", block=2),
        ],
        [a_quote(article.blocks[3].text, _QUOTE, "المصدر", block=4)],
        [a_tag("shelling", "قصف"), a_tag("x-0123456789", "وسم <بلا> سجل")],
    )
    links = some_links(
        *NAMES.values(),
        previous=a_card("en-1", "Fighting near Aleppo (AFP)!", lang="en", published="2024-11-27"),
        next=a_card("undated-1", published=None),
        translations=(a_card("en-1", "Fighting near Aleppo (AFP)!", lang="en"),),
        related=(
            Related(card=a_card("en-1", "Fighting near Aleppo (AFP)!", lang="en"), shared=("hts", "aleppo"), days=-1),
            Related(card=a_card("undated-1", published=None), shared=("idlib",), same_text=True),
        ),
    )
    return article, annotations, links


def english() -> tuple[Article, Annotations, Links]:
    """An English article in the Arabic site."""
    first = "Fighters from هيئة تحرير الشام entered Aleppo on 29 November 2024, a source said (1st report)."
    article = an_article(
        first,
        a_block("What is known", "heading", level=2),
        a_block("A ceasefire is being discussed.", "list_item"),
        a_block("Don't trust [links](javascript:alert(1)) or *marks*.", "list_item"),
        "“We will go on,” the commander said.",
        id="en-1",
        headline="Fighting near Aleppo (AFP)!",
        lang="en",
        published="2024-11-27",
        byline=("A. Reporter", "كاتب عربي"),
    )
    annotations = some_annotations([a_mention(first, "Aleppo", "aleppo", kind="place")])
    return article, annotations, some_links(*NAMES.values(), next=a_card("000-0475ca5851ee1a39"))


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    '1. one\n2. two\n\n# heading\n> quote\n- list\n    code\n~~~\nfence\n~~~\n!!! note\n??? "x"\n/// admonition',
    "١. عربي ٢. رقم {: onclick=alert(1) } {{ config }} {% raw %} [TOC] *[abbr]: x [^1]: note [[wiki]]",
    '--8<-- "/etc/passwd" ;--8<-- :smile: ==mark== ++ctrl+c++ ^^ins^^ ~~del~~ {++add++} $x^2$ \\(y\\) c/o 1/2 (c) (tm) 1st 22nd',
    "http://example.com www.example.com user@example.com @user user/repo#1 #12 !34 <http://a.b> ![img](http://x/y.png) a!",
    "0123456789abcdef0123456789abcdef01234567 snake_case_word __init__ `code` ``x`` \\*literal\\* &amp; &#60; &lt;b&gt;",
    "term\n: definition\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nsetext\n======\n\n***\n---\n\ttab\tx",
    "\x02klzzwxh:0000\x03 \x00 \ufffe \u202e2024\u202c \u2028 \u0085 zero\u200bwidth",
)  # fmt: skip


TOLD = tuple(
    an_entity(f"told-{number}", name={"ar": told, "en": told}, description={"ar": told, "en": told})
    for number, told in enumerate(HOSTILE, 1)
)
"""Names whose records try to act, too."""


def hostile() -> tuple[Article, Annotations, Links]:
    """An article whose every string tries to act."""
    text = HOSTILE[0]
    article = an_article(
        *HOSTILE,
        *(a_block(text, kind) for kind in ("heading", "list_item", "quotation", "pull_quote", "caption", "table")
          for text in HOSTILE),
        *(a_block(text, marked=text) for text in HOSTILE),
        id="hostile",
        headline="\"></title><script>alert(3)</script>{{ config }} 'x' \\ &amp; \u2028 %}",
        outlet=None,
        outlet_name="<b onclick=alert(4)>",
        byline=('"><script>alert(5)</script>',),
        url="javascript:alert(6)",
        archived=("data:text/html,<script>alert(7)</script>", "https://x/\"onmouseover=alert(8)"),
        headline_translations={"en": "<script>alert(9)</script>"},
        description='"><script>alert(10)</script>',
        rights="<script>alert(11)</script>",
        notes=("<script>alert(12)</script>",),
        published=None,
        seed='a"b<c>.txt',
    )  # fmt: skip
    annotations = some_annotations(
        [
            a_mention(text, "alert", "x-aaaaaaaaaa", rule='"><script>alert(13)</script>'),
            *(
                a_mention(told, told[:3], f"told-{number}", block=number)
                for number, told in enumerate(HOSTILE, 1)
                if number > 1
            ),
        ],
        [a_date(text, "1", None, basis="<script>")],
        [a_quote(text, "script", '"><script>alert`14`</script> *x* `y` [z](w)')],
        [a_tag("x-bbbbbbbbbb", "<script>alert(15)</script>", evidence="<script>")],
    )
    links = some_links(
        *TOLD, related=(Related(card=a_card("hostile", HOSTILE[0]), shared=("told-2", "<script>alert(16)</script>")),)
    )
    return article, annotations, links


MONTHS = (Stretch("2024-10", 2, ()), Stretch("2024-11", 34, ()))


def pages() -> list[Page]:
    """Pages of every type."""
    return [*_article_pages(), *_entity_pages(), *_date_pages(), *_index_pages(), _home(), *_anniversaries()]


def _article_pages() -> Iterator[Page]:
    for parts in (arabic(), english(), hostile()):
        yield article_page(*parts, LOOK)
    yield article_page(an_article(id="undated-1", published=None, lang=None), some_annotations(), LINKS, LOOK)
    turkish = an_article("Türkiye, İdlib'de ateşkes istiyor.", id="tr-1", headline="İdlib'de ateşkes", lang="tr")
    yield article_page(turkish, some_annotations(), LINKS, LOOK)


ENTRIES = (
    an_entry("000-0475ca5851ee1a39", _SECOND, "هيئة تحرير الشام", 2, headline="مصادر تركية: هجوم المعارضة السورية على حلب “محدود”"),
    an_entry("en-1", "Fighters from هيئة تحرير الشام entered Aleppo.", "هيئة تحرير الشام", 1,
             headline="Fighting near Aleppo (AFP)!", lang="en", published="2024-11-27"),
    an_entry("tr-1", headline="İdlib'de ateşkes", lang="tr", sample=True, published="2024-10-28"),
    an_entry("undated-1", headline="بلا تاريخ", published=None),
    an_entry("en-1", "Aleppo.", "Aleppo", 1, headline="Fighting near Aleppo (AFP)!", lang="en", published="2024-11-27"),
    an_entry("hostile", "<script>alert(1)</script>", "alert", 1, headline="<script>alert(2)</script>", published=None),
)  # fmt: skip
LATEST, EARLIEST = ENTRIES[0].card, ENTRIES[1].card


def _entity_pages() -> Iterator[Page]:
    for kind, target in (("actor", "hts"), ("actor", "turkey"), ("actor", "syria"), ("place", "aleppo"),
                         ("place", "idlib"), ("outlet", "middle-east-eye"), ("tag", "shelling"),
                         ("tag", "x-0123456789"), ("actor", "x-aaaaaaaaaa"), ("tag", "x-bbbbbbbbbb"),
                         *(("actor", told.id) for told in TOLD)):  # fmt: skip
        listing = a_listing(
            kind,
            target,
            entries=ENTRIES,
            total=36,
            first=EARLIEST,
            last=LATEST,
            spread=MONTHS,
            company=(("turkey", 12),),
        )
        yield listing_page(listing, NAMES, LOOK, paged=NAMES)
    months = (Part(segments=("2024", "11"), count=700), Part(segments=("2024", "12"), count=200))
    split = a_listing("place", "idlib", ("2024",), entries=ENTRIES[:2], total=900, before=("2023",), first=EARLIEST,
                      last=LATEST, parts=months)  # fmt: skip
    yield listing_page(split, NAMES, LOOK)
    yield listing_page(a_listing("place", "idlib", ("2023",), entries=ENTRIES, after=("2024",)), NAMES, LOOK)
    for month in months:
        yield listing_page(a_listing("place", "idlib", month.segments, entries=ENTRIES), NAMES, LOOK)


def _date_pages() -> Iterator[Page]:
    days = tuple(Stretch(f"2024-11-{day}", day - 26, ("2024", "11", str(day))) for day in (27, 28))
    month = (Part(segments=("2024", "11"), count=3),)
    for segments in (("2024",), ("2024", "11"), ("2024", "11", "27"), ("2024", "11", "28"), ("undated",)):
        here = days if segments[0] == "2024" and len(segments) < 3 else ()
        below: tuple[Part, ...] = month if len(segments) == 1 and here else ()
        yield listing_page(a_listing("date", "", segments, entries=ENTRIES, spread=here, parts=below), NAMES, LOOK)
    there = (Stretch("1446-05", 3, ("1446", "05")), Stretch("1446-06", 1, ("1446", "06")))
    of_hijri: dict[tuple[str, ...], tuple[Stretch, ...]]
    of_hijri = {(): there, ("1446",): days, ("1446", "05"): days, ("1446", "06"): ()}
    for part, spread in of_hijri.items():
        below = tuple(Part(segments=("1446", "05")[: len(part) + 1], count=3) for _ in range(len(part) < 2))
        listing = a_listing("hijri", "", part, entries=ENTRIES[:1], spread=spread, parts=below)
        yield listing_page(listing, NAMES, LOOK)


def _index_pages() -> Iterator[Page]:
    actors = [a_row("hts", "هيئة تحرير الشام", 36, "armed_group"), a_row("turkey", "تركيا", 12, "state"),
              a_row("syria", "سوريا", 7, "state"), a_row("x-aaaaaaaaaa", "<b>x</b>", 1)]  # fmt: skip
    places = [a_row("aleppo", "حلب", 5, "place"), a_row("idlib", "إدلب", 3, "place")]
    outlets = [a_row("middle-east-eye", "ميدل إيست آي", 4, "outlet")]
    topics = [a_row("shelling", "قصف", 2, "topic"), a_row("x-0123456789", "وسم", 1, "topic"),
              a_row("x-bbbbbbbbbb", "<i>", 1, "topic")]  # fmt: skip
    yield from index_pages("actor", actors, LOOK)
    yield from index_pages("place", places, LOOK)
    yield from index_pages("outlet", outlets, LOOK)
    yield from index_pages("tag", topics, LOOK)
    yield dates_index_page((Part(segments=("2024",), count=4),), 2, LOOK, (Stretch("2024-11", 4, ("2024", "11")),))


def _home() -> Page:
    front = Front(
        latest=tuple(entry.card for entry in ENTRIES),
        counts={"articles": 5, "actors": 3, "places": 2, "outlets": 1, "tags": 11},
        first="2024-10-28",
        last="2024-11-28",
        often={"actor": (("hts", 36), ("turkey", 12)), "place": (("aleppo", 5), ("idlib", 3))},
        days=tuple(f"{month:02}-28" for month in range(1, 13)),
    )
    return home_page((ROOT / "docs/_home.md").read_text("utf-8"), front, NAMES, LOOK)


def _anniversaries() -> Iterator[Page]:
    day = (Part(segments=("2024", "11", "28"), count=2),)
    for month in range(1, 13):
        listing = a_listing("anniversary", "", (f"{month:02}-28",), entries=ENTRIES[:1], parts=day)
        yield listing_page(listing, NAMES, LOOK)


def configuration(extra: str = "") -> str:
    """The project's own mkdocs.yml without the search box, whose files the build adds."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8").replace("name: archive\n", "name: archive\n  search_box: false\n")
    return re.sub(r"^docs_dir:.*\n", "", text, flags=re.MULTILINE) + extra


def write_archive(folder: Path, config: str | None = None) -> dict[str, str]:
    """Write mkdocs.yml and docs/; the Markdown of the tool's pages by path."""
    made = {page.path: page.markdown for page in pages()}
    assert len(made) >= 30
    docs = folder / "docs"
    # the demo has none of the other pages that people write, so the about page loses its links to them
    about = re.sub(r"\[([^\]]*)\]\([^):]*\.md\)", r"\1", (ROOT / "docs/about.md").read_text("utf-8"))
    for path, text in {**made, "about.md": about}.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, "utf-8")
    (docs / "_home.md").write_text("not a page", "utf-8")
    (folder / "mkdocs.yml").write_text(config or configuration(), "utf-8")
    return made


if __name__ == "__main__":
    from mkdocs.__main__ import cli

    target = Path(sys.argv[1])
    write_archive(target)
    cli(["build", "-q", "-f", str(target / "mkdocs.yml"), "-d", str(target / "site")])
