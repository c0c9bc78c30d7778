"""Inputs that a file gives to a named function: those that the function takes, each once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from playbook.calculation import Function
from playbook.loading import File
from playbook.problems import Mark, Problem, nearest


class Written(NamedTuple):
    """An input as it is written: how many figures it has, the place of its name and of its figures."""

    name: str
    size: int
    at: Mark
    figures_at: Mark


def check(file: File, function: Function, written: Sequence[Written], whole: Mark) -> Iterator[Problem]:
    """Name inputs that a function does not take, takes once, takes one figure of, or lacks."""
    known = ", ".join(function.parameters)
    seen: set[str] = set()
    for one in written:
        if one.name not in function.parameters:
            meant = nearest(one.name, function.parameters)
            yield file.problem("input-unknown", one.at, meant, found=one.name, function=function.name, known=known)
        elif one.name in seen:
            yield file.problem("listed-twice", one.at, found=one.name)
        elif one.size > 1 and not function.parameters[one.name]:
            yield file.problem("input-not-a-list", one.figures_at, found=one.name, function=function.name)
        seen.add(one.name)
    for name in function.parameters:
        if name not in seen:
            yield file.problem("input-missing", whole, found=name, function=function.name, known=known)
