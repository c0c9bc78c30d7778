"""The roles: each that owns actions has measures to start with."""

from collections.abc import Iterator
from dataclasses import replace

from playbook.loading import File, Loaded
from playbook.model.chapters import Chapter
from playbook.model.settings import Settings
from playbook.problems import Mark, Problem, Severity


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name each role that owns actions and has no measures, by a warning only.

    A playbook of which no role has any is not meant to have them.
    """
    records = [file.record for file in loaded.files if isinstance(file.record, Chapter)]
    owning = {action.role for chapter in records for action in chapter.actions}
    for file in loaded.files:
        roles = file.record.roles if isinstance(file.record, Settings) else ()
        if any(role.kpis for role in roles):
            lost = (role.id for role in roles if role.id in owning and not role.kpis)
            yield from (_warning(file, id) for id in lost)


def _warning(file: File, id: str) -> Problem:
    mark = next((found.mark for found in file.reading.ids if found.id == id and found.kind == "role"), Mark())
    return replace(file.problem("role-without-kpis", mark, found=id), severity=Severity.WARNING)
