"""From the bytes of one file to a tree of values, each with its place: the only reader of YAML.

PyYAML's C parser gives events; the tree is built from them, as anchors, tags, styles and second documents can be seen
nowhere else. Every scalar is read as characters: types come from the model, so YAML 1.1 and 1.2 cannot disagree.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import charset_normalizer
import yaml

from playbook.model.fields import Listed, Mapped, Scalar
from playbook.problems import Mark, Problem

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_VALUES = 100_000

Tree = Scalar | Mapped | Listed


class Unreadable(Exception):
    """A file that gives no tree; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_tree(file: Path, path: str, problems: list[Problem]) -> Tree:
    """Read one file into a tree of Mapped, Listed and Scalar.

    Problems that leave a tree (duplicate keys, flow maps) go to `problems`; raises Unreadable where there is none.
    """
    return _Composer(_decode(file, path), path, problems).document()


def _decode(file: Path, path: str) -> str:
    with file.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Unreadable(Problem("file-too-large", path, facts={"most": f"{MAX_BYTES:,}"}))
    try:
        source = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(Problem("not-utf-8", path, Mark(line), facts={"found": _encoding(raw)})) from None
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _FORBIDDEN.search(source):
        line = source.count("\n", 0, bad.start()) + 1
        column = bad.start() - source.rfind("\n", 0, bad.start())
        name = "NUL" if bad[0] == "\0" else unicodedata.name(bad[0], "control character").lower()
        code = "tab" if bad[0] == "\t" else "forbidden-character"
        facts = {"code": f"U+{ord(bad[0]):04X}", "name": name}
        if bad[0] == "\0" and raw[:4].count(0) >= 1:
            raise Unreadable(Problem("not-utf-8", path, facts={"found": _encoding(raw)}))
        raise Unreadable(Problem(code, path, Mark(line, column), facts=facts))
    return source


# Control and bidirectional characters, characters without width, line ends that only some programs see as such,
# private and unassigned ends of the planes: all change what is read without being seen.
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff"
    "\ue000-\uf8ff\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff]"
)
# The encodings that editors in East Asia and Europe really save in.
_ENCODINGS = ["cp932", "euc_jp", "gb18030", "big5", "cp1252"]


def _encoding(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or 0 in raw[:4]:
        return "UTF-16"
    best = charset_normalizer.from_bytes(raw, cp_isolation=_ENCODINGS).best()
    return _NAMES.get(best.encoding, best.encoding) if best else "?"


_NAMES = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP", "gb18030": "GB 18030", "big5": "Big5", "cp1252": "Windows-1252"}

# Words of the parser that an editor would not understand, and our own code for each.
_SYNTAX = {
    "mapping values are not allowed": "yaml-colon-in-text",
    "could not find expected ':'": "yaml-no-colon",
    "did not find expected key": "yaml-indent",
    "did not find expected '-' indicator": "yaml-dash",
    "block sequence entries are not allowed": "yaml-dash",
    "found unexpected end of stream": "yaml-quote-open",
    "found unexpected document indicator": "yaml-quote-open",
    "did not find expected ',' or ']'": "yaml-bracket-open",
    "did not find expected ',' or '}'": "flow-map",
    "found character that cannot start any token": "yaml-sign-first",
    "did not find expected alphabetic or numeric character": "yaml-sign-first",
    "found unknown escape character": "yaml-escape",
    "found undefined tag handle": "yaml-tag",
    "did not find expected comment or line break": "yaml-block-head",
    "did not find expected <document start>": "yaml-indent",
    "did not find expected node content": "yaml-sign-first",
    "found undefined alias": "yaml-anchor",
}


class _Composer:
    """Builds one tree from the events of one file."""

    def __init__(self, source: str, path: str, problems: list[Problem]) -> None:
        self.lines = source.split("\n")
        self.path = path
        self.problems = problems
        self.values = 0
        self.events: Iterator[Any] = yaml.parse(source, Loader=yaml.CSafeLoader)

    def document(self) -> Tree:
        """Give the tree of the one document of a file."""
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
            raise Unreadable(self._syntax(error)) from None
        return tree

    def _stop(self, code: str, event: Any) -> Unreadable:
        return Unreadable(Problem(code, self.path, _mark(event)))

    def _syntax(self, error: yaml.YAMLError) -> Problem:
        said = str(getattr(error, "problem", error))
        code = next((code for words, code in _SYNTAX.items() if words in said), "yaml-syntax")
        # An open quote or bracket is seen at the end of the file; the place to mend is where it was opened.
        opened = getattr(error, "context_mark", None) if code in ("yaml-quote-open", "yaml-no-colon") else None
        place = opened or getattr(error, "problem_mark", None)
        mark = Mark(place.line + 1, place.column + 1) if place else Mark()
        line = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
        return Problem(code, self.path, mark, facts={"found": said, "line": line.strip()})

    def _node(self, event: Any, depth: int) -> Tree:
        self.values += 1
        if depth > MAX_DEPTH:
            raise self._stop("file-too-deep", event)
        if self.values > MAX_VALUES:
            raise self._stop("file-too-large", event)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._stop("yaml-anchor", event)
        if event.tag is not None:
            raise self._stop("yaml-tag", event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        return self._map(event, depth) if isinstance(event, yaml.MappingStartEvent) else self._list(event, depth)

    def _list(self, start: Any, depth: int) -> Listed:
        listed = Listed()
        listed.mark = _mark(start)
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            listed.append(self._node(event, depth + 1))
        return listed

    def _map(self, start: Any, depth: int) -> Mapped:
        mapped = Mapped()
        mapped.mark = _mark(start)
        mapped.flow = bool(start.flow_style)
        if mapped.flow:
            self.problems.append(Problem("flow-map", self.path, mapped.mark, ""))
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self._stop("key-not-a-word", event)
            if key == "<<":
                raise self._stop("yaml-anchor", event)
            if key in mapped:
                self.problems.append(Problem("duplicate-key", self.path, key.mark, str(key), {"found": str(key)}))
            mapped[key] = self._node(next(self.events), depth + 1)
        return mapped

    def _scalar(self, event: Any) -> Scalar:
        scalar = Scalar(unicodedata.normalize("NFC", event.value.rstrip("\n")))
        scalar.mark = _mark(event)
        scalar.flaw = _flaw(event, scalar)
        scalar.has_comment = not event.style and self._comment_behind(event.end_mark)
        return scalar

    def _comment_behind(self, end: Any) -> bool:
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        return line[end.column :].lstrip(" ").startswith("#")


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


_IMPLICIT = yaml.SafeLoader.yaml_implicit_resolvers
# What YAML 1.2 reads as a number and YAML 1.1 does not.
_IMPLICIT_1_2 = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")


def _flaw(event: Any, value: str) -> str:
    """Give the code of a spelling that programs read in different ways."""
    if event.style == ">":
        return "folded"
    if event.style not in ("|", ">") and event.start_mark.line != event.end_mark.line:
        return "many-lines"
    if not event.style and _is_ambiguous(value):
        return "ambiguous"
    return ""


def _is_ambiguous(value: str) -> bool:
    resolvers = _IMPLICIT.get(value[:1], ())
    return any(pattern.match(value) for _, pattern in resolvers) or _IMPLICIT_1_2.fullmatch(value) is not None
