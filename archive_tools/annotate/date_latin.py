"""English and Turkish date expressions, over the folded text."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from archive_tools.annotate import reckoning as cal
from archive_tools.annotate.passage import Passage
from archive_tools.annotate.reckoning import NEXT, PAST, Reckoning
from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table


class LatinFound(Struct, frozen=True):
    """An expression in the fold, from `a` to `b`."""

    a: int
    b: int
    edtf: str | None
    relative: bool
    conflict: str | None = None


def _numbered(groups: list[list[str]]) -> dict[str, int]:
    return {fold(name): number for number, names in enumerate(groups) for name in names}


_MONTHS = {
    lang: {name: number + 1 for name, number in _numbered(table("months")[lang]).items()} for lang in ("en", "tr")
}
_WEEKDAYS = {lang: _numbered(table("weekdays")[lang]) for lang in ("en", "tr")}
_COUNTS = {
    lang: {fold(word): int(value) for value, words in table("numerals")[lang].items() for word in words}
    for lang in ("en", "tr")
}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_EN_MONTH, _EN_DAY = _any(_MONTHS["en"]), _any({w: n for w, n in _WEEKDAYS["en"].items() if len(w) > 5})
_TR_MONTH, _TR_DAY = _any(_MONTHS["tr"]), _any(_WEEKDAYS["tr"])
_EN_COUNT, _TR_COUNT = _any(_COUNTS["en"]), _any(_COUNTS["tr"])
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_EN_UNITS = {word + ending: word for word in ("day", "week", "month", "year") for ending in ("", "s")}
_TR_UNITS = {"gun": "day", "hafta": "week", "ay": "month", "yil": "year", "sene": "year"}
_SUFFIX = r"(?:'[a-z]{1,6})?"

_EN = re.compile(
    rf"(?<![\w-])(?:(?P<wd>{_EN_DAY})(?:,? (?=(?:\d|(?:{_EN_MONTH})\b)))?)?"
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<m1>{_EN_MONTH})\.? (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:-(?P<d1b>\d{{1,2}}))?(?:,? (?P<y1>{_YEAR}))?(?!\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:-(?P<d2b>\d{{1,2}}))?(?: of)? (?P<m2>{_EN_MONTH})\.?(?:,? (?P<y2>{_YEAR}))?"
    rf"|(?P<ph3>early |mid-|mid |late )?(?P<m3>{_EN_MONTH})\.?(?: of)?,? (?P<y3>{_YEAR}))?(?![\w-])"
)
_EN_OTHER = re.compile(
    rf"(?<![\w-])(?:(?P<rel>today|yesterday|tomorrow|last night|tonight)"
    rf"|(?:earlier )?(?P<mod>last|this|next|past) "
    rf"(?P<what>week|month|year|{_EN_DAY}|{_EN_MONTH}|spring|summer|autumn|winter)"
    rf"|(?P<n>\d{{1,3}}|{_EN_COUNT}) (?P<unit>{'|'.join(_EN_UNITS)}) ago"
    rf"|(?:the )?(?P<decade>(?:1[89]|20)\d0)s"
    rf"|(?P<phase>early|mid|late)[ -](?P<py>{_YEAR})"
    rf"|(?P<since>in|since|until|by|from|during|of|between|and|before|after|to) (?P<y>{_YEAR})(?![\w%]|[.,]\d|-\d)"
    rf"|(?:in|since|until|by|during|last|of) (?P<mon>{_EN_MONTH})(?! \d)(?=[ ,.;])"
    rf")(?![\w-])"
)
_TR = re.compile(
    rf"(?<![\w-])(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<dd>\d{{1,2}})\.(?P<mm>\d{{1,2}})\.(?P<yy>{_YEAR})"
    rf"|(?:(?P<d2>\d{{1,2}})(?:-(?P<d2b>\d{{1,2}}))? )?"
    rf"(?P<m2>{_TR_MONTH})(?: (?P<y2>{_YEAR}))?{_SUFFIX}(?: (?P<wd>{_TR_DAY}))?(?: gunu)?"
    rf")(?![\w-])"
)
_TR_OTHER = re.compile(
    rf"(?<![\w-])(?:(?P<rel>bugun|dun|yarin|evvelki gun|onceki gun)"
    rf"|(?P<mod>gecen|gectigimiz|bu|gelecek|onumuzdeki) (?P<what>hafta|ay|yil|sene|{_TR_DAY})(?: gunu)?"
    rf"|(?P<wday>{_TR_DAY})(?: gunu|'[a-z]+)"
    rf"|(?P<n>\d{{1,3}}|{_TR_COUNT}) (?P<unit>{'|'.join(_TR_UNITS)}) once"
    rf"|(?P<decade>(?:1[89]|20)\d0)'(?:lar|ler)[a-z]*(?: yillar[a-z]*)?"
    rf"|(?P<y>{_YEAR})(?:'[a-z]{{1,6}}| yil[a-z]*))(?![\w-])"
)


def latin_dates(passage: Passage, lang: str, reckoning: Reckoning) -> list[LatinFound]:
    """Expressions of an English ("en") or Turkish ("tr") passage, none overlapping, in order."""
    patterns: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Reckoning, str], LatinFound | None]], ...]
    patterns = ((_EN, _absolute), (_EN_OTHER, _english)) if lang == "en" else ((_TR, _absolute), (_TR_OTHER, _turkish))
    found: list[LatinFound] = []
    for pattern, read in patterns:
        for match in pattern.finditer(passage.folded):
            if match.end() == match.start() or not _is_capitalised(passage, match):
                continue
            hit = read(match, reckoning, lang)
            if hit is not None and not any(hit.a < other.b and other.a < hit.b for other in found):
                found.append(hit)
    return sorted(found, key=lambda hit: hit.a)


def _is_capitalised(passage: Passage, match: re.Match[str]) -> bool:
    """Months and weekdays are written with a capital: "may", "march" and "sun" are words."""
    for group in ("m1", "m2", "m3", "mon", "wday", "wd"):
        if group in match.re.groupindex and match[group]:
            first = passage.text[passage.offsets[match.start(group)]]
            if not first.isupper():
                return False
    return True


def _get(match: re.Match[str], *groups: str) -> str | None:
    return next((match[group] for group in groups if group in match.re.groupindex and match[group]), None)


def _absolute(match: re.Match[str], reckoning: Reckoning, lang: str) -> LatinFound | None:
    """Days and months by number; an English weekday alone too."""
    weekday_name = _get(match, "wd")
    iso = _get(match, "iso")
    if iso:
        year, month, day = map(int, iso.split("-"))
        return LatinFound(match.start(), match.end(), cal.edtf_day(year, month, day), False)
    if _get(match, "dd"):
        edtf = cal.edtf_day(int(match["yy"]), int(match["mm"]), int(match["dd"]))
        return LatinFound(match.start(), match.end(), edtf, False)
    name = _get(match, "m1", "m2", "m3")
    if name is None:
        if weekday_name is None:
            return None
        return _bare_weekday(match, weekday_name, reckoning, lang)
    return _day_and_month(match, name, weekday_name, reckoning, lang)


def _day_and_month(
    match: re.Match[str], name: str, weekday: str | None, reckoning: Reckoning, lang: str
) -> LatinFound | None:
    month = _MONTHS[lang][name]
    day, second, year_text = _get(match, "d1", "d2"), _get(match, "d1b", "d2b"), _get(match, "y1", "y2", "y3")
    if lang == "tr" and day is None and year_text is None:
        return None
    number = int(day) if day else None
    year = int(year_text) if year_text else reckoning.year_of_month(month, number, None)
    edtf = cal.edtf_day(year, month, number) if year else None
    conflict = None
    if edtf and second:
        other = cal.edtf_day(year or 0, month, int(second))
        edtf = f"{edtf}/{other}" if other and other > edtf else None
    elif edtf and weekday and len(edtf) == 10:
        named = Reckoning.from_published(edtf)
        if named.day is not None and named.day.weekday() != _WEEKDAYS[lang][weekday]:
            conflict = f"{edtf} is not the named weekday"
    return LatinFound(match.start(), match.end(), edtf, year_text is None, conflict)


def _bare_weekday(match: re.Match[str], name: str, reckoning: Reckoning, lang: str) -> LatinFound:
    before = match.string[max(0, match.start() - 40) : match.start()]
    number = _WEEKDAYS[lang][name]
    ahead = re.search(r"\b(will|to be held|scheduled|due|expected|next)\b[^.]*$", before)
    edtf = reckoning.weekday_ahead(number) if ahead else reckoning.weekday(number, None)
    return LatinFound(match.start("wd"), match.end("wd"), edtf, True)


def _english(match: re.Match[str], reckoning: Reckoning, lang: str) -> LatinFound | None:
    a, b = match.span()
    if match["rel"]:
        if match["rel"] in {"last night", "tonight"}:
            return LatinFound(a, b, reckoning.night(-1 if match["rel"] == "last night" else 0), True)
        return LatinFound(a, b, reckoning.days({"today": 0, "yesterday": -1, "tomorrow": 1}[match["rel"]]), True)
    if match["mod"]:
        shift = {"last": PAST, "past": PAST, "this": 0, "next": NEXT}[match["mod"]]
        return LatinFound(a, b, _shifted(match["what"], shift, reckoning, lang), True)
    if match["n"]:
        count = int(match["n"]) if match["n"].isdigit() else _COUNTS["en"][match["n"]]
        return LatinFound(a, b, reckoning.ago(count, _EN_UNITS[match["unit"]]), True)
    if match["mon"]:
        year = reckoning.year_of_month(_MONTHS["en"][match["mon"]], None, None)
        edtf = cal.edtf_day(year, _MONTHS["en"][match["mon"]]) if year else None
        return LatinFound(match.start("mon"), match.end("mon"), edtf, True)
    return _year_or_decade(match)


def _turkish(match: re.Match[str], reckoning: Reckoning, lang: str) -> LatinFound | None:
    a, b = match.span()
    if match["rel"]:
        shift = {"bugun": 0, "dun": -1, "yarin": 1}.get(match["rel"], -2)
        return LatinFound(a, b, reckoning.days(shift), True)
    if match["mod"]:
        shift = {"gecen": PAST, "gectigimiz": PAST, "bu": 0}.get(match["mod"], NEXT)
        return LatinFound(a, b, _shifted(match["what"], shift, reckoning, lang), True)
    if match["wday"]:
        return LatinFound(a, b, reckoning.weekday(_WEEKDAYS["tr"][match["wday"]], None), True)
    if match["n"]:
        count = int(match["n"]) if match["n"].isdigit() else _COUNTS["tr"][match["n"]]
        return LatinFound(a, b, reckoning.ago(count, _TR_UNITS[match["unit"]]), True)
    return _year_or_decade(match)


def _year_or_decade(match: re.Match[str]) -> LatinFound | None:
    if match["decade"]:
        return LatinFound(match.start(), match.end(), f"{match['decade'][:3]}X", False)
    if _get(match, "py"):
        edtf = match["py"] + "~"
        return LatinFound(match.start(), match.end(), edtf, False)
    return LatinFound(
        match.start("y"), match.end("y") if "since" in match.re.groupindex else match.end(), match["y"], False
    )


def _shifted(what: str, shift: int, reckoning: Reckoning, lang: str) -> str | None:
    units: dict[str, Callable[[int], str | None]] = {
        "week": reckoning.week, "hafta": reckoning.week, "month": reckoning.month, "ay": reckoning.month,
        "year": reckoning.year, "yil": reckoning.year, "sene": reckoning.year,
    }  # fmt: skip
    if what in units:
        return units[what](shift)
    if what in _WEEKDAYS[lang]:
        return reckoning.weekday(_WEEKDAYS[lang][what], shift or None)
    if what in _MONTHS[lang]:
        month = _MONTHS[lang][what]
        year = reckoning.year_of_month(month, None, shift or None)
        return cal.edtf_day(year, month) if year else None
    return _season(what, shift, reckoning)


def _season(what: str, shift: int, reckoning: Reckoning) -> str | None:
    """Last summer is the latest one that has begun and ended; this summer the one of the year."""
    seasons: dict[str, tuple[int, int]] = {"spring": (21, 6), "summer": (22, 9), "autumn": (23, 12), "winter": (24, 3)}
    code, over = seasons[what]
    if reckoning.day is None:
        return None
    year = reckoning.day.year
    if shift == PAST and reckoning.day.month < over:
        year -= 1
    if shift == NEXT and reckoning.day.month >= over - 3:
        year += 1
    return f"{year:04d}-{code}"
