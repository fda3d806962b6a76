"""What the words beside a name say about it. All tests look at folded words, a few at the letters as written."""

from __future__ import annotations

import re
from bisect import bisect_left

from archive_tools.annotate.knowledge import Reading
from archive_tools.annotate.matching import Hit
from archive_tools.annotate.passage import Passage
from archive_tools.arabic.fold import fold
from archive_tools.arabic.tables import table

_GIVEN = frozenset(fold(name) for name in table("given_names")["names"])
_NOT_ACCUSATIVE_BEFORE = frozenset(table("false_friends")["tanwin_not_after"])
_LONGEST = 23
_NEXT_WORD = re.compile(r" ([^\W_]+)")
_PLAIN_WORD = re.compile(r"[^\W_]+")
_CLAUSE_BREAK = re.compile(r"[.,;:!?]")
_LISTS = table("neighbours")
_HONORIFICS = "|".join(_LISTS["honorifics"])
_AFTER_TITLE = re.compile(rf"[ ,:\"'()-]{{1,3}}(?:(?P<honorific>{_HONORIFICS}) )?(?P<word>[^\W_]+)")
_INSTITUTIONS = frozenset(prefix + word for word in _LISTS["institutions"] for prefix in ("", "و", "ب", "ل"))
_PERSONS = frozenset(_LISTS["persons"])
_FORMER = frozenset(_LISTS["former"])
_MINISTRY_WORDS = frozenset(_LISTS["ministry_words"])
_MINISTERS = frozenset(_LISTS["ministers"])
_MEDIA_WORDS = frozenset(prefix + word for word in _LISTS["media"] for prefix in ("", "و", "ب", "ل", "لل"))
_ADJECTIVE_PLACES = frozenset({"caribbean"})
"""Places whose Arabic name is an adjective."""
_DEFINITE = re.compile(r"(?:[وف]?(?:ال|بال|كال|لل))[^\W_]{3,}")
_NOT_NOUN = frozenset(_LISTS["not_noun"])
_NOUNS_BEFORE = frozenset(_LISTS["nouns_before_adjective"])
_TANWIN = "\u064b"
_GOVERNORATES = re.compile(
    r"(?:محافظات|محافظتي|محافظه|ولايات|ولايتي|ولايه|ارياف|ريفي|ريف)(?: [^\W_]+){0,3}?"
    r"(?:(?:,? و|, ?)[^\W_]+(?: (?!و)[^\W_]+)?){0,8},? ?و?$"
)
_DIRECT_GOVERNORATE = re.compile(r"(?:محافظات|محافظتي|ولايات|ولايتي|ارياف|ريفي|جبهات محافظه) $")


def _word_before(passage: Passage, a: int) -> str:
    """The word that one space parts from `a`, "" at a break; of a very long one its end."""
    index = bisect_left(passage.begins, a) - 1
    if index < 0 or passage.ends[index] != a - 1 or passage.folded[a - 1] != " ":
        return ""
    return passage.words[index][-_LONGEST:]


def _word_after(passage: Passage, b: int) -> str:
    match = _NEXT_WORD.match(passage.folded, b)
    return match[1] if match else ""


def follows_given_name(passage: Passage, hit: Hit) -> bool:
    """«أسماء الأسد»: a given name directly before, so that the word is part of another person's name."""
    if hit.a != hit.name or hit.form.case:
        return False
    before = _word_before(passage, hit.a)
    return before in _GIVEN or (before in _PERSONS and all(r.kind in {"place", "state"} for r in hit.form.readings))


def in_institution(passage: Passage, hit: Hit) -> bool:
    """«جامعة طوكيو», «شارع بغداد»: the place is part of a longer name that has no record."""
    return _word_before(passage, hit.a) in _INSTITUTIONS


def is_accusative_adjective(passage: Passage, hit: Hit, names: list[Reading]) -> bool:
    """«36 جنديًا تركيًا»: an adjective that folds to the name of a state.

    Tanwin fath on the final alef decides; without it, an indefinite accusative directly before does.
    """
    if names[0].kind != "state" or hit.form.words > 1 or not hit.form.text.endswith("يا"):
        return False
    start, end = passage.span(hit.a, hit.b)
    if _TANWIN in passage.text[start : end + 1]:
        return True
    if hit.a != hit.name:
        return False
    before = _word_before(passage, hit.a)
    if len(before) < 4 or not before.endswith("ا") or before.startswith("ال") or before in _NOT_ACCUSATIVE_BEFORE:
        return False
    return before[1:] not in _NOT_ACCUSATIVE_BEFORE and not before.endswith(("ها", "هما", "وا", "كما"))


def other_adjective_follows(passage: Passage, hit: Hit) -> bool:
    """«الجيش الألماني» is no short form: a relational adjective right after makes it another body."""
    after = _word_after(passage, hit.b)
    return after.startswith("ال") and after.endswith(("ي", "يه")) and len(after) > 5


def name_follows_title(passage: Passage, hit: Hit, person_starts: frozenset[int]) -> bool:
    """«الرئيس السوري بشار الأسد», «وزير الخارجية الأمريكي، جون كيري»: the name itself follows the title.

    Also true where «السابق» or another person's name follows: the holder at the date is then not meant.
    """
    match = _AFTER_TITLE.match(passage.folded, hit.b)
    if match is None:
        return False
    following = match["word"]
    return (
        match.start("word") in person_starts or following in _GIVEN or following in _FORMER or bool(match["honorific"])
    )


def is_minister(passage: Passage, hit: Hit) -> bool:
    """«وزير الخارجية البريطانية» names a person's office, not the ministry."""
    before = _word_before(passage, hit.a)
    if before in _MINISTERS:
        return True
    # «السياسة الخارجية المصرية»: the word is the adjective of a definite noun.
    adjective = hit.a == hit.name and hit.form.text.split(" ")[0] in _MINISTRY_WORDS
    return adjective and before not in _NOT_NOUN and bool(_DEFINITE.match(before))


def is_definite_adjective(passage: Passage, hit: Hit, names: list[Reading]) -> bool:
    """«الأراضي السعودية», «القيادي الحوثي»: after a definite noun the word is its adjective."""
    word = hit.form.text
    if hit.form.words > 1 or hit.a != hit.name or not (word.startswith("ال") and word.endswith(("ي", "يه"))):
        return False
    if all(n.kind == "person" for n in names) or (
        names[0].kind == "place" and names[0].target not in _ADJECTIVE_PLACES
    ):
        return False
    before = _word_before(passage, hit.a)
    return before in _NOUNS_BEFORE or (before not in _NOT_NOUN and bool(_DEFINITE.match(before)))


def media_before(passage: Passage, hit: Hit) -> bool:
    """«قناة "العربية"», «وكالة أنباء "فارس"»: a word for a medium within the three words before."""
    before = passage.folded[max(0, hit.a - 32) : hit.a]
    words = _PLAIN_WORD.findall(before)
    return any(word in _MEDIA_WORDS for word in words[-3:]) and not _CLAUSE_BREAK.search(before.rsplit(words[-1])[-1])


def governorate_list(passage: Passage, hit: Hit) -> bool:
    """«محافظات حلب وإدلب وحماة»: the plural head makes each name of the list a governorate."""
    before = passage.folded[max(0, hit.a - 80) : hit.a]
    if _DIRECT_GOVERNORATE.search(before):
        return True
    return bool(_GOVERNORATES.search(before)) and ("محافظات" in before or "محافظتي" in before or "ولايات" in before)
