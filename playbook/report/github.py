"""Workflow commands of GitHub Actions, which become annotations of a pull request."""

from playbook.problems import Problem
from playbook.report.problem_list import ProblemList
from playbook.report.wording import field_of, message

# GitHub shows the first ten errors and the first ten warnings of a step; the log has them all.


def show(findings: ProblemList) -> str:
    """Return one `::error` or `::warning` a line, with paths from the root of the repository."""
    return "\n".join(_command(problem, findings) for problem in findings.problems)


def _command(problem: Problem, findings: ProblemList) -> str:
    properties = {
        "file": findings.path(problem),
        "line": str(problem.mark.line),
        "col": str(problem.mark.column),
        "title": field_of(problem),
    }
    given = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    return f"::{problem.severity.value} {given}::{_escaped(message(problem, findings.words), _DATA)}"


_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def _escaped(value: str, table: dict[int, str]) -> str:
    return value.translate(table)
