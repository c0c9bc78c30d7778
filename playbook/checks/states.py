"""Where translations stand: what is missing, what is stale, and lines of the ledger that fit nothing."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from playbook.loading import File, Loaded
from playbook.loading.ledger import PATH as LEDGER
from playbook.loading.memory import Memory
from playbook.model.ledger import Key, Line
from playbook.model.playbook import Playbook
from playbook.problems import Problem, Severity, nearest


def check(loaded: Loaded, memory: Memory, *, only_errors: bool = False) -> Iterator[Problem]:
    """Name missing and stale translations, errors in a playbook that says that it is complete; and faults of lines.

    To place a stale one, its file is read again: whoever wants `only_errors` may go without those that are none.
    """
    if loaded.settings is None:
        return
    severity = Severity.ERROR if loaded.settings.complete else Severity.WARNING
    yield from _missing(loaded, severity)
    if loaded.playbook and (severity is Severity.ERROR or not only_errors):
        for file in loaded.files:
            made = partial(_stale, file, loaded.playbook, severity)
            yield from memory.recall(("stale", file.path), (file, loaded.playbook.ledger, severity), made)
    if loaded.playbook:
        yield from _lines(loaded.playbook)


def _missing(loaded: Loaded, severity: Severity) -> Iterator[Problem]:
    for file in loaded.files:
        for found in file.reading.missing:
            source = found.id == file.reading.source
            problem = file.problem("no-source-text" if source else "no-translation", found.mark, language=found.id)
            field = f"{problem.field.rpartition('.')[0]}.{found.id}"
            yield replace(problem, field=field, severity=Severity.ERROR if source else severity)


def _stale(file: File, playbook: Playbook, severity: Severity) -> tuple[Problem, ...]:
    keys = (Key(language, located.text.key) for located in file.texts for language in playbook.settings.languages)
    return tuple(_stale_at(file, key, playbook, severity) for key in keys if playbook.states[key].is_stale)


def _stale_at(file: File, key: Key, playbook: Playbook, severity: Severity) -> Problem:
    located = playbook.texts[key.text]
    facts = {"source": located.text.source, "key": key.text}
    return replace(file.problem("stale", located.places[key.language].mark, **facts), severity=severity)


def _lines(playbook: Playbook) -> Iterator[Problem]:
    """Name what a line is about that is not there: its text, or the role of its review."""
    for key, line in playbook.ledger.items():
        if not _is_there(key, playbook):
            facts = {"language": key.language, "key": key.text}
            yield Problem("ledger-gone", LEDGER, line.mark, "line", facts, severity=Severity.WARNING)
        elif line.review and line.review.role not in playbook.role_by_id:
            yield _unknown_role(line, line.review.role, playbook)


def _is_there(key: Key, playbook: Playbook) -> bool:
    return key.text in playbook.texts and key.language in playbook.texts[key.text].text.versions


def _unknown_role(line: Line, role: str, playbook: Playbook) -> Problem:
    facts = {"found": role, "kind": "kind-role"}
    return Problem("no-such-id", LEDGER, line.mark, "line", facts, nearest(role, playbook.role_by_id))
