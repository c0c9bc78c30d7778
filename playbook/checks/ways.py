"""The ways from what is off to what to do: every measure and every symptom has one."""

from collections.abc import Iterator
from dataclasses import replace

from playbook.loading import File, Loaded
from playbook.model.catalogues import Kpi, Kpis, OperatingModel, Symptoms
from playbook.problems import Mark, Problem, Severity


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name each symptom and each measure from which no way leads to an action, by warnings only.

    Of measures only where a playbook has a map or such ways: one without either is not meant to have them.
    """
    mapped = {id for file in loaded.files for id in _mapped(file)}
    for file in loaded.files:
        if isinstance(file.record, Symptoms):
            lost = [symptom.id for symptom in file.record.symptoms if not symptom.actions]
            yield from (_warning(file, "symptom-without-action", id) for id in lost)
        elif isinstance(file.record, Kpis) and (mapped or any(kpi.if_off for kpi in file.record.kpis)):
            lost = [kpi.id for kpi in file.record.kpis if kpi.id not in mapped and not _leads(kpi)]
            yield from (_warning(file, "kpi-without-action", id) for id in lost)


def _mapped(file: File) -> Iterator[str]:
    cells = file.record.map if isinstance(file.record, OperatingModel) else ()
    return (id for cell in cells if cell.actions for id in cell.kpis)


def _leads(kpi: Kpi) -> bool:
    return kpi.if_off is not None and bool(kpi.if_off.actions)


def _warning(file: File, code: str, id: str) -> Problem:
    mark = next((found.mark for found in file.reading.ids if found.id == id), Mark())
    return replace(file.problem(code, mark, found=id), severity=Severity.WARNING)
