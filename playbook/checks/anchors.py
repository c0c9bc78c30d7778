"""The anchors that a page has of its own: an item with such an id would stand twice in one page."""

from collections.abc import Collection, Iterator, Mapping

from playbook.loading import File, Loaded
from playbook.model.calculators import Calculators
from playbook.model.case import Case
from playbook.model.catalogues import Glossary, Kpis, OperatingModel, Pages, Symptoms
from playbook.model.chapters import RESERVED_ANCHORS, Chapter, Series
from playbook.model.records import Item, Record
from playbook.model.settings import Settings
from playbook.model.templates import Templates
from playbook.problems import Problem

# By the id of a page, the anchors of what the generator shows there.
OF_PAGES: Mapping[str, frozenset[str]] = {
    "home": frozenset(
        {"home", "by-symptom", "by-series", "look-up", "head-wide", "head-tall", "pillars", "results", "series"}
    ),
    "model": frozenset({"model", "head-wide", "head-tall", "relations", "maturity"}),
    "sources": frozenset({"sources", "list"}),
    "checklists": frozenset({"plan", "sheets", "session", "workbook"}),
    "assessment": frozenset({"result", "next", "statements", "statements-of"}),
    "work": frozenset({"sheets", "all", "save", "pb-files", "pb-files-hint"}),
    "report": frozenset({"choose", "pb-commitment-hint"}),
    "session": frozenset({"sessions"}),
    "check-paper": frozenset({"code", "code-hint", "answer"}),
    "translations": frozenset({"by-language", "by-chapter", "by-kind", "otherwise"}),
    "changes": frozenset({"now", "reviews"}),
}
# What a page has beside an item has the id of the item with one of these behind it: its heading, and what to do if a
# measure is off.
_BEHIND = ("-title", "-if-off")


def check(loaded: Loaded) -> Iterator[Problem]:
    """Name ids of items that a page has already as anchors of its own."""
    for file in loaded.files:
        found = {one.id for one in file.reading.ids}
        beside = {f"{id}{behind}" for id in found for behind in _BEHIND} & found
        taken = {id for ids, anchors in _shared(file, found, loaded) for id in ids if id in anchors} | beside
        for one in file.reading.ids:
            if one.id in taken:
                yield file.problem("reserved-id", one.mark, found=one.id)


Shared = tuple[Collection[str], Collection[str]]


def _shared(file: File, ids: Collection[str], loaded: Loaded) -> Iterator[Shared]:
    """Return ids of items of a file beside the anchors of the page that shows them."""
    if issubclass(file.type, Chapter):
        yield ids, {*RESERVED_ANCHORS, file.id}
    elif issubclass(file.type, Series | Kpis | Symptoms | Glossary | Case | Templates):
        yield ids, {file.id}
    elif issubclass(file.type, Calculators):
        yield ids, {file.id, *_fields(loaded)}
    elif file.type is Settings:
        yield ids, {"roles"}
    elif isinstance(file.record, OperatingModel):
        pillars = loaded.settings.pillars if loaded.settings else ()
        cells = {id for cell in file.record.map for id in _ids(cell)}
        yield cells, {"map", *pillars}
        yield {id for id in ids if id not in cells}, OF_PAGES["model"]
    elif isinstance(file.record, Pages):
        yield from _of_pages(file.record, loaded)


def _of_pages(pages: Pages, loaded: Loaded) -> Iterator[Shared]:
    shown = _shown_on_pages(loaded)
    for page in pages.pages:
        sections = [id for section in page.sections for id in _ids(section)]
        yield sections, {*OF_PAGES.get(page.id, ()), *shown.get(page.id, ())}
    yield [source.id for source in pages.sources], OF_PAGES["sources"]


def _shown_on_pages(loaded: Loaded) -> Mapping[str, Collection[str]]:
    """Return the ids of what other files bring to a page, by the id of the page."""
    if loaded.settings is None:
        return {}
    model, kpis, symptoms, terms = (_all_in(type_, loaded) for type_ in (OperatingModel, Kpis, Symptoms, Glossary))
    return {
        "home": loaded.settings.series,
        "model": model,
        "map": {*model, *loaded.settings.pillars},
        "kpis": kpis,
        "symptoms": symptoms,
        "calculators": {*_all_in(Calculators, loaded), *_fields(loaded)},
        "case": _all_in(Case, loaded),
        "templates": _all_in(Templates, loaded),
        "glossary": terms,
        "roles": _all_in(Settings, loaded),
        "translations": {f"otherwise-{id}" for id in loaded.settings.languages},
    }


def _all_in(type_: type[Record], loaded: Loaded) -> Collection[str]:
    return {found.id for file in loaded.files if file.type is type_ for found in file.reading.ids}


def _fields(loaded: Loaded) -> Iterator[str]:
    """Return the anchors of the fields of calculators, and of what stands beside them."""
    for file in loaded.files:
        for calculator in file.record.calculators if isinstance(file.record, Calculators) else ():
            for input in calculator.inputs:
                yield from (f"{calculator.id}-{input.name}{behind}" for behind in ("", "-hint", "-fault"))


def _ids(item: Item) -> tuple[str, ...]:
    return item.id, *item.formerly
