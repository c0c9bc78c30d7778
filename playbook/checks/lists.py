"""What a list names: nothing twice, and a measure not itself."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from itertools import islice

from playbook.loading import File, Loaded
from playbook.model.asked import AskedWords
from playbook.model.catalogues import Kpis
from playbook.model.chapters import Series
from playbook.model.nodes import Found, MappingNode, Scalar, SequenceNode
from playbook.model.records import Record
from playbook.model.settings import Settings
from playbook.parsing.tree import MAX_PROBLEMS, Tree
from playbook.problems import Mark, Problem

# Of these there is one in a file, whichever of its lists it stands in.
_LISTED = ("pillar", "result", "series", "chapter")
_ONCE: Mapping[type[Record], tuple[str, ...]] = {Settings: _LISTED, Series: _LISTED, AskedWords: ("item",)}
# The ids of an item, old ones included, have a message of their own; figures may well be the same.
_EXEMPT = ("formerly", "values")


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name what is listed twice, and measures that are to be read with themselves."""
    for file in loaded.files:
        once = _repeated(file.reading.references, _ONCE.get(file.type, ()))
        repeated = {**dict(once), **dict(_twice(file.tree))}
        named = islice(repeated.items(), MAX_PROBLEMS)
        yield from (file.problem("listed-twice", mark, found=found) for mark, found in named)
        yield from _with_itself(file)


def _repeated(references: list[Found], kinds: tuple[str, ...]) -> Iterator[tuple[Mark, str]]:
    """Return the places where something is named again that a file may name once."""
    seen: set[tuple[str, str]] = set()
    for found in references:
        if found.kind in kinds and (found.kind, found.id) in seen:
            yield found.mark, found.id
        seen.add((found.kind, found.id))


def _twice(tree: Tree | None, field: str = "") -> Iterator[tuple[Mark, str]]:
    """Return the places where an entry of a list, at any depth, stands in the same list for the second time."""
    if isinstance(tree, MappingNode):
        for name, value in tree.items():
            yield from _twice(value, str(name))
    elif isinstance(tree, SequenceNode):
        times: Counter[Hashable] = Counter()
        for entry in tree:
            said = _said(entry)
            times[said] += 1
            if said and times[said] == 2 and field not in _EXEMPT:
                yield entry.mark, ", ".join(said)
            yield from _twice(entry)


def _said(entry: Tree) -> tuple[str, ...]:
    """Return the words of an entry that holds nothing else."""
    words = entry if isinstance(entry, SequenceNode) else [entry]
    return tuple(map(str, words)) if all(isinstance(word, Scalar) for word in words) else ()


def _with_itself(file: File) -> Iterator[Problem]:
    kpis = file.tree.get("kpis") if file.type is Kpis and isinstance(file.tree, MappingNode) else None
    for kpi in kpis if isinstance(kpis, SequenceNode) else ():
        pairs = kpi.get("pairs") if isinstance(kpi, MappingNode) else None
        for other in pairs if isinstance(pairs, SequenceNode) else ():
            if isinstance(other, Scalar) and other == kpi.get("id"):
                yield file.problem("paired-with-itself", other.mark, found=other)
