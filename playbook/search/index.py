"""The index of one language: words and pairs of characters, and where they stand, in parts to be fetched one by one.

A part holds a run of keys in their order; a reader of the first keys of all parts knows which part to fetch. Keys are
words, overlapping pairs of characters of a run without spaces, the last character of such a run, and `=` with a whole
title. What each key leads to is packed, see `_packed`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from playbook.search.documents import Document
from playbook.search.folding import fold, is_word, joined, runs

# Characters of a part: small enough that a query which touches some of them stays light, large enough to pack well.
PART = 1_400
# No key leads to more places than this: the strongest stay.
MOST_PLACES = 1_200
# A key of more than this share of all documents says little: only heads keep it, and a query asks for it only where it
# has nothing else.
COMMON = 0.25
# How often a word counts, and how much longer texts lose: the usual constants of BM25.
SATURATION, LENGTH = 1.2, 0.6
STRENGTHS = 7
MOST_COUNTED = 8
HEAD = 8
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
# Ready made: two digits of a step, and those of a strength and a small step.
PAIRS = [high + low for high in DIGITS for low in DIGITS]
NEAR = [[strength + step for step in DIGITS] for strength in DIGITS[:16]]


@dataclass(frozen=True)
class Index:
    """Packed keys: `starts` has the first key of each part; `common` keys say little; `vocabulary` has all words."""

    parts: tuple[str, ...]
    starts: tuple[str, ...]
    common: tuple[str, ...]
    vocabulary: tuple[str, ...]


@dataclass(frozen=True)
class _Counted:
    """The keys of one document: those of its head, and how often each stands in the rest."""

    head: frozenset[str]
    body: Mapping[str, int]
    length: int


# The number of a document times 16, and how strongly the key stands there: 0 to 7, and 8 more for the head.
Place = int


def index(documents: Sequence[Document]) -> Index:
    """Make the index of documents."""
    counted = [_count(document) for document in documents]
    mean = sum(one.length for one in counted) / max(1, len(counted))
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for number, (document, one) in enumerate(zip(documents, counted, strict=True)):
        strengths = _strengths(one.length / max(1, mean))
        place = number * 16
        once = place + strengths[1]
        for key in one.body:
            places[key].append(once)
        for key, count in one.body.items():
            if count > 1:
                places[key][-1] = place + strengths[min(count, MOST_COUNTED)]
        for key in one.head:
            if key in one.body:
                places[key][-1] += HEAD
            else:
                places[key].append(place + HEAD)
        for title in _titles(document):
            places[title].append(place + HEAD)
    often = COMMON * len(documents)
    ordered = sorted(places)
    parts = tuple(_parts(f"{key} {_packed(places[key], often)}" for key in ordered))
    return Index(
        parts=parts,
        starts=tuple(part.partition(" ")[0] for part in parts),
        common=tuple(key for key in ordered if len(places[key]) > often),
        vocabulary=tuple(key for key in ordered if is_word(key) and key[0] != "="),
    )


def _strengths(length: float) -> list[int]:
    """Give how strongly a key stands in a body of a length, 1 being the mean, by how often it stands there."""
    scale = SATURATION * (1 - LENGTH + LENGTH * length)
    return [int(1 + STRENGTHS * count / (count + scale)) for count in range(MOST_COUNTED + 1)]


def _count(document: Document) -> _Counted:
    head = keys(f"{document.head} {document.abbreviation}")
    body = keys(document.body)
    return _Counted(frozenset(head), Counter(body if document.titled else head + body), len(head) + len(body))


def keys(text: str) -> list[str]:
    """Give the keys of a text, in order."""
    found: list[str] = []
    for unspaced, word in runs(fold(text)):
        if word:
            found.append(word)
        else:
            found += [unspaced[at : at + 2] for at in range(len(unspaced))]
    return found


def _titles(document: Document) -> set[str]:
    names = (document.head if document.titled else "", document.abbreviation)
    return {f"={joined(fold(name))}" for name in names if name}


def _packed(places: Sequence[Place], often: float) -> str:
    """Pack the places of a key; of those that are too many only heads stay, of these the first.

    `*` and the number of all places stand behind where some are left out.
    """
    kept = places if len(places) <= often else [place for place in places if place & HEAD]
    if len(kept) > MOST_PLACES:
        kept = sorted(sorted(kept, key=lambda place: -(place % 16))[:MOST_PLACES])
    return _pack(kept) + (f"*{len(places)}" if len(kept) < len(places) else "")


def _pack(places: Sequence[Place]) -> str:
    """Pack each place: a digit that holds the strength and how many digits follow, then the step to it in base 64."""
    packed: list[str] = []
    before = -1
    for place in places:
        step = (place >> 4) - before - 1
        packed.append(NEAR[place & 15][step] if step < 64 else _far(place & 15, step))
        before = place >> 4
    return "".join(packed)


def _far(strength: int, step: int) -> str:
    if step < 64**2:
        return DIGITS[16 + strength] + PAIRS[step]
    return DIGITS[32 + strength] + DIGITS[step // 64**2] + PAIRS[step % 64**2]


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
