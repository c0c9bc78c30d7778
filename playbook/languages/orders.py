"""Orders of words in a list: by what a word is sorted, and under which letter it then stands. A row names its order.

A key has parts, each of which counts only where all parts before it are equal: the letters, their accents or voicing,
their sizes and kinds.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from playbook.languages.scripts import HANGUL, KATAKANA, letters_of


class Order(NamedTuple):
    """An order: `key` of a word in the language of a BCP 47 tag, and the letter `initial` of that key."""

    key: Callable[[str, str], str]
    initial: Callable[[str], str]


# Sorts in front of every letter, so that a word stands before those that begin with it.
_PART = "\0"
# Sorts behind every letter: see the script that writes the table of letters.
_AFTER = "\uffff"
_MARKS = re.compile("[\u0300-\u036f]")
_NO_LETTER = re.compile(r"[^\w\uffff]+|_+")


@cache
def _letters_elsewhere(tag: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return what splits a word into letters, and by what those sort that do not stand with their base letters."""
    table = json.loads(files(__package__).joinpath("orders.json").read_text("utf-8"))
    parts = tag.split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    keys = {**table["root"], **next((table[one] for one in tags if one in table), {})}
    longest_first = sorted(keys, key=len, reverse=True)
    return re.compile("|".join([*longest_first, "."])), {one: key.replace("+", _AFTER) for one, key in keys.items()}


def _letters(word: str, tag: str) -> str:
    """Return the key of a word by the Unicode Collation Algorithm: letters, accents, capitals behind small letters."""
    small = unicodedata.normalize("NFC", word.lower())
    found, keys = _letters_elsewhere(tag)
    base = found.sub(lambda one: keys.get(one[0]) or _without_marks(one[0]), small)
    return _PART.join((_spaced(base), small, word.swapcase()))


def _without_marks(letter: str) -> str:
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", letter)))


def _spaced(text: str) -> str:
    """Return a text with one space for each run of signs that are no letters: they sort in front of all letters."""
    return _NO_LETTER.sub(" ", text).strip(" ")


def _first_letter(key: str) -> str:
    return key[:1].upper()


_TRADE_READINGS = {
    "弹屏": ("tán", "píng"),
    "长时间": ("cháng", "shí", "jiān"),
    "差旅": ("chāi", "lǚ"),
    "重拨": ("chóng", "bō"),
    "重呼": ("chóng", "hū"),
}


@cache
def _syllables() -> Callable[[str], list[str]]:
    # Its tables take a while to read: only who sorts Chinese waits for them.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415
    from pypinyin.contrib.mmseg import seg  # noqa: PLC0415

    # `load_phrases_dict` would read all of the dictionary's phrases once more to learn these. The types are wrong.
    phrases: Any = PHRASES_DICT
    phrases.update({word: [[one] for one in read] for word, read in _TRADE_READINGS.items()})
    seg.train(iter(_TRADE_READINGS))
    # What is no ideograph comes back sign by sign: the package takes a list where its types have only a string.
    split: Any = list
    return lambda word: lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True, errors=split)


def _pinyin(word: str, tag: str) -> str:  # noqa: ARG001 - all orders are called alike
    """Return the key of a word as Chinese dictionaries sort: character by character, by sound, tone and form."""
    spaced = _spaced(word.casefold())
    signs = zip(_syllables()(spaced), spaced, strict=True)
    return " ".join(f"{sound} {sign}" if sound != sign else sign for sound, sign in signs)


_KANA_ROWS = "あかさたなはまやらわ"
_SMALL_KANA = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_TO_HIRAGANA = ord("あ") - ord("ア")
# The last four katakana have no hiragana.
_HIRAGANA_OF = {ord(sign): ord(sign) + _TO_HIRAGANA for sign in letters_of(KATAKANA)[:-4]}
_VOWELS = {
    kana: vowel
    for vowel, column in {
        "あ": "あかさたなはまやらわ",
        "い": "いきしちにひみりゐ",
        "う": "うくすつぬふむゆる",
        "え": "えけせてねへめれゑ",
        "お": "おこそとのほもよろを",
    }.items()
    for kana in column
}
_REPEATED = frozenset("ゝヽ")
_SOUND_MARKS = "\u3099\u309a"


def _kana(word: str, tag: str) -> str:  # noqa: ARG001
    """Return the key of a reading as JIS X 4061 sorts it: kana, voicing, kind of kana, hiragana before katakana.

    A long mark is the vowel before it; kinds are long mark, small, repeated and full kana, in this order.
    """
    letters, voices, kinds, scripts = "", "", "", ""
    for sign in unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold()):
        if sign in _SOUND_MARKS and letters:
            voices = voices[:-1] + str(_SOUND_MARKS.index(sign) + 1)
            continue
        letter, kind = _kana_letter(sign.translate(_HIRAGANA_OF), letters[-1:])
        letters, voices, kinds = letters + letter, voices + "0", kinds + kind
        scripts += str(int(ord(sign) in _HIRAGANA_OF))
    return _PART.join((_spaced(letters), voices, kinds, scripts))


def _kana_letter(sign: str, before: str) -> tuple[str, str]:
    """Return the full kana that a sign in hiragana counts as, given the one before it, and its kind in JIS X 4061."""
    if sign == "ー":
        return _VOWELS.get(before, before or sign), "0"
    if sign in _REPEATED:
        return before or sign, "2"
    return (_SMALL_KANA[sign], "1") if sign in _SMALL_KANA else (sign, "3")


def _kana_row(key: str) -> str:
    """Return the row of the table of kana that a reading begins with; other letters stand for themselves."""
    first = key[:1]
    if not "あ" <= first <= "ん":
        return _first_letter(key)
    return next((row for row in reversed(_KANA_ROWS) if row <= first), first)


_LEADING = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST_SYLLABLE, _LAST_SYLLABLE = HANGUL[0], HANGUL[2]
_SYLLABLES_OF_EACH = 588


def _leading_consonant(key: str) -> str:
    """Return the consonant that a Korean word begins with; other letters stand for themselves."""
    first = key[:1]
    if not _FIRST_SYLLABLE <= first <= _LAST_SYLLABLE:
        return _first_letter(key)
    return _LEADING[(ord(first) - ord(_FIRST_SYLLABLE)) // _SYLLABLES_OF_EACH]


ORDERS: Mapping[str, Order] = MappingProxyType(
    {
        "letters": Order(_letters, _first_letter),
        "kana": Order(_kana, _kana_row),
        "pinyin": Order(_pinyin, _first_letter),
        "hangul": Order(_letters, _leading_consonant),
    }
)
