"""The grammar of Arabic date expressions, over tokens. Each rule tries one shape at one place.

A rule returns a `Found` or None; the first rule that fits wins, so longer shapes come first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from archive_tools.annotate import reckoning as cal
from archive_tools.annotate.date_words import Token
from archive_tools.annotate.reckoning import NEXT, PAST, THIS, Reckoning
from archive_tools.arabic.tables import table

STATED = "stated"
_FUTURE = re.compile(r"(?:و|ف)?س[يتن][^\W_]{3,}")
_RULES_DATA = table("date_rules")
_NOT_FUTURE = tuple(_RULES_DATA["not_future"])
_FUTURE_WORDS = frozenset(_RULES_DATA["future_words"])
_NAMED_EVENTS = frozenset(_RULES_DATA["named_events"])
_NOT_WEEKDAY_AFTER = frozenset(_RULES_DATA["not_weekday_after"])
_PREPOSITIONS = frozenset(_RULES_DATA["prepositions"])
_NOT_TODAY_BEFORE = frozenset(_RULES_DATA["not_today_before"])
_NOT_TODAY_AFTER = frozenset(_RULES_DATA["not_today_after"])
_YEAR_AFTER = frozenset(_RULES_DATA["year_after"])
_NOT_YEAR_BEFORE = frozenset(_RULES_DATA["not_year_before"])
_SPACE = frozenset({" "})
_LOOSE = frozenset({" ", ", ", " , ", " (", ",", ") ", "), ", " - ", ",  "})
_SLASH = frozenset({"/", " / ", "/ ", " /", " (", "(", "-", " - ", "- ", " -", ") ", " او "})


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: tokens `first` to `last`, its EDTF value, and how it was resolved."""

    first: int
    last: int
    edtf: str | None
    relative: bool
    conflict: str | None = None


class Grammar:
    """All rules over the tokens of one passage."""

    def __init__(self, tokens: list[Token], folded: str, reckoning: Reckoning) -> None:
        self.t = tokens
        self.folded = folded
        self.reckoning = reckoning
        self._rules: dict[str, tuple[Callable[[int], Found | None], ...]] = {
            "number": (
                self.numeric,
                self.day_range,
                self.day_of_month,
                self.hijri_date,
                self.last_units,
                self.bare_year,
            ),
            "ordinal": (self.day_of_month,),
            "between": (self.day_range, self.year_pair),
            "month": (self.month,),
            "hijri": (self.hijri_date,),
            "weekday": (self.named_day,),
            "part": (self.named_day,),
            "dayword": (self.named_day,),
            "far": (self.named_day,),
            "yesternight": (self.named_day,),
            "unit": (self.named_day, self.year, self.week_of_month, self.unit, self.last_units),
            "dual": (self.year_pair, self.named_day, self.last_units),
            "cardinal": (self.last_units,),
            "this": (self.this_unit,),
            "start": (self.phase,),
            "phase": (self.phase,),
            "back": (self.ago,),
            "decade": (self.decade,),
            "season": (self.season,),
            "quarter": (self.quarter,),
        }

    def find(self) -> list[Found]:
        """All expressions from left to right, none overlapping."""
        found: list[Found] = []
        done = 0
        for index, token in enumerate(self.t):
            if not token.kind or index < done:
                continue
            hit = self._try(index)
            if hit is not None:
                found.append(hit)
                done = hit.last + 1
        return found

    def _try(self, index: int) -> Found | None:
        for rule in self._rules.get(self.t[index].kind, ()):
            hit = rule(index)
            if hit is not None:
                return hit
        return None

    # ------------------------------------------------------------ looking around

    def _is(self, index: int, *kinds: str, gap: frozenset[str] = _SPACE) -> bool:
        """Whether the token at `index` is of one of the kinds and stands right after the one before it."""
        if not 0 < index < len(self.t) or self.t[index].kind not in kinds:
            return False
        return self.folded[self.t[index - 1].b : self.t[index].a] in gap

    def _before(self, index: int) -> str:
        """The word right before `index`, "" at a break."""
        if index == 0 or self.folded[self.t[index - 1].b : self.t[index].a] not in {" ", " (", ' "'}:
            return ""
        return self.t[index - 1].word

    def _after(self, index: int) -> str:
        if index + 1 >= len(self.t) or self.folded[self.t[index].b : self.t[index + 1].a] != " ":
            return ""
        return self.t[index + 1].word

    def _future(self, index: int) -> bool:
        """Whether a verb or word before the expression, in the same clause, speaks of the future."""
        for back in range(index - 1, max(-1, index - 9), -1):
            gap = self.folded[self.t[back].b : self.t[back + 1].a]
            if any(mark in gap for mark in '.?!;:"'):
                return False
            word = self.t[back].word
            if word in _FUTURE_WORDS or (_FUTURE.fullmatch(word) and not word.lstrip("وف").startswith(_NOT_FUTURE)):
                return True
        return False

    def _mod(self, index: int) -> int | None:
        """The value of الماضي, الجاري, المقبل at `index`."""
        return int(self.t[index].value) if self._is(index, "mod", gap=frozenset({" ", ") "})) else None

    # ------------------------------------------------------------ days by name

    def named_day(self, index: int) -> Found | None:
        """[مساء] [أمس|اليوم|يوم] [الأربعاء] [الماضي] [28 نوفمبر 2024]."""
        at, shift, night = index, None, False
        if self.t[at].kind == "part":
            night = self.t[at].value == "night"
            if self._mod(at + 1) == PAST and night:
                return Found(index, at + 1, self.reckoning.night(-1), True)
            at += 1
        first_day = at
        if self._is_at(at, index, "dayword", "far", "yesternight") or (
            self._is_at(at, index, "unit") and self.t[at].word.endswith("اليوم")
        ):
            token = self.t[at]
            shift = 0 if token.kind == "unit" else int(token.value)
            at += 1
        elif self._is_at(at, index, "unit", "dual") and self.t[at].value == "day" and self._is(at + 1, "weekday"):
            at += 1
        if self._is_at(at, index, "weekday"):
            return self._weekday(index, at, shift)
        if shift is None or at == index:
            return None
        return self._dayword(index, first_day, shift)

    def _is_at(self, at: int, index: int, *kinds: str) -> bool:
        return (self.t[at].kind in kinds) if at == index else self._is(at, *kinds)

    def _dayword(self, index: int, at: int, shift: int) -> Found | None:
        token = self.t[at]
        if token.kind == "yesternight":
            return Found(index, at, self.reckoning.night(-1), True)
        if token.kind == "unit" and index == at and not self._is_today(at):
            return None
        last = at
        if self._is(at + 1, "part") and token.kind == "dayword":
            last = at + 1
        return self._with_date(index, last, self.reckoning.days(shift), None)

    def _is_today(self, at: int) -> bool:
        """Bare «اليوم»: today, unless it is the day of something (اليوم التالي, اليوم الأول, اليوم العالمي)."""
        after = self._after(at)
        return after not in _NOT_TODAY_BEFORE and self._before(at) not in _NOT_TODAY_AFTER

    def _weekday(self, index: int, at: int, shift: int | None) -> Found | None:
        weekday = int(self.t[at].value)
        if self._before(at) in _NOT_WEEKDAY_AFTER:
            return None
        last, conflict = at, None
        direction = self._mod(at + 1)
        if direction is not None:
            last = at + 1
        if shift is not None:
            edtf, agrees = self.reckoning.weekday_near(weekday, shift)
            conflict = None if agrees else "the named weekday is not that day's, seen from the publication date"
        elif direction is None and self._future(index):
            edtf = self.reckoning.weekday_ahead(weekday)
        else:
            edtf = self.reckoning.weekday(weekday, direction or None)
        return self._with_date(index, last, edtf, conflict, weekday)

    def _with_date(
        self, index: int, last: int, edtf: str | None, conflict: str | None, weekday: int | None = None
    ) -> Found:
        """Absorb the date that follows a named day, and compare the two."""
        at = last + 1
        gap = self.folded[self.t[last].b : self.t[at].a] if at < len(self.t) else ""
        if gap in _LOOSE and self.t[at].kind in {"number", "ordinal"}:
            inner = self.numeric(at) or self.day_of_month(at)
            if inner is not None and inner.edtf is not None:
                if weekday is not None and len(inner.edtf) == 10 and _weekday_of(inner.edtf) != weekday:
                    conflict = f"{inner.edtf} is not the named weekday"
                return Found(index, inner.last, inner.edtf, inner.relative, conflict)
        return Found(index, last, edtf, True, conflict)

    # ------------------------------------------------------------ days of months

    def _day_number(self, index: int) -> tuple[int, int] | None:
        """(day, last token) of a day of the month in digits or words."""
        token = self.t[index]
        if token.kind == "number":
            value, digits, suffix = token.value
            return (value, index) if 1 <= value <= 31 and digits <= 2 and not suffix else None
        if token.kind != "ordinal":
            return None
        day, last = int(token.value), index
        if self._is(index + 1, "cardinal") and self.t[index + 1].value == 10 and day <= 11:
            return (11 if day == 11 else day + 10), index + 1
        if self._is(index + 1, "ordinal") and self.t[index + 1].value in {20, 30}:
            return (1 if day == 11 else day) + int(self.t[index + 1].value), index + 1
        return (day, last) if day <= 10 or day in {20, 30} else None

    def day_of_month(self, index: int) -> Found | None:
        """28 نوفمبر 2024; الثامن والعشرين من تشرين الثاني الماضي; 25 من الشهر الجاري."""
        number = self._day_number(index)
        if number is None or self._before(index) in _NAMED_EVENTS:
            return None
        day, at = number
        at += 1
        if self._is(at, "from"):
            at += 1
        if self._is(at, "unit") and self.t[at].value == "month":
            shift = self._mod(at + 1)
            if shift is not None:
                return Found(index, at + 1, _on_day(self.reckoning.month(shift), day), True)
            at += 1
        if not self._is(at, "month", gap=frozenset({" ", "-", "/", " / "})):
            return None
        return self._month_and_year(index, at, day)

    def _month_and_year(self, index: int, at: int, day: int | None) -> Found:
        """From the month's name on: its double, then the year or what stands for it."""
        month, last = int(self.t[at].value[0]), at
        conflict = None
        if self._is(at + 1, "month", gap=_SLASH):
            last = at + 1
            if self.t[last].value[0] != month:
                conflict = "the two names of the month are different months"
        year, end, relative = self._year_part(last + 1)
        if end is not None:
            if year is None:
                return Found(index, end, None, True, conflict)
            return Found(index, end, cal.edtf_day(year, month, day), relative, conflict)
        direction = self._mod(last + 1)
        if direction is not None:
            last += 1
        elif self._future(index):
            direction = NEXT
        elif self._before(index) in {"منذ", "ومنذ"}:
            direction = THIS
        if direction == THIS and day is None and self._before(index) in {"منذ", "ومنذ"}:
            inferred = self._latest_year(month)
        else:
            inferred = self.reckoning.year_of_month(month, day, direction if direction != THIS else None)
        return Found(index, last, cal.edtf_day(inferred, month, day) if inferred else None, True, conflict)

    def _latest_year(self, month: int) -> int | None:
        day = self.reckoning.day
        return None if day is None else day.year - (month > day.month)

    def _year_part(self, at: int) -> tuple[int | None, int | None, bool]:
        """(year, last token, relative) of «[من] [عام] 2024» or «من العام الماضي»; last token None: no year."""
        start = at
        if self._is(at, "from", gap=frozenset({" ", ") "})):
            at += 1
        loose = _LOOSE if at == start else _SPACE
        if self._is(at, "this") and self._is(at + 1, "unit") and self.t[at + 1].value == "year":
            return self._year_shifted(0), at + 1, True
        if self._is(at, "unit", gap=loose) and self.t[at].value == "year":
            shift = self._mod(at + 1)
            if shift is not None:
                return self._year_shifted(shift), at + 1, True
            if self._is(at + 1, "number") and self._is_year(at + 1):
                return self.t[at + 1].value[0], at + 1, False
            return None, None, False
        if self._is(at, "number", gap=loose) and self._is_year(at):
            return self.t[at].value[0], at, False
        return None, None, False

    def _year_shifted(self, shift: int) -> int | None:
        year = self.reckoning.year(shift)
        return int(year) if year else None

    def _is_year(self, index: int) -> bool:
        value, digits, suffix = self.t[index].value
        return digits == 4 and 1000 <= value <= 2100 and suffix in {"", "م"}

    def day_range(self, index: int) -> Found | None:
        """[بين] 27 و30 نوفمبر; 27-30 نوفمبر; من 27 نوفمبر إلى 8 ديسمبر 2024."""
        at = index + 1 if self.t[index].kind == "between" else index
        if at >= len(self.t) or self.t[at].kind not in {"number", "ordinal"}:
            return None
        first = self._day_number(at)
        if first is None:
            return self._full_range(index, at)
        at = first[1] + 1
        if self._is(at, "until"):
            at += 1
        elif not (self._is(at, "number", gap=frozenset({"-", " - ", "/"})) or self._joined_by_and(at)):
            return self._full_range(index, first[1])
        second = self._day_number(at) if at < len(self.t) and self.t[at].kind in {"number", "ordinal"} else None
        if second is None or second[0] <= first[0]:
            return self._full_range(index, index)
        end = self.day_of_month(at)
        if end is None or end.edtf is None or len(end.edtf) != 10:
            return None
        return Found(index, end.last, f"{end.edtf[:8]}{first[0]:02d}/{end.edtf}", end.relative, end.conflict)

    def _joined_by_and(self, at: int) -> bool:
        return self._is(at, "number", "ordinal") and self.t[at].word.startswith("و")

    def _full_range(self, index: int, at: int) -> Found | None:
        """Two dates that both name their month: 27 نوفمبر إلى 8 ديسمبر 2024."""
        start = self.day_of_month(index + 1 if self.t[index].kind == "between" else index)
        del at
        if start is None or start.edtf is None:
            return None
        joint = start.last + 1
        between = self.t[index].kind == "between"
        if self._is(joint, "until"):
            joint += 1
        elif not (between and joint < len(self.t) and self.t[joint].word.startswith("و")):
            return None
        if joint >= len(self.t) or self.t[joint].kind not in {"number", "ordinal"}:
            return None
        end = self.day_of_month(joint)
        if end is None or end.edtf is None or len(end.edtf) != 10 or len(start.edtf) != 10:
            return None
        first = start.edtf
        if start.relative and not end.relative:
            year = int(end.edtf[:4]) - (start.edtf[5:] > end.edtf[5:])
            first = f"{year:04d}{start.edtf[4:]}"
        return Found(index, end.last, f"{first}/{end.edtf}", end.relative) if first < end.edtf else None

    # ------------------------------------------------------------ months

    def month(self, index: int) -> Found | None:
        """نوفمبر; تشرين الثاني/نوفمبر 2024; مارس الماضي; and ranges of months."""
        if self._before(index) in _NAMED_EVENTS or (self.t[index].value[1] and not self._is_month(index)):
            return None
        found = self._month_and_year(index, index, None)
        return self._month_range(index, found) or found

    def _is_month(self, index: int) -> bool:
        """Whether a name that is also a word means the month here."""
        if self._is(index + 1, "month", gap=_SLASH) or self._year_part(index + 1)[1] is not None:
            return True
        before = self._before(index)
        if before in {"شهر", "شهري", "وشهر", "بشهر", "لشهر", "مطلع", "منتصف", "اوايل", "اواخر"}:
            return True
        if len(self.t[index].word) <= 3:
            return False
        return self._mod(index + 1) is not None or (before in _PREPOSITIONS and not self._after(index).startswith("ال"))

    def _month_range(self, index: int, start: Found) -> Found | None:
        """بين مارس ومايو 2018; من يونيو حتى أغسطس."""
        joint = start.last + 1
        if self._is(joint, "until"):
            joint += 1
        elif not (self._before(index) == "بين" and joint < len(self.t) and self.t[joint].word.startswith("و")):
            return None
        if joint >= len(self.t) or not self._is(joint, "month"):
            return None
        end = self._month_and_year(joint, joint, None)
        if start.edtf is None or end.edtf is None:
            return None
        first = start.edtf
        if start.relative and not end.relative:
            first = f"{int(end.edtf[:4]) - (first[5:] > end.edtf[5:]):04d}{first[4:]}"
        return Found(index, end.last, f"{first}/{end.edtf}", end.relative) if first < end.edtf else None

    def phase(self, index: int) -> Found | None:
        """أواخر نوفمبر is the month, أواخر عام 2016 the year with ~; بداية العام is January, نهاية 2017 December."""
        at = index + 1
        if self._is(at, "from"):
            at += 1
        if self._is(at, "unit") and self.t[at].value == "month" and self._is(at + 1, "month"):
            at += 1
        if self._is(at, "month"):
            inner = self._month_and_year(at, at, None)
            return Found(index, inner.last, inner.edtf, inner.relative, inner.conflict)
        inner_year = self._phase_year(at)
        if inner_year is not None:
            return self._phased(index, inner_year)
        if self._is(at, "unit", "this"):
            inner_unit = self.this_unit(at) if self.t[at].kind == "this" else self.unit(at)
            if inner_unit is None and self.t[at].word in {"العام", "السنه"} and self.t[index].kind == "start":
                inner_unit = Found(at, at, self.reckoning.year(0), True)
            if inner_unit is not None:
                return self._phased(index, inner_unit)
        return None

    def _phase_year(self, at: int) -> Found | None:
        if self._is(at, "unit"):
            return self.year(at)
        if self._is(at, "number") and self._is_year(at):
            return Found(at, at, cal.edtf_day(self.t[at].value[0]), False)
        if self._is(at, "decade"):
            return self.decade(at)
        return None

    def _phased(self, index: int, inner: Found) -> Found:
        edtf = inner.edtf
        if edtf is not None and len(edtf) == 4 and edtf.isdigit():
            start = self.t[index]
            edtf = f"{edtf}-{int(start.value):02d}" if start.kind == "start" else f"{edtf}~"
        return Found(index, inner.last, edtf, inner.relative)

    # ------------------------------------------------------------ weeks, months, years

    def week_of_month(self, index: int) -> Found | None:
        """الأسبوع الثاني من أكتوبر."""
        if self.t[index].value != "week" or not self._is(index + 1, "ordinal") or not self._is(index + 2, "from"):
            return None
        at = index + 3
        if self._is(at, "unit") and self.t[at].value == "month":
            at += 1
        if not self._is(at, "month"):
            return None
        month = self._month_and_year(at, at, None)
        if month.edtf is None or month.conflict:
            return Found(index, month.last, None, True)
        value = cal.week_of_month(int(month.edtf[:4]), int(month.edtf[5:7]), int(self.t[index + 1].value))
        return Found(index, month.last, value, month.relative)

    def year(self, index: int) -> Found | None:
        """عام 2016; سنة 1439هـ; العام 2015-2016."""
        if self.t[index].value != "year" or not self._is(index + 1, "number", gap=frozenset({" ", " (", ": "})):
            return None
        value, digits, suffix = self.t[index + 1].value
        if suffix in {"ه", "هج"} or (
            digits == 4 and 1343 <= value <= 1500 and self._after(index + 1) in {"ه", "هجري", "هجريه"}
        ):
            return Found(index, index + 1, cal.hijri(value), False)
        if not self._is_year(index + 1):
            return None
        return Found(index, *self._year_span(index + 1), False)

    def _year_span(self, at: int) -> tuple[int, str | None]:
        """(last token, EDTF) of a year, or of two joined by a dash or slash."""
        first = self.t[at].value[0]
        if self._is(at + 1, "number", gap=frozenset({"-", "/", " - "})) and self._is_year(at + 1):
            second = self.t[at + 1].value[0]
            if first < second and not self._is(at + 2, "number", gap=frozenset({"-", "/"})):
                return at + 1, f"{first:04d}/{second:04d}"
        return at, cal.edtf_day(first)

    def year_pair(self, index: int) -> Found | None:
        """عامي 2011 و2014; بين عامي 2011 و2014; بين 2011 و2014."""
        at = index
        between = self.t[index].kind == "between"
        if between:
            at += 1
        dual = self.t[at].kind == "dual" if at == index else self._is(at, "dual", "unit")
        if dual:
            at += 1
        if not (dual or between) or not self._is(at, "number") or not self._is_year(at):
            return None
        second = at + 1
        if self._is(second, "until"):
            second += 1
        if not self._is(second, "number") or not self._is_year(second):
            return None
        first_year, last_year = self.t[at].value[0], self.t[second].value[0]
        if first_year >= last_year or (not between and last_year - first_year > 1):
            return None
        return Found(index, second, f"{first_year:04d}/{last_year:04d}", False)

    def bare_year(self, index: int) -> Found | None:
        """2016, where nothing says that it is a count."""
        value, digits, suffix = self.t[index].value
        if suffix in {"ه", "هج"} and 1343 <= value <= 1500:
            return Found(index, index, cal.hijri(value), False)
        if digits != 4 or not (1900 <= value <= 2060) or not self._stands_alone(index):
            return None
        before, after = self._before(index), self._after(index)
        if suffix != "م":
            if before in _NOT_YEAR_BEFORE:
                return None
            counted = after and after not in _YEAR_AFTER and not after.startswith(("ال", "و", "ف", "ب", "ل", "ي", "ت"))
            if counted and before not in _PREPOSITIONS:
                return None
            if value % 100 == 0 and (counted or before not in _PREPOSITIONS):
                return None
        last, edtf = self._year_span(index)
        return Found(index, last, edtf, False)

    def _stands_alone(self, index: int) -> bool:
        """No decimal point, comma or other digit joins it."""
        token = self.t[index]
        around = self.folded[max(0, token.a - 1) : token.a] + self.folded[token.b : token.b + 1]
        if any(char in "%$€£#@:" for char in around):
            return False
        before, after = self.folded[max(0, token.a - 2) : token.a], self.folded[token.b : token.b + 2]
        return not (re.fullmatch(r"\d[.,/-]", before) or re.fullmatch(r"[.,:]\d", after))

    def this_unit(self, index: int) -> Found | None:
        """هذا العام, هذا الأسبوع; هذا الصيف."""
        at = index + 1
        if self._is(at, "season"):
            year = self.reckoning.year(0)
            return Found(index, at, year and f"{year}-{self.t[at].value}", True)
        if not self._is(at, "unit") or not self.t[at].word.endswith(("العام", "السنه", "الشهر", "الاسبوع")):
            return None
        value = {"week": self.reckoning.week, "month": self.reckoning.month, "year": self.reckoning.year}
        return Found(index, at, value[self.t[at].value](0), True)

    def unit(self, index: int) -> Found | None:
        """الأسبوع الماضي, الشهر الجاري, العام المقبل, القرن الماضي."""
        kind = self.t[index].value
        shift = self._mod(index + 1)
        if kind == "century":
            return self._century(index, shift)
        if shift is None or not ("ال" in self.t[index].word[:4] or self.t[index].word.startswith("لل")):
            return None
        if self.t[index].word.endswith(("ام", "ات", "هر", "يع")) and kind == "day":
            return None
        if kind == "decade":
            year = self._year_shifted(0)
            return None if year is None else Found(index, index + 1, f"{year // 10 + shift}X", True)
        if kind == "day" or not self.t[index].word.endswith(
            ("العام", "السنه", "الشهر", "الاسبوع", "لعام", "لسنه", "لشهر", "لاسبوع")
        ):
            return None
        if self.t[index + 1].word.startswith("الاخير"):
            return None
        value = {"week": self.reckoning.week, "month": self.reckoning.month, "year": self.reckoning.year}
        return Found(index, index + 1, value[kind](shift), True)

    def _century(self, index: int, shift: int | None) -> Found | None:
        year = self._year_shifted(0)
        if shift is not None and year is not None:
            return Found(index, index + 1, f"{year // 100 + shift}XX", True)
        if self._is(index + 1, "ordinal"):
            number = self._day_number(index + 1)
            if number is not None and 1 <= number[0] <= 21:
                return Found(index, number[1], f"{number[0] - 1:02d}XX", False)
        return None

    def _count(self, index: int) -> tuple[int, int] | None:
        """(count, next token) of a number in digits or words."""
        token = self.t[index]
        if token.kind == "number":
            value, digits, suffix = token.value
            return (value, index + 1) if digits <= 3 and not suffix else None
        if token.kind not in {"cardinal", "definite"}:
            return None
        count, at = int(token.value), index + 1
        if self._is(at, "cardinal") and self.t[at].value == 10 and count < 10:
            return count + 10, at + 1
        if self._is(at, "cardinal") and self.t[at].word.startswith("و") and self.t[at].value >= 20:
            return count + int(self.t[at].value), at + 1
        return count, at

    def last_units(self, index: int) -> Found | None:
        """اليومين الماضيين; الأشهر الستة الماضية; عشرة أشهر ماضية; الأيام الثلاثة المقبلة."""
        token = self.t[index]
        if token.kind == "dual":
            count, unit, at = 2, str(token.value), index + 1
        elif token.kind == "unit":
            if not self._is(index + 1, "definite", "number"):
                return None
            number = self._count(index + 1)
            if number is None:
                return None
            count, unit, at = number[0], str(token.value), number[1]
        else:
            number = self._count(index)
            if number is None or not self._is(number[1], "unit"):
                return None
            count, unit, at = number[0], str(self.t[number[1]].value), number[1] + 1
        shift = self._mod(at)
        if shift not in {PAST, NEXT} or unit not in {"day", "week", "month", "year"} or not 1 < count < 400:
            return None
        return Found(index, at, self.reckoning.last(count, unit, shift), True)

    def ago(self, index: int) -> Found | None:
        """قبل ثلاثة أيام, منذ عامين, قبل نحو أسبوع."""
        at = index + 1
        if self._is(at, "about"):
            at += 1
            if self._is(at, "from"):
                at += 1
        if at >= len(self.t) or self.folded[self.t[at - 1].b : self.t[at].a] != " ":
            return None
        token = self.t[at]
        if token.kind == "dual":
            count, unit, last = 2, str(token.value), at
        elif token.kind == "unit" and "ال" not in token.word[:3]:
            if token.word.endswith(("ايام", "اسابيع", "اشهر", "شهور", "اعوام", "سنوات", "سنين", "قود")):
                return None
            count, unit, last = 1, str(token.value), at
        else:
            number = self._count(at)
            if number is None or not self._is(number[1], "unit"):
                return None
            count, unit, last = number[0], str(self.t[number[1]].value), number[1]
        if unit in {"decade", "century"} or self._after(last) in {"من", "علي", "تقريبا من", "عن"}:
            return None
        if self._is(last + 1, "number") or self._is(last + 1, "weekday") or self._mod(last + 1) is not None:
            return None
        return Found(index, last, self.reckoning.ago(count, unit), True)

    # ------------------------------------------------------------ long periods

    def decade(self, index: int) -> Found | None:
        """ثمانينيات القرن الماضي, التسعينيات; not the age of a person."""
        if (
            self._after(index) == "من"
            and index + 2 < len(self.t)
            and self.t[index + 2].word.startswith(("عمر", "العمر"))
        ):
            return None
        last = index
        at = index + 1
        if self._is(at, "from"):
            at += 1
        if self._is(at, "unit") and self.t[at].value == "century" and self._mod(at + 1) is not None:
            last = at + 1
        elif "ال" not in self.t[index].word[:4]:
            return None
        return Found(index, last, f"{int(self.t[index].value) // 10}X", False)

    def season(self, index: int) -> Found | None:
        """صيف 2017, ربيع عام 2011, الصيف المقبل."""
        season = int(self.t[index].value)
        year, last, relative = self._year_part(index + 1)
        if last is not None:
            return Found(index, last, f"{year:04d}-{season}" if year else None, relative)
        shift = self._mod(index + 1)
        if shift is None or "ال" not in self.t[index].word[:4] or self.reckoning.day is None:
            return None
        here, months = self.reckoning.day, {21: 3, 22: 6, 23: 9, 24: 12}
        value = here.year
        if shift == PAST and here.month < months[season] + 3:
            value -= 1
        if shift == NEXT and here.month >= months[season]:
            value += 1
        return Found(index, index + 1, f"{value:04d}-{season}", True)

    def quarter(self, index: int) -> Found | None:
        """الربع الثاني من عام 2018, النصف الأول من العام الجاري: the interval of its months."""
        if not self._is(index + 1, "ordinal") and not (self._is(index + 1, "mod")):
            return None
        number = {"الاخير": 4}.get(self.t[index + 1].word) or (
            self.t[index + 1].value if self.t[index + 1].kind == "ordinal" else 0
        )
        size = 3 if self.t[index].value == 1 else 6
        year, last, relative = self._year_part(index + 2)
        if last is None or not 1 <= int(number) <= 12 // size:
            return None
        first = (int(number) - 1) * size + 1
        value = f"{year:04d}-{first:02d}/{year:04d}-{first + size - 1:02d}" if year else None
        return Found(index, last, value, relative)

    # ------------------------------------------------------------ digits, Hijri

    def numeric(self, index: int) -> Found | None:
        """28/11/2024, 2024-11-28; with ه a Hijri date."""
        if not (
            self._is(index + 1, "number", gap=frozenset("/-.")) and self._is(index + 2, "number", gap=frozenset("/-."))
        ):
            return None
        if self.folded[self.t[index].b] != self.folded[self.t[index + 1].b]:
            return None
        (a, a_digits, _), (b, _, _), (c, c_digits, suffix) = (self.t[index + n].value for n in range(3))
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
        if self.t[index].kind == "number":
            number = self._day_number(index)
            if number is None:
                return None
            day, at = number[0], index + 1
            if self._is(at, "from"):
                at += 1
            if self._is(at, "unit") and self.t[at].value == "month":
                at += 1
            if not self._is(at, "hijri"):
                return None
        month, last = int(self.t[at].value), at
        at += 1
        if self._is(at, "from"):
            at += 1
        if self._is(at, "unit") and self.t[at].value == "year":
            at += 1
        if self._is(at, "number", gap=_LOOSE) and 1300 <= self.t[at].value[0] <= 1600:
            return Found(index, at, cal.hijri(self.t[at].value[0], month, day), False)
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


def _on_day(month: str | None, day: int) -> str | None:
    return cal.edtf_day(int(month[:4]), int(month[5:7]), day) if month else None


def _weekday_of(day: str) -> int:
    return date.fromisoformat(day).weekday()
