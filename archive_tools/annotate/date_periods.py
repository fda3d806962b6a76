"""Arabic expressions for periods: years, weeks, spans before publication, decades, seasons, quarters."""

from __future__ import annotations

import re

from archive_tools.annotate import reckoning as cal
from archive_tools.annotate.date_days import Days
from archive_tools.annotate.date_reader import Found
from archive_tools.annotate.reckoning import NEXT, PAST
from archive_tools.arabic.tables import table

_RULES_DATA = table("date_rules")
_PREPOSITIONS = frozenset(_RULES_DATA["prepositions"])
_YEAR_AFTER = frozenset(_RULES_DATA["year_after"])
_NOT_YEAR_BEFORE = frozenset(_RULES_DATA["not_year_before"])


class Periods(Days):
    """Rules for periods."""

    def year(self, index: int) -> Found | None:
        """عام 2016; سنة 1439هـ; العام 2015-2016."""
        if self.values[index] != "year" or not self._is(index + 1, "number", gap=frozenset({" ", " (", ": "})):
            return None
        value, digits, suffix = self.values[index + 1]
        if suffix in {"ه", "هج"} or (
            digits == 4 and 1343 <= value <= 1500 and self._after(index + 1) in {"ه", "هجري", "هجريه"}
        ):
            return Found(index, index + 1, cal.hijri(value), False)
        if not self._is_year(index + 1):
            return None
        return Found(index, *self._year_span(index + 1), False)

    def _year_span(self, at: int) -> tuple[int, str | None]:
        """(last token, EDTF) of a year, or of two joined by a dash or slash."""
        first = self.values[at][0]
        if self._is(at + 1, "number", gap=frozenset({"-", "/", " - "})) and self._is_year(at + 1):
            second = self.values[at + 1][0]
            if first < second and not self._is(at + 2, "number", gap=frozenset({"-", "/"})):
                return at + 1, f"{first:04d}/{second:04d}"
        return at, cal.edtf_day(first)

    def year_pair(self, index: int) -> Found | None:
        """عامي 2011 و2014; بين عامي 2011 و2014; بين 2011 و2014."""
        at = index
        between = self.kinds[index] == "between"
        if between:
            at += 1
        dual = self.kinds[at] == "dual" if at == index else self._is(at, "dual", "unit")
        if dual:
            at += 1
        if not (dual or between) or not self._is(at, "number") or not self._is_year(at):
            return None
        second = at + 1
        if self._is(second, "until", "and"):
            second += 1
        if not self._is(second, "number") or not self._is_year(second):
            return None
        first_year, last_year = self.values[at][0], self.values[second][0]
        if first_year >= last_year or (not between and last_year - first_year > 1):
            return None
        return Found(index, second, f"{first_year:04d}/{last_year:04d}", False)

    def bare_year(self, index: int) -> Found | None:
        """2016, where nothing says that it is a count."""
        value, digits, suffix = self.values[index]
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
        around = self.folded[max(0, self.a[index] - 1) : self.a[index]] + self.folded[self.b[index] : self.b[index] + 1]
        if any(char in "%$€£#@:" for char in around):
            return False
        before, after = (
            self.folded[max(0, self.a[index] - 2) : self.a[index]],
            self.folded[self.b[index] : self.b[index] + 2],
        )
        return not (re.fullmatch(r"\d[.,/-]", before) or re.fullmatch(r"[.,:]\d", after))

    def this_unit(self, index: int) -> Found | None:
        """هذا العام, هذا الأسبوع; هذا الصيف."""
        at = index + 1
        if self._is(at, "season"):
            year = self.reckoning.year(0)
            return Found(index, at, year and f"{year}-{self.values[at]}", True)
        if not self._is(at, "unit") or not self.words[at].endswith(("العام", "السنه", "الشهر", "الاسبوع")):
            return None
        value = {"week": self.reckoning.week, "month": self.reckoning.month, "year": self.reckoning.year}
        return Found(index, at, value[self.values[at]](0), True)

    def unit(self, index: int) -> Found | None:
        """الأسبوع الماضي, الشهر الجاري, العام المقبل, القرن الماضي."""
        kind = self.values[index]
        shift = self._mod(index + 1)
        if kind == "century":
            return self._century(index, shift)
        if shift is None or not ("ال" in self.words[index][:4] or self.words[index].startswith("لل")):
            return None
        if self.words[index].endswith(("ام", "ات", "هر", "يع")) and kind == "day":
            return None
        if kind == "decade":
            year = self._year_shifted(0)
            return None if year is None else Found(index, index + 1, f"{year // 10 + shift}X", True)
        if kind == "day" or not self.words[index].endswith(
            ("العام", "السنه", "الشهر", "الاسبوع", "لعام", "لسنه", "لشهر", "لاسبوع")
        ):
            return None
        if self.words[index + 1].startswith("الاخير"):
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

    def last_units(self, index: int) -> Found | None:
        """اليومين الماضيين; الأشهر الستة الماضية; عشرة أشهر ماضية; الأيام الثلاثة المقبلة."""
        if self.kinds[index] == "dual":
            count, unit, at = 2, str(self.values[index]), index + 1
        elif self.kinds[index] == "unit":
            if not self._is(index + 1, "definite", "number"):
                return None
            number = self._count(index + 1)
            if number is None:
                return None
            count, unit, at = number[0], str(self.values[index]), number[1]
        else:
            number = self._count(index)
            if number is None or not self._is(number[1], "unit"):
                return None
            count, unit, at = number[0], str(self.values[number[1]]), number[1] + 1
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
        if at >= len(self.words) or self.folded[self.b[at - 1] : self.a[at]] != " ":
            return None
        if self.kinds[at] == "dual":
            count, unit, last = 2, str(self.values[at]), at
        elif self.kinds[at] == "unit" and "ال" not in self.words[at][:3]:
            if self.words[at].endswith(("ايام", "اسابيع", "اشهر", "شهور", "اعوام", "سنوات", "سنين", "قود")):
                return None
            count, unit, last = 1, str(self.values[at]), at
        else:
            number = self._count(at)
            if number is None or not self._is(number[1], "unit"):
                return None
            count, unit, last = number[0], str(self.values[number[1]]), number[1]
        if unit in {"decade", "century"} or self._after(last) in {"من", "علي", "تقريبا من", "عن"}:
            return None
        if self._is(last + 1, "number", "weekday", "month", "hijri") or self._mod(last + 1) is not None:
            return None
        return Found(index, last, self.reckoning.ago(count, unit), True)

    def decade(self, index: int) -> Found | None:
        """ثمانينيات القرن الماضي, التسعينيات; not the age of a person."""
        if (
            self._after(index) == "من"
            and index + 2 < len(self.words)
            and self.words[index + 2].startswith(("عمر", "العمر"))
        ):
            return None
        last = index
        at = index + 1
        if self._is(at, "from"):
            at += 1
        if self._is(at, "unit") and self.values[at] == "century" and self._mod(at + 1) is not None:
            last = at + 1
        elif "ال" not in self.words[index][:4]:
            return None
        return Found(index, last, f"{int(self.values[index]) // 10}X", False)

    def season(self, index: int) -> Found | None:
        """صيف 2017, ربيع عام 2011, الصيف المقبل."""
        season = int(self.values[index])
        year, last, relative = self._year_part(index + 1)
        if last is not None:
            return Found(index, last, f"{year:04d}-{season}" if year else None, relative)
        shift = self._mod(index + 1)
        if shift is None or "ال" not in self.words[index][:4] or self.reckoning.day is None:
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
        number = {"الاخير": 4}.get(self.words[index + 1]) or (
            self.values[index + 1] if self.kinds[index + 1] == "ordinal" else 0
        )
        size = 3 if self.values[index] == 1 else 6
        year, last, relative = self._year_part(index + 2)
        if last is None or not 1 <= int(number) <= 12 // size:
            return None
        first = (int(number) - 1) * size + 1
        value = f"{year:04d}-{first:02d}/{year:04d}-{first + size - 1:02d}" if year else None
        return Found(index, last, value, relative)
