"""The map of pillars and results: one cell for every pair, and in each what a reader needs."""

from collections.abc import Iterator
from itertools import product

from playbook.loading import File, Loaded
from playbook.model.catalogues import Cell, OperatingModel
from playbook.model.nodes import MappingNode
from playbook.problems import Mark, Problem, Severity

_MAP = "map"


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name each pair without a cell or with two, each hole without a reason and each other cell without a measure."""
    for file in loaded.files:
        if isinstance(file.record, OperatingModel) and file.record.map:
            yield from _pairs(file, file.record.map, loaded)
            yield from _contents(file, file.record.map)


def _pairs(file: File, cells: tuple[Cell, ...], loaded: Loaded) -> Iterator[Problem]:
    first: dict[tuple[str, str], Mark] = {}
    for cell in cells:
        mark, pair = _place(file, cell), (cell.pillar, cell.result)
        if pair in first:
            facts = {"pillar": cell.pillar, "result": cell.result, "line": str(first[pair].line)}
            yield Problem("pair-with-two-cells", file.path, mark, _field(cell), facts)
        first.setdefault(pair, mark)
    yield from _missing(file, set(first), loaded)


# A warning only: whoever adds a pillar or a result is to see its pages before the map knows it.
def _missing(file: File, mapped: set[tuple[str, str]], loaded: Loaded) -> Iterator[Problem]:
    if loaded.settings is None:
        return
    pairs = list(product(loaded.settings.pillars, loaded.settings.results))
    if not mapped <= set(pairs):
        return  # a wrong id has a message of its own, and may be why a pair has no cell
    for pillar, result in pairs:
        if (pillar, result) not in mapped and isinstance(file.tree, MappingNode):
            facts = {"pillar": pillar, "result": result}
            mark = file.tree.places[_MAP]
            yield Problem("pair-without-cell", file.path, mark, _MAP, facts, severity=Severity.WARNING)


def _contents(file: File, cells: tuple[Cell, ...]) -> Iterator[Problem]:
    for cell in cells:
        if not cell.actions and cell.reason is None:
            yield Problem("hole-without-reason", file.path, _place(file, cell), _field(cell))
        if cell.actions and not cell.kpis:
            yield Problem("cell-without-kpi", file.path, _place(file, cell), _field(cell))


def _place(file: File, cell: Cell) -> Mark:
    return next((found.mark for found in file.reading.ids if found.id == cell.id), Mark())


def _field(cell: Cell) -> str:
    return f"{_MAP}.{cell.id}"
