"""From the bytes of one file to a tree of values, each with its place: the only reader of YAML.

PyYAML's C parser gives events; the tree is built from them, as anchors, tags, styles and second documents can be seen
nowhere else. Every scalar is read as characters: types come from the model, so YAML 1.1 and 1.2 cannot disagree.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from playbook.model.nodes import COLUMNS, MappingNode, Scalar, SequenceNode
from playbook.parsing.syntax import syntax_problem
from playbook.problems import Mark, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_VALUES = 100_000
# More problems than these are not named for one file: the first ones have to be mended before.
MAX_PROBLEMS = 500

Tree = Scalar | MappingNode | SequenceNode


class Unreadable(Exception):
    """A file that gives no tree; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_tree(file: Path, path: str, problems: list[Problem]) -> Tree:
    """Read one file into a tree of MappingNode, SequenceNode and Scalar.

    Problems that leave a tree (duplicate keys, flow maps) go to `problems`; raises Unreadable where there is none.
    """
    return tree_of(_bytes(file, path, MAX_BYTES), path, problems)


def tree_of(content: bytes, path: str, problems: list[Problem]) -> Tree:
    """Read the content of a file as `read_tree` does."""
    source = _decode(content, path)
    faults = [*islice(_forbidden(source, path), MAX_PROBLEMS + 1)]
    problems += faults
    try:
        return _Composer(_FORBIDDEN.sub(_mended, source) if faults else source, path, problems).document()
    except Unreadable as unreadable:
        # Characters that cannot be seen are the reason where there are any; and no place is named twice.
        last = faults[-1] if faults else unreadable.problem
        others = (problem for problem in problems if problem.mark != last.mark)
        problems[:] = [replace(problem, field=problem.field or "file") for problem in others]
        raise Unreadable(last) from None


def read_source(file: Path, path: str, most: int) -> str:
    """Read the characters of a file of `most` bytes; raises Unreadable where they are none, or not the whole file's."""
    return _decode(_bytes(file, path, most), path)


def characters(content: bytes) -> str:
    """Return the characters that the places of a tree count, of content that gave one."""
    return _decode(content, "")


def _bytes(file: Path, path: str, most: int) -> bytes:
    try:
        with file.open("rb") as stream:
            raw = stream.read(most + 1)
    except OSError as error:
        raise Unreadable(Problem("file-unreadable", path, facts={"found": error.strerror or "?"})) from None
    if len(raw) > most:
        raise Unreadable(_too_large(path, Mark()))
    return raw


def _too_large(path: str, mark: Mark) -> Problem:
    facts = {"bytes": f"{MAX_BYTES:,}", "values": f"{MAX_VALUES:,}"}
    return Problem("file-too-large", path, mark, facts=facts)


def _decode(raw: bytes, path: str) -> str:
    try:
        source = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_not_utf_8(raw, error, path)) from None
    if "\0" in source[:4]:
        raise Unreadable(Problem("not-utf-8", path, facts={"found": "UTF-16"}))
    if "\x1b$" in source:
        raise Unreadable(Problem("not-utf-8", path, facts={"found": "ISO-2022-JP"}))
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    for code, (needed, pattern) in _NOT_YAML.items():
        if any(signs in source for signs in needed) and (found := pattern.search(source)):
            raise Unreadable(Problem(code, path, _mark_at(source, found.start())))
    return source


# What is saved as .yml without being YAML: a page that a browser saved, JSON, the frame of an example in a manual or
# a chat, a merge that was left half done; with signs of which some stand in each, as to look for these first is quick.
_NOT_YAML = {
    "html-page": (("<",), re.compile(r"\A\s*<(?!<)")),
    "json-file": (("{",), re.compile(r"\A\s*\{")),
    "code-fence": (("```",), re.compile(r"^`{3}", re.MULTILINE)),
    "merge-mark": (
        ("<<<<<<<", "=======", ">>>>>>>", "|||||||"),
        re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE),
    ),
}


def _not_utf_8(raw: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    mark = Mark(raw.count(b"\n", 0, error.start) + 1)
    if error.reason == "unexpected end of data":
        return Problem("file-cut", path, mark)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or 0 in raw[:4]:
        return Problem("not-utf-8", path, facts={"found": "UTF-16"})
    if 0 in raw:
        return Problem("not-text", path)
    if found := _encoding(raw[:100_000]):
        return Problem("not-utf-8", path, mark, facts={"found": found})
    return Problem("not-utf-8-unknown", path, mark)


# The encodings that editors in East Asia and Europe really save in, each with the bytes of its everyday letters: whole
# kana and punctuation, the kanji or hanzi of the first level, single letters between ASCII. Detectors that guess by
# validity alone take a short title in one of them for another.
_ENCODINGS = {
    "Windows-1252": rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])",
    "GB 18030": rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]",
    "EUC-JP": rb"[\xa1\xa3-\xa5\xb0-\xcf][\xa1-\xfe]",
    "Big5": rb"[\xa1\xa4-\xc6][\x40-\x7e\xa1-\xfe]",
    "Shift_JIS": rb"[\x81-\x83\x88-\x97][\x40-\xfc]",
}


def _encoding(raw: bytes) -> str:
    """Name the encoding in which most of the letters beyond ASCII are everyday ones, or nothing."""
    shares = {name: _share(raw, letters) for name, letters in _ENCODINGS.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.6 else ""


def _share(raw: bytes, letters: bytes) -> float:
    read = [*re.finditer(rb"(" + letters + rb")|[\x81-\xfe][\x40-\xfe]|[\x80-\xff]", raw)]
    return sum(len(one[1] or b"") for one in read) / sum(len(one[0]) for one in read)


# Control and bidirectional characters, characters without width or ink, line ends that only some programs see as such,
# private and unassigned ends of the planes: all change what is read without being seen. The joiners U+200C and U+200D
# are at home in emoji and in the scripts from Hebrew to Mongolian.
_ALWAYS = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\u3164\ufeff\uffa0\ufff9-\uffff\ue000-\uf8ff\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff"
)
_FORBIDDEN = re.compile(f"[{_ALWAYS}]|(?<![\u0590-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
# One set of characters is found far quicker than one of two patterns.
_MAY_BE_FORBIDDEN = re.compile(f"[{_ALWAYS}\u200c\u200d]")
_CODES = {"\t": "tab", "\ufffd": "broken-character"}
_UNNAMED = {"Cc": "control character", "Co": "private use"}


def _forbidden(source: str, path: str) -> Iterator[Problem]:
    """Name the characters that cannot be seen, once for a run of the same."""
    last = -1
    for bad in _FORBIDDEN.finditer(source) if _MAY_BE_FORBIDDEN.search(source) else ():
        if bad.start() != last or source[last - 1] != bad[0]:
            yield _forbidden_at(bad[0], path, _mark_at(source, bad.start()))
        last = bad.end()


def _forbidden_at(character: str, path: str, mark: Mark, field: str = "file") -> Problem:
    unnamed = _UNNAMED.get(unicodedata.category(character), "no character")
    name = "NUL" if character == "\0" else unicodedata.name(character, unnamed).lower()
    facts = {"code": f"U+{ord(character):04X}", "name": name}
    return Problem(_CODES.get(character, "forbidden-character"), path, mark, field, facts)


def _mended(bad: re.Match[str]) -> str:
    return " " if bad[0] == "\t" else ""


def _mark_at(source: str, at: int) -> Mark:
    return Mark(source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at))


class _Composer:
    """Builds one tree from the events of one file."""

    def __init__(self, source: str, path: str, problems: list[Problem]) -> None:
        self.lines = source.split("\n")
        self.path = path
        self.problems = problems
        self.values = 0
        self.quoted: Mark | None = None
        self.braces = Mark(0)
        self.has_comments = " #" in source
        self.events: Iterator[Any] = yaml.parse(source, Loader=yaml.CSafeLoader)

    def document(self) -> Tree:
        """Return the tree of the one document of a file."""
        try:
            next(self.events)
            start = next(self.events)
            if isinstance(start, yaml.StreamEndEvent):
                raise Unreadable(Problem("file-empty", self.path))
            if start.version or start.tags:
                raise self._stop("yaml-directive", start)
            tree = self._node(next(self.events), depth=0)
            next(self.events)
            if not isinstance(end := next(self.events), yaml.StreamEndEvent):
                raise self._stop("second-document", end)
        except yaml.YAMLError as error:
            raise Unreadable(syntax_problem(error, self.lines, self.path, self.quoted)) from None
        if tree == "":
            raise Unreadable(Problem("file-empty", self.path))
        return tree

    def _stop(self, code: str, event: Any) -> Unreadable:
        return Unreadable(Problem(code, self.path, _mark(event)))

    def _node(self, event: Any, depth: int) -> Tree:
        self.values += 1
        if depth > MAX_DEPTH:
            raise self._stop("file-too-deep", event)
        if self.values > MAX_VALUES:
            raise Unreadable(_too_large(self.path, _mark(event)))
        if event.anchor is not None:  # of an alias, too, which stands for an anchor
            raise self._stop("yaml-anchor", event)
        if event.tag is not None:
            raise self._stop("yaml-tag", event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        return self._map(event, depth) if isinstance(event, yaml.MappingStartEvent) else self._list(event, depth)

    def _list(self, start: Any, depth: int) -> SequenceNode:
        listed = SequenceNode()
        listed.mark = _mark(start)
        listed.flow = bool(start.flow_style)
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            listed.append(self._node(event, depth + 1))
        return listed

    def _map(self, start: Any, depth: int) -> MappingNode:
        mapped = MappingNode()
        mapped.mark = _mark(start)
        mapped.flow = bool(start.flow_style)
        mapped.repeated = ()
        if mapped.flow and self.braces.line != mapped.mark.line:
            self.braces = mapped.mark
            self.problems.append(Problem("flow-map", self.path, mapped.mark, ""))
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, depth, mapped)
            value = self._node(next(self.events), depth + 1)
            if key in mapped:
                self._repeated(key, mapped)
                continue
            mapped[key] = value
        return mapped

    def _repeated(self, key: Scalar, mapped: MappingNode) -> None:
        """Name a key that stands there already; where an `id` does, a second entry begins without its dash."""
        mapped.repeated = (*mapped.repeated, key)
        if mapped.repeated[0] != "id" or len(mapped.repeated) == 1:
            code = "entry-without-dash" if key == "id" else "duplicate-key"
            facts = {"found": str(key), "line": str(mapped.places[key].line)}
            self.problems.append(Problem(code, self.path, key.mark, "", facts))

    def _key(self, event: Any, depth: int, mapped: MappingNode) -> Scalar:
        key = self._node(event, depth + 1)
        if not isinstance(key, Scalar):
            raise (
                Unreadable(Problem("flow-map", self.path, self.braces))
                if mapped.flow
                else self._stop("key-not-a-word", event)
            )
        if key == "<<":
            raise self._stop("yaml-anchor", event)
        if key != key.strip():
            raise self._stop("wide-space", event)
        return key

    def _scalar(self, event: Any) -> Scalar:
        value, style, start, end = event.value.rstrip("\n"), event.style, event.start_mark, event.end_mark
        scalar = Scalar(value if value.isascii() else unicodedata.normalize("NFC", value))
        scalar.at = (start.line + 1) * COLUMNS + start.column + 1
        scalar.until = (end.line + 1) * COLUMNS + end.column + 1
        scalar.plain = not style
        scalar.flaw = _flaw(scalar, style, is_one_line=start.line == end.line)
        scalar.has_comment = not style and self.has_comments and self._comment_behind(end)
        scalar.block = self._lines_of(scalar) if style == "|" else ()
        if style in ("'", '"'):
            self.quoted = scalar.mark
        if style == '"' and (bad := _FORBIDDEN.search(scalar)):
            self.problems.append(_forbidden_at(bad[0], self.path, scalar.mark, ""))
        return scalar

    def _comment_behind(self, end: Any) -> bool:
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        return "#" in line and _COMMENT.match(line, end.column) is not None

    def _lines_of(self, scalar: Scalar) -> tuple[Mark, ...]:
        """Return the place of the first character of each line of a block."""
        parts = enumerate(scalar.split("\n"), scalar.mark.line)
        return tuple(
            Mark(line + 1, max(0, len(self.lines[line]) - len(part)) + 1)
            for line, part in parts
            if line < len(self.lines)
        )


_COMMENT = re.compile(r" *#")


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


_IMPLICIT = yaml.SafeLoader.yaml_implicit_resolvers
# What YAML 1.2 reads as a number and YAML 1.1 does not, and the short yes and no that only some programs know.
_IMPLICIT_1_2 = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[yYnN]")


# What any of them begins with.
_FIRST = frozenset(_IMPLICIT).union("-+.0123456789yYnN") - {""}
# A date with a time and a zone is the longest of them.
_LONGEST_AMBIGUOUS = 60


def _flaw(value: str, style: str | None, *, is_one_line: bool) -> str:
    """Return the code of a spelling that programs read in different ways."""
    if style == ">":
        return "folded"
    if style != "|" and not is_one_line:
        return "many-lines"
    if not style and value[:1] in _FIRST and len(value) <= _LONGEST_AMBIGUOUS and _is_ambiguous(value):
        return "ambiguous"
    return ""


@functools.lru_cache(maxsize=16384)
def _is_ambiguous(value: str) -> bool:
    resolvers = _IMPLICIT.get(value[:1], ())
    return any(pattern.match(value) for _, pattern in resolvers) or _IMPLICIT_1_2.fullmatch(value) is not None
