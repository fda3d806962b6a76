"""What the interface looks like, decided once from the settings."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from archive_tools.arabic.direction import direction
from archive_tools.records import Entity
from archive_tools.render import labels

_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Look(Struct, frozen=True, kw_only=True):
    """Language and conventions of the interface. Articles keep their own."""

    site_title: str
    language: str = "ar"
    """Of the interface, BCP 47; one of the label table, else English labels are shown."""
    months: str = "levant"
    """Month names in Arabic: levant, gulf, egypt, maghreb, morocco."""
    digits: str = "latn"
    """Digits of the interface: latn (123) or arab (١٢٣); digits of sources are never changed."""
    list_size: int = 200
    """How many names one index page holds before it is split by letter."""
    robots: str = "index, follow"
    """For pages whose article states none."""
    site_url: str | None = None
    """Absolute, for citations; None where the archive has no address yet."""

    def __hash__(self) -> int:
        """By the language alone: dozens of times a page something is remembered by the look, of which there is one."""
        return hash(self.language)

    @property
    def direction(self) -> str:
        """Of the interface: rtl or ltr."""
        return direction(self.language)

    def label(self, key: str) -> str:
        """An interface string, unescaped."""
        return labels.label(key, self.language)

    def number(self, number: int) -> str:
        """A number in the interface's digits; no separators, which differ between countries."""
        return self.numerals(str(number))

    def numerals(self, text: str) -> str:
        """`text` of the interface with its digits; only Arabic ever changes them."""
        return text.translate(_ARABIC_DIGITS) if self.digits == "arab" and self.language == "ar" else text

    def counted(self, key: str, number: int) -> str:
        """A number with its noun, unescaped."""
        return labels.counted(key, number, self.number(number), self.language)

    def name(self, entity: Entity) -> tuple[str, str]:
        """(name, its language) of an entity: the first of interface language, Arabic, English, any."""
        for lang in (self.language, "ar", "en", *entity.name):
            if entity.name.get(lang):
                return entity.name[lang], lang
        return entity.id, "und"
