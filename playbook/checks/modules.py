"""What a series plans: the playbook covers it, or says that it does not."""

from collections.abc import Iterator

from playbook.loading import File, Loaded
from playbook.model.chapters import Series
from playbook.model.nodes import MappingNode
from playbook.problems import Problem


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name each module that leads nowhere and is not called planned, and each that is both covered and planned."""
    for file in loaded.files:
        if isinstance(file.record, Series) and isinstance(file.tree, MappingNode):
            yield from _unclear(file, file.record, file.tree)


def _unclear(file: File, series: Series, tree: MappingNode) -> Iterator[Problem]:
    for phase, written in zip(series.phases, tree["phases"], strict=True):
        for module, node in zip(phase.modules, written.get("modules", ()), strict=True):
            if bool(module.covered_by) is module.planned:
                code = "module-covered-and-planned" if module.planned else "module-leads-nowhere"
                yield file.problem(code, node["id"].mark, found=module.id)
