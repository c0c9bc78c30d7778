"""Figures of the content: what they count, and examples whose results are computed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from playbook.calculation import FUNCTIONS
from playbook.model.fields import Figure, Label, LanguageId, Line, UnitId, UnitRef
from playbook.model.records import Content, Record

if TYPE_CHECKING:
    FunctionName = str
else:
    FunctionName = Literal[tuple(FUNCTIONS)]
# Stands for the figure in the words of a unit.
FIGURE = "{}"
# The function whose two inputs the formula of a measure has the words for.
RATIO = "ratio"


class Unit(Record):
    """What a figure counts."""

    id: UnitId
    """Unique in the file."""
    text: Label
    """The unit with a figure, for which {} stands: {} contacts."""


class Units(Content):
    """What the figures of the playbook count."""

    source_language: LanguageId | None = None
    """The language that the texts of this file were first written in."""
    units: tuple[Unit, ...]
    """The units."""


class Given(Record):
    """What an example is computed from."""

    name: Line
    """The parameter of the function that this stands for."""
    title: Label | None = None
    """What it is; left out for a plain ratio, as the formula says it."""
    values: Annotated[tuple[Figure, ...], Field(min_length=1)]
    """The figure, or several where the function takes several."""
    unit: UnitRef
    """Id of units.yml: what it counts."""


class WorkedExample(Record):
    """A measure computed with made-up figures."""

    function: FunctionName
    """The function that computes it, before the factor of the formula."""
    inputs: Annotated[tuple[Given, ...], Field(min_length=1)]
    """What it is computed from, in the order of the page."""
    result: Figure
    """The result, rounded to the decimals that are printed; the build computes it and stops where it is another."""
    unit: UnitRef
    """Id of units.yml: what the result counts."""

    @property
    def addition(self) -> bool:
        """Examples are the playbook's own in any case."""
        return True

    @property
    def fraction(self) -> tuple[Given, Given] | None:
        """Numerator and denominator of a plain ratio, whose words the formula has; nothing for other functions."""
        given: Mapping[str, Given] = {one.name: one for one in self.inputs}
        return (given["numerator"], given["denominator"]) if self.function == RATIO else None
