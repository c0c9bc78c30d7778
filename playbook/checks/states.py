"""Where translations stand: what is missing, what is stale, and lines of the ledger that fit nothing."""

from collections.abc import Iterator
from dataclasses import replace

from playbook.loading import Loaded
from playbook.loading.ledger import PATH as LEDGER
from playbook.model.ledger import Key, Line
from playbook.model.playbook import Playbook
from playbook.problems import Problem, Severity, nearest


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name missing and stale translations, errors in a playbook that says that it is complete; and faults of lines."""
    if loaded.settings is None:
        return
    severity = Severity.ERROR if loaded.settings.complete else Severity.WARNING
    yield from _missing(loaded, severity)
    if loaded.playbook:
        yield from _stale(loaded, loaded.playbook, severity)
        yield from _lines(loaded.playbook)


def _missing(loaded: Loaded, severity: Severity) -> Iterator[Problem]:
    for file in loaded.files:
        for found in file.reading.missing:
            source = found.id == file.reading.source
            problem = file.problem("no-source-text" if source else "no-translation", found.mark, language=found.id)
            field = f"{problem.field.rpartition('.')[0]}.{found.id}"
            yield replace(problem, field=field, severity=Severity.ERROR if source else severity)


def _stale(loaded: Loaded, playbook: Playbook, severity: Severity) -> Iterator[Problem]:
    files = {file.path: file for file in loaded.files}
    for (language, key), state in playbook.states.all().items():
        if state.is_stale:
            located = playbook.texts[key]
            place = located.places[language]
            facts = {"source": located.text.source, "key": key}
            yield replace(files[place.path].problem("stale", place.mark, **facts), severity=severity)


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
