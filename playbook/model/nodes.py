"""What stands in a file, with its places, and what is gathered while it is validated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from playbook.problems import Mark, Problem
from playbook.text import Text

if TYPE_CHECKING:
    from pydantic import ValidationInfo


# More than a line of a file may have.
COLUMNS = 1 << 24


class Scalar(str):
    """A value as it stands in a file: its characters, its place, and how it was written.

    `at` is its place and `until` that behind it, empty lines below a block included, each as one number: the line
    times `COLUMNS`, and the column. `flaw` is the code of the message about a spelling that YAML programs read in
    different ways, or empty; `has_comment` tells that a comment follows on the same line, where a text would lose
    words; `plain` that it stands without quotation marks; `block` are the places where the lines of a block begin.

    Most of a tree is this, and few are asked where they stand: so places are made when they are asked for.
    """

    __slots__ = ("at", "block", "flaw", "has_comment", "plain", "until")
    at: int
    until: int
    flaw: str
    has_comment: bool
    plain: bool
    block: tuple[Mark, ...]

    @property
    def mark(self) -> Mark:
        """The place of its first character, or of the quotation mark before it."""
        return Mark(*divmod(self.at, COLUMNS))

    @property
    def end(self) -> Mark:
        """The place behind it."""
        return Mark(*divmod(self.until, COLUMNS))

    @property
    def lines(self) -> tuple[Mark, ...]:
        """The places where its lines begin: those of a block, or that of the one line of anything else."""
        mark = self.mark
        return self.block or (mark if self.plain else Mark(mark.line, mark.column + 1),)

    def place(self, at: int) -> Mark:
        """Return the place of one of its characters."""
        line = self.lines[min(self.count("\n", 0, at), len(self.lines) - 1)]
        return Mark(line.line, line.column + at - self.rfind("\n", 0, at) - 1)


class MappingNode(dict[Any, Any]):
    """A map as it stands in a file, its keys being Scalars.

    `flow` tells `{a: b}` from one key a line; `repeated` holds keys that stood there before.
    """

    __slots__ = ("flow", "mark", "repeated")
    mark: Mark
    flow: bool
    repeated: tuple[Scalar, ...]

    @property
    def places(self) -> dict[str, Mark]:
        """The place of each key."""
        return {key: key.mark for key in self}


class SequenceNode(list[Any]):
    """A list as it stands in a file; `flow` tells `[a, b]` from one entry a line."""

    __slots__ = ("flow", "mark")
    mark: Mark
    flow: bool


@dataclass(frozen=True)
class Found:
    """An id, or a reference to one, with its place; `kind` says what it names."""

    kind: str
    id: str
    mark: Mark


class Written(NamedTuple):
    """A text as it stands in a file: the field, what was read, its map, and whether marks mean anything."""

    field: str
    text: Text
    values: MappingNode
    marks: bool


@dataclass
class Reading:
    """What is gathered while one file is validated; the problems do not know their field yet.

    `keys` has the key of each text by the identity of its map.
    """

    path: str
    languages: tuple[str, ...]
    source: str
    keys: Mapping[int, str] = field(default_factory=dict)
    ids: list[Found] = field(default_factory=list)
    references: list[Found] = field(default_factory=list)
    missing: list[Found] = field(default_factory=list)
    texts: list[Written] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, mark: Mark, suggestion: str | None = None, **facts: str) -> None:
        """Note a problem at a place."""
        self.problems.append(Problem(code, self.path, mark, "", facts, suggestion))


def reading_of(info: "ValidationInfo") -> Reading:
    """Return the Reading that validation was started with."""
    return cast(Reading, info.context)


def describe(value: object) -> str:
    """Name the shape of a value, as a key of the generator's words."""
    if value == "":
        return "shape-nothing"
    if isinstance(value, MappingNode):
        return "shape-map"
    return "shape-list" if isinstance(value, SequenceNode) else "shape-text"
