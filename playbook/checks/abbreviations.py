"""Abbreviations: within a language each stands for one measure, and for one term."""

from collections.abc import Iterator, Sequence

from playbook.loading import File, Loaded
from playbook.model.catalogues import Glossary, Kpi, Kpis, Term, abbreviation_of
from playbook.model.nodes import MappingNode
from playbook.problems import Mark, Problem


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name what stands for another entry of the same file in a language; a measure and its term may share one."""
    languages = loaded.settings.languages if loaded.settings else ()
    for file in loaded.files:
        if isinstance(file.record, Kpis) and isinstance(file.tree, MappingNode):
            yield from _twice(file, file.record.kpis, file.tree["kpis"], languages)
        elif isinstance(file.record, Glossary) and isinstance(file.tree, MappingNode):
            yield from _twice(file, file.record.terms, file.tree["terms"], languages)


def _twice(
    file: File, entries: Sequence[Kpi | Term], nodes: Sequence[MappingNode], languages: tuple[str, ...]
) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for entry, node in zip(entries, nodes, strict=True):
        # One that is written once for several languages is one fault.
        taken: dict[Mark, dict[str, str]] = {}
        for language in languages:
            short = abbreviation_of(entry, language)
            other = first.setdefault((language, short), entry.id) if short else entry.id
            if other != entry.id:
                taken.setdefault(_place(node, language), {"found": short, "other": other})
        yield from (file.problem("abbreviation-twice", mark, **facts) for mark, facts in taken.items())


def _place(node: MappingNode, language: str) -> Mark:
    own = node.get("abbreviations", {})
    mark: Mark = (own[language] if language in own else node["abbreviation"]).mark
    return mark
