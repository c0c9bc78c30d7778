"""Calculators: what people fill in, what is computed from it, and by which function."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BeforeValidator, Field

from playbook.calculation import CALCULATIONS, Figures, Outputs, rounded
from playbook.model.fields import Figure, ItemId, Label, LanguageId, Line, Prose, UnitRef, one_spelling
from playbook.model.records import Content, Own, Record

if TYPE_CHECKING:
    CalculationName = str
else:
    CalculationName = Literal[tuple(CALCULATIONS)]


class Input(Record):
    """A field of the form."""

    name: Line
    """The parameter of the function."""
    title: Label
    """What is to be filled in."""
    unit: UnitRef
    """Id of units.yml."""
    factor: Figure = Decimal(1)
    """What one unit is for the function: 0.01 for a percentage, 60 for minutes where the rest is in seconds."""
    least: Figure
    """The smallest figure that may be filled in."""
    most: Figure
    """The largest figure that may be filled in."""
    default: Annotated[tuple[Figure, ...], Field(min_length=1)]
    """The figure, or figures, that stand there at first."""
    hint: Label | None = None
    """What to know when filling it in."""


class Output(Record):
    """A line of the result."""

    name: Line
    """The figure that the function returns."""
    title: Label
    """What it is."""
    unit: UnitRef
    """Id of units.yml."""
    factor: Figure = Decimal(1)
    """What one unit is for the function, as for inputs."""
    decimals: Annotated[int, BeforeValidator(one_spelling), Field(strict=True, ge=0, le=6)] = 0
    """How many decimals are shown."""


class Calculator(Own):
    """A form that computes."""

    kind = "calculator"
    id: ItemId
    """Unique in the file."""
    title: Label
    """The name."""
    text: Prose
    """What it is for, in a sentence or two."""
    function: CalculationName
    """The function that computes it."""
    inputs: Annotated[tuple[Input, ...], Field(min_length=1)]
    """The fields, in the order of the form."""
    outputs: Annotated[tuple[Output, ...], Field(min_length=1)]
    """The lines of the result."""
    note: Prose | None = None
    """What the result leaves out."""

    def computed(self) -> Outputs:
        """Return what the function gives for the figures that stand in the form at first; raises Undefined."""
        takes_many = CALCULATIONS[self.function].parameters
        inputs: dict[str, float | Figures] = {}
        for one in self.inputs:
            figures = [float(value) * float(one.factor) for value in one.default]
            inputs[one.name] = figures if takes_many[one.name] else figures[0]
        return CALCULATIONS[self.function].call(**inputs)

    def results(self) -> tuple[tuple[Decimal, ...], ...]:
        """Return the same as it is shown, one tuple for each output; raises Undefined."""
        found = self.computed()
        return tuple(
            tuple(rounded(figure / float(one.factor), one.decimals) for figure in found[one.name])
            for one in self.outputs
        )


class Calculators(Content):
    """The calculators."""

    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    calculators: tuple[Calculator, ...]
    """The calculators, in the order of the page."""
