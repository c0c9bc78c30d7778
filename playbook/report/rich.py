"""For a terminal: each problem with its line shown and its place underlined, and a last line that counts."""

import itertools
import unicodedata
from collections.abc import Sequence

import click

from playbook.problems import Problem, Severity, fill
from playbook.report.lines import lines, more
from playbook.report.problem_list import ProblemList
from playbook.report.wording import no_command, one_line

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def show(findings: ProblemList) -> str:
    """Return each problem as in the format `text`, its line below it; `click.echo` takes colours away."""
    said = lines(findings.problems, findings.words)
    shown = [_problem(problem, text, findings) for problem, text in zip(findings.problems, said, strict=False)]
    return "\n".join([*shown, *more(findings.problems, findings.words), _count(findings)])


def _problem(problem: Problem, text: str, findings: ProblemList) -> str:
    colour = _COLOURS[problem.severity]
    head = click.style(text, fg=colour)
    line = findings.line(problem)
    if not line.strip():
        return head + "\n"
    gutter = f"{problem.mark.line} | "
    shown, gap, length = _cut(line, problem.mark.column - 1, findings.length(problem), findings.width - len(gutter))
    mark = click.style("^" * length, fg=colour)
    return f"{head}\n{gutter}{no_command(shown)}\n{' ' * (len(gutter) + gap)}{mark}\n"


def _cut(line: str, at: int, length: int, most: int) -> tuple[str, int, int]:
    """Return the part of a line around a place that takes at most so many columns, and where in it the place is."""
    most = max(most - 2, 20)
    begin = max(0, at - most)
    front, behind = ([_cell(letter) for letter in part] for part in (line[begin:at], line[at : at + most]))
    after = _fitting(behind, max(most * 2 // 3, most - _columns(front)))
    before = _fitting(front[::-1], most - _columns(behind[:after]))
    front = front[len(front) - before :]
    start = "…" * (before < at)
    end = "…" * (at + after < len(line))
    shown = start + "".join(glyph for glyph, _ in front + behind[:after]) + end
    return shown, len(start) + _columns(front), max(1, _columns(behind[: min(after, length)]))


Cell = tuple[str, int]


def _cell(letter: str) -> Cell:
    """Return what a letter is shown as, and how many columns of a terminal that takes."""
    glyph = "→" if letter == "\t" else one_line(letter)
    if unicodedata.category(letter) in ("Mn", "Me"):
        return glyph, 0
    return glyph, 2 if unicodedata.east_asian_width(glyph[0]) in "WF" else len(glyph)


def _columns(cells: Sequence[Cell]) -> int:
    return sum(width for _, width in cells)


def _fitting(cells: Sequence[Cell], most: int) -> int:
    """Tell how many of the first cells fit into so many columns."""
    sums = itertools.accumulate(width for _, width in cells)
    return sum(1 for _ in itertools.takewhile(lambda columns: columns <= most, sums))


def _count(findings: ProblemList) -> str:
    counts = {f"{severity.value}s": str(_number(findings, severity)) for severity in Severity}
    return fill(findings.words.messages["count"], counts)


def _number(findings: ProblemList, severity: Severity) -> int:
    return sum(problem.severity is severity for problem in findings.problems)
