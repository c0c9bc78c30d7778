"""Why a file is not YAML: what the parser says, put at the line that has to change and in words that people know."""

import re
from collections.abc import Callable, Mapping, Sequence

from playbook.languages import LANGUAGES, meant_by
from playbook.model.slips import COLONS, SLIPS, Slips, slip_in
from playbook.problems import Mark, Problem

# Words of the parser that an editor would not understand, and our own code for each. Where the second is true, the
# place to mend is the one where the parser began to read, not the one where it gave up.
_SYNTAX: Mapping[str, tuple[str, bool]] = {
    "mapping values are not allowed": ("yaml-colon-in-text", False),
    "could not find expected ':'": ("yaml-no-colon", True),
    "did not find expected key": ("yaml-indent", False),
    "did not find expected '-' indicator": ("yaml-dash", False),
    "block sequence entries are not allowed": ("yaml-dash-behind-key", False),
    "found unexpected end of stream": ("yaml-quote-open", True),
    "found unexpected document indicator": ("yaml-quote-open", True),
    "did not find expected ',' or ']'": ("yaml-bracket-open", True),
    "did not find expected ',' or '}'": ("flow-map", True),
    "found character that cannot start any token": ("yaml-sign-first", False),
    "did not find expected alphabetic or numeric character": ("yaml-sign-first", True),
    "mapping keys are not allowed": ("yaml-sign-first", False),
    "found unknown escape character": ("yaml-escape", False),
    "did not find expected hexdecimal number": ("yaml-escape", False),
    "found invalid Unicode character escape code": ("yaml-escape", False),
    "found undefined tag handle": ("yaml-tag", True),
    "while parsing a tag": ("yaml-tag", True),
    "did not find expected comment or line break": ("yaml-block-head", False),
    "found unknown directive name": ("yaml-directive", False),
    "did not find expected <document start>": ("yaml-indent", False),
    "did not find expected node content": ("yaml-sign-first", False),
    "found undefined alias": ("yaml-anchor", False),
}


def syntax_problem(error: Exception, lines: Sequence[str], path: str, quoted: Mark | None) -> Problem:
    """Word what the parser complains of; `quoted` is where the last text in quotation marks began."""
    said = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', error)}"
    code, at_start = next((entry for words, entry in _SYNTAX.items() if words in said), ("yaml-syntax", False))
    place = getattr(error, "context_mark" if at_start else "problem_mark", None)
    mark = Mark(place.line + 1, place.column + 1) if place else Mark()
    return _Finder(lines, path, said, quoted).problem(code, mark)


# A line that begins a field or an entry, a field that is not written to its end, and the head of a text over several
# lines.
_FIELD = re.compile(r" *(- +)*[A-Za-z_-]+:( |$)| *- ")
_WORD = re.compile(r" *[a-z_]+ *")
_BLOCK = re.compile(r"(?P<before> *(- +)*)[^ #'\"].*: [|>][-+0-9]*(?: +#.*)?$")
_KEY_ONLY = re.compile(r" *(- +)*[^ :]+$")
_KEY_IN_TEXT = re.compile(r".*\S +(?P<key>[A-Za-z][A-Za-z-]*)$")
_VALUE = re.compile(r" *(- +)*([^ :#]+: +)?")


class _Finder:
    """Looks around the place where the parser gave up for the one that has to change."""

    def __init__(self, lines: Sequence[str], path: str, said: str, quoted: Mark | None) -> None:
        self.lines = lines
        self.path = path
        self.said = said
        self.quoted = quoted
        self.finders: Mapping[str, Callable[[Mark], Problem | None]] = {
            "yaml-colon-in-text": self._colon,
            "yaml-no-colon": self._no_colon,
            "yaml-indent": self._indent,
            "yaml-dash": self._slip,
            "yaml-sign-first": self._slip,
            "yaml-block-head": self._block_head,
        }

    def problem(self, code: str, mark: Mark) -> Problem:
        """Give the problem at the line that has to change."""
        found = self.finders[code](mark) if code in self.finders else None
        return found or self._at(code, mark)

    def _at(self, code: str, mark: Mark, **facts: str) -> Problem:
        sign = self._line(mark.line)[mark.column - 1 :][:1]
        return Problem(code, self.path, mark, facts={"found": self.said, "sign": sign, **facts})

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def _slip(self, mark: Mark, slips: Slips = SLIPS) -> Problem | None:
        """Tell what is wrong with the beginning of a line, where it is something that people often write."""
        slip = slip_in(self._line(mark.line), slips)
        return self._at(slip.code, Mark(mark.line, slip.at + 1), found=slip.found) if slip else None

    def _no_colon(self, mark: Mark) -> Problem | None:
        return self._block(mark) or self._slip(mark)

    def _colon(self, mark: Mark) -> Problem | None:
        in_front = self._line(mark.line)[: mark.column - 1]
        if slip := self._slip(mark, COLONS):
            return slip
        if _KEY_ONLY.match(in_front):
            return self._above(mark, in_front)
        inside = _KEY_IN_TEXT.match(in_front)
        if inside and meant_by(inside["key"], tuple(LANGUAGES)):
            return self._at("language-in-line", Mark(mark.line, inside.start("key") + 1), found=inside["key"])
        return None

    def _above(self, mark: Mark, in_front: str) -> Problem | None:
        """Tell why a key was read as part of the text above: that line is wrong, or this one is too deep."""
        line = mark.line - 1
        while line > 1 and not self._line(line).strip():
            line -= 1
        above = self._line(line)
        if mark.line > 1 and (slip := self._slip(Mark(line))):
            return slip
        if mark.line > 1 and not re.search(r":( |$)", above):
            return self._at("yaml-no-colon", Mark(line, _indent(above) + 1))
        languages = tuple(LANGUAGES)
        key, key_above = in_front.strip(" -"), above.strip(" -").partition(":")[0]
        if meant_by(key, languages) and not meant_by(key_above, languages):
            return self._at("text-without-language", Mark(line, _value(above) + 1), found=key_above, language=key)
        return self._at("yaml-too-deep", Mark(mark.line, _indent(in_front) + 1))

    def _indent(self, mark: Mark) -> Problem | None:
        line = self._line(mark.line)
        if line[: mark.column - 1].strip():
            return self._behind_value(mark, line)
        return self._block(mark) or self._slip(mark)

    def _behind_value(self, mark: Mark, line: str) -> Problem:
        """Tell what stands behind a closing sign: a comma, text, or the rest of a file after a quotation left open."""
        first = _value(line)
        if line[mark.column - 1 :].strip() == ",":
            return self._at("comma-behind-value", mark)
        if line[first : first + 1] in ("[", "{"):
            return self._at("yaml-sign-first", Mark(mark.line, first + 1))
        start = self.quoted or mark
        return self._at("yaml-quote-open", start) if start.line < mark.line else self._at("yaml-behind-quote", mark)

    def _block(self, mark: Mark) -> Problem | None:
        """Tell that a line belongs to a text over several lines, but does not begin where that text does."""
        if _FIELD.match(self._line(mark.line)) or _WORD.fullmatch(self._line(mark.line)):
            return None
        head = mark.line - 1
        while head > 0 and not _FIELD.match(self._line(head)):
            head -= 1
        block = _BLOCK.match(self._line(head))
        if not block:
            return None
        first = next((line for line in self.lines[head : mark.line - 1] if line.strip()), "")
        spaces = _indent(first) if first else len(block["before"]) + 2
        place = Mark(mark.line, _indent(self._line(mark.line)) + 1)
        return self._at("block-indent", place, line=str(head), spaces=str(spaces))

    def _block_head(self, mark: Mark) -> Problem | None:
        """Tell a text that begins with `>` from one that stands behind the sign of a block."""
        line = self._line(mark.line)
        first = _value(line)
        return self._at("yaml-sign-first", Mark(mark.line, first + 1)) if line[first : first + 1] == ">" else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value(line: str) -> int:
    """Tell where the value of a line begins."""
    match = _VALUE.match(line)
    return match.end() if match else 0
