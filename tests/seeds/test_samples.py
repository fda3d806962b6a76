"""The samples as data: whole, labelled, and together of every shape that the archive must handle."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive_tools.arabic.fold import fold
from archive_tools.config.sidecar import Sidecars
from archive_tools.records import Authority, RawItem, Rejected

DESK = "Archive sample desk"
SAMPLES = Path(__file__).parents[2] / "seeds/samples"
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("samples.yml").read_text(encoding="utf-8"))
DAYS_AR = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]

Items = Mapping[str, RawItem]


def _body(items: Items, lang: str | None = None) -> str:
    langs = {case["at"]: case["lang"] for case in CASES}
    return "\n\n".join(item.fields["body"] for at, item in items.items() if lang in {None, langs[at]})


def test_no_sample_is_refused(read: tuple[RawItem | Rejected, ...]) -> None:
    assert [item for item in read if isinstance(item, Rejected)] == []


def test_the_table_lists_every_sample_and_no_other(items: Items) -> None:
    assert sorted(items) == sorted(case["at"] for case in CASES)
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_no_sidecar_of_the_seeds_has_a_mistake(sidecars: Sidecars) -> None:
    assert sidecars.problems() == ()


def test_there_are_enough_samples_in_each_language() -> None:
    counts = Counter(case["lang"] for case in CASES)
    assert counts["ar"] >= 14
    assert counts["en"] >= 5
    assert counts["tr"] >= 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["at"])
def test_each_sample_is_labelled_and_comes_from_no_real_outlet(case: dict[str, Any], items: Items) -> None:
    item = items[case["at"]]
    assert item.stated["sample"] is True
    assert item.stated["outlet"] == DESK
    assert item.fields.get("outlet", DESK) == DESK
    assert "url" not in item.fields
    assert "url" not in item.stated
    assert "sample" in item.stated["rights"]


def test_the_sample_desk_has_a_record_and_no_homepage(authority: Authority) -> None:
    desk = authority.outlets["archive-sample-desk"]
    assert desk.name["en"] == DESK
    assert desk.homepage is None


def test_bylines_name_no_person(items: Items) -> None:
    bylines = {item.fields.get("byline", "") for item in items.values()}
    bylines |= {name for item in items.values() for name in item.stated.get("authors", ())}
    assert bylines <= {"", "Sample editor"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["at"])
def test_each_sample_is_a_short_report(case: dict[str, Any], items: Items) -> None:
    words = len(items[case["at"]].fields["body"].split())
    assert 120 <= words <= 350


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["at"])
def test_each_sample_states_its_language_and_all_but_one_a_date_and_a_headline(
    case: dict[str, Any], items: Items
) -> None:
    item = items[case["at"]]
    assert item.stated.get("lang", item.fields.get("lang")) == case["lang"]
    dated = "published" in item.stated or "published" in item.fields
    titled = "title" in item.stated or "headline" in item.fields
    assert dated is titled is (case["published"] is not None)


def test_a_weekday_after_today_yesterday_or_tomorrow_is_that_of_the_calendar(items: Items) -> None:
    checked = 0
    for case in (case for case in CASES if case["published"]):
        published = dt.date.fromisoformat(case["published"])
        for words, back in (("اليوم", 0), ("أول من أمس", 2), ("(?<!من )أمس", 1), ("غداً", -1)):
            for day in re.findall(rf"\b{words} ({'|'.join(DAYS_AR)})", items[case["at"]].fields["body"]):
                assert day == DAYS_AR[(published - dt.timedelta(days=back)).weekday()], (case["at"], words)
                checked += 1
    assert checked >= 20


def test_translations_point_at_samples_in_the_language_that_they_name(items: Items) -> None:
    known = {case["id"]: case["lang"] for case in CASES}
    pairs = set()
    for case in CASES:
        stated = items[case["at"]].stated.get("translation_of")
        assert (stated or {}).get("id") == case.get("translates")
        if stated:
            assert stated["lang"] == known[stated["id"]]
            pairs.add((case["lang"], stated["lang"]))
    assert pairs == {("en", "ar"), ("tr", "ar")}


def test_two_samples_are_nearly_the_same_text(items: Items) -> None:
    def shingles(at: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", fold(items[at].fields["body"]))
        return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}

    first, second = shingles("2018-09-17-sochi.md"), shingles("2018-09-18-sochi-republished.txt")
    assert 0.5 < len(first & second) / min(len(first), len(second)) < 1


def test_the_samples_come_in_all_formats_that_are_read() -> None:
    endings = {path.name.partition(".")[2] for path in SAMPLES.iterdir()} - {"yml"}
    assert {name for name in endings if not name.endswith(".yml")} == {"txt", "md", "json", "jsonl", "csv", "jsonl.gz"}


def test_one_sample_is_in_windows_1256_and_says_so(items: Items) -> None:
    encodings = Counter(item.encoding for item in items.values())
    assert encodings["cp1256"] == 1
    assert items["2017-10-14-observation-posts.txt"].notes


SHAPES = {
    "Levantine month": r"\d كانون الثاني \d{4}",
    "Maghrebi month": r"غشت|نونبر|شتنبر|يوليوز|دجنبر",
    "Egyptian month": r"\d+ سبتمبر \d{4}",
    "double month": r"تشرين الأول/أكتوبر",
    "double month, the other way": r"سبتمبر/أيلول",
    "Arabic-Indic digits": r"[٠-٩]{4}",
    "Arabic decimal separator": r"[٠-٩]٫[٠-٩]",
    "Hijri date": r"\d+ رجب \d{4}|[٠-٩]+ رجب [٠-٩]{4}",
    "Hijri month in two words": r"جمادى الآخرة",
    "yesterday with its weekday": r"أمس الأربعاء",
    "days ago": r"قبل ثلاثة أيام",
    "last week": r"الأسبوع الماضي",
    "earlier this year": r"في وقت سابق من هذا العام",
    "end of a year": r"أواخر عام 2016",
    "a span of days": r"بين 27 و29 نونبر",
    "no date though it looks like one": r"حتى الآن",
    "a title of one letter": r"\bد\. م\.",
    "guillemets": r"«[^»]+»",
    "curly quotes": r"“[^”]+”",
    "straight quotes": r'"[^"]+"',
    "quotes within guillemets": r"«[^»]*“[^”]+”[^»]*»",
    "quotes within curly quotes": r"“[^”]*‘[^’]+’[^”]*”",
    "a quotation that runs over paragraphs": r"\n\n“[^”]+\n\n“[^”]+\n\n“[^”]+”",
    "reversed single quotes": r"’[^‘’]{20,}‘",
    "an attribution line": r"\n\n– \w",
    "newsletter": r"نشرة .* البريدية",
    "share prompt": r"شاركها\.",
    "related links": r"اقرأ أيضاً: ",
    "rights line": r"جميع الحقوق محفوظة ©",
    "bullets": r"\n• ",
    "ISO date": r"\d{4}-\d\d-\d\d",
    "phone number": r"\+1 202-555-01\d\d",
    "web address": r"https://example\.org/",
    "mail address": r"\w@example\.org",
    "money": r"\$100",
    "Latin name with agency": r"HTS \(AFP\)",
    "road name": r"\bM[45]\b",
    "Idlib without hamza": r"\bادلب",
    "Idlib with hamza": r"إدلب",
    "Erdogan without hamza": r"\bاردوغان",
    "Erdogan with hamza": r"أردوغان",
    "tanwin that makes an adjective": r"جنديًا تركيًا",
}


@pytest.mark.parametrize("name", SHAPES)
def test_arabic_samples_show(name: str, items: Items) -> None:
    assert re.search(SHAPES[name], _body(items, "ar")), name


def test_english_and_turkish_samples_have_boilerplate_and_nested_quotes_too(items: Items) -> None:
    english, turkish = _body(items, "en"), _body(items, "tr")
    for phrase in (
        "Sign up for our newsletter",
        "Share this article",
        "Read more: ",
        "'Is it over?'",
        "'Which money?'",
    ):
        assert phrase in english
    for phrase in ("Bültenimize abone olun", "Haberi paylaş", "İdlib'de", "Türkiye"):
        assert phrase in turkish


def test_addresses_and_numbers_in_samples_are_reserved_ones(items: Items) -> None:
    text = _body(items)
    assert set(re.findall(r"https?://([^/\s]+)", text)) == {"example.org"}
    assert set(re.findall(r"@(\S+?)[،.\s]", text)) <= {"example.org", "example"}
    assert all(number.startswith("+1 202-555-01") for number in re.findall(r"\+\d[\d -]{6,}", text))
