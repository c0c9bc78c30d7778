"""What people type who look for an item and know other words for it than its own."""

from typing import Annotated

from pydantic import Field

from playbook.model.fields import ItemRef, Line
from playbook.model.records import Record


class Asked(Record):
    """What people of one language type who look for an item."""

    item: ItemRef
    """Whole id of the item, such as `leadership.coaching-time`, or the id of a chapter."""
    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The words, which no page shows and only a search knows."""


class AskedWords(Record):
    """What people of one language type, by what they look for."""

    asked: tuple[Asked, ...]
    """The items, each once."""
