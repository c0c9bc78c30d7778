"""Editions: what was in the playbook on the day that somebody recorded it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

# Where editions stand below the data folder.
FOLDER = "editions"
# A short print of each text, by whole id, name of the field and language; and the same by kind of item as well.
PrintsOfItems = Mapping[str, Mapping[str, Mapping[str, str]]]
Prints = Mapping[str, PrintsOfItems]


class Edition(BaseModel):
    """An edition as it stands in `editions/<name>.json`, written by `playbook edition` only."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    """Its name: the name of the file."""
    date: datetime.date
    """The day that it holds for."""
    codes: Mapping[str, str]
    """The content code of each sheet, by the name of the sheet."""
    items: Prints
    """The prints of all items."""
    names: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    """The first words of chapters, questions, actions, measures and terms by whole id and language: what is gone later
    can be named. The oldest editions have none."""

    @cached_property
    def prints(self) -> PrintsOfItems:
        """The prints of all items by whole id."""
        return {whole_id: fields for items in self.items.values() for whole_id, fields in items.items()}


@dataclass(frozen=True)
class Became:
    """What became of one item between two editions, in which languages its readers get other words.

    `name` has the first words of an item that is gone, by language, where an edition has kept them.
    """

    whole_id: str
    kind: str
    sort: Literal["new", "reworded", "gone"]
    languages: frozenset[str]
    name: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """What changed from one edition to the next; to the present where `to` is nothing."""

    since: Edition
    to: Edition | None
    changes: tuple[Became, ...]
