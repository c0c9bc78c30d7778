"""The names of what becomes a file or a folder of the site: each is there once, and every system can write it."""

from collections.abc import Iterator
from dataclasses import replace

from playbook.loading import File, Loaded
from playbook.model.chapters import Chapter, Series
from playbook.model.nodes import MappingNode, Scalar, SequenceNode
from playbook.model.settings import Settings
from playbook.model.sheets import WHOLE, is_printed
from playbook.model.templates import Templates
from playbook.problems import Problem, Severity

# Names that stand in addresses without being pages of the content, and those in front of the dot of a whole id.
_FOLDERS = frozenset({"index", "assets", "print"})
_TAKEN = _FOLDERS | {
    "playbook",
    "model",
    "pages",
    "kpis",
    "units",
    "calculators",
    "case",
    "templates",
    "symptoms",
    "glossary",
    "home",
    "ui",
    "search",
    "series",
    "pillars",
    "results",
}
# Windows makes no file of these names, whatever stands behind a dot.
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name ids of chapters, roles, series, pages and languages that are there twice, or that no file can have."""
    yield from _chapters(loaded)
    yield from _with_sheets(loaded)
    yield from _former(loaded)
    yield from _pages(loaded)
    yield from _languages(loaded)


def _chapters(loaded: Loaded) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for file in (*_files(loaded, Chapter), *_files(loaded, Series)):
        if code := _fault(file.id, _TAKEN, loaded):
            yield file.problem_of_whole(code, found=file.id)
        if file.id in first:
            yield file.problem_of_whole("duplicate-name", found=file.id, other=first[file.id])
        first.setdefault(file.id, file.path)


def _with_sheets(loaded: Loaded) -> Iterator[Problem]:
    """Name ids of roles and templates that are taken: sheets are asked for by those of chapters, roles or templates."""
    paths = {file.id: file.path for file in _files(loaded, Chapter)}
    for type_, kind in ((Settings, "role"), (Templates, "item")):
        for file in _files(loaded, type_):
            own = [found for found in file.reading.ids if found.kind == kind]
            for found in own:
                if found.id in paths:
                    yield file.problem("duplicate-name", found.mark, found=found.id, other=paths[found.id])
                elif found.id == WHOLE or found.id in _DEVICES:
                    code = "device-name" if found.id in _DEVICES else "reserved-name"
                    yield file.problem(code, found.mark, found=found.id)
            paths |= {found.id: file.path for found in own}


def _former(loaded: Loaded) -> Iterator[Problem]:
    """Name old ids of chapters that no file can have, and those of other chapters: each is where one chapter stood."""
    paths = {file.id: file.path for file in _files(loaded, Chapter)}
    for file in _files(loaded, Chapter):
        old = file.record.formerly if isinstance(file.record, Chapter) else ()
        for found in file.reading.ids:
            if found.kind != "former" or found.id not in old:
                continue
            other = paths.setdefault(found.id, file.path)
            if other != file.path or found.id == file.id:
                yield file.problem("duplicate-name", found.mark, found=found.id, other=other)
            elif code := _fault(found.id, _FOLDERS, loaded):
                yield file.problem(code, found.mark, found=found.id)


def _pages(loaded: Loaded) -> Iterator[Problem]:
    for file in loaded.files:
        for found in file.reading.ids:
            if found.kind == "page" and (code := _fault(found.id, _FOLDERS, loaded)):
                yield file.problem(code, found.mark, found=found.id)


def _fault(id: str, taken: frozenset[str], loaded: Loaded) -> str:
    """Return the code of why nothing that becomes a file can have an id, or nothing."""
    languages = loaded.settings.languages if loaded.settings else ()
    if id in _DEVICES:
        return "device-name"
    return "reserved-name" if id in taken or id in languages else ""


def _languages(loaded: Loaded) -> Iterator[Problem]:
    for file in _files(loaded, Settings):
        listed = file.tree.get("languages") if isinstance(file.tree, MappingNode) else None
        for id in listed if isinstance(listed, SequenceNode) else ():
            if isinstance(id, Scalar) and id in _DEVICES:
                yield file.problem("device-name", id.mark, found=id)
            elif isinstance(id, Scalar) and loaded.settings and not is_printed(id):
                problem = file.problem("not-printed", id.mark, language=id)
                yield replace(problem, severity=Severity.WARNING)


def _files(loaded: Loaded, type_: type) -> tuple[File, ...]:
    return tuple(file for file in loaded.files if issubclass(file.type, type_))
