"""How ideographs sound, for readers who type by sound: programs for writing offer wrong signs of the same sound."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

# The signs of everyday writing in GB 2312, which stands in the order of pinyin: each browser can decode it.
_ROWS, _CELLS = range(0xB0, 0xD8), range(0xA1, 0xFF)


@cache
def pinyin(word: str) -> Sequence[str]:
    """Return the syllables of a word in pinyin without tones, ü as v; signs that have none are left out."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - takes a while to load

    return lazy_pinyin(word, errors="ignore")


def sign_by_sign(word: str) -> Sequence[str]:
    """Return what a browser takes for the syllables of a word, which knows one for each sign of everyday writing."""
    return [_sounds()[sign] for sign in word if sign in _sounds()]


@cache
def _sounds() -> Mapping[str, str]:
    return dict(zip(everyday(), _in_order(), strict=True))


def everyday() -> str:
    """Return the signs of everyday writing in the order of pinyin."""
    return bytes(byte for row in _ROWS for cell in _CELLS for byte in (row, cell)).decode("gb2312", "ignore")


def syllables() -> list[list[str | int]]:
    """Return the syllables of `everyday` and how many signs have each, in their order."""
    return [[syllable, len([*signs])] for syllable, signs in groupby(_sounds().values())]


def _in_order() -> Iterator[str]:
    """Return a syllable for each sign; what does not stand in order is another reading, and takes the one before."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    sounds = lazy_pinyin(list(everyday()))
    # The table has ü behind u, and üe behind uan.
    kept = frozenset(_longest_rise([sound.replace("ve", "uaz").replace("v", "u:") for sound in sounds]))
    last = ""
    for place, sound in enumerate(sounds):
        last = sound if place in kept else last
        yield last


def _longest_rise(words: Sequence[str]) -> Iterator[int]:
    """Return the places of the most words that stand in order, the last one first."""
    ends: list[str] = []
    places: list[int] = []
    before: list[int] = []
    for place, word in enumerate(words):
        length = bisect_right(ends, word)
        ends[length : length + 1] = [word]
        places[length : length + 1] = [place]
        before.append(places[length - 1] if length else -1)
    place = places[-1]
    while place >= 0:
        yield place
        place = before[place]
