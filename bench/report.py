"""The figures as Markdown tables, with the targets beside them."""

import math
import statistics
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bench.measuring import Side


@dataclass(frozen=True)
class Figures:
    """What was measured at one size."""

    size: int
    cpu: Mapping[str, float]
    pages: Mapping[str, int]
    mean_bytes: float
    largest: int

    @property
    def ratio(self) -> float:
        """Our CPU seconds beside plain Material's."""
        return self.cpu["ours"] / self.cpu["plain"]


def figures(size: int, sides: Mapping[str, Side]) -> Figures:
    """Gather the figures of both builders at one size."""
    weights = sides["ours"].chapter_bytes
    return Figures(
        size=size,
        cpu={name: side.median for name, side in sides.items()},
        pages={name: side.pages for name, side in sides.items()},
        mean_bytes=statistics.mean(weights),
        largest=max(weights),
    )


def report(measured: list[Figures]) -> str:
    """Return the tables: one row a size, then what comes of the smallest and the largest size."""
    return "\n".join([*_sizes(measured), *(_growth(measured[0], measured[-1]) if len(measured) > 1 else ())])


def _sizes(measured: list[Figures]) -> Iterator[str]:
    yield from head("chapters", "ours, CPU s", "plain, CPU s", "ratio (target at 40: <= 1.0)")
    for one in measured:
        yield row(one.size, f"{one.cpu['ours']:.2f}", f"{one.cpu['plain']:.2f}", f"{one.ratio:.2f}")
    yield ""
    yield from head("chapters", "HTML pages, ours", "plain", "ours, bytes a chapter page: mean", "largest")
    for one in measured:
        yield row(one.size, one.pages["ours"], one.pages["plain"], f"{one.mean_bytes:,.0f}", f"{one.largest:,}")


def _growth(small: Figures, large: Figures) -> Iterator[str]:
    yield ""
    yield from head(f"from {small.size} to {large.size} chapters", "figure", "target")
    yield row("bytes a chapter page, ours, ratio", f"{large.mean_bytes / small.mean_bytes:.2f}", "<= 1.2 at 300")
    for name, target in (("ours", "about 1"), ("plain", "")):
        yield row(f"growth exponent of CPU, {name}", f"{_exponent(small, large, name):.2f}", target)


def _exponent(small: Figures, large: Figures, name: str) -> float:
    return math.log(large.cpu[name] / small.cpu[name]) / math.log(large.size / small.size)


def head(*cells: object) -> Iterable[str]:
    """Return the head of a table."""
    return (row(*cells), row("---", *["---:"] * (len(cells) - 1)))


def row(*cells: object) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(map(str, cells))} |"
