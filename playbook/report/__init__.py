"""Problems as words: a line each for people, the line shown on a terminal, and what programs and forges read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from playbook.report import github, gitlab, rich, rows, sarif
from playbook.report.findings import Findings, repository_of
from playbook.report.lines import MOST_SHOWN, as_text
from playbook.report.wording import message

__all__ = ["FORMATS", "MOST_SHOWN", "Findings", "as_text", "message", "repository_of"]

FORMATS: Mapping[str, Callable[[Findings], str]] = MappingProxyType(
    {
        "text": lambda findings: as_text(findings.problems, findings.words),
        "rich": rich.show,
        "json": rows.show,
        "github": github.show,
        "gitlab": gitlab.show,
        "sarif": sarif.show,
    }
)
