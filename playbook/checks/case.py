"""The worked case: its figures are what their functions compute, and texts write them as they are."""

import re
from collections.abc import Iterable, Iterator, Mapping

from playbook.calculation import FUNCTIONS, Undefined
from playbook.checks import inputs
from playbook.languages import language
from playbook.loading import File
from playbook.model.case import SCHEME, Case, CaseFigure
from playbook.model.examples import FIGURE, Unit, Units
from playbook.model.nodes import MappingNode, Written
from playbook.problems import Problem

_MARK = f"]({SCHEME}:"
_FIGURE = re.compile(rf"\[(?P<words>[^\[\]]*)\]\({SCHEME}:(?P<id>[a-z0-9-]+)\)")


def check(file: File, beside: Iterable[File]) -> Iterator[Problem]:
    """Name figures of a file that are not what is computed, and texts that write one of those `beside` otherwise."""
    if isinstance(file.record, Case) and isinstance(file.tree, MappingNode):
        yield from _figures(file, file.record, file.tree)
    figures = {one.id: one for other in beside if isinstance(other.record, Case) for one in other.record.figures}
    units = {unit.id: unit for other in beside if isinstance(other.record, Units) for unit in other.record.units}
    for text in file.written if file.record else ():
        if text.marks:
            yield from _written(file, text, figures, units)


def _written(
    file: File, text: Written, figures: Mapping[str, CaseFigure], units: Mapping[str, Unit]
) -> Iterator[Problem]:
    """Name figures in a text that are not written as its language writes them; unknown ids are named elsewhere."""
    for id in text.text.versions:
        scalar = text.values[id]
        for found in _FIGURE.finditer(scalar) if _MARK in scalar else ():
            figure = figures.get(found["id"])
            if figure is None or figure.unit not in units:
                continue
            unit = units[figure.unit].text.plain(id)
            if FIGURE not in unit:  # named where the unit is written
                continue
            number, whole = figure.forms(language(id).number(figure.value), unit)
            if _plain(found["words"]) not in (_plain(number), _plain(whole)):
                facts = {"found": found["words"], "figure": figure.id, "number": number, "whole": whole}
                yield file.problem("figure-otherwise", scalar.place(found.start("words")), number, **facts)


def _plain(words: str) -> str:
    """Return words with the usual space for those that only programs type."""
    return words.replace("\u202f", " ").replace("\u00a0", " ")


def _figures(file: File, case: Case, tree: MappingNode) -> Iterator[Problem]:
    above: dict[str, CaseFigure] = {}
    trees = (figure for group in tree["groups"] for figure in group["figures"])
    for figure, written in zip(case.figures, trees, strict=True):
        yield from _figure(file, figure, written, above)
        above[figure.id] = figure


def _figure(file: File, figure: CaseFigure, tree: MappingNode, above: Mapping[str, CaseFigure]) -> Iterator[Problem]:
    if figure.factor <= 0:
        yield file.problem("factor-not-positive", tree["factor"].mark, found=str(figure.factor))
        return
    if figure.computed is None:
        return
    given = tree["computed"]["inputs"]
    function = FUNCTIONS[figure.computed.function]
    written = [
        inputs.Written(str(one["name"]), len(one["figures"]), one["name"].mark, one["figures"].mark) for one in given
    ]
    below = [id for one in given for id in one["figures"] if id not in above]
    faults = (
        *inputs.check(file, function, written, given.mark),
        *(file.problem("figure-below", id.mark, found=id) for id in below),
    )
    yield from faults or _result(file, figure, tree, above)


def _result(file: File, figure: CaseFigure, tree: MappingNode, above: Mapping[str, CaseFigure]) -> Iterator[Problem]:
    mark, written = tree["value"].mark, str(tree["value"])
    try:
        found = str(figure.result(above))
    except Undefined as undefined:
        function = figure.computed.function if figure.computed else ""
        yield file.problem("example-undefined", mark, found=function, reason=undefined.reason)
        return
    if found != written:
        yield file.problem("figure-wrong", mark, found, found=written, computed=found)
