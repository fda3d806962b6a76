"""Long lists of names, split by their first letters: a function of the set, named by content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from archive_tools.arabic.collation import key_and_letter
from archive_tools.records import IndexRow

_ALPHABET: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_SLUGS: Final = (
    *("alif", "ba", "ta", "tha", "jim", "hha", "kha", "dal", "dhal", "ra", "zay", "sin", "shin", "sad", "dad", "tta"),
    *("zza", "ayn", "ghayn", "fa", "qaf", "kaf", "lam", "mim", "nun", "ha", "waw", "ya"),
)
_NAMES: Final = dict(zip(_ALPHABET, _SLUGS, strict=True))
_DEEPEST: Final = 12


class Named(Struct, frozen=True):
    """A row with what it is sorted and split by."""

    row: IndexRow
    shown: str
    key: str
    letter: str


class Shelf(Struct, frozen=True):
    """A page of an index: its rows, or the shelves into which they are split."""

    slugs: tuple[str, ...]
    """Path of the shelf: () for the whole index, ("alif",), ("alif", "lam")."""
    prefix: str
    """The letters that its names begin with."""
    rows: tuple[Named, ...]
    below: tuple[Shelf, ...]

    def walk(self) -> Iterator[Shelf]:
        """This shelf and all below it."""
        yield self
        for shelf in self.below:
            yield from shelf.walk()


def named(row: IndexRow, shown: str) -> Named:
    """A row under the name that the interface shows."""
    key, letter = key_and_letter(shown)
    return Named(row, shown, key, letter)


def shelve(rows: Sequence[Named], limit: int) -> Shelf:
    """All rows on one shelf, or split by first letter, second letter … until none holds more than `limit`."""
    ordered = tuple(sorted(rows, key=lambda row: (row.key, row.row.entity.id)))
    if len(ordered) <= limit:
        return Shelf((), "", ordered, ())
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    for row in ordered:
        groups[row.letter].append(row)
    return Shelf(
        (), "", ordered, tuple(_shelf((slug(letter),), letter, group, limit) for letter, group in groups.items())
    )


def _shelf(slugs: tuple[str, ...], prefix: str, rows: Sequence[Named], limit: int) -> Shelf:
    if len(rows) <= limit or len(slugs) >= _DEEPEST:
        return Shelf(slugs, prefix, tuple(rows), ())
    groups: defaultdict[str, list[Named]] = defaultdict(list)
    for row in rows:
        heading = row.key[1:].split("\x00", 1)[0]
        groups[heading[len(slugs) : len(slugs) + 1]].append(row)
    below = (_shelf((*slugs, slug(letter)), prefix + letter, group, limit) for letter, group in groups.items())
    return Shelf(slugs, prefix, tuple(rows), tuple(below))


def slug(letter: str) -> str:
    """ASCII for a letter: its name in Arabic's alphabet, the letter itself in ASCII, else its code point."""
    if not letter:
        return "end"
    if letter == "#":
        return "other"
    if letter.isascii() and letter.isalnum():
        return letter.lower()
    return _NAMES.get(letter) or f"u{ord(letter):04x}"
