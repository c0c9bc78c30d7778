"""Numbers as they are written in a language, in digits or in words."""

import re
from collections.abc import Iterator
from functools import cache

from playbook.languages import language

_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "億": 100_000_000}
_SCALES |= {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_DIGITS = re.compile(r"([0-9.]+) ?(\w*)")
# What people type for the narrow space that groups digits.
_SPACES = "[ \u00a0\u202f]"


@cache
def digits(language_id: str) -> re.Pattern[str]:
    """Return the pattern of a number in digits as a language writes it, with a scale."""
    decimal = re.escape(language(language_id).number_signs.decimal)
    scale = "(?: ?(?:[百千万亿億](?!分)|thousand|million|billion))?"
    return re.compile(f"[0-9]+(?:{_group(language_id)}[0-9]{{3}})*(?:{decimal}[0-9]+)?{scale}")


def _group(language_id: str) -> str:
    sign = language(language_id).number_signs.group
    return _SPACES if sign.isspace() else re.escape(sign)


def value(written: str, language_id: str) -> float:
    """Return the value of a number in digits of a language, with groups and a scale: `1,200`, `12万`, `3 million`."""
    ungrouped = re.sub(f"(?<=[0-9]){_group(language_id)}(?=[0-9])", "", written)
    plain = ungrouped.replace(language(language_id).number_signs.decimal, ".")
    match = _DIGITS.fullmatch(plain)
    assert match is not None, written
    return float(match[1]) * _SCALES.get(match[2], 1)


def numbers_in_words(language: str, text: str) -> set[float]:
    """Return every number that words of a text may stand for; rather too many, as a word has other meanings too."""
    return _READERS[language](text) if language in _READERS else set()


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth"
_MONTHS = "- january february march april may june july august september october november december"
_TENS = "- ten twenty thirty forty fifty sixty seventy eighty ninety hundred"
_ENGLISH = {word: float(number) for words in (_SMALL, _ORDINALS, _MONTHS) for number, word in enumerate(words.split())}
_ENGLISH |= {word: number * 10.0 for number, word in enumerate(_TENS.split())}
_ENGLISH |= dict.fromkeys(("a", "an", "once", "single", "each", "per", "every", "alone", "the", "another"), 1.0)
_ENGLISH |= {"both": 2.0, "twice": 2.0, "pair": 2.0, "double": 2.0, "half": 0.5, "dozen": 12.0}
_WORD = re.compile("[a-z]+")


def _english(text: str) -> set[float]:
    words = set(_WORD.findall(text.lower()))
    found = {_ENGLISH[word] for word in words if word in _ENGLISH}
    return found | {0.5, 30.0} if 0.5 in found else found


_KANJI = {numeral: float(number) for number, numeral in enumerate("〇一二三四五六七八九十")} | {"两": 2.0, "両": 2.0}
_RUN = re.compile("[〇一二三四五六七八九十百千万两両半]+")


def _kanji(text: str) -> set[float]:
    return {number for run in _RUN.findall(text) for number in _values(run)}


def _values(run: str) -> Iterator[float]:
    yield from (_KANJI[numeral] for numeral in run if numeral in _KANJI)
    if "半" in run:
        yield from (0.5, 30.0, 2.0)
    tens = re.fullmatch("([二三四五六七八九]?)十([一二三四五六七八九]?)", run)
    if tens:
        yield _KANJI.get(tens[1], 1.0) * 10 + _KANJI.get(tens[2], 0.0)


_READERS = {"en": _english, "ja": _kanji, "zh": _kanji}
