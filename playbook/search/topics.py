"""The order in which items stand in the index: what is about one topic stands together.

What a search shows is fetched together with its neighbours, and what answers a question is often said in several
chapters: so fewer files are fetched than in the order of the content, and more of a query can be looked up.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from playbook.search.folding import folded_apart, keys_of

# So many items of one topic stand together, then the next topic begins.
TOGETHER = 8
# What more items share says little about a topic.
MOST_SHARING = 30
# What an item is asked for with more often than this counts no more.
MOST_TIMES = 3

# By the number of a text what each of its keys says, and by key the numbers of the texts that have it with the same.
Said = Mapping[str, float]
Bearers = Mapping[str, Sequence[tuple[int, float]]]


@lru_cache(maxsize=1)  # the search of each language asks for the same
def by_topic(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Return the numbers of texts by topic: the first text that is left, next to it what shares most with it."""
    said = _said(texts)
    bearers = _bearers(said)
    left = dict.fromkeys(range(len(texts)))
    order: list[int] = []
    while left:
        order += _topic(next(iter(left)), left, said, bearers)
    return tuple(order)


def _said(texts: Sequence[str]) -> list[Said]:
    """Return for each text what its keys say: those that few texts share the more, and what is said again and again."""
    counts = [Counter(keys_of(folded)) for folded in folded_apart(texts)]
    shared = Counter(key for of_text in counts for key in of_text)
    says = {key: math.log(len(texts) / number) for key, number in shared.items() if 1 < number <= MOST_SHARING}
    return [{key: says[key] * min(times, MOST_TIMES) for key, times in one.items() if key in says} for one in counts]


def _bearers(said: Iterable[Said]) -> Bearers:
    bearers = defaultdict[str, list[tuple[int, float]]](list)
    for number, of_text in enumerate(said):
        for key, says in of_text.items():
            bearers[key].append((number, says))
    return bearers


def _topic(first: int, left: dict[int, None], said: Sequence[Said], bearers: Bearers) -> list[int]:
    """Return a text and those left that share most with it and with each other, and take them out of what is left."""
    topic: list[int] = []
    near = {first: 0.0}
    while near and len(topic) < TOGETHER:
        number = max(near, key=near.__getitem__)
        topic.append(number)
        del left[number], near[number]
        for key, says in said[number].items():
            for other, its in bearers[key]:
                if other in left:
                    near[other] = near.get(other, 0) + says * its
    return topic
