"""Where each text stands in each language: what `data/translations.lock` records, held against the texts of today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from playbook.problems import Mark
from playbook.text import Text


class Made(StrEnum):
    """How a text came about in one language."""

    WRITTEN = "written"
    """A person wrote or translated it."""
    MACHINE = "machine"
    """A program wrote or translated it."""
    DRAFT = "draft"
    """Nothing is recorded of the text as it stands: somebody changed it since, or never said how it was made."""
    MISSING = "missing"
    """It is not written in this language."""


# How a text can stand, by the names among the words for readers, what matters first.
KINDS = ("missing", "stale", "unrecorded", "machine", "written", "reviewed")


class TextReview(NamedTuple):
    """A person in a role (an id of `roles` in playbook.yml) has read a text and stands by it."""

    role: str
    date: date


@dataclass(frozen=True)
class State:
    """Where one text stands in one language; equal states are equal, so that a page can count them.

    `is_source` tells that it was first written in this language, so that it is no translation; `is_stale` that the
    source text has changed since it was translated.
    """

    made: Made
    is_source: bool = False
    is_stale: bool = False
    review: TextReview | None = None

    @property
    def kind(self) -> str:
        """The state by its name among the words for readers: one of `KINDS`."""
        if self.is_stale:
            return "stale"
        if self.made == Made.DRAFT:
            return "unrecorded"
        return "reviewed" if self.review else str(self.made)


class Key(NamedTuple):
    """Names one text in one language; in this order the lines of the ledger are sorted."""

    language: str
    text: str


@dataclass(frozen=True)
class Line:
    """What is recorded of one text in one language: how it was made, and hashes of what it says and was made from."""

    made: Made
    source: str
    text: str
    review: TextReview | None = None
    mark: Mark = field(default=Mark(), compare=False)


Ledger = Mapping[Key, Line]


def state(text: Text, language: str, ledger: Ledger) -> State:
    """Tell where a text stands in a language.

    A line about another wording than today's says nothing of today's: whoever edits in a web page needs no command.
    """
    if language not in text.versions:
        return _one(Made.MISSING)
    is_source = language == text.source
    line = ledger.get(Key(language, text.key))
    if line is None or line.text != text.fingerprints[language]:
        return _one(Made.DRAFT, is_source)
    is_stale = not is_source and line.source != source_of(text)
    return _one(line.made, is_source, is_stale, line.review)


# Few states differ, and there is one for each text in each language.
_one = cache(State)


def source_of(text: Text) -> str:
    """Return the hash of what a text says in its source language; nothing where it is not written in it."""
    return text.fingerprints.get(text.source, "")
