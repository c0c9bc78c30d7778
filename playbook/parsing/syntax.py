"""Why a file is not YAML: what the parser says, put at the line that has to change and in words that people know."""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence

from playbook.languages import LANGUAGES, meant_by
from playbook.model.yaml_mistakes import COLONS, SLIPS, Slips, slip_in
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


# What a line begins: a field or an entry, a word of which nobody knows more yet, a text over several lines; what would
# be the head of one but for its colon; and what stands in front of a colon: a key alone, or a text that ends in one.
_FIELD = re.compile(r" *(- +)*['\"]?[A-Za-z_-]+['\"]?:( |$)| *- ")
_WORD = re.compile(r" *[a-z_]+ *")
_BLOCK = re.compile(r"(?P<before> *(- +)*)[^ #'\"].*: [|>][-+0-9]*(?: +#.*)?$")
_ENDS_AS_HEAD = re.compile(r"[^ ]\s*[|][-+]?$")
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
            "yaml-dash": self._dash,
            "yaml-sign-first": self._sign,
            "yaml-block-head": self._block_head,
        }

    def problem(self, code: str, mark: Mark) -> Problem:
        """Return the problem at the line that has to change."""
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

    def _dash(self, mark: Mark) -> Problem | None:
        """Tell that the first entry of a list is too deep where its other lines are not."""
        entry = self._field_above(mark.line)
        usual = _value_indent(self._line(entry - 1)) + 2
        is_deep = self._line(entry - 1).endswith(":") and _indent(self._line(entry)) != usual
        is_right = _indent(self._line(mark.line)) == usual + 2
        return self._slip(mark) or (self._at("yaml-dash", Mark(entry, usual + 1)) if is_deep and is_right else None)

    def _sign(self, mark: Mark) -> Problem | None:
        return self._slip(mark) or self._text_below(mark)

    def _text_below(self, mark: Mark) -> Problem | None:
        """Tell that a text stands below its field without the sign of a block."""
        line = self._line(mark.line)
        field = self._field_above(mark.line)
        above = self._line(field)
        is_below = not _FIELD.match(line) and above.endswith(":") and _indent(line) > _indent(above)
        return self._many_lines(field) if is_below else None

    def _many_lines(self, line: int) -> Problem:
        return self._at("many-lines", Mark(line, _value_indent(self._line(line)) + 1))

    def _no_colon(self, mark: Mark) -> Problem | None:
        return self._slip(mark, COLONS) or self._head_of_block(mark) or self._block(mark) or self._slip(mark)

    def _colon(self, mark: Mark) -> Problem | None:
        in_front = self._line(mark.line)[: mark.column - 1]
        if slip := self._slip(mark, COLONS) or self._head_of_block(mark):
            return slip
        if _KEY_ONLY.match(in_front):
            return self._above(mark, in_front)
        inside = _KEY_IN_TEXT.match(in_front)
        if inside and meant_by(inside["key"], tuple(LANGUAGES)):
            return self._at("language-in-line", Mark(mark.line, inside.start("key") + 1), found=inside["key"])
        field = self._field_above(mark.line + 1)
        return self._many_lines(field) if 0 < field < mark.line else None

    def _above(self, mark: Mark, in_front: str) -> Problem | None:
        """Tell why a key was read as part of the text above: that line is wrong, or this one is too deep."""
        line = next((line for line in range(mark.line - 1, 0, -1) if self._line(line).strip()), 0)
        above = self._line(line)
        if line and (slip := self._slip(Mark(line))):
            return slip
        if line and not re.search(r":( |$)", above):
            return self._at("yaml-no-colon", Mark(line, _indent(above) + 1))
        if _is_language(in_front) and not _is_language(above):
            facts = {"found": _name(above), "language": _name(in_front)}
            return self._at("text-without-language", Mark(line, _value(above) + 1), **facts)
        if _name(above) == "id" and not above.lstrip().startswith("-"):
            return self._at("dash-missing", Mark(line, _indent(above) + 1))
        return self._odd(mark.line) or self._at("yaml-too-deep", Mark(mark.line, _indent(in_front) + 1))

    def _odd(self, line: int) -> Problem | None:
        """Tell that it is the line above that is not indented like its neighbours, where this one is."""
        above = self._field_above(line)
        before = self._field_above(above)
        if not before:
            return None
        here, there, first = (_indent(self._line(number)) for number in (line, above, before))
        if self._line(before).endswith(":"):
            is_odd = there != first + 2 == here
        else:
            is_odd = there != first and all(_is_language(self._line(number)) for number in (above, before))
        return self._at("yaml-indent", Mark(above, there + 1)) if is_odd else None

    def _field_above(self, line: int) -> int:
        """Return the number of the line above that begins a field or an entry, or nought."""
        return next((number for number in range(line - 1, 0, -1) if _FIELD.match(self._line(number))), 0)

    def _head_of_block(self, mark: Mark) -> Problem | None:
        """Tell that a text over several lines has a head that is none, so that its lines are read as something else."""
        head = next((line for line in range(mark.line - 1, 0, -1) if _ENDS_AS_HEAD.search(self._line(line))), 0)
        line = self._line(head)
        if not head or _BLOCK.match(line) or self._field_above(mark.line) > head:
            return None
        return self._slip(Mark(head), COLONS) or self._at("yaml-no-colon", Mark(head, _indent(line) + 1))

    def _indent(self, mark: Mark) -> Problem | None:
        line = self._line(mark.line)
        if line[: mark.column - 1].strip():
            return self._text_below(mark) or self._behind_value(mark, line)
        return self._block(mark) or self._slip(mark) or self._entry(line, mark.line) or self._odd(mark.line)

    def _entry(self, line: str, number: int) -> Problem | None:
        """Tell that the first entry of a list lacks its dash, where only the second one shows it."""
        dash = _indent(line)
        inside = itertools.takewhile(lambda above: _is_within(self._line(above), dash), range(number - 1, 0, -1))
        first = min(inside, default=0)
        is_first = _indent(self._line(first)) == dash + 2 and self._line(first - 1).endswith(":")
        return self._at("dash-missing", Mark(first, dash + 3)) if line[dash:].startswith("- ") and is_first else None

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
        head = self._field_above(mark.line)
        block = _BLOCK.match(self._line(head))
        if not block:
            return None
        usual = len(block["before"]) + 2
        here = _indent(self._line(mark.line))
        begin = next((line for line in range(head + 1, mark.line) if self._line(line).strip()), mark.line)
        deep = _indent(self._line(begin)) if begin < mark.line else usual
        parent = self._line(head - 1)
        if parent.endswith(":") and usual > _value_indent(parent) + 4 and here == _value_indent(parent) + 4:
            return self._at("yaml-indent", Mark(head, usual - 1))
        if here == usual < deep:
            return self._at("block-indent", Mark(begin, deep + 1), line=str(head), spaces=str(usual))
        return self._at("block-indent", Mark(mark.line, here + 1), line=str(head), spaces=str(deep))

    def _block_head(self, mark: Mark) -> Problem | None:
        """Tell a text that begins with `>` from one that stands behind the sign of a block."""
        line = self._line(mark.line)
        first = _value(line)
        return self._at("yaml-sign-first", Mark(mark.line, first + 1)) if line[first : first + 1] == ">" else None


def _name(line: str) -> str:
    """Return the name that stands in front of the colon of a line."""
    return line.strip(" -").partition(":")[0]


def _is_language(line: str) -> bool:
    return meant_by(_name(line), tuple(LANGUAGES)) is not None


def _is_within(line: str, indent: int) -> bool:
    return not line.strip() or _indent(line) >= indent


def _value_indent(line: str) -> int:
    """Tell where the name of a line begins, behind the dash of an entry."""
    return len(line) - len(line.lstrip(" -"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value(line: str) -> int:
    """Tell where the value of a line begins."""
    match = _VALUE.match(line)
    return match.end() if match else 0
