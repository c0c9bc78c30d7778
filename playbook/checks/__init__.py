"""What can only be seen when all files are read: references, and the rules of each language."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

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
from playbook.model.catalogues import Glossary
from playbook.problems import Problem, Severity, as_data, in_order, of_data

RULES = (*SIGNS, *SPELLINGS)
RULE_IDS = frozenset(rule.id for rule in RULES) | {*parity.RULES, *sense.RULES, terms.RULE}


def check(loaded: Loaded, memory: Memory | None = None) -> tuple[Problem, ...]:
    """Return every problem of a data folder: those of reading and those between the files, by file and place.

    With a memory of an earlier time, only files that have changed since are held against the rules of languages.
    """
    found = (states.check(loaded), _of_languages(loaded, memory or Memory()))
    return in_order(chain(structure(loaded), *found))


def structure(loaded: Loaded) -> tuple[Problem, ...]:
    """Return the problems with which no page can be made: those of reading, and ids that lead nowhere."""
    return in_order(chain(loaded.problems, *(one.check(loaded) for one in _BETWEEN)))


_OF_ITEMS = (examples, calculators, case, directions, abbreviations)
_BETWEEN = (references, names, anchors, lists, pages, roles, the_map, ways, sessions, modules, *_OF_ITEMS)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _of_languages(loaded: Loaded, memory: Memory) -> Iterator[Problem]:
    if loaded.settings and not loaded.settings.house_rules:
        return
    terms_file = next((file for file in loaded.files if isinstance(file.record, Glossary)), None)
    glossary = terms_file.record if terms_file and isinstance(terms_file.record, Glossary) else Glossary(terms=())
    for file in loaded.files:
        if file.record:
            made = partial(_of_file, file, glossary)
            kept = partial(_kept, file, terms_file, made, memory.results)
            yield from memory.recall(("rules", file.path), (file, glossary), kept)


def _kept(
    file: File, glossary: File | None, make: Callable[[], tuple[Problem, ...]], results: Results
) -> tuple[Problem, ...]:
    """Return what an earlier run found in a file of the same content, beside the same glossary."""
    if not file.digest or (glossary and not glossary.digest):
        return make()
    given = f"{file.digest}\n{glossary.digest if glossary else ''}"
    return of_data(results.recall("rules", given, lambda: as_data(make())))


def _of_file(file: File, glossary: Glossary) -> tuple[Problem, ...]:
    sheets, refused, by_id = tuple(sheets_of(file)), terms.refused(glossary), {term.id: term for term in glossary.terms}
    found = (chain(rules.apply(RULES, sheet), terms.check(sheet, refused.get(sheet.language, {}))) for sheet in sheets)
    return tuple(waivers.apply(chain(*found, parity.check(sheets), sense.check(sheets, by_id)), file, RULE_IDS))
