"""What can only be seen when all files are read."""

from collections.abc import Iterable

from playbook.checks import map as the_map
from playbook.checks import references
from playbook.loading import Loaded
from playbook.problems import Problem, Severity, in_order


def check(loaded: Loaded) -> tuple[Problem, ...]:
    """Give every problem of a data folder: those of reading and those between the files, by file and place."""
    return in_order([*loaded.problems, *references.check(loaded), *the_map.check(loaded)])


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
