"""One line a problem: `path:line:column: field: message`."""

from collections.abc import Sequence

from playbook.model.settings import Words
from playbook.problems import Problem, Severity, fill
from playbook.report.wording import field_of, message, no_command, one_line

MOST_SHOWN = 500


def as_text(problems: Sequence[Problem], words: Words) -> str:
    """Return one line a problem: `path:line:column: field: message`; warnings say so."""
    return "\n".join([*lines(problems, words), *more(problems, words)])


def lines(problems: Sequence[Problem], words: Words) -> list[str]:
    """Return a line for each of the first problems, as many as anyone reads."""
    return [_line(problem, words) for problem in problems[:MOST_SHOWN]]


def more(problems: Sequence[Problem], words: Words) -> list[str]:
    """Return the line that counts the problems that are not shown, where there are any."""
    rest = len(problems) - MOST_SHOWN
    return [fill(words.messages["more"], {"count": str(rest)})] if rest > 0 else []


def _line(problem: Problem, words: Words) -> str:
    prefix = f"{words.messages['warning']}: " if problem.severity is Severity.WARNING else ""
    return no_command(f"{_place(problem)}{prefix}{message(problem, words)}")


def _place(problem: Problem) -> str:
    """Return where a problem stands; what concerns no file but the command itself stands nowhere."""
    field = field_of(problem)
    if problem.path != ".":
        return f"{one_line(problem.path)}:{problem.mark.line}:{problem.mark.column}: {field}: "
    return "" if field == "file" else f"{field}: "
