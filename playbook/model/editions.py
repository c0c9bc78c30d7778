"""Editions: what was in the playbook on the day that somebody recorded it."""

import datetime
from collections.abc import Mapping
from functools import cached_property

from pydantic import BaseModel, ConfigDict

# A short print of each text: by kind of item, whole id, name of the field and language.
Prints = Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]]


class Edition(BaseModel):
    """An edition as it stands in `editions/<name>.json`, written by `playbook edition` only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    """Its name: the name of the file."""
    date: datetime.date
    """The day that it holds for."""
    codes: Mapping[str, str]
    """The content code of each sheet, by the name of the sheet."""
    items: Prints
    """The prints of all items."""

    @cached_property
    def prints(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """The prints of all items by whole id."""
        return {whole_id: fields for items in self.items.values() for whole_id, fields in items.items()}
