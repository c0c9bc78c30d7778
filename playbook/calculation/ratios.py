"""Ratios, sums, means and differences."""

import math
import statistics
from collections.abc import Sequence

from playbook.calculation.undefined import Undefined


def ratio(numerator: float, denominator: float) -> float:
    """Return one figure divided by another; raises Undefined where nothing is divided by."""
    if denominator <= 0:
        raise Undefined("divided-by-nothing")
    return numerator / denominator


def weighted_ratio(numerators: Sequence[float], denominators: Sequence[float]) -> float:
    """Return the ratio of two sums: that of all parts, each with the weight of its size.

    Raises Undefined where the lists differ in length, or nothing is divided by.
    """
    _same_length(numerators, denominators)
    return ratio(sum(numerators), sum(denominators))


def annual_ratio(count: float, months: float, base: float) -> float:
    """Return a count of some months as the share of a base that twelve such months would make."""
    return ratio(ratio(12 * count, months), base)


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean; raises Undefined where there are no values."""
    return ratio(sum(values), len(values))


def median(values: Sequence[float]) -> float:
    """Return the value in the middle, or the mean of the two there; raises Undefined where there are no values."""
    if not values:
        raise Undefined("divided-by-nothing")
    return statistics.median(values)


def greatest(values: Sequence[float]) -> float:
    """Return the greatest of the values; raises Undefined where there are none."""
    if not values:
        raise Undefined("divided-by-nothing")
    return max(values)


def total(values: Sequence[float]) -> float:
    """Return the sum of the values."""
    return math.fsum(values)


def product(values: Sequence[float]) -> float:
    """Return the product of the values."""
    return math.prod(values)


def gap(first: float, second: float) -> float:
    """Return what the first figure has more than the second, less than nought where it has less."""
    return first - second


def balance(opening: float, added: float, removed: float) -> float:
    """Return what is left of an opening figure after additions and removals."""
    return opening + added - removed


def relative_gap(values: Sequence[float], bases: Sequence[float]) -> float:
    """Return the sum of the differences, value minus base, as a share of the sum of the bases."""
    _same_length(values, bases)
    return ratio(sum(values) - sum(bases), sum(bases))


def relative_error(values: Sequence[float], bases: Sequence[float]) -> float:
    """Return the sum of the absolute differences as a share of the sum of the bases (WAPE, also WMAPE).

    Source: R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 5.8.
    """
    _same_length(values, bases)
    return ratio(sum(abs(value - base) for value, base in zip(values, bases, strict=True)), sum(bases))


def mean_gap(values: Sequence[float], bases: Sequence[float]) -> float:
    """Return the mean of the absolute differences between values and their bases."""
    _same_length(values, bases)
    return mean([abs(value - base) for value, base in zip(values, bases, strict=True)])


def _same_length(values: Sequence[float], bases: Sequence[float]) -> None:
    if len(values) != len(bases):
        raise Undefined("lists-differ")
