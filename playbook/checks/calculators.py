"""Calculators: each fits its function, and what stands in it at first has a result."""

from collections.abc import Iterator

from playbook.calculation import CALCULATIONS, Undefined
from playbook.loading import File, Loaded
from playbook.model.calculators import Calculator, Calculators
from playbook.model.nodes import MappingNode
from playbook.problems import Problem, nearest


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name inputs and outputs that a function does not have, inputs that it lacks, and defaults without a result."""
    for file in loaded.files:
        if isinstance(file.record, Calculators) and isinstance(file.tree, MappingNode):
            for calculator, tree in zip(file.record.calculators, file.tree["calculators"], strict=True):
                faults = tuple(_inputs(file, calculator, tree))
                yield from faults or _results(file, calculator, tree)


def _inputs(file: File, calculator: Calculator, tree: MappingNode) -> Iterator[Problem]:
    function = CALCULATIONS[calculator.function]
    facts = {"function": function.name, "known": ", ".join(function.parameters)}
    for one, written in zip(calculator.inputs, tree["inputs"], strict=True):
        if one.name not in function.parameters:
            meant = nearest(one.name, function.parameters)
            yield file.problem("input-unknown", written["name"].mark, meant, found=one.name, **facts)
        elif len(one.default) > 1 and not function.parameters[one.name]:
            yield file.problem("input-not-a-list", written["default"].mark, found=one.name, **facts)
        outside = next((str(value) for value in one.default if not one.least <= value <= one.most), "")
        if outside:
            bounds = {"least": str(one.least), "most": str(one.most)}
            yield file.problem("default-outside", written["default"].mark, found=outside, **bounds)
    names = [one.name for one in calculator.inputs]
    for name in function.parameters:
        if name not in names:
            yield file.problem("input-missing", tree["inputs"].mark, found=name, **facts)


def _results(file: File, calculator: Calculator, tree: MappingNode) -> Iterator[Problem]:
    try:
        found = calculator.computed()
    except Undefined as undefined:
        mark = tree["inputs"].mark
        yield file.problem("example-undefined", mark, found=calculator.function, reason=undefined.reason)
        return
    for one, written in zip(calculator.outputs, tree["outputs"], strict=True):
        if one.name not in found:
            facts = {"function": calculator.function, "known": ", ".join(found)}
            yield file.problem(
                "output-unknown", written["name"].mark, nearest(one.name, found), found=one.name, **facts
            )
