"""Values in the place of others.

A value is put at the marks of the loader, so that all around it, comments and order, stays byte for byte. What a file
becomes is read again before it is written: it says what it was to say, and nothing else has changed.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from playbook.authoring.formatting import block, inline, leaves
from playbook.loading import File, reread
from playbook.model.nodes import MappingNode, Scalar, SequenceNode
from playbook.problems import Mark


class Value(NamedTuple):
    """A value to put under a key of a map; `order` has the keys that may stand there, to place a new one."""

    map: MappingNode
    key: str
    value: str
    order: Sequence[str] = ()


def rewritten(file: File, content: bytes, values: Iterable[Value]) -> tuple[bytes, File]:
    """Return the content of a file with values put in, and that content as the loader reads it."""
    values = [value._replace(value=tidy(value.value)) for value in values]
    source = Source(content)
    new = source.with_edits(source.edit(value) for value in values)
    again = reread(file, new)
    assert again.reading.problems or _plain(again.tree, {}) == _plain(file.tree, _by_map(values)), file.path
    return new, again


def tidy(value: str) -> str:
    """Take away what says nothing in a text: spaces at the ends of lines, empty lines around it, other line ends."""
    lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).strip("\n").lstrip(" ")


def _by_map(values: Iterable[Value]) -> Mapping[int, dict[str, str]]:
    wanted: dict[int, dict[str, str]] = defaultdict(dict)
    for value in values:
        wanted[id(value.map)][value.key] = value.value
    return wanted


def _plain(tree: Any, wanted: Mapping[int, dict[str, str]]) -> Any:
    """Return a tree as plain values, with those that are wanted in it."""
    if isinstance(tree, MappingNode):
        return {str(key): _plain(value, wanted) for key, value in tree.items()} | wanted.get(id(tree), {})
    return [_plain(value, wanted) for value in tree] if isinstance(tree, SequenceNode) else str(tree)


class Edit(NamedTuple):
    """Characters to put in the place of others."""

    start: int
    end: int
    new: str


_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\r\n]*(\r\n|\r|\n|$)")


class Source:
    """The characters of a file as they stand in it, and the marks of the loader as places among them."""

    def __init__(self, content: bytes) -> None:
        self.bom = _BOM if content.startswith(_BOM) else b""
        self.text = content.removeprefix(_BOM).decode()
        self.starts = [line.start() for line in _LINE.finditer(self.text)]
        self.line_end = next((line[1] for line in _LINE.finditer(self.text) if line[1]), "\n")

    def with_edits(self, edits: Iterable[Edit]) -> bytes:
        """Return the content with edits that do not overlap."""
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new.replace("\n", self.line_end) + text[end:]
        return self.bom + text.encode()

    def replacing(self, mark: Mark, old: str, new: str) -> Edit:
        """Put an id in the place of another that stands at a mark, in quotation marks or as the target of a link."""
        at = self._at(mark)
        start = next(at + len(lead) for lead in _LEADS if self.text.startswith(lead + old, at))
        return Edit(start, start + len(old), new)

    def field(self, map: MappingNode, key: str, line: str) -> Edit:
        """Put a line in the place of a key with the list of plain values under it."""
        last = self._end(map[key][-1])
        closing = re.compile(r"[ \t]*\]").match(self.text, last)
        return Edit(self._at(map.places[key]), closing.end() if closing else last, line)

    def in_front(self, map: MappingNode, line: str) -> Edit:
        """Put a line in front of the first key of a map."""
        first = self._at(map.mark)
        return Edit(first, first, f"{line}\n{' ' * (map.mark.column - 1)}")

    def behind(self, value: Scalar, map: MappingNode, line: str) -> Edit:
        """Put a line behind that of a value in a map."""
        end = self._end(value)
        return Edit(end, end, f"\n{' ' * (map.mark.column - 1)}{line}")

    def entry(self, map: MappingNode, key: str, lines: Sequence[str], number: int) -> Edit:
        """Put an entry, its lines or the one plain value that it is, into a list behind a number of others."""
        listed = map.get(key)
        if not listed:
            return self._first_entry(map, key, lines)
        if listed.flow:
            at = self._end([*leaves(listed)][number - 1]) if number else self._at(listed[0].mark)
            return Edit(at, at, f", {lines[0]}" if number else f"{lines[0]}, ")
        gap = "\n" + " " * (listed.mark.column - 1)
        before = self._end([*leaves(listed[number - 1])][-1]) if number else self._at(map.places[key])
        end = self._line_end(before)
        return Edit(end, end, gap + _item(lines, gap))

    def _first_entry(self, map: MappingNode, key: str, lines: Sequence[str]) -> Edit:
        """Put a list of one entry in the place of an empty one, or below all that a map has."""
        gap = "\n" + " " * (map.mark.column - 1)
        written = f"{key}:{gap}  {_item(lines, gap + '  ')}"
        if key in map:
            start = self._at(map.places[key])
            return Edit(start, self._line_end(start), written)
        end = self._line_end(self._end([*leaves(map)][-1]))
        return Edit(end, end, gap + written)

    def _line_end(self, at: int) -> int:
        """Return the end of the line of a place."""
        return at + len(self.text[at:].splitlines()[0]) if self.text[at:] else at

    def edit(self, value: Value) -> Edit:
        """Put a value in the place of the old one, or a new key behind the last of those that come before it."""
        old = value.map.get(value.key)
        if old is not None:
            return Edit(self._at(old.mark), self._end(old), _written(value))
        new = f"{value.key}: {_written(value)}"
        before = [key for key in value.order[: value.order.index(value.key)] if key in value.map]
        gap = " " * (value.map.mark.column - 1)
        if before:
            end = self._end(value.map[before[-1]])
            return Edit(end, end, f"\n{gap}{new}")
        first = self._at(value.map.mark)
        return Edit(first, first, f"{new}\n{gap}")

    def _at(self, mark: Mark) -> int:
        return self.starts[mark.line - 1] + mark.column - 1

    def _end(self, scalar: Scalar) -> int:
        """Return the place behind the last character of a value, in front of empty lines and comments below it."""
        start, end = self._at(scalar.mark), self._at(scalar.end)
        return start + len(self.text[start:end].rstrip())


def _item(lines: Sequence[str], gap: str) -> str:
    return "- " + f"{gap}  ".join(lines)


def _written(value: Value) -> str:
    return inline(value.value, is_text=True) or "\n".join(block(value.value, value.map.mark.column + 1))


# What may stand between the mark of an id and the id.
_LEADS = ("", '"', "'", "id:", "term:", "case:")
