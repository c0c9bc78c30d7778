"""Orders of words in a list: by what a word is sorted, and under which letter it then stands. A row names its order."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from playbook.languages.scripts import HANGUL, KATAKANA, letters_of


class Order(NamedTuple):
    """An order: `key` of a word, given how it is read where that is known, and the letter `initial` of that key."""

    key: Callable[[str], str]
    initial: Callable[[str], str]


_ACCENT = re.compile("[\u0300-\u036f]")


def _letters(word: str) -> str:
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", word.casefold())))


def _first_letter(key: str) -> str:
    return key[:1].upper()


def _pinyin(word: str) -> str:
    # Its tables take a while to read: only who sorts Chinese waits for them.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return " ".join(lazy_pinyin(word.casefold(), style=Style.TONE3))


_KANA_ROWS = "あかさたなはまやらわ"
_SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")
_TO_HIRAGANA = ord("あ") - ord("ア")
# The last four katakana have no hiragana.
_HIRAGANA_OF = {ord(sign): ord(sign) + _TO_HIRAGANA for sign in letters_of(KATAKANA)[:-4]}


def _kana(word: str) -> str:
    """Return a reading in plain hiragana."""
    return word.translate(_HIRAGANA_OF).translate(_SMALL_KANA)


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
