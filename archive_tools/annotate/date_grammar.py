"""The grammar of Arabic date expressions, over tokens. Each rule tries one shape at one place.

A rule returns a `Found` or None; the first rule that fits wins, so longer shapes come first.
"""

from __future__ import annotations

from collections.abc import Callable

from archive_tools.annotate import reckoning as cal
from archive_tools.annotate.date_periods import Periods
from archive_tools.annotate.date_reader import Found
from archive_tools.annotate.date_words import Token
from archive_tools.annotate.reckoning import Reckoning
from archive_tools.arabic.tables import table

_RULES_DATA = table("date_rules")
_NAMED_EVENTS = frozenset(_RULES_DATA["named_events"])
_PREPOSITIONS = frozenset(_RULES_DATA["prepositions"])
_SLASH = frozenset({"/", " / ", "/ ", " /", " (", "(", "-", " - ", "- ", " -", ") ", " او "})


class Grammar(Periods):
    """All rules over the tokens of one passage."""

    def __init__(self, tokens: list[Token], folded: str, reckoning: Reckoning) -> None:
        super().__init__(tokens, folded, reckoning)
        self._rules: dict[str, tuple[Callable[[int], Found | None], ...]] = {
            "number": (
                self.numeric,
                self.day_range,
                self.day_of_month,
                self.hijri_date,
                self.last_units,
                self.bare_year,
            ),
            "ordinal": (self.before_yesterday, self.day_of_month),
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

    def month(self, index: int) -> Found | None:
        """نوفمبر; تشرين الثاني/نوفمبر 2024; مارس الماضي; and ranges of months."""
        named = self._before(index) in _NAMED_EVENTS or (
            self._is(index, "month") and self.t[index - 1].kind == "number" and self._before(index - 1) in _NAMED_EVENTS
        )
        if named or (self.t[index].value[1] and not self._is_month(index)):
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
