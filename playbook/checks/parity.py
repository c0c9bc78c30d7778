"""What must be the same in every language of one text: paragraphs and lists, targets, numbers, obligation.

No linter fits: those that compare translations (pofilter of the Translate Toolkit) read PO files and know no kanji
numerals.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from playbook.checks.file_texts import FileTexts, Finding, Hit
from playbook.checks.numerals import digits, numbers_in_words, value
from playbook.problems import Severity
from playbook.text import Block, Bullets, links

RULES = ("P1", "P2", "P3", "P4")


@dataclass(frozen=True)
class _Side:
    """A language of a file, with what is compared of each of its texts."""

    sheet: FileTexts

    @cached_property
    def targets(self) -> Mapping[int, frozenset[str]]:
        """Where the links of a text lead."""
        with_links = {self.sheet.hit(match, raw=True).number for match in _LINK.finditer(self.sheet.raw)}
        return {number: frozenset(links(self.sheet.blocks(number))) for number in with_links}

    @cached_property
    def numbers(self) -> Mapping[int, Mapping[float, Hit]]:
        """The numbers that a text has in digits."""
        found: dict[int, dict[float, Hit]] = {}
        own = self.sheet.language
        for match in digits(own).finditer(self.sheet.plain):
            hit = self.sheet.hit(match)
            found.setdefault(hit.number, {}).setdefault(value(match[0], own), hit)
        return found

    @cached_property
    def shapes(self) -> Mapping[int, list[int]]:
        """The lengths of the lists of a text, 0 for a paragraph; left out where it is one paragraph."""
        lists = {self.sheet.hit(match, raw=True).number for match in _ENTRY.finditer(self.sheet.raw)}
        parts = {number for number, part in enumerate(self.sheet.parts) if "\n" in part}
        return {number: [_length(block) for block in self.sheet.blocks(number)] for number in lists | parts}


_LINK = re.compile(r"\]\(")
_ENTRY = re.compile(r"\n- ")


def _length(block: Block) -> int:
    return len(block.items) if isinstance(block, Bullets) else 0


def check(sheets: Sequence[FileTexts]) -> Iterator[Finding]:
    """Hold each language of a file against the source language."""
    sides = tuple(_Side(sheet) for sheet in sheets)
    source = next((side for side in sides if side.sheet.language == side.sheet.file.reading.source), None)
    for side in sides:
        if source and side is not source:
            pairs = side.sheet.numbers_of(source.sheet)
            for one in (_shapes, _targets, _numbers, _obligations):
                yield from one(side, source, pairs)


def _shapes(side: _Side, source: _Side, pairs: Mapping[int, int]) -> Iterator[Finding]:
    """Return texts with other paragraphs or other lists than the source."""
    for here, there in pairs.items() if side.shapes or source.shapes else ():
        if side.shapes.get(here, _ONE_PARAGRAPH) != source.shapes.get(there, _ONE_PARAGRAPH):
            yield _finding("P1", "other-shape", side, source, side.sheet.whole(here))


_ONE_PARAGRAPH = [0]


def _targets(side: _Side, source: _Side, pairs: Mapping[int, int]) -> Iterator[Finding]:
    """Return the targets of links that only one of two languages has."""
    for here, there in pairs.items() if side.targets or source.targets else ():
        other = source.targets.get(there, frozenset())
        for target in sorted(other ^ side.targets.get(here, frozenset())):
            code = "link-missing" if target in other else "link-added"
            yield _finding("P4", code, side, source, side.sheet.whole(here), target=target)


# Below this, Japanese and Chinese count where English says `both`, `together` or nothing.
_LARGE = 10


def _numbers(side: _Side, source: _Side, pairs: Mapping[int, int]) -> Iterator[Finding]:
    """Return numbers in digits that the other language has neither in digits nor in words."""
    for here, there in pairs.items():
        mine, other = side.numbers.get(here, {}), source.numbers.get(there, {})
        if mine.keys() == other.keys():
            continue
        for number in _not_said(mine.keys() - other.keys(), source.sheet, there):
            if number >= _LARGE:
                yield _finding("P2", "number-added", side, source, mine[number])
        for number in _not_said(other.keys() - mine.keys(), side.sheet, here):
            yield _finding("P2", "number-missing", side, source, side.sheet.whole(here), number=f"{number:.12g}")


def _not_said(numbers: Set[float], sheet: FileTexts, number: int) -> list[float]:
    return sorted(numbers - numbers_in_words(sheet.language, sheet.parts[number])) if numbers else []


def _finding(rule: str, code: str, side: _Side, source: _Side, hit: Hit, **facts: str) -> Finding:
    return side.sheet.finding(rule, code, Severity.ERROR, hit, source=source.sheet.language, **facts)


# What is said in one language, and what at least must then stand in the other. `may` and the English `should` are left
# out, as they hit more that is right than wrong.
_OBLIGATIONS = (
    (
        "en",
        r"[Mm]ust\b",
        "ja",
        "必要|なければ|いけません|なりません|ないでください|必ず|べき|義務|こと|ます|求め|欠かせ|不可欠|限|禁|ない",
    ),
    ("en", r"[Mm]ust\b", "zh", "必须|不得|不能|不可|不许|应|须|要|必|得|只|才|勿|禁|一律"),
    (
        "ja",
        "なければなりません|てはいけません|てはなりません|必要があります",
        "en",
        r"must|ha(?:s|ve) to|need|requir|ever|only|cannot|necessary|\bnot?\b",
    ),
    ("zh", "必须|不得", "en", r"[Mm]ust|ha(?:s|ve) to|need|requir|[Nn]ever|only|cannot|until|\b[Nn]ot?\b"),
    ("ja", "推奨します|推奨しています|望ましいです", "en", "should|recommend|suggest|advis|better|best|ought"),
)


def _obligations(side: _Side, source: _Side, pairs: Mapping[int, int]) -> Iterator[Finding]:
    """Return obligations that only one of two languages has."""
    sides = {side.sheet.language: side.sheet, source.sheet.language: source.sheet}
    for language, said, other, needed in _OBLIGATIONS:
        if {language, other} != sides.keys():
            continue
        numbers = pairs if language == side.sheet.language else {there: here for here, there in pairs.items()}
        for match in re.finditer(said, sides[language].plain):
            number = sides[language].hit(match).number
            if number in numbers and not re.search(needed, sides[other].parts[numbers[number]]):
                here = number if language == side.sheet.language else numbers[number]
                facts = {"said": match[0], "in_language": language, "other": other}
                yield side.sheet.finding("P3", "obligation-differs", Severity.WARNING, side.sheet.whole(here), **facts)
