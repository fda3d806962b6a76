"""Proclitics: و ف, ب ل ك, ال and لل as they stand joined before a word. All in folded letters.

Not a stemmer: these functions say which splits the grammar allows; whoever knows the word decides.
"""

from __future__ import annotations

from archive_tools.arabic.tables import table

_DATA = table("proclitics")
ARTICLE: str = _DATA["article"]
LI_ARTICLE: str = _DATA["li_article"]
BEFORE_NAMES: tuple[str, ...] = tuple(_DATA["before_names"])
"""Legal combinations before a name, without the article."""
BEFORE_VERBS: tuple[str, ...] = tuple(_DATA["before_verbs"])
_LONGEST_FIRST = tuple(sorted(BEFORE_NAMES, key=len, reverse=True))


def with_proclitics(name: str) -> dict[str, int]:
    """Every way to write a folded name with proclitics, with the offset at which the name proper begins.

    For the article's forms (للجيش) the name begins where what is left of it does: at the second lam.
    The bare name is not in it.
    """
    forms = {prefix + name: len(prefix) for prefix in BEFORE_NAMES}
    if name.startswith(ARTICLE):
        for prefix in BEFORE_NAMES:
            if prefix.endswith("ل"):
                del forms[prefix + name]
                # للجيش; and اللاذقية, which has a lam of its own, is للاذقية and not لللاذقية.
                rest = name[2:] if name.startswith("الل") else "ل" + name[2:]
                forms[prefix + rest] = len(prefix)
    return forms


def splits(word: str) -> list[tuple[str, str]]:
    """All legal readings (proclitics, rest) of a folded word, the longest proclitics first, the word itself last.

    The rest keeps or regains its article: للجيش gives ("ل", "الجيش") and, last, ("", "للجيش").
    The rest has two letters or more.
    """
    found: list[tuple[str, str]] = []
    for prefix in _LONGEST_FIRST:
        if not word.startswith(prefix) or len(word) < len(prefix) + 2:
            continue
        rest = word[len(prefix) :]
        if prefix.endswith("ل") and rest.startswith("ل") and len(rest) > 2:
            found.append((prefix, "ا" + "ل" + rest[1:]))
            found.append((prefix, "الل" + rest[1:]))
        found.append((prefix, rest))
    found.append(("", word))
    return found
