"""What a finished index finds, read back from its parts as a browser reads them."""

import json
import re
from collections.abc import Iterator
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

from playbook.search.index import DIGITS, unpacked
from playbook.search.memo import Memo

# A packed place: the digit that holds the strength tells how many digits of the step follow.
_PLACE = re.compile("|".join(f"[{DIGITS[16 * more : 16 * more + 16]}].{{{more + 1}}}" for more in range(3)))


def found_in(folder: Path) -> frozenset[str]:
    """Return the addresses of the documents that the index of a language has words for, and leads to by some key."""
    documents = dict(_documents(folder))
    left = set(documents)
    for path in folder.glob("k*.js"):
        for _, packed in unpacked(_part(path)):
            if not left:  # and all that is to be seen is that each part can be read
                break
            left.difference_update(_numbers(packed))
    return frozenset(address for number, address in documents.items() if number not in left)


def _part(path: Path) -> Any:
    """Return what a part gives to `playbookSearch`, behind its name and its build."""
    *_, part = json.loads(f"[{path.read_text(encoding='utf-8').partition('(')[2].removesuffix(')')}]")
    return part


def _numbers(packed: str) -> Iterator[int]:
    """Return the numbers of the documents that a key leads to."""
    places, *_ = re.split("[~*]", packed, maxsplit=1)
    numbers = accumulate(map(_STEPS.__getitem__, _PLACE.findall(places)), initial=-1)
    next(numbers)
    return numbers


def _step(place: str) -> int:
    value = 0
    for digit in place[1:]:
        value = value * len(DIGITS) + DIGITS.index(digit)
    return value + 1


_STEPS = Memo[str, int](_step)


def _documents(folder: Path) -> Iterator[tuple[int, str]]:
    """Return the number and the address of each document that has a head."""
    paths = sorted(folder.glob("d*.js"), key=lambda path: int(path.stem.removeprefix("d")))
    shown = chain.from_iterable(map(_part, paths))
    return ((number, address) for number, (address, head, *_) in enumerate(shown) if head)
