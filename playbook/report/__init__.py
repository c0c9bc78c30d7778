"""Problems as words: a line each for people, the line shown on a terminal, and what programs and forges read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from playbook.report import github, gitlab, rich, rows, sarif
from playbook.report.lines import MOST_SHOWN, as_text
from playbook.report.problem_list import ProblemList
from playbook.report.wording import message

__all__ = ["FORMATS", "MOST_SHOWN", "ProblemList", "as_text", "message"]

FORMATS: Mapping[str, Callable[[ProblemList], str]] = MappingProxyType(
    {
        "text": lambda findings: as_text(findings.problems, findings.words),
        "rich": rich.show,
        "json": rows.show,
        "github": github.show,
        "gitlab": gitlab.show,
        "sarif": sarif.show,
    }
)
