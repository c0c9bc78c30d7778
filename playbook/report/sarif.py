"""SARIF 2.1.0, which code scanning of forges and editors read."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from playbook.problems import Problem
from playbook.report.problem_list import ProblemList
from playbook.report.wording import field_of, message

Object = dict[str, Any]


def show(findings: ProblemList) -> str:
    """Return all problems as one run of SARIF; columns count characters, paths begin at the root of the repository."""
    codes = sorted({problem.code for problem in findings.problems})
    index = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {"driver": {"name": "playbook", "rules": [_rule(code, findings) for code in codes]}},
        "language": findings.language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, index, fingerprint, findings)
            for problem, fingerprint in zip(findings.problems, findings.fingerprints(), strict=True)
        ],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str, findings: ProblemList) -> Object:
    said = re.sub(r"\{[a-z_]+\}", "…", findings.words.messages[code])
    return {"id": code, "shortDescription": {"text": _plain(said)}}


def _result(problem: Problem, index: Mapping[str, int], fingerprint: str, findings: ProblemList) -> Object:
    line, column = problem.mark
    region = {"startLine": line, "startColumn": column, "endColumn": column + findings.length(problem)}
    location = {"artifactLocation": {"uri": quote(findings.path(problem))}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": problem.severity.value,
        "message": {"text": _plain(f"{field_of(problem)}: {message(problem, findings.words)}")},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }


def _plain(text: str) -> str:
    """Keep a message from being read as a link or as a placeholder of SARIF."""
    return re.sub(r"\{(\d+)\}", r"{{\1}}", text.replace("](", r"\]("))
