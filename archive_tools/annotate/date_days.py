"""Arabic expressions for days: weekdays, today and yesterday, days of months, ranges of days."""

from __future__ import annotations

from datetime import date

from archive_tools.annotate import reckoning as cal
from archive_tools.annotate.date_reader import Found, Reader
from archive_tools.annotate.reckoning import NEXT, PAST, THIS
from archive_tools.arabic.tables import table

_RULES_DATA = table("date_rules")
_NAMED_EVENTS = frozenset(_RULES_DATA["named_events"])
_NOT_WEEKDAY_AFTER = frozenset(_RULES_DATA["not_weekday_after"])
_NOT_TODAY_BEFORE = frozenset(_RULES_DATA["not_today_before"])
_NOT_TODAY_AFTER = frozenset(_RULES_DATA["not_today_after"])
_LOOSE = frozenset({" ", ", ", " , ", " (", ",", ") ", "), ", " - ", ",  "})
_SLASH = frozenset({"/", " / ", "/ ", " /", " (", "(", "-", " - ", "- ", " -", ") ", " او "})


class Days(Reader):
    """Rules for days."""

    def day_of_month(self, index: int) -> Found | None:
        """28 نوفمبر 2024; الثامن والعشرين من تشرين الثاني الماضي; 25 من الشهر الجاري."""
        number = self._day_number(index)
        if number is None or self._before(index) in _NAMED_EVENTS:
            return None
        day, at = number
        at += 1
        if self._is(at, "from"):
            at += 1
        if self._is(at, "unit") and self.values[at] == "month":
            shift = self._mod(at + 1)
            if shift is not None:
                return Found(index, at + 1, _on_day(self.reckoning.month(shift), day), True)
            at += 1
        if not self._is(at, "month", gap=frozenset({" ", "-", "/", " / "})):
            return None
        return self._month_and_year(index, at, day)

    def _month_and_year(self, index: int, at: int, day: int | None) -> Found:
        """From the month's name on: its double, then the year or what stands for it."""
        month, last = int(self.values[at][0]), at
        conflict = None
        if self._is(at + 1, "month", gap=_SLASH) or (
            self._is(at + 1, "month") and self.values[at + 1][0] == month and self.words[at + 1] != self.words[at]
        ):
            last = at + 1
            if self.values[last][0] != month:
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
        elif self._since(index):
            direction = THIS
        if direction == THIS and day is None and self._since(index):
            inferred = self._latest_year(month)
        else:
            inferred = self.reckoning.year_of_month(month, day, direction if direction != THIS else None)
        return Found(index, last, cal.edtf_day(inferred, month, day) if inferred else None, True, conflict)

    def _since(self, index: int) -> bool:
        """Whether منذ stands before, or before شهر."""
        at = index - 1 if self._before(index) in {"شهر", "مطلع", "بدايه", "نهايه"} else index
        return self._before(at) in {"منذ", "ومنذ"}

    def _latest_year(self, month: int) -> int | None:
        day = self.reckoning.day
        return None if day is None else day.year - (month > day.month)

    def day_range(self, index: int) -> Found | None:
        """[بين] 27 و30 نوفمبر; 27-30 نوفمبر; من 27 نوفمبر إلى 8 ديسمبر 2024."""
        at = index + 1 if self.kinds[index] == "between" else index
        if at >= len(self.words) or self.kinds[at] not in {"number", "ordinal"}:
            return None
        first = self._day_number(at)
        if first is None:
            return self._full_range(index, at)
        at = first[1] + 1
        if self._is(at, "until", "and"):
            at += 1
        elif not (self._is(at, "number", gap=frozenset({"-", " - ", "/"})) or self._joined_by_and(at)):
            return self._full_range(index, first[1])
        second = self._day_number(at) if at < len(self.words) and self.kinds[at] in {"number", "ordinal"} else None
        if second is None or second[0] <= first[0]:
            return self._full_range(index, index)
        end = self.day_of_month(at)
        if end is None or end.edtf is None or len(end.edtf) != 10:
            return None
        return Found(index, end.last, f"{end.edtf[:8]}{first[0]:02d}/{end.edtf}", end.relative, end.conflict)

    def _joined_by_and(self, at: int) -> bool:
        return self._is(at, "number", "ordinal") and self.words[at].startswith("و")

    def _full_range(self, index: int, at: int) -> Found | None:
        """Two dates that both name their month: 27 نوفمبر إلى 8 ديسمبر 2024."""
        start = self.day_of_month(index + 1 if self.kinds[index] == "between" else index)
        del at
        if start is None or start.edtf is None:
            return None
        joint = start.last + 1
        between = self.kinds[index] == "between"
        if self._is(joint, "until"):
            joint += 1
        elif not (between and joint < len(self.words) and self.words[joint].startswith("و")):
            return None
        if joint >= len(self.words) or self.kinds[joint] not in {"number", "ordinal"}:
            return None
        end = self.day_of_month(joint)
        if end is None or end.edtf is None or len(end.edtf) != 10 or len(start.edtf) != 10:
            return None
        first = start.edtf
        if start.relative and not end.relative:
            year = int(end.edtf[:4]) - (start.edtf[5:] > end.edtf[5:])
            first = f"{year:04d}{start.edtf[4:]}"
        return Found(index, end.last, f"{first}/{end.edtf}", end.relative) if first < end.edtf else None

    def named_day(self, index: int) -> Found | None:
        """[مساء] [أمس|اليوم|يوم] [الأربعاء] [الماضي] [28 نوفمبر 2024]."""
        at, shift, night = index, None, False
        if self.kinds[at] == "part":
            night = self.values[at] == "night"
            if self._mod(at + 1) == PAST and night:
                return Found(index, at + 1, self.reckoning.night(-1), True)
            at += 1
        first_day = at
        if self._is_at(at, index, "dayword", "far", "yesternight") or (
            self._is_at(at, index, "unit") and self.words[at].endswith("اليوم")
        ):
            shift = 0 if self.kinds[at] == "unit" else int(self.values[at])
            at += 1
        elif self._is_at(at, index, "unit", "dual") and self.values[at] == "day" and self._is(at + 1, "weekday"):
            at += 1
        if self._is_at(at, index, "weekday"):
            return self._weekday(index, at, shift)
        if shift is None or at == index:
            return None
        return self._dayword(index, first_day, shift)

    def before_yesterday(self, index: int) -> Found | None:
        """أول من أمس, الأول من أمس."""
        if self.values[index] == 1 and self._is(index + 1, "from") and self._is(index + 2, "dayword"):
            return Found(index, index + 2, self.reckoning.days(-2), True)
        return None

    def _dayword(self, index: int, at: int, shift: int) -> Found | None:
        if self.kinds[at] == "yesternight":
            return Found(index, at, self.reckoning.night(-1), True)
        if self.kinds[at] == "unit" and index == at and not self._is_today(at):
            return None
        last = at
        if self._is(at + 1, "part") and self.kinds[at] == "dayword":
            last = at + 1
        return self._with_date(index, last, self.reckoning.days(shift), None)

    def _is_today(self, at: int) -> bool:
        """Bare «اليوم»: today, unless it is the day of something (اليوم التالي, اليوم الأول, اليوم العالمي)."""
        after = self._after(at)
        return after not in _NOT_TODAY_BEFORE and self._before(at) not in _NOT_TODAY_AFTER

    def _weekday(self, index: int, at: int, shift: int | None) -> Found | None:
        weekday = int(self.values[at])
        if self._before(at) in _NOT_WEEKDAY_AFTER:
            return None
        last, conflict = at, None
        direction = self._mod(at + 1)
        if direction is not None:
            last = at + 1
        if shift is not None:
            edtf, agrees = self.reckoning.weekday_near(weekday, shift)
            conflict = None if agrees else "the named weekday is not that day's, seen from the publication date"
        elif direction is None and (self._future(index) or self._future_follows(at)):
            edtf = self.reckoning.weekday_ahead(weekday)
        else:
            edtf = self.reckoning.weekday(weekday, direction or None)
        return self._with_date(index, last, edtf, conflict, weekday)

    def _with_date(
        self, index: int, last: int, edtf: str | None, conflict: str | None, weekday: int | None = None
    ) -> Found:
        """Absorb the date that follows a named day, and compare the two."""
        at = last + 1
        gap = self.folded[self.b[last] : self.a[at]] if at < len(self.words) else ""
        if gap in _LOOSE and self.kinds[at] in {"number", "ordinal"}:
            inner = self.numeric(at) or self.day_of_month(at)
            if inner is not None and inner.edtf is not None:
                if weekday is not None and len(inner.edtf) == 10 and _weekday_of(inner.edtf) != weekday:
                    conflict = f"{inner.edtf} is not the named weekday"
                return Found(index, inner.last, inner.edtf, inner.relative, conflict)
        return Found(index, last, edtf, True, conflict)


def _on_day(month: str | None, day: int) -> str | None:
    return cal.edtf_day(int(month[:4]), int(month[5:7]), day) if month else None


def _weekday_of(day: str) -> int:
    return date.fromisoformat(day).weekday()
