"""The words of the archive: forms by stem, and stems by what is left of them when one letter is missing.

Lexicon: key = stem; value = for each form, sorted, its letters (UTF-8) and one byte, the number of bits of its
document count (1: one, 2: two or three, 3: four to seven …), which seldom changes.
Spelling: key = a stem of four letters or more, or such a stem less one letter; value = the stems that it may stand
for, one a line. Two words one edit apart share such a key (the deletion neighbourhood of FastSS and SymSpell).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive_tools.search.tree import Tree

SHORTEST, LONGEST = 4, 20
"""Letters of stems that are corrected."""


def document_class(count: int) -> int:
    """The byte that stands for a number of documents; 0 for none."""
    return count.bit_length()


def _forms(value: bytes | None) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    start = 0
    for at, byte in enumerate(value or b""):
        if byte < 32:
            found[value[start:at]] = byte  # type: ignore[index]  # not empty here
            start = at + 1
    return found


def entries(stem: bytes, counts: Mapping[bytes, int], lexicon: Tree) -> tuple[bytes | None, bytes | None]:
    """(old value, new value) of a stem; `counts` holds the new document count of the forms that changed."""
    old = lexicon.get(stem) if lexicon.root is not None else None
    forms = _forms(old)
    for form, count in counts.items():
        if count:
            forms[form] = document_class(count)
        else:
            forms.pop(form, None)
    new = b"".join(form + bytes((size,)) for form, size in sorted(forms.items()))
    return old, new or None


def keys(stem: str) -> set[str]:
    """The spelling keys of a stem."""
    if not SHORTEST <= len(stem) <= LONGEST or not stem.isalpha():
        return set()
    return {stem, *(stem[:at] + stem[at + 1 :] for at in range(len(stem)))}


def spelling_entries(stems: Iterable[str]) -> Iterator[tuple[bytes, bytes]]:
    """The spelling tree of all stems; sorted."""
    for name, found in sorted(_by_key(stems).items()):
        yield name.encode(), found.encode()


def spelling_edits(
    added: Iterable[str], removed: Iterable[str], spelling: Tree
) -> Iterator[tuple[bytes, bytes | None]]:
    """What changes in the spelling tree when stems come and go; sorted."""
    coming, going = _by_key(added), _by_key(removed)
    for name in sorted(coming.keys() | going.keys()):  # UTF-8 sorts as code points do
        key = name.encode()
        old = spelling.get(key) if spelling.root is not None else None
        if old is None:
            yield key, coming[name].encode()
        else:
            stems = set(old.decode().split("\n")).difference(going.get(name, "").split("\n"))
            stems.update(coming[name].split("\n") if name in coming else ())
            yield key, "\n".join(sorted(stems)).encode() or None


def _by_key(stems: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for stem in sorted(stems):
        for key in keys(stem):
            before = found.get(key)
            found[key] = stem if before is None else f"{before}\n{stem}"
    return found
