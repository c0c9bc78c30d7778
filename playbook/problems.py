"""A problem is a value: found anywhere, worded and shown only at the edge."""

import dataclasses
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Severity(StrEnum):
    """Whether a problem stops a build."""

    ERROR = "error"
    WARNING = "warning"


class Mark(NamedTuple):
    """A place in a file: line and column count from 1, columns in characters."""

    line: int = 1
    column: int = 1


_START = Mark()


@dataclass(frozen=True)
class Problem:
    """Something that a reader of the message can mend.

    `code` names the message in `words/<lang>/messages.yml`; `path` is relative to the data folder (or to the site, for
    a finished page); `field` is the way to the value inside the file; `facts` fill the placeholders of the message;
    `suggestion` is what to write instead, where the program knows it.
    """

    code: str
    path: str
    mark: Mark = _START
    field: str = "file"
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    suggestion: str | None = None
    severity: Severity = Severity.ERROR


def as_data(problems: Iterable[Problem]) -> list[Any]:
    """Return problems as JSON has them."""
    return [[*(getattr(one, field.name) for field in dataclasses.fields(one))] for one in problems]


def of_data(data: Iterable[Any]) -> tuple[Problem, ...]:
    """Return the problems that were made into data."""
    return tuple(
        Problem(code, path, Mark(*mark), field, facts, suggestion, Severity(severity))
        for code, path, mark, field, facts, suggestion, severity in data
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by file and place."""
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.mark, problem.field, problem.code)))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that the writer probably meant, if one is close."""
    matches = difflib.get_close_matches(word, tuple(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def fill(pattern: str, facts: Mapping[str, str]) -> str:
    """Put facts in place of `{name}`; nothing else of the pattern is interpreted, as it may come from `data/`."""
    return re.sub(r"\{([a-z_]+)\}", lambda match: facts.get(match[1], match[0]), pattern)
