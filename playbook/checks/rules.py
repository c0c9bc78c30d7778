"""A rule of a language as a row of a table, and how the rows are applied to texts."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from playbook.checks.file_texts import FileTexts, Finding
from playbook.problems import Severity

Finds = Callable[[str], Iterable[re.Match[str]]]


@dataclass(frozen=True)
class Rule:
    """A row: the rule `id` forbids in `languages` what the pattern or function `finds`; `code` is the message.

    Without languages it holds in every one. `write` is what to write instead, as a template of the match or a function;
    `quoted` tells that the rule holds inside quotations too; `fields` limits it to fields of these names,
    `except_fields` to all others; `raw` looks at the marks too; `needs` are characters of which some stand in every
    find: to look for these first is quick.
    """

    id: str
    languages: tuple[str, ...]
    finds: str | Finds
    code: str = "write-otherwise"
    write: str | Callable[[str], str] = ""
    severity: Severity = Severity.ERROR
    quoted: bool = False
    fields: frozenset[str] = frozenset()
    except_fields: frozenset[str] = frozenset()
    raw: bool = False
    needs: tuple[str, ...] = ()

    @cached_property
    def search(self) -> Finds:
        """Find what is forbidden in a run of text."""
        return re.compile(self.finds).finditer if isinstance(self.finds, str) else self.finds

    def suggestion(self, match: re.Match[str]) -> str | None:
        """Return what to write instead, where that is certain."""
        return (match.expand(self.write) if isinstance(self.write, str) else self.write(match[0])) or None


def apply(rules: Iterable[Rule], sheet: FileTexts) -> Iterator[Finding]:
    """Hold the texts of a file in one language against the rules of that language."""
    for rule in rules:
        if not rule.languages or sheet.language in rule.languages:
            yield from _findings(rule, sheet.only(rule.fields) if rule.fields else sheet)


def _findings(rule: Rule, sheet: FileTexts) -> Iterator[Finding]:
    text = sheet.raw if rule.raw else sheet.plain
    if rule.needs and not any(characters in text for characters in rule.needs):
        return
    for match in rule.search(text):
        hit = sheet.hit(match, raw=rule.raw)
        is_meant = sheet.texts[hit.number].field not in rule.except_fields
        if is_meant and (rule.quoted or not sheet.is_quoted(hit)):
            yield sheet.finding(rule.id, rule.code, rule.severity, hit, rule.suggestion(match))
