"""All problems as a JSON list, for programs."""

import json

from playbook.report.problem_list import ProblemList
from playbook.report.wording import message, one_line


def show(findings: ProblemList) -> str:
    """Return all problems as a JSON list of objects."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "path": one_line(problem.path),
            "line": problem.mark.line,
            "column": problem.mark.column,
            "field": one_line(problem.field),
            "message": message(problem, findings.words),
            "suggestion": one_line(problem.suggestion) if problem.suggestion else None,
        }
        for problem in findings.problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
