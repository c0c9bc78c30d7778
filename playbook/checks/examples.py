"""Examples of measures: what they say is what their functions compute."""

from collections.abc import Iterator
from decimal import Decimal

from playbook.calculation import FUNCTIONS, Function, Undefined, Value, rounded
from playbook.checks import inputs
from playbook.loading import File, Loaded
from playbook.model.catalogues import Kpi, Kpis
from playbook.model.examples import FIGURE, RATIO, Units, WorkedExample
from playbook.model.nodes import MappingNode, SequenceNode
from playbook.problems import Problem


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
    figures_of: dict[str, Value] = {}
    for given in example.inputs:
        figures = [float(value) for value in given.values]
        figures_of[given.name] = figures if function.parameters[given.name] else figures[0]
    decimals = -int(example.result.as_tuple().exponent)
    return rounded(function.value(figures_of) * (kpi.formula.times or 1), decimals)


def _inputs(file: File, function: Function, example: WorkedExample, tree: MappingNode) -> Iterator[Problem]:
    """Name inputs that the function does not take, lacks, takes one of, or has no words for."""
    given: SequenceNode = tree["inputs"]
    written = [
        inputs.Written(str(one["name"]), len(one["values"]), one["name"].mark, one["values"].mark) for one in given
    ]
    yield from inputs.check(file, function, written, given.mark)
    for one in example.inputs if function.name != RATIO else ():
        if one.title is None:
            mark = next(entry["name"].mark for entry in given if entry["name"] == one.name)
            yield file.problem("input-without-title", mark, found=one.name)


def _units(file: File) -> Iterator[Problem]:
    for located in file.texts:
        for language in located.text.versions:
            if located.text.plain(language).count(FIGURE) != 1:
                yield file.problem("unit-without-figure", located.places[language].mark, found=FIGURE)
