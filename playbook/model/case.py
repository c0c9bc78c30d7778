"""The worked case: the figures of one made-up centre, of which those that follow from others are computed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from playbook.calculation import FUNCTIONS, Value, rounded
from playbook.model.examples import FIGURE, FunctionName
from playbook.model.fields import Figure, FigureId, FigureRef, Label, LanguageId, Line, UnitRef
from playbook.model.records import Content, Item, Record

# What stands in front of the id of a figure where a text has it as a link.
SCHEME = "case"
# The page that shows the case.
PAGE = "case"


class Uses(Record):
    """What one parameter of a function stands for."""

    name: Line
    """The parameter of the function."""
    figures: Annotated[tuple[FigureRef, ...], Field(min_length=1)]
    """Ids of figures of the case that stand above: one, or several where the function takes several."""


class Computed(Record):
    """How a figure follows from others."""

    function: FunctionName
    """The function that computes it."""
    inputs: Annotated[tuple[Uses, ...], Field(min_length=1)]
    """What it is computed from."""


class CaseFigure(Item):
    """A figure of the worked case."""

    kind = "figure"
    id: FigureId
    """Unique in the file; texts have the figure as `[17](case:agents)`."""
    title: Label
    """What it is."""
    value: Figure
    """The figure as it is printed; where it is computed, its decimals tell how it is rounded."""
    unit: UnitRef
    """Id of units.yml: what it counts."""
    factor: Figure = Decimal(1)
    """What one unit is for the function: 0.01 for a percentage, 60 for minutes where the rest is in seconds."""
    computed: Computed | None = None
    """How it follows from others; left out where it is given."""

    @property
    def behind(self) -> tuple[str, ...]:
        """The ids of the figures that it is computed from, each once."""
        inputs = self.computed.inputs if self.computed else ()
        return tuple(dict.fromkeys(id for one in inputs for id in one.figures))

    @property
    def size(self) -> float:
        """The figure as functions take it."""
        return float(self.value) * float(self.factor)

    def result(self, figures: Mapping[str, "CaseFigure"]) -> Decimal:
        """Return what is computed, as it is printed, from the printed figures by their ids.

        Raises Undefined; a figure that is given is itself.
        """
        if self.computed is None:
            return self.value
        function = FUNCTIONS[self.computed.function]
        inputs: dict[str, Value] = {}
        for one in self.computed.inputs:
            sizes = [figures[id].size for id in one.figures]
            inputs[one.name] = sizes if function.parameters[one.name] else sizes[0]
        return rounded(function.value(inputs) / float(self.factor), -int(self.value.as_tuple().exponent))

    def forms(self, number: str, unit: str) -> tuple[str, ...]:
        """Return how a text may write the figure, given its number in the language of the text, and its unit there."""
        return number, unit.replace(FIGURE, number)


class FigureGroup(Item):
    """Figures that belong together."""

    kind = "figure-group"
    title: Label
    """What they are about."""
    figures: Annotated[tuple[CaseFigure, ...], Field(min_length=1)]
    """The figures: each below those that it is computed from."""


class Case(Content):
    """The worked case: one made-up centre, whose figures stand in the examples of chapters."""

    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    groups: tuple[FigureGroup, ...]
    """The figures by what they are about, in the order of the page."""

    @property
    def addition(self) -> bool:
        """The case is the playbook's own in any case."""
        return True

    @property
    def figures(self) -> tuple[CaseFigure, ...]:
        """All figures in their order."""
        return tuple(figure for group in self.groups for figure in group.figures)
