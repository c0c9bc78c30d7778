"""What can only be seen when all files are read: references, and the rules of each language."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from playbook import loading
from playbook.cache import Results
from playbook.checks import (
    abbreviations,
    anchors,
    calculators,
    case,
    directions,
    examples,
    lists,
    modules,
    names,
    pages,
    parity,
    references,
    roles,
    rules,
    sense,
    sessions,
    states,
    terms,
    waivers,
    ways,
)
from playbook.checks import map as the_map
from playbook.checks.file_texts import sheets_of
from playbook.checks.spelling import SPELLINGS
from playbook.checks.typography import SIGNS
from playbook.loading import File, Loaded
from playbook.loading.memory import Memory
from playbook.model.case import Case
from playbook.model.catalogues import Glossary
from playbook.model.examples import Units
from playbook.problems import Problem, Severity, as_data, in_order, of_data

RULES = (*SIGNS, *SPELLINGS)
RULE_IDS = frozenset(rule.id for rule in RULES) | {*parity.RULES, *sense.RULES, terms.RULE}


def check(
    loaded: Loaded, memory: Memory | None = None, found: tuple[Problem, ...] | None = None
) -> tuple[Problem, ...]:
    """Return every problem of a data folder: those of reading and those between the files, by file and place.

    With a memory of an earlier time, only files that have changed since are held against the rules of languages; those
    of the structure may be `found` already.
    """
    memory = memory or Memory()
    found = structure(loaded, memory) if found is None else found
    return in_order(chain(found, states.check(loaded, memory), _of_languages(loaded.files, loaded, memory)))


def faults(loaded: Loaded, memory: Memory) -> tuple[Problem, ...]:
    """Return those of the same problems that stop a build."""
    of_states = states.check(loaded, memory, only_errors=True)
    return errors(in_order(chain(structure(loaded, memory), of_states, _of_languages(loaded.files, loaded, memory))))


def structure(loaded: Loaded, memory: Memory | None = None) -> tuple[Problem, ...]:
    """Return the problems with which no page can be made: those of reading, and ids that lead nowhere."""
    found = (_of_files(loaded.files, loaded, memory or Memory()), *(one.check(loaded) for one in _BETWEEN))
    return in_order(chain(loaded.problems, *found))


def load(data: Path, memory: Memory) -> Loaded:
    """Return the files of a data folder; each is held against the rules as it is read, so that no tree has to stay."""
    return loading.load(data, memory, partial(_look, memory))


def _look(memory: Memory, file: File, beside: Loaded) -> None:
    """Let the memory know what is wrong in a file, and let its tree go."""
    if beside.settings and file.record:
        found = (_of_files((file,), beside, memory), _of_languages((file,), beside, memory))
        deque(chain(*found), maxlen=0)
        file.let_go()


_BETWEEN = (references, names, anchors, pages, roles, the_map, ways)
# What each file is held against alone.
_ALONE = (lists, sessions, modules, examples, calculators, directions, abbreviations)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _of_languages(files: Iterable[File], loaded: Loaded, memory: Memory) -> Iterator[Problem]:
    """Return what goes against the rules of languages in some of all files."""
    if loaded.settings and not loaded.settings.house_rules:
        return
    terms_file = next((file for file in loaded.files if isinstance(file.record, Glossary)), None)
    glossary = terms_file.record if terms_file and isinstance(terms_file.record, Glossary) else Glossary(terms=())
    for file in files:
        if file.record:
            made = partial(_of_file, file, glossary)
            kept = partial(_kept, "rules", (file, terms_file), made, memory.results)
            yield from memory.recall(("rules", file.path), (file, glossary), kept)


def _of_files(files: Iterable[File], loaded: Loaded, memory: Memory) -> Iterator[Problem]:
    """Return what is wrong in each of some files by itself, or beside the figures of the worked case."""
    beside = tuple(file for file in loaded.files if isinstance(file.record, Case | Units))
    for file in files:
        made = partial(_of_one, file, beside, loaded)
        # Without settings, some checks do not know what to look for.
        kept = partial(_kept, "files", (file, *beside), made, memory.results) if loaded.settings else made
        yield from memory.recall(("files", file.path), (file, beside, loaded.settings is None), kept)


def _of_one(file: File, beside: tuple[File, ...], loaded: Loaded) -> tuple[Problem, ...]:
    alone = replace(loaded, files=(file,))
    return (*chain(*(one.check(alone) for one in _ALONE)), *case.check(file, beside))


def _kept(
    name: str, of: Iterable[File | None], make: Callable[[], tuple[Problem, ...]], results: Results
) -> tuple[Problem, ...]:
    """Return what an earlier run found in files of the same content; nothing is kept of what could not be read."""
    if not all(file.digest and file.record for file in of if file):
        return make()
    given = "\n".join(file.digest if file else "" for file in of)
    return of_data(results.recall(name, given, lambda: as_data(make())))


def _of_file(file: File, glossary: Glossary) -> tuple[Problem, ...]:
    sheets, refused, by_id = tuple(sheets_of(file)), terms.refused(glossary), {term.id: term for term in glossary.terms}
    found = (chain(rules.apply(RULES, sheet), terms.check(sheet, refused.get(sheet.language, {}))) for sheet in sheets)
    return tuple(waivers.apply(chain(*found, parity.check(sheets), sense.check(sheets, by_id)), file, RULE_IDS))
