"""The language of an article: as stated, else by script, letters and frequent words.

Simple and honest: where the letters do not decide, the answer is «und» (undetermined, ISO 639-2), not a guess.
Letters tell Urdu, Sorani, Pashto, Uyghur, Sindhi and Persian from Arabic; words tell languages in Latin letters apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from archive_tools.clean.draft import Draft
from archive_tools.clean.facts import candidate, choose
from archive_tools.clean.hygiene import one_line
from archive_tools.packaged import json_of
from archive_tools.records import Fact, RawItem

_DATA = json_of("clean/languages.json")
_LETTERS: dict[str, frozenset[str]] = {lang: frozenset(letters) for lang, letters in _DATA["arabic_letters"].items()}
_WORDS: dict[str, frozenset[str]] = {lang: frozenset(words.split()) for lang, words in _DATA["words"].items()}
_ARABIC_FORMS = str.maketrans("یک", "يك")
"""Persian keyboards write Arabic with these."""
_YIDDISH = frozenset("װױײ")
_BY_LETTERS = ("skr", "sd", "ur", "ug", "ps", "ckb", "ms-Arab")
_FEWEST_LETTERS = {"skr": 0.005}
_NAMES: dict[str, str] = _DATA["names"]
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SAMPLE = 4000
"""Characters of the body that decide; more of them change nothing."""
_OF_ONE_SCRIPT = {
    "HEBREW": "he",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "SYRIAC": "syr",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
}
UNDETERMINED = "und"


def language_of(item: RawItem, drafts: Sequence[Draft]) -> Fact[str]:
    """The language as a BCP 47 tag."""
    candidates: list[Fact[str]] = []
    if item.stated.get("lang"):
        candidates.append(candidate(item.stated["lang"], "sidecar", "sidecar"))
    written = one_line(item.fields.get("lang", ""))
    if written:
        evidence = item.evidence.get("lang", "source")
        tag = normalise_tag(written)
        candidates.append(
            candidate(tag, "metadata", evidence if tag else f"{evidence}: «{written}» is no language tag")
        )
    if not any(fact.value for fact in candidates):
        candidates.append(_inferred(drafts))
    return choose(candidates, "no language stated, and the letters do not tell it")


def normalise_tag(written: str) -> str | None:
    """`AR_sy` -> `ar-SY`, `Arabic` -> `ar`; None where it is no language."""
    name = _NAMES.get(written.lower())
    if name is not None:
        return name
    if not _TAG.fullmatch(written):
        return None
    primary, *rest = written.replace("_", "-").split("-")
    subtags = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
    primary = _NAMES.get(primary.lower(), primary.lower())
    return "-".join([primary, *subtags])


def _inferred(drafts: Sequence[Draft]) -> Fact[str]:
    text = ""
    for draft in drafts:
        if draft.marked is None:
            text += draft.text + "\n"
        if len(text) > _SAMPLE:
            break
    lang, why = infer(text[:_SAMPLE])
    return candidate(lang, "inferred", why)


def infer(text: str) -> tuple[str, str]:
    """Language and the reason. `und` where nothing decides."""
    text = unicodedata.normalize("NFC", text)
    letters = Counter(char for char in text.lower() if char.isalpha())
    total = sum(letters.values())
    if not total:
        return UNDETERMINED, "the text has no letters"
    scripts: Counter[str] = Counter()
    for char, count in letters.items():
        scripts[_script(char)] += count
    script, count = scripts.most_common(1)[0]
    share = f"{round(100 * count / total)} % of the letters are {script.title()}"
    if script == "ARABIC":
        return _in_arabic_script(letters, count, text, share)
    if script in {"LATIN", "CYRILLIC"}:
        return _by_words(text, share)
    if script == "HEBREW" and sum(letters[char] for char in _YIDDISH) >= 0.01 * count:
        return "yi", f"{share}, letters of Yiddish among them"
    return _OF_ONE_SCRIPT.get(script, UNDETERMINED), share


def _in_arabic_script(letters: Counter[str], total: int, text: str, share: str) -> tuple[str, str]:
    shares = {lang: sum(letters[char] for char in own) / total for lang, own in _LETTERS.items()}
    for lang in _BY_LETTERS:
        rarer = lang in _FEWEST_LETTERS  # letters of few words, but of no other language
        if shares[lang] < _FEWEST_LETTERS.get(lang, 0.04) or not (rarer or _leads(lang, shares)):
            continue
        if lang == "ur" and _hits(text, "pnb") > _hits(text, "ur"):
            return "pnb", f"{share}, words of Western Punjabi"
        return lang, f"{share}, {round(100 * shares[lang])} % letters of {lang}"
    if shares["fa"] >= 0.02 and _hits(text, "fa") >= _hits(text.translate(_ARABIC_FORMS), "ar"):
        return "fa", f"{share}, {round(100 * shares['fa'])} % Persian letters"
    return "ar", f"{share}, no letters of its neighbours"


def _leads(lang: str, shares: dict[str, float]) -> bool:
    # Persian letters are in all its neighbours too, so they decide last.
    return shares[lang] == max(share for other, share in shares.items() if other != "fa")


def _hits(text: str, lang: str) -> int:
    return sum(word in _WORDS[lang] for word in _WORD.findall(text))


def _by_words(text: str, share: str) -> tuple[str, str]:
    words = [word.lower() for word in _WORD.findall(text)]
    hits = Counter({lang: sum(word in common for word in words) for lang, common in _WORDS.items()})
    lowered = text.lower()
    if ("ı" in lowered or "ğ" in lowered) and "ə" not in lowered:  # letters of Turkish alone
        hits["tr"] += 3
    (lang, most), (_, second) = hits.most_common(2)
    if most == second or most < max(2, 0.12 * len(words)):
        return UNDETERMINED, f"{share}, its words decide nothing"
    return lang, f"{share}, {most} of {len(words)} words are frequent in {lang}"


def _script(char: str) -> str:
    if char.isascii():
        return "LATIN"
    return unicodedata.name(char, "UNKNOWN").split()[0]
