"""Examples of measures: what they say is what their functions compute."""

from collections.abc import Iterator
from decimal import Decimal

from playbook.calculation import FUNCTIONS, Function, Undefined, Value, rounded
from playbook.loading import File, Loaded
from playbook.model.catalogues import Kpi, Kpis
from playbook.model.examples import FIGURE, RATIO, Units, WorkedExample
from playbook.model.nodes import MappingNode, SequenceNode
from playbook.problems import Mark, Problem, nearest


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name results that are not what is computed, inputs that a function does not take, and units without a figure."""
    for file in loaded.files:
        if isinstance(file.record, Kpis) and isinstance(file.tree, MappingNode):
            for kpi, tree in zip(file.record.kpis, file.tree["kpis"], strict=True):
                if kpi.example:
                    yield from _of_example(file, kpi, kpi.example, tree["example"])
        elif isinstance(file.record, Units):
            yield from _units(file)


def _of_example(file: File, kpi: Kpi, example: WorkedExample, tree: MappingNode) -> Iterator[Problem]:
    function = FUNCTIONS[example.function]
    if faults := tuple(_inputs(file, function, example, tree)):
        yield from faults
        return
    mark, written = tree["result"].mark, str(tree["result"])
    try:
        found = computed(kpi, example)
    except Undefined as undefined:
        yield file.problem("example-undefined", mark, found=example.function, reason=undefined.reason)
        return
    if str(found) != written:
        yield file.problem("example-wrong", mark, str(found), found=written, computed=str(found))


def computed(kpi: Kpi, example: WorkedExample) -> Decimal:
    """Return the result of an example with as many decimals as it is printed with; raises Undefined."""
    function = FUNCTIONS[example.function]
    inputs: dict[str, Value] = {}
    for given in example.inputs:
        figures = [float(value) for value in given.values]
        inputs[given.name] = figures if function.parameters[given.name] else figures[0]
    decimals = -int(example.result.as_tuple().exponent)
    return rounded(function.value(inputs) * (kpi.formula.times or 1), decimals)


def _inputs(file: File, function: Function, example: WorkedExample, tree: MappingNode) -> Iterator[Problem]:
    """Name inputs that the function does not take, lacks, takes one of, or has no words for."""
    known = ", ".join(function.parameters)
    names = [given.name for given in example.inputs]
    for given, written in zip(example.inputs, _entries(tree), strict=True):
        mark: Mark = written["name"].mark
        if given.name not in function.parameters:
            meant = nearest(given.name, function.parameters)
            yield file.problem("input-unknown", mark, meant, found=given.name, function=function.name, known=known)
        elif names.count(given.name) > 1 and written is not next(_named(tree, given.name)):
            yield file.problem("listed-twice", mark, found=given.name)
        elif len(given.values) > 1 and not function.parameters[given.name]:
            yield file.problem("input-not-a-list", written["values"].mark, found=given.name, function=function.name)
        elif given.title is None and function.name != RATIO:
            yield file.problem("input-without-title", mark, found=given.name)
    for name in function.parameters:
        if name not in names:
            yield file.problem("input-missing", tree["inputs"].mark, found=name, function=function.name, known=known)


def _entries(tree: MappingNode) -> SequenceNode:
    entries: SequenceNode = tree["inputs"]
    return entries


def _named(tree: MappingNode, name: str) -> Iterator[MappingNode]:
    return (entry for entry in _entries(tree) if entry["name"] == name)


def _units(file: File) -> Iterator[Problem]:
    for located in file.texts:
        for language in located.text.versions:
            if located.text.plain(language).count(FIGURE) != 1:
                yield file.problem("unit-without-figure", located.places[language].mark, found=FIGURE)
