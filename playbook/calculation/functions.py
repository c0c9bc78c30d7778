"""The functions that `data/` may name."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from playbook.calculation import queueing, ratios
from playbook.calculation.undefined import Undefined

__all__ = ["FUNCTIONS", "Function", "Undefined", "Value"]

# What a parameter takes: one figure, or several.
Value = float | Sequence[float]


@dataclass(frozen=True)
class Function:
    """A function of figures with one figure as its value."""

    call: Callable[..., float]

    @property
    def name(self) -> str:
        """Its name in `data/`, with hyphens."""
        return self.call.__name__.replace("_", "-")

    @cached_property
    def parameters(self) -> Mapping[str, bool]:
        """Its parameters in their order: whether each takes several figures."""
        parameters = inspect.signature(self.call).parameters
        return {name: parameter.annotation is not float for name, parameter in parameters.items()}

    def value(self, inputs: Mapping[str, Value]) -> float:
        """Return its value; raises Undefined where it has none for these inputs."""
        return self.call(**inputs)


_CALLS: tuple[Callable[..., float], ...] = (
    ratios.ratio,
    ratios.weighted_ratio,
    ratios.annual_ratio,
    ratios.mean,
    ratios.median,
    ratios.greatest,
    ratios.total,
    ratios.product,
    ratios.gap,
    ratios.balance,
    ratios.relative_gap,
    ratios.relative_error,
    ratios.mean_gap,
    queueing.load,
    queueing.servers,
    queueing.level,
    queueing.wait,
    queueing.occupancy,
    queueing.scheduled,
)
FUNCTIONS: Mapping[str, Function] = {function.name: function for function in map(Function, _CALLS)}
