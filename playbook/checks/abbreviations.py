"""Abbreviations: each stands for one measure, and for one term."""

from collections.abc import Iterator, Mapping

from playbook.loading import File, Loaded
from playbook.model.catalogues import Glossary, Kpis
from playbook.model.nodes import MappingNode
from playbook.model.records import Content
from playbook.problems import Problem

# The lists whose entries may have an abbreviation, by the type of their file.
_LISTS: Mapping[type[Content], str] = {Kpis: "kpis", Glossary: "terms"}


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name abbreviations that another entry of the same file has already; a measure and its term may share one."""
    for file in loaded.files:
        field = next((name for type_, name in _LISTS.items() if isinstance(file.record, type_)), "")
        if field and isinstance(file.tree, MappingNode):
            yield from _twice(file, file.tree[field])


def _twice(file: File, entries: list[MappingNode]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for entry in entries:
        if (written := entry.get("abbreviation")) is None:
            continue
        if written in first:
            yield file.problem("abbreviation-twice", written.mark, found=str(written), other=first[written])
        first.setdefault(str(written), str(entry["id"]))
