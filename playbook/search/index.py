"""The index of one language: words and pairs of characters, where they stand, in parts that a browser fetches one by one.

A part holds a run of keys in their order; a reader of the first keys of all parts knows which part to fetch. Keys are
words, overlapping pairs of characters of a run without spaces, the last character of such a run, and `=` with a whole
title. What each key leads to is packed, see `_pack`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from playbook.search.documents import Document
from playbook.search.folding import fold, is_unspaced, runs

# Characters of a part: small enough that a query which touches some of them stays light, large enough to pack well.
PART = 2_500
# No key leads to more places than this: the strongest stay, and the browser takes the key as one that may be missing.
MOST_PLACES = 1_200
# A key of more than this share of all documents says little: a query asks for it only where it has nothing else.
COMMON = 0.25
# How often a word counts, and how much longer texts lose: the usual constants of BM25.
SATURATION, LENGTH = 1.2, 0.6
STRENGTHS = 7
HEAD = 8
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


@dataclass(frozen=True)
class Index:
    """Packed keys: `starts` has the first key of each part; `common` keys say little; `vocabulary` has all words."""

    parts: tuple[str, ...]
    starts: tuple[str, ...]
    common: tuple[str, ...]
    vocabulary: tuple[str, ...]
    signs: frozenset[str]


@dataclass(frozen=True)
class _Counted:
    """The keys of one document: those of its head, and how often each stands in the rest."""

    head: frozenset[str]
    body: Mapping[str, int]
    length: int


Place = tuple[int, int]  # the number of a document, and how strongly the key stands there


def index(documents: Sequence[Document]) -> Index:
    """Make the index of documents."""
    counted = [_count(document) for document in documents]
    mean = sum(one.length for one in counted) / max(1, len(counted))
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for number, (document, one) in enumerate(zip(documents, counted, strict=True)):
        scale = SATURATION * (1 - LENGTH + LENGTH * one.length / max(1, mean))
        for key in one.head.union(one.body):
            count = one.body.get(key, 0)
            strength = 1 + int(STRENGTHS * count / (count + scale)) if count else 0
            places[key].append((number, strength + HEAD * (key in one.head)))
        for title in _titles(document):
            places[title].append((number, HEAD))
    entries = [f"{key} {_pack(places[key])}" for key in sorted(places)]
    parts = tuple(_parts(entries))
    often = COMMON * len(documents)
    return Index(
        parts=parts,
        starts=tuple(part.partition(" ")[0] for part in parts),
        common=tuple(sorted(key for key, found in places.items() if len(found) > often)),
        vocabulary=tuple(sorted(key for key in places if key[0] != "=" and not is_unspaced(key))),
        signs=frozenset(chain.from_iterable(places)),
    )


def _count(document: Document) -> _Counted:
    head = list(keys(f"{document.head} {document.abbreviation}"))
    body = list(keys(document.body))
    return _Counted(frozenset(head), Counter(body if document.titled else head + body), len(head) + len(body))


def keys(text: str) -> Iterator[str]:
    """Give the keys of a text, in order."""
    for run in runs(fold(text)):
        if is_unspaced(run):
            yield from map("".join, pairwise(run))
            yield run[-1]
        else:
            yield run


def _titles(document: Document) -> set[str]:
    names = (document.head if document.titled else "", document.abbreviation)
    return {f"={''.join(runs(fold(name)))}" for name in names if name}


def _pack(places: Sequence[Place]) -> str:
    """Pack places: for each one a digit that holds the strength and how many digits follow, then the step in base 64.

    Where only the strongest places are kept, `*` and the number of all of them stand behind.
    """
    cut = ""
    if len(places) > MOST_PLACES:
        cut = f"*{len(places)}"
        places = sorted(sorted(places, key=lambda place: -place[1])[:MOST_PLACES])
    packed: list[str] = []
    before = -1
    for number, strength in places:
        step = _digits(number - before - 1)
        packed.append(DIGITS[16 * (len(step) - 1) + strength] + step)
        before = number
    return "".join(packed) + cut


def _digits(number: int) -> str:
    digits = DIGITS[number % 64]
    while number := number // 64:
        digits = DIGITS[number % 64] + digits
    return digits


def _parts(entries: Iterable[str]) -> Iterator[str]:
    part: list[str] = []
    size = 0
    for entry in entries:
        if part and size + len(entry) > PART:
            yield ";".join(part)
            part, size = [], 0
        part.append(entry)
        size += len(entry)
    if part:
        yield ";".join(part)
