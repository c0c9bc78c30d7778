"""The texts of a file in one language as one run of characters: a pattern goes over a file, not over each text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from playbook.loading import File
from playbook.model.nodes import Scalar, Written
from playbook.problems import Mark, Problem, Severity
from playbook.text import Block

# What stands inside is somebody else's wording.
_QUOTED = re.compile(
    r"「[^」]*」|『[^』]*』|《[^》]*》|“[^”]*”|‘[^’]*’"
    r"|(?<![0-9A-Za-z])'[^'\n]*(?:'(?=[0-9A-Za-z])[^'\n]*)*'"
)
# Between two texts: no pattern that stays in its line reaches from one into the next.
_BETWEEN = "\n\n"
# Signs around a find that shows none, to let a reader see where it stands.
_AROUND = 5


class Finding(NamedTuple):
    """A problem, and the rule, the language and the file by which a waiver can name it."""

    rule: str
    language: str
    file: File
    problem: Problem


class Hit(NamedTuple):
    """Characters of one text of a sheet, counted with its marks where it is `raw`."""

    number: int
    start: int
    end: int
    raw: bool = False


@dataclass(frozen=True)
class FileTexts:
    """The texts of a file in one language; `parts` are their characters without marks."""

    file: File
    language: str
    texts: tuple[Written, ...]
    parts: tuple[str, ...]

    @cached_property
    def plain(self) -> str:
        """All texts in one run, without marks."""
        return _join(self.parts)

    @cached_property
    def scalars(self) -> tuple[Scalar, ...]:
        """The texts as they are written, with their places."""
        return tuple(text.values[self.language] for text in self.texts)

    @cached_property
    def raw(self) -> str:
        """All texts in one run, as they are written."""
        return _join(self.scalars)

    def hit(self, match: re.Match[str], *, raw: bool = False) -> Hit:
        """Tell in which text a match of one of the runs stands; a group named `at` is what counts of it."""
        starts = self._raw_starts if raw else self._starts
        start, end = match.span("at" if "at" in match.re.groupindex else 0)
        number = bisect_right(starts, start) - 1
        return Hit(number, start - starts[number], end - starts[number], raw)

    def hits(self, pattern: str) -> list[tuple[str, Hit]]:
        """Find a pattern in the texts as they are written; a source is looked through once for all its translations."""
        if pattern not in self._hits:
            matches = re.finditer(pattern, self.raw)
            self._hits[pattern] = [(match[0], self.hit(match, raw=True)) for match in matches]
        return self._hits[pattern]

    def blocks(self, number: int) -> tuple[Block, ...]:
        """Return a text as it was read."""
        return self.texts[number].text.versions[self.language]

    def only(self, fields: frozenset[str]) -> "FileTexts":
        """Return the texts in fields of some names."""
        kept = [number for number, text in enumerate(self.texts) if text.field in fields]
        texts, parts = tuple(self.texts[number] for number in kept), tuple(self.parts[number] for number in kept)
        return FileTexts(self.file, self.language, texts, parts)

    def numbers_of(self, other: "FileTexts") -> Mapping[int, int]:
        """Return the number in another sheet of each text that both have, by the number here."""
        if self.texts == other.texts:
            return {number: number for number in range(len(self.texts))}
        there = {id(text): number for number, text in enumerate(other.texts)}
        return {here: there[id(text)] for here, text in enumerate(self.texts) if id(text) in there}

    def is_quoted(self, hit: Hit) -> bool:
        """Tell whether characters stand in a quotation or in the title of a work."""
        quotations = _QUOTED.finditer(self._text(hit))
        return any(one.start() < hit.start and hit.end < one.end() for one in quotations)

    def finding(
        self, rule: str, code: str, severity: Severity, hit: Hit, suggestion: str | None = None, **facts: str
    ) -> Finding:
        """Make a finding of some characters of a text."""
        text = self._text(hit)
        found = text[hit.start : hit.end]
        says_enough = suggestion or (len(found) > 2 and any(sign.isalnum() for sign in found))
        shown = found if says_enough else _around(text, hit)
        problem = self.file.problem(code, self._mark(hit), suggestion, **{"rule": rule, "found": shown, **facts})
        return Finding(rule, self.language, self.file, replace(problem, severity=severity))

    def whole(self, number: int) -> Hit:
        """Point at the beginning of a text."""
        return Hit(number, 0, 0, raw=True)

    def _mark(self, hit: Hit) -> Mark:
        """Return the place of characters in the file; the beginning of the text where a line ends between them."""
        scalar, text = self.scalars[hit.number], self._text(hit)
        if hit.raw:
            return scalar.place(hit.start)
        found, at = text[hit.start : hit.end], -1
        for _ in range(text.count(found, 0, hit.start) + 1):
            at = scalar.find(found, at + 1)
        return scalar.place(max(at, 0))

    def _text(self, hit: Hit) -> str:
        return self.scalars[hit.number] if hit.raw else self.parts[hit.number]

    @cached_property
    def _hits(self) -> dict[str, list[tuple[str, Hit]]]:
        return {}

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return _starts(self.parts)

    @cached_property
    def _raw_starts(self) -> tuple[int, ...]:
        return _starts(self.scalars)


def sheets_of(file: File) -> Iterator[FileTexts]:
    """Return the texts of a file that could be read, language by language."""
    for language in file.reading.languages if file.record else ():
        texts = tuple(text for text in file.written if language in text.values)
        yield FileTexts(file, language, texts, tuple(written.text.plain(language) for written in texts))


def _around(text: str, hit: Hit) -> str:
    before = text[: hit.start].rpartition("\n")[2][-_AROUND:]
    return before + text[hit.start : hit.end] + text[hit.end :].partition("\n")[0][:_AROUND]


def _join(parts: tuple[str, ...]) -> str:
    return "\n" + _BETWEEN.join(parts) + "\n"


def _starts(parts: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(accumulate((len(part) + len(_BETWEEN) for part in parts[:-1]), initial=1))
