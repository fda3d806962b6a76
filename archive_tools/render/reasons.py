"""Why the archive says something, in the language of the interface.

Other rooms give their reasons as short English sentences (`alias «غزة» with a needed word near it`), which is what
front matter, exports and `archive show` hold. Here each becomes labels that the reader's language has words for, with
what was found in between; a sentence that is not listed shows as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from archive_tools.render.escaping import html
from archive_tools.render.labels import has_label
from archive_tools.render.look import Look
from archive_tools.render.markup import isolated, label

_LONGEST: Final = 2_000
"""Characters; what is longer quotes a whole field of a source, and shows as it is."""
_REPEATED: Final = 200
"""Characters; what is longer is seldom said twice, and not remembered."""
_SHAPES: Final = (
    # where a fact stands
    (r"sidecar", "{why_sidecar}"),
    (r"source", "{why_source}"),
    (r"source: (.+)", "{why_source}: {1}"),
    (r"source: (.+) \(([^()]+)\)", "{why_source}: {1} ({=2})"),
    (r"host of the url", "{why_host}"),
    (r"no address in sidecar or source", "{why_no_address}"),
    (r"no author in sidecar or source", "{why_no_author}"),
    (r"no date in sidecar or source", "{why_no_date}"),
    (r"no outlet in sidecar or source, and the text names none as its own", "{why_no_outlet}"),
    (r"no language stated, and the letters do not tell it", "{why_no_language}"),
    # and where in the text
    (r"p(\d+): heading at the beginning", "{paragraph} {1}: {why_heading}"),
    (r"p(\d+): short first line without full stop", "{paragraph} {1}: {why_short_line}"),
    (r"first sentence of p(\d+)", "{paragraph} {1}: {why_first_sentence}"),
    (r"p(\d+): («.+»)", "{paragraph} {1}: {2}"),
    (r"the body has no sentence", "{why_no_sentence}"),
    # languages
    (r"the text has no letters", "{why_no_letters}"),
    (r"(\d+) % of the letters are Arabic", "{1} {why_arabic_letters}"),
    (r"(\d+) % of the letters are Arabic, (.+)", "{1} {why_arabic_letters} · {=2}"),
    (r"(\d+) % of the letters are (\w+)", "{1} {why_letters} {2}"),
    (r"(\d+) % of the letters are (\w+), (.+)", "{1} {why_letters} {2} · {=3}"),
    (r"no letters of its neighbours", "{why_no_neighbours}"),
    (r"(\d+) % letters of (\w+)", "{1} {why_letters_of} {lang=2}"),
    (r"(\d+) % Persian letters", "{1} {why_letters_of} {lang_fa}"),
    (r"letters of Yiddish among them", "{why_yiddish}"),
    (r"words of Western Punjabi", "{why_punjabi}"),
    (r"(\d+) of (\d+) words are frequent in (\w+)", "{1}/{2} {why_frequent_words} {lang=3}"),
    (r"its words decide nothing", "{why_words_undecided}"),
    # how a date was read
    (r"UTC, shifted to (.+)", "{why_shifted} {1}"),
    (r"there is no such day in the calendar", "{why_no_such_day_here}"),
    (r"there is no such day in the Hijri calendar", "{why_no_such_hijri_day}"),
    (r"its year has no four digits", "{why_short_year}"),
    (r"its time is not on the clock", "{why_no_time}"),
    (r"no month (.+)", "{why_no_month} {1}"),
    (r"day and month cannot be told apart", "{why_day_or_month}"),
    (r"(\S+) Hijri by the Umm al-Qura calendar", "{1} {why_umm_al_qura}"),
    (r"it is no date that can be read with certainty", "{why_no_certain_date}"),
    (r"it is a Hijri date that names no Hijri month and day", "{why_no_hijri_month}"),
    # names
    (r"alias («.+»)", "{why_alias} {1}"),
    (r"alias («.+») with a needed word near it", "{why_alias} {1} {why_needed}"),
    (r"alias («.+») in a list of governorates", "{why_alias} {1} {why_governorates}"),
    (r"short for a name given before \((«.+»)\)", "{why_short_name} {1}"),
    (r"short form of a body named before \((«.+»)\)", "{why_short_body} {1}"),
    (r"holder of the office («.+») at the date", "{why_office} {1} {why_at_the_date}"),
    (r"relational adjective of («.+»)", "{why_adjective} {1}"),
    (r"relational adjective of a definite noun", "{why_adjective_of_noun}"),
    (r"relational adjective in the accusative, not the state", "{why_adjective_accusative}"),
    (r"several records bear this name", "{why_several}"),
    (r"several records bear this name and nothing near decides", "{why_several}"),
    # dates
    (r"stated", "{basis_stated}"),
    (r"relative to published (\S+)", "{why_relative} {1}"),
    (r"unresolved: relative, and the day of publication is unknown", "{why_no_day}"),
    (r"unresolved: no single day", "{why_no_single_day}"),
    (r"unresolved: no such day in the calendar, or outside its tables", "{why_no_such_day}"),
    (r"the two names of the month are different months", "{why_two_months}"),
    (r"the named weekday is not that day's, seen from the publication date", "{why_weekday_published}"),
    (r"(\S+) is not the named weekday", "{1}: {why_weekday}"),
)
"""A pattern for the whole sentence; what to show: labels by their key, groups of the pattern by their number; `=2` is a
group that is a reason itself, `lang=2` one that is a language."""
_RECORDS: Final = (("column", "{why_column}"), ("field", "{why_field}"), ("front matter", "{why_front_matter}"))
_IN_RECORDS: Final = (
    (r' ("[^"]*")', " {1}"),
    (r' ("[^"]*"), its record by the host of the url: (.+)', " {1} · {why_record_by_host}: {2}"),
    (r' ("[^"]*"): («.+») is no web address', " {1} · {why_no_web_address}: {2}"),
    (r' ("[^"]*"): («.+») is no language tag', " {1} · {why_no_language_tag}: {2}"),
    (r' ("[^"]*"): (.+): no name of a person', " {1} · {why_no_person}: {2}"),
    (r' ("[^"]*"): (.+) \(([^()]+)\)', " {1}: {2} ({=3})"),
    (r' ("[^"]*"): (.+)', " {1}: {2}"),
)
"""What follows a word for a place in a record."""


def reason(text: str, look: Look) -> str:
    """HTML of a reason, isolated; empty for none."""
    if not text:
        return ""
    if len(text) > _LONGEST:
        return isolated(text)
    return _told(text, look) if len(text) <= _REPEATED else _told.__wrapped__(text, look)


@lru_cache(maxsize=8192)  # of an archive's reasons nearly all are among so many
def _told(text: str, look: Look) -> str:
    shape = _shape(text)
    return isolated(text) if shape is None else f"<bdi>{''.join(_piece(piece, look) for piece in shape)}</bdi>"


_Piece = tuple[str, str]
"""Key of a label or "", and text or ""."""


def _piece(piece: _Piece, look: Look) -> str:
    key, text = piece
    if key:
        return label(key, look)
    if text.startswith("«"):  # of any language: set apart, lest its marks turn with what stands around
        return isolated(text)
    return html(look.numerals(text) if text.isdigit() else text)


def _shape(text: str) -> tuple[_Piece, ...] | None:
    for beginning, pattern, shown in _patterns():
        # Compiled when something begins like it: all of them take longer than a page
        found = re.fullmatch(pattern, text, re.DOTALL) if text.startswith(beginning) else None
        if found is not None:
            pieces = (
                _read(piece, found) if at % 2 else [("", piece)] for at, piece in enumerate(re.split("[{}]", shown))
            )
            return tuple(chain.from_iterable(pieces))
    return None


def _read(piece: str, found: re.Match[str]) -> Sequence[_Piece]:
    what, _, number = piece.rpartition("=")
    if not number.isdigit():
        return [(piece, "")]
    text = found[int(number)]
    if what == "lang" and has_label(f"lang_{text}"):
        return [(f"lang_{text}", "")]
    return (piece.startswith("=") and _shape(text)) or [("", text)]


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, str, str], ...]:
    """How what it matches begins, pattern, what to show."""
    records = [(word + rest, key + shown) for word, key in _RECORDS for rest, shown in _IN_RECORDS]
    # Where two match, the one that says more in its own words.
    longest = sorted([*_SHAPES, *records], key=lambda shape: -len(re.sub(r"\(.*?\)", "", shape[0])))
    return tuple((re.split(r"[\\(]", pattern)[0], pattern, shown) for pattern, shown in longest)
