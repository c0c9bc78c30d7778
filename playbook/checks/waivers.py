"""Where a rule of a language is wrong for once: a waiver names rule, item and language, and says why."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from playbook.checks.file_texts import Finding
from playbook.loading import File
from playbook.model.nodes import MappingNode
from playbook.model.records import Content, Waiver
from playbook.problems import Mark, Problem, Severity, nearest


def apply(findings: Iterable[Finding], file: File, rules: frozenset[str]) -> Iterator[Problem]:
    """Return the findings of a file that are not waived, and the waivers that are wrong or of no use."""
    waivers = file.record.waivers if isinstance(file.record, Content) else ()
    ids = {found.id for found in file.reading.ids}
    used: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = (finding.rule, _item(finding.problem, file, ids), finding.language)
        if any(key == _key(waiver) for waiver in waivers):
            used.add(key)
        else:
            yield finding.problem
    for number, waiver in enumerate(waivers):
        yield from _faults(waiver, number, file, ids, rules, is_used=_key(waiver) in used)


def _key(waiver: Waiver) -> tuple[str, str, str]:
    return waiver.rule, waiver.item, waiver.language


def _item(problem: Problem, file: File, ids: set[str]) -> str:
    """Return the id of the innermost item that holds a text, or of the file."""
    return next((part for part in reversed(problem.field.split(".")) if part in ids), file.id)


def _faults(
    waiver: Waiver, number: int, file: File, ids: set[str], rules: frozenset[str], *, is_used: bool
) -> Iterator[Problem]:
    if waiver.rule not in rules:
        known = ", ".join(sorted(rules))
        yield file.problem("unknown-rule", _mark(file, number, "rule"), found=waiver.rule, known=known)
    elif waiver.item not in ids and waiver.item != file.id:
        meant = nearest(waiver.item, ids)
        yield file.problem("no-such-id", _mark(file, number, "item"), meant, found=waiver.item, kind="kind-own")
    elif not is_used:
        problem = file.problem("waiver-not-needed", _mark(file, number, "rule"), found=waiver.rule)
        yield replace(problem, severity=Severity.WARNING)


def _mark(file: File, number: int, field: str) -> Mark:
    assert isinstance(file.tree, MappingNode)
    mark: Mark = file.tree["waivers"][number][field].mark
    return mark
