"""The one table of interface strings. The browser reads the very same file to switch the language.

Plurals follow CLDR: six forms in Arabic, two in English, two (alike) in Turkish.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from archive_tools.packaged import json_of

TABLE: Final[Mapping[str, Any]] = json_of("site/theme/assets/labels.json")
LANGUAGES: Final[tuple[str, ...]] = tuple(TABLE["languages"])


def label(key: str, lang: str) -> str:
    """The string of `key`. Languages without a table of their own get the English one."""
    strings: Mapping[str, str] = TABLE["labels"][key]
    return strings.get(lang) or strings["en"]


def has_label(key: str) -> bool:
    """Whether the table has the key; authority files may bring words of their own (relations, kinds)."""
    return key in TABLE["labels"]


def plural_form(number: int, lang: str) -> str:
    """The CLDR cardinal category of a whole number."""
    if lang != "ar":
        return "one" if number == 1 else "other"
    if number <= 2:
        return ("zero", "one", "two")[number]
    rest = number % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


def counted(key: str, number: int, shown: str, lang: str) -> str:
    """A number with its noun, for instance `36 مقالة`. `shown` is the number as it is to be written."""
    forms = TABLE["plurals"][key].get(lang) or TABLE["plurals"][key]["en"]
    form: str = forms[plural_form(number, lang)]
    return form.replace("{n}", shown)
