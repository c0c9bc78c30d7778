"""Tables of Markdown."""

import math
from collections.abc import Iterable
from itertools import pairwise


def head(*cells: object) -> Iterable[str]:
    """Return the head of a table."""
    return (row(*cells), row("---", *["---:"] * (len(cells) - 1)))


def row(*cells: object) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def exponents(figures: Iterable[tuple[int, float]]) -> Iterable[tuple[int, int, float]]:
    """Return with which power a figure grows from each size to the next: 1 is as fast as the content."""
    for (small, before), (large, after) in pairwise(figures):
        yield small, large, math.log(after / before) / math.log(large / small)
