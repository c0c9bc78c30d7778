"""The Code Quality report of GitLab, which becomes remarks in a merge request."""

import json

from playbook.problems import Severity
from playbook.report.problem_list import ProblemList
from playbook.report.wording import field_of, message

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def show(findings: ProblemList) -> str:
    """Return all problems as a Code Quality report, with paths from the root of the repository."""
    rows = [
        {
            "description": f"{field_of(problem)}: {message(problem, findings.words)}",
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[problem.severity],
            "location": {"path": findings.path(problem), "lines": {"begin": problem.mark.line}},
        }
        for problem, fingerprint in zip(findings.problems, findings.fingerprints(), strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
