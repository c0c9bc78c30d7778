"""The comments and empty lines of a file, each beside what it belongs to: a tree has none of them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from playbook.model.nodes import MappingNode, Scalar, SequenceNode
from playbook.parsing.tree import Tree, characters
from playbook.problems import Mark


@dataclass(frozen=True)
class Comments:
    """Comments from their `#` on; an empty line is an empty one.

    `head` stands at the top of the file, whatever comes below it. The others are found by the identity of a part of the
    tree: `above` a value, or a key; `behind` a key, a value or a list, on its line; `below` all that a map or a list
    holds.
    """

    head: list[str] = field(default_factory=list)
    above: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    behind: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    below: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def all(self) -> list[str]:
        """Return the words of all comments, sorted."""
        places = ((self.head,), self.above.values(), self.behind.values(), self.below.values())
        return sorted(one for place in places for lines in place for one in lines if one)


def comments_of(tree: Tree, content: bytes) -> Comments:
    """Find the comments of the content that a tree was read from."""
    return _Finder(tree, characters(content)).find()


Holders = tuple[MappingNode | SequenceNode, ...]


class _Leaf(NamedTuple):
    """A key or a value, and the maps and lists that hold it, the outermost first."""

    value: Scalar
    holders: Holders


class _Own(NamedTuple):
    """A comment with a line of its own, or an empty line."""

    column: int
    words: str


class _Finder:
    """Goes through what stands between the keys and values of a file: signs of YAML, comments and empty lines."""

    def __init__(self, tree: Tree, source: str) -> None:
        self.source = source
        self.starts = [0, *(found.end() for found in re.finditer("\n", source))]
        self.leaves = [*_leaves(tree, ())]
        # Lists in brackets, and what their comments stand above when they are written again: their line.
        self.flows = iter([*_flows(tree, tree)])
        self.flow: tuple[SequenceNode, object] | None = None
        self.depth = 0
        self.found = Comments()

    def find(self) -> Comments:
        """Return the comments."""
        first = self.leaves[0].value
        self.found.head.extend(one.words for one in self._between(None, self._at(first.mark)))
        for one, after in pairwise([*self.leaves, None]):
            assert one is not None
            stop = self._at(after.value.mark) if after else len(self.source)
            self._place([*self._between(one.value, stop)], one.holders, after)
        return self.found

    def _place(self, lines: list[_Own], holders: Holders, after: _Leaf | None) -> None:
        """Put lines above what comes after them, or below what was before if they are indented as that was."""
        following = after.holders if after else ()
        while (holder := _below(lines, holders, following)) is not None:
            count = next(number for number, line in enumerate(lines, 1) if line.words)
            self.found.below[id(holder)] += (line.words for line in lines[:count])
            del lines[:count]
        if after:
            self.found.above[id(after.value)] += (line.words for line in lines)

    def _between(self, before: Scalar | None, stop: int) -> Iterator[_Own]:
        """Return the lines of their own behind a value; other comments are put at once."""
        start = self._end(before) if before is not None else 0
        last: object = before
        pieces = self.source[start:stop].split("\n")
        for number, piece in enumerate(pieces):
            if 0 < number < len(pieces) - 1 and not piece.strip():
                yield _Own(0, "")
            for sign in _SIGNS.finditer(piece):
                if sign[0] == "[":
                    self._open()
                elif sign[0] == "]":
                    self.depth -= 1
                    last = self.flow[0] if self.flow else None
                elif self.depth and self.flow:
                    self.found.above[id(self.flow[1])].append(sign[0].rstrip())
                elif last is not None:
                    self.found.behind[id(last)].append(sign[0].rstrip())
                else:
                    yield _Own(sign.start(), sign[0].rstrip())
            last = None

    def _open(self) -> None:
        if self.depth == 0:
            self.flow = next(self.flows)
        self.depth += 1

    def _at(self, mark: Mark) -> int:
        return self.starts[mark.line - 1] + mark.column - 1

    def _end(self, value: Scalar) -> int:
        """Return the place behind the last character of a value; the head of a block may have a comment of its own."""
        start, end = self._at(value.mark), self._at(value.end)
        written = self.source[start:end]
        if head := _HEAD.match(written):
            self.found.behind[id(value)].append(head["comment"].rstrip())
        return start + len(written.rstrip())


_SIGNS = re.compile(r"#.*|[\[\]]")
_HEAD = re.compile(r"[|>][-+0-9]*[ ]+(?P<comment>#.*)")


def _leaves(tree: Tree, holders: Holders) -> Iterator[_Leaf]:
    """Return all keys and values in their order."""
    if isinstance(tree, MappingNode):
        for key, value in tree.items():
            yield _Leaf(key, (*holders, tree))
            yield from _leaves(value, (*holders, tree))
    elif isinstance(tree, SequenceNode):
        for value in tree:
            yield from _leaves(value, (*holders, tree))
    else:
        yield _Leaf(tree, holders)


def _flows(tree: Tree, owner: object) -> Iterator[tuple[SequenceNode, object]]:
    """Return the outermost lists in brackets, each with the key or the value that their line begins with."""
    if isinstance(tree, SequenceNode) and tree.flow:
        yield tree, owner
    elif isinstance(tree, SequenceNode):
        for value in tree:
            yield from _flows(value, value)
    elif isinstance(tree, MappingNode):
        for key, value in tree.items():
            yield from _flows(value, key)


def _below(lines: list[_Own], holders: Holders, following: Holders) -> MappingNode | SequenceNode | None:
    """Return the map or list that the first comment of some lines ends, as it is indented as what that one holds."""
    comment = next((line for line in lines if line.words), None)
    if comment is None:
        return None
    shared = [one for one in holders if any(one is other for other in following)]
    if shared and comment.column < shared[-1].mark.column:
        return None
    outermost, *inner = [one for one in holders if not one.flow]
    deeper = [one for one in inner if outermost.mark.column <= comment.column >= one.mark.column - 1]
    holder = (deeper or [outermost])[-1]
    return None if any(holder is one for one in shared) else holder
