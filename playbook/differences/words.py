"""Two wordings of one text side by side: what stayed and what changed, word by word, in Japanese and Chinese too."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple


class Stretch(NamedTuple):
    """A part of a text as it was and as it is; both are equal where nothing changed."""

    old: str
    new: str


# A word of a script with spaces or a number, a run of katakana, or one sign of anything else. A run of ideographs is no
# word: in `一時間` the first sign alone may change.
_WORD = re.compile(r"[^\W\d_぀-ヿ㐀-鿿々〆豈-﫿]+|\d+(?:[.,]\d+)*|[ァ-ヺー]+|\s+|.", re.DOTALL)
# Less in common than this, and the two are shown whole: confetti helps nobody.
LITTLE = 0.35
# What stays between two changes and is shorter than this is shown as changed, too.
SHORT = 3


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """Return the stretches of two wordings in order; their old halves make up the old wording, the others the new."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found = [Stretch("".join(before[a:b]), "".join(after[c:d])) for _, a, b, c, d in matcher.get_opcodes()]
    same = sum(len(one.old) for one in found if one.old == one.new)
    if same < LITTLE * max(len(old), len(new)):
        return (Stretch(old, new),)
    return tuple(_joined(_without_crumbs(found)))


def _without_crumbs(found: list[Stretch]) -> Iterator[tuple[bool, Stretch]]:
    """Tell of each stretch whether it is shown as changed: little that stays between two changes is."""
    for at, one in enumerate(found):
        inside = 0 < at < len(found) - 1
        yield one.old != one.new or (inside and len(one.old.strip()) < SHORT), one


def _joined(found: Iterable[tuple[bool, Stretch]]) -> Iterator[Stretch]:
    for _, group in groupby(found, key=lambda one: one[0]):
        parts = [stretch for _, stretch in group]
        yield Stretch("".join(one.old for one in parts), "".join(one.new for one in parts))
