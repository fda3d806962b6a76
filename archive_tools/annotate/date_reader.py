"""What the rules of Arabic date expressions share: looking around, and reading numbers, years and dates in digits."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from archive_tools.annotate import reckoning as cal
from archive_tools.annotate.date_words import Tokens
from archive_tools.annotate.reckoning import NEXT, PAST, Reckoning
from archive_tools.arabic.tables import table

_RULES_DATA = table("date_rules")
_FUTURE = re.compile(r"(?:و|ف)?س[يتن][^\W_]{2,}")
_NOT_FUTURE = tuple(_RULES_DATA["not_future"])
_FUTURE_WORDS = frozenset(_RULES_DATA["future_words"])
_SPACE = frozenset({" "})
_NUMERIC = frozenset({"/", "-", ".", " / ", " - "})
_LOOSE = frozenset({" ", ", ", " , ", " (", ",", ") ", "), ", " - ", ",  "})


class Found(Struct, frozen=True):
    """An expression: tokens `first` to `last`, its EDTF value, and how it was resolved."""

    first: int
    last: int
    edtf: str | None
    relative: bool
    conflict: str | None = None


class Reader:
    """The tokens of one passage, and what stands beside them."""

    def __init__(self, tokens: Tokens, folded: str, reckoning: Reckoning) -> None:
        self.words, self.kinds, self.values = tokens.words, tokens.kinds, tokens.values
        self.a, self.b = tokens.begins, tokens.ends
        self.folded = folded
        self.reckoning = reckoning

    def _is(self, index: int, *kinds: str, gap: frozenset[str] = _SPACE) -> bool:
        """Whether the token at `index` is of one of the kinds and stands right after the one before it."""
        if not 0 < index < len(self.words) or self.kinds[index] not in kinds:
            return False
        return self.folded[self.b[index - 1] : self.a[index]] in gap

    def _before(self, index: int) -> str:
        """The word right before `index`, "" at a break."""
        if index == 0 or self.folded[self.b[index - 1] : self.a[index]] not in {" ", " (", ' "'}:
            return ""
        return self.words[index - 1]

    def _after(self, index: int) -> str:
        if index + 1 >= len(self.words) or self.folded[self.b[index] : self.a[index + 1]] != " ":
            return ""
        return self.words[index + 1]

    def _future(self, index: int) -> bool:
        """Whether a verb or word before the expression, in the same clause, speaks of the future."""
        for back in range(index - 1, max(-1, index - 9), -1):
            gap = self.folded[self.b[back] : self.a[back + 1]]
            if any(mark in gap for mark in '.?!;:"'):
                return False
            word = self.words[back]
            if word in _FUTURE_WORDS or (_FUTURE.fullmatch(word) and not word.lstrip("وف").startswith(_NOT_FUTURE)):
                return True
        return False

    def _future_follows(self, index: int) -> bool:
        """Whether a verb of the future stands right after: «ويوم الاثنين سيصل»."""
        word = self._after(index)
        return bool(_FUTURE.fullmatch(word)) and not word.lstrip("وف").startswith(_NOT_FUTURE)

    def _mod(self, index: int) -> int | None:
        """The value of الماضي, الجاري, المقبل at `index`."""
        return int(self.values[index]) if self._is(index, "mod", gap=frozenset({" ", ") "})) else None

    def _is_at(self, at: int, index: int, *kinds: str) -> bool:
        return (self.kinds[at] in kinds) if at == index else self._is(at, *kinds)

    def _day_number(self, index: int) -> tuple[int, int] | None:
        """(day, last token) of a day of the month in digits or words."""
        if self.kinds[index] == "number":
            value, digits, suffix = self.values[index]
            return (value, index) if 1 <= value <= 31 and digits <= 2 and not suffix else None
        if self.kinds[index] != "ordinal":
            return None
        day, last = int(self.values[index]), index
        if self._is(index + 1, "cardinal") and self.values[index + 1] == 10 and day <= 11:
            return (11 if day == 11 else day + 10), index + 1
        if self._is(index + 1, "ordinal") and self.values[index + 1] in {20, 30}:
            return (1 if day == 11 else day) + int(self.values[index + 1]), index + 1
        return (day, last) if day <= 10 or day in {20, 30} else None

    def _count(self, index: int) -> tuple[int, int] | None:
        """(count, next token) of a number in digits or words."""
        if self.kinds[index] == "number":
            value, digits, suffix = self.values[index]
            return (value, index + 1) if digits <= 3 and not suffix else None
        if self.kinds[index] not in {"cardinal", "definite"}:
            return None
        count, at = int(self.values[index]), index + 1
        if self._is(at, "cardinal") and self.values[at] == 10 and count < 10:
            return count + 10, at + 1
        if self._is(at, "cardinal") and self.words[at].startswith("و") and self.values[at] >= 20:
            return count + int(self.values[at]), at + 1
        return count, at

    def _is_year(self, index: int) -> bool:
        value, digits, suffix = self.values[index]
        return digits == 4 and 1000 <= value <= 2100 and suffix in {"", "م"}

    def _year_part(self, at: int) -> tuple[int | None, int | None, bool]:
        """(year, last token, relative) of «[من] [عام] 2024» or «من العام الماضي»; last token None: no year."""
        start = at
        if self._is(at, "from", gap=frozenset({" ", ") "})):
            at += 1
        loose = _LOOSE if at == start else _SPACE
        if self._is(at, "this") and self._is(at + 1, "unit") and self.values[at + 1] == "year":
            return self._year_shifted(0), at + 1, True
        if self._is(at, "unit", gap=loose) and self.values[at] == "year":
            shift = self._mod(at + 1)
            if shift is not None:
                return self._year_shifted(shift), at + 1, True
            if self._is(at + 1, "number") and self._is_year(at + 1):
                return self.values[at + 1][0], at + 1, False
            return None, None, False
        if self._is(at, "number", gap=loose) and self._is_year(at):
            return self.values[at][0], at, False
        return None, None, False

    def _year_shifted(self, shift: int) -> int | None:
        year = self.reckoning.year(shift)
        return int(year) if year else None

    def numeric(self, index: int) -> Found | None:
        """28/11/2024, 2024-11-28; with ه a Hijri date."""
        if not (self._is(index + 1, "number", gap=_NUMERIC) and self._is(index + 2, "number", gap=_NUMERIC)):
            return None
        first, second = (self.folded[self.b[n] : self.a[n + 1]] for n in (index, index + 1))
        if first != second:
            return None
        (a, a_digits, _), (b, _, _), (c, c_digits, suffix) = (self.values[index + n] for n in range(3))
        if a_digits == 4 and c_digits <= 2:
            year, month, day = a, b, c
        elif c_digits == 4 and a_digits <= 2:
            year, month, day = c, b, a
            if month > 12 and day <= 12:
                month, day = day, month
        else:
            return None
        hijri = suffix in {"ه", "هج"} or 1343 <= year <= 1500
        edtf = cal.hijri(year, month, day) if hijri else cal.edtf_day(year, month, day)
        return Found(index, index + 2, edtf, False)

    def hijri_date(self, index: int) -> Found | None:
        """26 جمادى الأولى 1446هـ; شعبان 1439."""
        at, day = index, None
        if self.kinds[index] == "number":
            number = self._day_number(index)
            if number is None:
                return None
            day, at = number[0], index + 1
            if self._is(at, "from"):
                at += 1
            if self._is(at, "unit") and self.values[at] == "month":
                at += 1
            if not self._is(at, "hijri"):
                return None
        month, last = int(self.values[at]), at
        at += 1
        if self._is(at, "from"):
            at += 1
        if self._is(at, "unit") and self.values[at] == "year":
            at += 1
        if self._is(at, "number", gap=_LOOSE) and self.values[at][1] >= 3 and self.values[at][0] <= 1600:
            return Found(index, at, cal.hijri(self.values[at][0], month, day), False)
        return self._hijri_without_year(index, last, month, day)

    def _hijri_without_year(self, index: int, last: int, month: int, day: int | None) -> Found | None:
        """رمضان الماضي, 10 محرم: the nearest such month; a bare name alone is no date."""
        direction = self._mod(last + 1)
        if self.reckoning.day is None or (direction is None and day is None):
            return Found(index, last, None, True) if day is not None else None
        here = self.reckoning.day
        year = round((here.year - 622) * 33 / 32)
        spans = [(y, cal.hijri(y, month, day)) for y in (year - 1, year, year + 1, year + 2)]
        days = [(date.fromisoformat(value[:10]), value) for _, value in spans if value]
        if direction == PAST:
            fitting = [value for start, value in days if start < here]
            value = fitting[-1] if fitting else None
        elif direction == NEXT:
            value = next((value for start, value in days if start > here), None)
        else:
            value = min(days, key=lambda pair: abs((pair[0] - here).days))[1] if days else None
        return Found(index, last if direction is None else last + 1, value, True)
