"""EDTF dates in the words of the interface, Gregorian and Hijri.

The browser does the same from the same table when the reader changes the language (`assets/dates.js`);
golden cases in tests/cases/dates_in_words.yml hold both to the same words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from archive_tools.arabic.hijri import from_gregorian
from archive_tools.render.escaping import html
from archive_tools.render.labels import TABLE
from archive_tools.render.look import Look

_PLAIN: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_SEASON: Final = re.compile(r"(\d{4})-(2[1-4])", re.ASCII)
_UNSPECIFIED: Final = re.compile(r"(\d{2,3})(XX?)", re.ASCII)


def is_plain(edtf: str) -> bool:
    """Whether the date is a year, a month or a day without qualification: what HTML's `<time>` takes."""
    return _PLAIN.fullmatch(edtf) is not None


@lru_cache(maxsize=4096)
def in_words(edtf: str, look: Look) -> str:
    """The date as the interface writes it, for instance «28 تشرين الثاني/نوفمبر 2024»; unescaped.

    What EDTF can say and the table cannot comes out as the EDTF string itself: unpretty, but true.
    """
    return look.numerals(_words(edtf, look))


def _words(edtf: str, look: Look) -> str:
    words = _table("dates", look)
    if "/" in edtf:
        return _interval(edtf, look, words)
    if edtf[-1:] in {"~", "%"}:
        return str(words["approximate"]).replace("{date}", _words(edtf[:-1], look))
    if edtf[-1:] == "?":
        return str(words["uncertain"]).replace("{date}", _words(edtf[:-1], look))
    if match := _PLAIN.fullmatch(edtf):
        return _plain(match, look, words)
    if match := _SEASON.fullmatch(edtf):
        return str(words["seasons"][int(match[2]) - 21]).replace("{y}", match[1])
    if (match := _UNSPECIFIED.fullmatch(edtf)) and len(edtf) == 4:
        return str(words["decade" if match[2] == "X" else "century"]).replace("{y}", edtf.replace("X", "0"))
    return edtf


def _plain(match: re.Match[str], look: Look, words: Any) -> str:
    year, month, day = match.groups()
    if month is None:
        return year
    months = _table("months", look)
    names = months.get(look.months) or next(iter(months.values()))
    shown = str(words["day" if day else "month"]).replace("{y}", year).replace("{month}", names[int(month) - 1])
    return shown.replace("{d}", str(int(day))) if day else shown


def _interval(edtf: str, look: Look, words: Any) -> str:
    first, last = edtf.split("/", 1)
    if first in {"", ".."}:
        return str(words["before"]).replace("{to}", _words(last, look))
    if last in {"", ".."}:
        return str(words["after"]).replace("{from}", _words(first, look))
    return str(words["range"]).replace("{from}", _words(first, look)).replace("{to}", _words(last, look))


def _table(name: str, look: Look) -> Any:
    return TABLE[name].get(look.language) or TABLE[name]["en"]


def hijri(edtf: str) -> str | None:
    """The Hijri day (Umm al-Qura) of a Gregorian day, `1446-05-26`; None for anything but a day of 1924-2077."""
    match = _PLAIN.fullmatch(edtf)
    if match is None or match[3] is None:
        return None
    day = from_gregorian(int(match[1]), int(match[2]), int(match[3]))
    return None if day is None else f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


def hijri_in_words(day: str, look: Look) -> str:
    """«26 جمادى الأولى 1446 هـ»; `day` as `hijri` gives it, or a month or year of that calendar: `1446-05`, `1446`."""
    year, month, number = (*day.split("-"), "", "")[:3]
    form = "hijri" if number else "hijri_month" if month else "hijri_year"
    shown = str(_table("dates", look)[form]).replace("{y}", str(int(year)))
    if month:
        shown = shown.replace("{month}", _table("hijri_months", look)[int(month) - 1])
    return look.numerals(shown.replace("{d}", str(int(number))) if number else shown)


@lru_cache(maxsize=8192)
def date_html(edtf: str, look: Look) -> str:
    """The date as raw HTML that the browser can put into another language."""
    value = html(edtf)
    words = html(in_words(edtf, look))
    if is_plain(edtf):
        return f'<time datetime="{value}" data-d="{value}">{words}</time>'
    return f'<span data-d="{value}">{words}</span>'


@lru_cache(maxsize=4096)
def hijri_html(edtf: str, look: Look) -> str:
    """The Hijri day of a Gregorian one as raw HTML, or "" where there is none."""
    day = hijri(edtf)
    return hijri_span(day, look) if day else ""


def hijri_span(day: str, look: Look) -> str:
    """A Hijri day, month or year as raw HTML."""
    return f'<span data-hijri="{day}">{html(hijri_in_words(day, look))}</span>'


def month_name(month: int, look: Look, *, of_hijri: bool = False) -> str:
    """The name of a month without its year, as raw HTML; `month` from 1."""
    if of_hijri:
        return f'<span data-hijri-month="{month}">{html(_table("hijri_months", look)[month - 1])}</span>'
    months = _table("months", look)
    names = months.get(look.months) or next(iter(months.values()))
    return f'<span data-month="{month}">{html(names[month - 1])}</span>'


def day_of_year(day: str, look: Look) -> str:
    """«28 تشرين الثاني/نوفمبر» for `11-28`, unescaped."""
    month, number = map(int, day.split("-"))
    months = _table("months", look)
    names = months.get(look.months) or next(iter(months.values()))
    shown = str(_table("dates", look)["day_of_year"]).replace("{month}", names[month - 1])
    return look.numerals(shown.replace("{d}", str(number)))


def weekday_name(weekday: int, look: Look) -> str:
    """The short name of a day of the week, as raw HTML; Monday is 0."""
    return f'<span data-weekday="{weekday}">{html(_table("weekdays", look)[weekday])}</span>'
