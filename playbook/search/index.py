"""The index of one language: words and pairs of characters, and where they stand, in parts to be fetched one by one.

A part holds a run of keys in their order; a reader of the first keys of all parts knows which part to fetch. Keys are
words, overlapping pairs of characters of a run without spaces, the last character of such a run, and a whole title with
`=` behind it, which stands beside its own first words; so does a short way in which people ask, less strongly. What
each key leads to is packed, see `_packed`, and so are the keys of a part, see `_part`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise, repeat
from operator import add, and_, itemgetter, or_, rshift, sub

from playbook.search.documents import Document
from playbook.search.folding import folded_apart, is_word, joined, keys_of, spelled
from playbook.search.memo import Memo

# Bytes of a part: small enough that a query which touches some of them stays light, large enough to pack well.
PART = 3_600
# Behind the key of a whole title.
TITLE = "="
# No key leads to more places than this: the strongest stay.
MOST_PLACES = 1_200
# A key of more than this share of all documents says little: only heads and the shortest words in which people ask keep
# it, and a query asks for it only where it has nothing else.
COMMON = 0.25
# How often a word counts, and how much longer texts lose: the usual constants of BM25.
SATURATION, LENGTH = 1.2, 0.6
STRENGTHS = 5
HEAD = 8
# Words in which people ask are the stronger, the fewer keys they have: no more than so many, or so many.
SHORT = (2, 4)
ASKED = HEAD - len(SHORT)
# The ways in which people ask for an item are told apart up to this number; the rest count as the last one.
MOST_WAYS = 31
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
PAIRS = [high + low for high in DIGITS for low in DIGITS]


@dataclass(frozen=True)
class Index:
    """Packed keys: `starts` has the first key of each part; `common` keys say little.

    `vocabulary` has all words, in parts that hold whole letters; `sizes` how many keys the head of each document has.
    """

    parts: tuple[str, ...]
    starts: tuple[str, ...]
    common: tuple[str, ...]
    vocabulary: tuple[tuple[str, ...], ...]
    sizes: tuple[int, ...]


# The number of a document times 16, and how strongly the key stands there: 1 to 5 in the body, 6 to 8 in the words in
# which people ask for it, and more in the head; below these bits a bit for each of the ways in which people ask.
Place = int
_WAYS = MOST_WAYS + 1
_NO_WAY = 1 << MOST_WAYS
_ALL_WAYS = (1 << _WAYS) - 1
# The bit of a place that only those have that are as strong as `HEAD`.
_STRONG = HEAD << _WAYS
Places = defaultdict[str, list[Place]]
# A key, and what it leads to, packed.
Entry = tuple[str, str]
# Added to how often a key stands in a text if people ask with it, or instead of that if the head has it: more than a
# text could have.
_ASKED, _IN_HEAD = 1 << 24, 1 << 28


def index(documents: Sequence[Document]) -> Index:
    """Make the index of documents."""
    lengths = [len(document.head) + len(document.body) for document in documents]
    mean = max(1, sum(lengths) / max(1, len(lengths)))
    places: Places = defaultdict(list)
    starts = range(0, len(documents) << _WAYS + 4, 1 << _WAYS + 4)
    sizes = [
        _place(document, start, length / mean, places)
        for document, start, length in zip(documents, starts, lengths, strict=True)
    ]
    often = COMMON * len(documents)
    ordered = sorted(places)
    few = min(often, MOST_PLACES)
    cut = {key: _kept(found, often) for key in ordered if len(found := places[key]) > few}
    _lead_to_all(cut, places, len(documents))
    packed = [
        _cut(cut[key], len(found)) if key in cut else pack(found) if len(found) > 1 else _ALONE[found[0]]
        for key, found in zip(ordered, map(places.__getitem__, ordered), strict=True)
    ]
    parts = tuple(_parts(ordered, packed))
    return Index(
        parts=tuple(map(_part, parts)),
        starts=tuple(_starts(parts)),
        common=tuple(key for key in cut if len(places[key]) > often),
        vocabulary=tuple(_by_letters(ordered)),
        sizes=tuple(sizes),
    )


def _place(document: Document, place: Place, length: float, places: Places) -> int:
    """Add the place of a document, 1 being the mean of all lengths, to those of its keys; return how many its head has.

    There are thousands of keys a page: each step for one of them is made without a line of Python.
    """
    texts = (document.head, document.abbreviation, document.also, document.body, document.asked)
    title, short, also, body, asked = folded_apart(texts)
    of_title, rest, ways = keys_of(title), keys_of(body), [(way, keys_of(way)) for way in asked.splitlines()]
    head = of_title + keys_of(short) + keys_of(also)
    counts = Counter({**_asked([typed for _, typed in ways]), **dict.fromkeys(head, _IN_HEAD)})
    counts.update(rest if document.titled else head + rest)
    scale = SATURATION * (1 - LENGTH + LENGTH * length)
    stands = {count: place + (_strength(count, scale) << _WAYS) for count in set(counts.values())}
    in_ways = dict.fromkeys(head, _NO_WAY) | _in_ways(typed for _, typed in ways)
    found = map(add, map(stands.__getitem__, counts.values()), map(in_ways.get, counts, repeat(0)))
    deque(map(list.append, map(places.__getitem__, counts), found), maxlen=0)
    names = {joined(spelled(way)): ASKED for way, typed in ways if len(typed) <= SHORT[-1]}
    names |= {joined(spelled(name)): HEAD for name in (title if document.titled else "", short) if name}
    for name, strength in names.items():
        places[f"{name}{TITLE}"].append(place + (strength << _WAYS) + _NO_WAY)
    return len(of_title)


def _asked(ways: Iterable[list[str]]) -> dict[str, int]:
    """Return `_ASKED` for each key of the ways in which people ask, the more times, the shorter what they type."""
    found: dict[str, int] = {}
    for typed in sorted(ways, key=len, reverse=True):
        found.update(dict.fromkeys(typed, _ASKED * (1 + len(SHORT) - bisect_left(SHORT, len(typed)))))
    return found


def _in_ways(ways: Iterable[list[str]]) -> dict[str, int]:
    """Return for each key of the ways in which people ask a bit for each of those that it stands in."""
    found: dict[str, int] = {}
    for number, typed in enumerate(ways):
        bit = 1 << min(number, MOST_WAYS - 1)
        for key in typed:
            found[key] = found.get(key, 0) | bit
    return found


def _strength(count: int, scale: float) -> int:
    """Return how strongly a key stands that a body has so many times, and a head if `_IN_HEAD` is added to them.

    What stands in no head is the stronger, the more times `_ASKED` is added to them.
    """
    times = count % _ASKED
    in_body = int(1 + STRENGTHS * times / (times + scale)) if times else 0
    if count >= _IN_HEAD:
        return HEAD + max(1, in_body)
    return in_body if count < _ASKED else ASKED - 1 + count // _ASKED


def _kept(places: Sequence[Place], often: float) -> Sequence[Place]:
    """Return the places that a key leads to; of those that are too many only those of `HEAD`, the first."""
    kept = places if len(places) <= often else [place for place in places if place & _STRONG]
    if len(kept) > MOST_PLACES:
        kept = sorted(sorted(kept, key=lambda place: -(place >> _WAYS & 15))[:MOST_PLACES])
    return kept


def _lead_to_all(cut: dict[str, Sequence[Place]], places: Places, documents: int) -> None:
    """Let the rarest key of each document lead to it, where of all its keys none does any more.

    Only keys of which places were cut off do not lead to a document that has them.
    """
    whole = (found for key, found in places.items() if key not in cut)
    reached = {place >> _WAYS + 4 for place in set[Place]().union(*whole, *cut.values())}
    left = set(range(documents)) - reached
    for key in sorted(cut, key=lambda key: (len(places[key]), key)):
        more = [place for place in places[key] if place >> _WAYS + 4 in left]
        if more:
            cut[key] = sorted({*cut[key], *more})
            left -= {place >> _WAYS + 4 for place in more}


def _cut(kept: Sequence[Place], number: int) -> str:
    """Pack the places that are kept of a key; `*` and the number of all stand behind where some are left out."""
    packed = pack(kept)
    return f"{packed}*{number}" if len(kept) < number else packed


def pack(places: Sequence[Place]) -> str:
    """Pack each place: a digit that holds the strength and how many digits follow, then the step to it in base 64.

    Behind `~` stand the ways in which people ask, of all places that are as strong as `ASKED`: the number of each in a
    digit with 32 added where another follows, or that of no way. Where none of the places is in a way, `~` is missing.
    """
    stand = [*map(rshift, places, repeat(_WAYS))]
    before = map(or_, chain((-16,), stand), repeat(15))
    steps = "".join(map(_STEPS.__getitem__, map(sub, stand, before)))
    ways = "".join(map(_WRITTEN_WAYS.__getitem__, map(and_, places, repeat(_ALL_WAYS))))
    return f"{steps}~{ways}" if ways.strip(DIGITS[MOST_WAYS]) else steps


def _written_ways(ways: int) -> str:
    *more, last = (number for number in range(_WAYS) if ways >> number & 1)
    return "".join([DIGITS[_WAYS + number] for number in more]) + DIGITS[last]


def _written(step: int, strength: int) -> str:
    if step < 64:
        return DIGITS[strength] + DIGITS[step]
    if step < 64**2:
        return DIGITS[16 + strength] + PAIRS[step]
    return DIGITS[32 + strength] + DIGITS[step // 64**2] + PAIRS[step % 64**2]


# How the ways of a place are written: what stands in the body alone has none.
_WRITTEN_WAYS = Memo[int, str](_written_ways, {0: ""})
# How the step from the last strength of a document to the next place is written.
_STEPS = Memo[int, str](lambda step: _written(step - 1 >> 4, step - 1 & 15))
# More than half of all keys lead to one place.
_ALONE = Memo[Place, str](lambda place: pack((place,)))


def pack_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Pack pairs of characters, the first ones in order: of each the steps from the codes of the pair before."""
    codes = ((ord(one), ord(other)) for one, other in pairs)
    steps = ((one - last, other - before) for (last, before), (one, other) in pairwise(chain(((0, 0),), codes)))
    # The lowest bit of a step that may lead back tells that it does.
    return "".join(_digits(step) + _digits(2 * turn if turn >= 0 else -2 * turn - 1) for step, turn in steps)


def _digits(number: int) -> str:
    """Write a number from 0 in digits of five bits, the lowest first; the sixth tells that more follow."""
    digits = ""
    while number >= 32:
        digits += DIGITS[32 + number % 32]
        number //= 32
    return digits + DIGITS[number]


def _by_letters(ordered: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Return the words among keys in their order, in parts; what is no word begins with other signs."""
    part: list[str] = []
    size = 0
    for letter, of_letter in groupby(ordered, key=itemgetter(0)):
        more = [key for key in of_letter if key[-1] != TITLE] if is_word(letter) else []
        more_size = sum(map(len, more))
        if part and size + more_size > PART:
            yield tuple(part)
            part, size = [], 0
        part += more
        size += more_size
    if part:
        yield tuple(part)


def _parts(ordered: Sequence[str], packed: Sequence[str]) -> Iterator[Sequence[Entry]]:
    """Cut entries into parts of about the same bytes."""
    ends = [*accumulate(map(add, map(len, map(str.encode, ordered)), map(len, packed)))]
    entries = [*zip(ordered, packed, strict=True)]
    start = before = 0
    while start < len(entries):
        end = max(start + 1, bisect_right(ends, before + PART))
        yield entries[start:end]
        start, before = end, ends[end - 1]


def _part(entries: Sequence[Entry]) -> str:
    """Pack a part: keys, each character that some of them begin with written once, and behind `|` what they lead to."""
    alike = groupby((key for key, _ in entries), key=itemgetter(0))
    keys = ";".join([first + " ".join([key[1:] for key in same]) for first, same in alike])
    return f"{keys}|{' '.join([packed for _, packed in entries])}"


def unpacked(part: str) -> Iterator[Entry]:
    """Return the entries of a packed part."""
    written, _, packed = part.partition("|")
    keys = (group[0] + rest for group in written.split(";") for rest in group[1:].split(" "))
    return zip(keys, packed.split(" "), strict=True)


def _starts(parts: Sequence[Sequence[Entry]]) -> Iterator[str]:
    """Return for each part as much of its first key as stands behind the last key of the part before."""
    last = ""
    for part in parts:
        first = part[0][0]
        yield next(first[:end] for end in range(1, len(first) + 1) if first[:end] > last)
        last = part[-1][0]
