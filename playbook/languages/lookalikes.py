"""Letters that are drawn as others are: whoever reads them sees one word, programs see another."""

import re
import unicodedata
from collections.abc import Iterator

from playbook.languages.scripts import HAN, HIRAGANA, KANA, KATAKANA, LATIN, LATIN_ACCENTED, LONG_MARK, SCRIPTS

# Each letter and the one that it is taken for. Of small Greek letters only omicron: the others are signs of formulas.
_LATIN_OF = {
    **dict(zip("асԁеһіјӏорԛѕԝхуѵ", "acdehijlopqswxyv", strict=True)),
    **dict(zip("АВСЕҒԌНІЈКӀМОРԚЅТԜХУҮѴ", "ABCEFGHIJKIMOPQSTWXYYV", strict=True)),
    **dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True)),
}
_TABLE = str.maketrans(_LATIN_OF)
_OTHERS = SCRIPTS["Cyrl"].letters + SCRIPTS["Grek"].letters
_OTHER = re.compile(f"[{_OTHERS}]")
_IS_LATIN = re.compile(f"[{LATIN}{LATIN_ACCENTED}]")
_WORD = re.compile(rf"[0-9{LATIN}{LATIN_ACCENTED}{_OTHERS}]+")


def in_latin(text: str) -> str:
    """Return a text with Latin letters in the place of those that are drawn alike."""
    return text.translate(_TABLE)


def mixed_words(text: str) -> Iterator[re.Match[str]]:
    """Find the words in Latin letters in which some are of another script and only look Latin."""
    for word in _WORD.finditer(text) if _OTHER.search(text) else ():
        if _OTHER.search(word[0]) and _IS_LATIN.search(word[0]) and not _OTHER.search(in_latin(word[0])):
            yield word


def disguised_words(text: str) -> Iterator[re.Match[str]]:
    """Find the words of another script that could be Latin ones throughout, in lines where no other word is of it.

    A Greek letter on its own is a sign of a formula.
    """
    for line in re.finditer(".+", text) if _OTHER.search(text) else ():
        if not _OTHER.search(in_latin(line[0])):
            words = _WORD.finditer(text, *line.span())
            yield from (word for word in words if _is_disguised(word[0]))


def _is_disguised(word: str) -> bool:
    is_sign = len(word) == 1 and unicodedata.name(word).startswith("GREEK")
    return _OTHER.search(word) is not None and not _IS_LATIN.search(word) and not is_sign


def first_lookalike(word: str) -> dict[str, str]:
    """Name the first letter of a word that only looks Latin; nothing where there is none."""
    letter = next((letter for letter in word if letter in _LATIN_OF), "")
    return {"found": word, "letter": letter, "name": unicodedata.name(letter).lower()} if letter else {}


# Signs that stand for the long mark of katakana, and the numeral and the hiragana that are drawn as katakana are.
_DASHES = "‐–—―−"
_LONG = f"{_DASHES}一"
_HIRAGANA_ALIKE, _KATAKANA_ALIKE = "へべぺ", "ヘベペ"
_KANA_RUN = re.compile(f"[{KATAKANA}{LONG_MARK}{_LONG}二{_HIRAGANA_ALIKE}]+")
_MEANT = (
    (re.compile(f"二(?=[{LONG_MARK}{_LONG}][{KATAKANA}])"), "ニ"),
    (re.compile(f"(?<=[{KATAKANA}])[{_LONG}](?=[{KATAKANA}])"), LONG_MARK),
    (re.compile(f"^へ(?=[{KATAKANA}])"), "ヘ"),
    (re.compile(f"べ(?=[{KATAKANA}{LONG_MARK}])"), "ベ"),
    (re.compile(f"ぺ(?=[{KATAKANA}{LONG_MARK}])"), "ペ"),
)
# A numeral that ends a word in katakana, unless it counts what follows or is the first of them ("チーム一の").
NUMERAL_AT_END = f"[{KATAKANA}{LONG_MARK}]+一(?=[をがはにでもとへ、。，．！？）」』]|$)"
KATAKANA_IN_HIRAGANA = f"[{HIRAGANA}]+[{_KATAKANA_ALIKE}](?=[{HIRAGANA}])"
_MEANT_HIRAGANA = str.maketrans(_KATAKANA_ALIKE, _HIRAGANA_ALIKE)
_BEFORE_PARTICLE = re.compile(f"[{HAN}{KANA}{LONG_MARK}{LATIN}0-9」』）%]")


def in_katakana(word: str) -> str:
    """Return a word in katakana with katakana in the place of what is only drawn alike."""
    for drawn, meant in _MEANT:
        word = drawn.sub(meant, word)
    return word


def with_long_mark(word: str) -> str:
    """Return a word in katakana with the long mark in the place of the numeral that ends it."""
    return word[:-1] + LONG_MARK


def in_hiragana(word: str) -> str:
    """Return a word in hiragana with hiragana in the place of what is only drawn alike."""
    return word.translate(_MEANT_HIRAGANA)


def mistaken_katakana(text: str) -> Iterator[re.Match[str]]:
    """Find the words in katakana that have dashes, numerals or hiragana drawn as katakana are."""
    for run in _KANA_RUN.finditer(text):
        word = _KANA_RUN.match(text, run.start() + 1) if _is_particle(run) else run
        if word and in_katakana(word[0]) != word[0]:
            yield word


def _is_particle(run: re.Match[str]) -> bool:
    """Tell whether the hiragana in front of a word belongs to what stands before it."""
    before = run.string[max(run.start() - 1, 0) : run.start()]
    return run[0][0] == "へ" and _BEFORE_PARTICLE.fullmatch(before) is not None
