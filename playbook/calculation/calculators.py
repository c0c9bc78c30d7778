"""The functions of calculators: several figures out of several, in the words of arithmetic and of queueing theory.

The browser has the same functions, in `scripts/calculators/functions.js`; one file of cases holds both.
Shares are from 0 to 1, times in one unit.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from playbook.calculation import queueing
from playbook.calculation.ratios import mean, ratio
from playbook.calculation.undefined import Undefined

Figures = Sequence[float]
Outputs = Mapping[str, Figures]


def staffing(
    arrivals: Figures, interval: float, service: float, level: float, within: float, patience: float, away: float
) -> Outputs:
    """Return for each number of arrivals the fewest servers that keep a level, and what the queue does then.

    Erlang A where `patience` is above zero, else Erlang C. `scheduled` allows for the share of time that is lost.
    """
    loads = [queueing.load(one, interval, service) for one in arrivals]
    rows = [_staffed(one, service, level, within, patience or None) for one in loads]
    return {
        "load": [load for load, _, _ in rows],
        "servers": [servers for _, servers, _ in rows],
        "reached": [queue.level for _, _, queue in rows],
        "wait": [queue.wait for _, _, queue in rows],
        "occupancy": [queue.occupancy for _, _, queue in rows],
        "abandoned": [queue.abandoned for _, _, queue in rows],
        "scheduled": [queueing.scheduled(servers, away) for _, servers, _ in rows],
    }


def _staffed(
    load: float, service: float, level: float, within: float, patience: float | None
) -> tuple[float, int, queueing.Queue]:
    servers = queueing.servers_for(load, service, level, within, patience)
    return load, servers, queueing.queue(load, servers, service, within, patience)


def pooling(first: float, second: float, interval: float, service: float, level: float, within: float) -> Outputs:
    """Return how many servers two queues need apart and as one queue (Erlang C)."""
    needed = [
        queueing.servers_for(queueing.load(arrivals, interval, service), service, level, within)
        for arrivals in (first, second, first + second)
    ]
    apart, together = needed[0] + needed[1], needed[2]
    return {
        "first": [needed[0]],
        "second": [needed[1]],
        "apart": [apart],
        "together": [together],
        "saved": [apart - together],
    }


def intervals(
    offered: Figures, answered: Figures, quick: Figures, waited: Figures, handled: Figures, forecast: Figures
) -> Outputs:
    """Return ratios of a table of intervals: of the sums, and as the plain mean of the intervals, which misleads.

    `waited` and `handled` are the mean times of each interval's answered arrivals. Raises Undefined where the lists
    differ in length or a count is larger than the one that holds it.
    """
    rows = [*zip(offered, answered, quick, strict=False)]
    if len({len(one) for one in (offered, answered, quick, waited, handled, forecast)}) > 1:
        raise Undefined("lists-differ")
    if any(answers > offers or fast > answers for offers, answers, fast in rows):
        raise Undefined("part-too-large")
    gaps = [abs(plan - offers) for plan, offers in zip(forecast, offered, strict=True)]
    return {
        "level": [ratio(sum(quick), sum(offered))],
        "mean-level": [mean([ratio(fast, offers) for offers, _, fast in rows if offers])],
        "answered": [ratio(sum(answered), sum(offered))],
        "abandoned": [1 - ratio(sum(answered), sum(offered))],
        "wait": [_weighted(waited, answered)],
        "service": [_weighted(handled, answered)],
        "error": [ratio(sum(gaps), sum(offered))],
        "bias": [ratio(sum(forecast) - sum(offered), sum(offered))],
    }


def _weighted(values: Figures, weights: Figures) -> float:
    return ratio(sum(value * weight for value, weight in zip(values, weights, strict=True)), sum(weights))


def replacement(
    base: float, rate: float, finding: float, teaching: float, ramp: float, cost: float, lost: float
) -> Outputs:
    """Return what it costs to replace those who leave in a year.

    A share `rate` of `base` leaves; each costs `finding` and `teaching`, and `lost` of the `cost` of a week for `ramp`
    weeks.
    """
    leavers, each = base * rate, finding + teaching + ramp * cost * lost
    return {"leavers": [leavers], "each": [each], "lost": [ramp * cost * lost], "total": [leavers * each]}


@dataclass(frozen=True)
class Calculation:
    """A function of a calculator."""

    call: Callable[..., Outputs]

    @property
    def name(self) -> str:
        """Its name in `data/`."""
        return self.call.__name__

    @cached_property
    def parameters(self) -> Mapping[str, bool]:
        """Its parameters in their order: whether each takes several figures."""
        found = inspect.signature(self.call).parameters.items()
        return {name: parameter.annotation is not float for name, parameter in found}


_CALLS: tuple[Callable[..., Outputs], ...] = (staffing, pooling, intervals, replacement)
CALCULATIONS: Mapping[str, Calculation] = {one.name: one for one in map(Calculation, _CALLS)}
