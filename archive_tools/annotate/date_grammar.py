"""The grammar of Arabic date expressions, over tokens. Each rule tries one shape at one place.

A rule returns a `Found` or None; the first rule that fits wins, so longer shapes come first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from archive_tools.annotate import reckoning as cal
from archive_tools.annotate.date_periods import Periods
from archive_tools.annotate.date_reader import Found
from archive_tools.arabic.tables import table

_RULES_DATA = table("date_rules")
_NAMED_EVENTS = frozenset(_RULES_DATA["named_events"])
_PREPOSITIONS = frozenset(_RULES_DATA["prepositions"])
_SLASH = frozenset({"/", " / ", "/ ", " /", " (", "(", "-", " - ", "- ", " -", ") ", " او "})


class Grammar(Periods):
    """All rules over the tokens of one passage."""

    def find(self) -> list[Found]:
        """All expressions from left to right, none overlapping."""
        found: list[Found] = []
        done = 0
        for index in [index for index, kind in enumerate(self.kinds) if kind in _RULES]:
            if index < done:
                continue
            hit = self._try(index)
            if hit is not None:
                found.append(hit)
                done = hit.last + 1
        return found

    def _try(self, index: int) -> Found | None:
        for rule in _RULES[self.kinds[index]]:
            hit = rule(self, index)
            if hit is not None:
                return hit
        return None

    def month(self, index: int) -> Found | None:
        """نوفمبر; تشرين الثاني/نوفمبر 2024; مارس الماضي; and ranges of months."""
        named = self._before(index) in _NAMED_EVENTS or (
            self._is(index, "month") and self.kinds[index - 1] == "number" and self._before(index - 1) in _NAMED_EVENTS
        )
        if named or (self.values[index][1] and not self._is_month(index)):
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
        if len(self.words[index]) <= 3:
            return False
        return self._mod(index + 1) is not None or (before in _PREPOSITIONS and not self._after(index).startswith("ال"))

    def _month_range(self, index: int, start: Found) -> Found | None:
        """بين مارس ومايو 2018; من يونيو حتى أغسطس."""
        joint = start.last + 1
        if self._is(joint, "until"):
            joint += 1
        elif not (self._before(index) == "بين" and joint < len(self.words) and self.words[joint].startswith("و")):
            return None
        if joint >= len(self.words) or not self._is(joint, "month"):
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
        if self._is(at, "unit") and self.values[at] == "month" and self._is(at + 1, "month"):
            at += 1
        if self._is(at, "month"):
            inner = self._month_and_year(at, at, None)
            return Found(index, inner.last, inner.edtf, inner.relative, inner.conflict)
        inner_year = self._phase_year(at)
        if inner_year is not None:
            return self._phased(index, inner_year)
        if self._is(at, "unit", "this"):
            inner_unit = self.this_unit(at) if self.kinds[at] == "this" else self.unit(at)
            if inner_unit is None and self.words[at] in {"العام", "السنه"} and self.kinds[index] == "start":
                inner_unit = Found(at, at, self.reckoning.year(0), True)
            if inner_unit is not None:
                return self._phased(index, inner_unit)
        return None

    def _phase_year(self, at: int) -> Found | None:
        if self._is(at, "unit"):
            return self.year(at)
        if self._is(at, "number") and self._is_year(at):
            return Found(at, at, cal.edtf_day(self.values[at][0]), False)
        if self._is(at, "decade"):
            return self.decade(at)
        return None

    def _phased(self, index: int, inner: Found) -> Found:
        edtf = inner.edtf
        if edtf is not None and len(edtf) == 4 and edtf.isdigit():
            month = self.kinds[index] == "start"
            edtf = f"{edtf}-{int(self.values[index]):02d}" if month else f"{edtf}~"
        return Found(index, inner.last, edtf, inner.relative)

    def week_of_month(self, index: int) -> Found | None:
        """الأسبوع الثاني من أكتوبر."""
        if self.values[index] != "week" or not self._is(index + 1, "ordinal") or not self._is(index + 2, "from"):
            return None
        at = index + 3
        if self._is(at, "unit") and self.values[at] == "month":
            at += 1
        if not self._is(at, "month"):
            return None
        month = self._month_and_year(at, at, None)
        if month.edtf is None or month.conflict:
            return Found(index, month.last, None, True)
        value = cal.week_of_month(int(month.edtf[:4]), int(month.edtf[5:7]), int(self.values[index + 1]))
        return Found(index, month.last, value, month.relative)


_RULES: Mapping[str, Sequence[Callable[[Grammar, int], Found | None]]] = {
    "number": (
        Grammar.numeric,
        Grammar.day_range,
        Grammar.day_of_month,
        Grammar.hijri_date,
        Grammar.last_units,
        Grammar.bare_year,
    ),
    "ordinal": (Grammar.before_yesterday, Grammar.day_of_month),
    "between": (Grammar.day_range, Grammar.year_pair),
    "month": (Grammar.month,),
    "hijri": (Grammar.hijri_date,),
    "weekday": (Grammar.named_day,),
    "part": (Grammar.named_day,),
    "dayword": (Grammar.named_day,),
    "far": (Grammar.named_day,),
    "yesternight": (Grammar.named_day,),
    "unit": (Grammar.named_day, Grammar.year, Grammar.week_of_month, Grammar.unit, Grammar.last_units),
    "dual": (Grammar.year_pair, Grammar.named_day, Grammar.last_units),
    "cardinal": (Grammar.last_units,),
    "this": (Grammar.this_unit,),
    "start": (Grammar.phase,),
    "phase": (Grammar.phase,),
    "back": (Grammar.ago,),
    "decade": (Grammar.decade,),
    "season": (Grammar.season,),
    "quarter": (Grammar.quarter,),
}
"""By kind of the first token, in the order in which they are tried."""
