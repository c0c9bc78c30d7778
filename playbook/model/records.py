"""What every part of the content is."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator

from playbook.model.fields import Day, Flag, FormerId, ItemId, LanguageId, Line, RoleRef, RuleId
from playbook.model.nodes import MappingNode, Scalar, reading_of
from playbook.text import Text


class Record(BaseModel):
    """A frozen part of the content, with no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)
    # The kind of item in machine-readable output, by class.
    kind: ClassVar[str] = ""

    def __getstate__(self) -> dict[str, Any]:
        """Return the values of all fields: a record has nothing else."""
        return self.__dict__

    def __setstate__(self, values: dict[str, Any]) -> None:
        """Take the values of all fields, without the way round by pydantic: there are thousands of records."""
        vars(self).update(values)
        object.__setattr__(self, "__pydantic_fields_set__", set(values))
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", None)


class Waiver(Record):
    """Lets one text go against one rule of its language."""

    rule: RuleId
    """The rule, as `playbook check` names it."""
    item: Line
    """The id of the item in this file that holds the text; the id of the file itself for its own title and summary."""
    language: LanguageId
    """The language in which the rule does not hold there."""
    reason: Line
    """Why not, in one line."""


class Content(Record):
    """What one file holds."""

    waivers: tuple[Waiver, ...] = ()
    """Where a rule of a language does not hold for once."""


class Item(Record):
    """A part with an id of its own."""

    id: ItemId
    """Unique in the file, never renumbered, never used again for something else."""
    formerly: tuple[FormerId, ...] = ()
    """Ids that this item had before; old addresses lead here."""


class Review(Record):
    """That somebody has gone through the content of an item: not its translation, which the ledger records."""

    date: Day
    """The day, such as 2026-11-23."""
    role: RoleRef
    """Who it was: an id of `roles` in playbook.yml."""
    next: Day | None = None
    """The day by which it is to be gone through again."""

    @model_validator(mode="before")
    @classmethod
    def _next_is_later(cls, values: object, info: ValidationInfo) -> object:
        days = [values.get("date"), values.get("next")] if isinstance(values, MappingNode) else []
        match days:
            case [Scalar() as last, Scalar() as then] if then <= last:  # in this form days sort as words do
                reading_of(info).refuse("next-review-not-later", then.mark, found=then, date=last)
        return values


class Own(Item):
    """An item that may be the playbook's own addition."""

    addition: Flag = False
    """true where this goes beyond the sources and is the playbook's own; readers see that."""


def texts_in(value: object) -> Iterator[Text]:
    """Return every text inside a value of the model, in the order of its fields."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_in(one)
