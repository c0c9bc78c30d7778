"""What can only be seen when all files are read: ids, references, lists of files, translations, words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from playbook.languages import meant_by
from playbook.loading import File, Loaded, load_words, places
from playbook.model.catalogues import OperatingModel
from playbook.model.chapters import RESERVED_ANCHORS, Article, Chapter, Pillar, Result, Series
from playbook.model.fields import Found
from playbook.model.settings import Settings, Words
from playbook.problems import Mark, Problem, Severity, in_order, nearest

# Names that stand in front of the dot of a whole id, or in addresses, without being chapters.
_TAKEN = frozenset({"playbook", "model", "pages", "kpis", "glossary", "home", "index", "ui", "series"})
_KINDS_WITHOUT_PAGE = frozenset({"role"})


def check(loaded: Loaded) -> tuple[Problem, ...]:
    """Give every problem of a data folder: those of reading and those between the files, by file and place."""
    return in_order([*loaded.problems, *(problem for one in _CHECKS for problem in one(loaded))])


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def _repeated_ids(loaded: Loaded) -> Iterator[Problem]:
    for file in loaded.files:
        first: dict[str, Mark] = {}
        for found in file.reading.ids:
            if found.id in first:
                yield file.problem("duplicate-id", found.mark, found=found.id, line=str(first[found.id].line))
            first.setdefault(found.id, found.mark)


def _reserved_ids(loaded: Loaded) -> Iterator[Problem]:
    for file in _files(loaded, Chapter):
        for found in file.reading.ids:
            if found.id in RESERVED_ANCHORS or found.id == file.id:
                yield file.problem("reserved-id", found.mark, found=found.id)


def _repeated_names(loaded: Loaded) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for file in (*_files(loaded, Chapter), *_files(loaded, Series)):
        if file.id in _TAKEN:
            yield file.problem("reserved-id", Mark(), found=file.id)
        if file.id in first:
            yield file.problem("duplicate-name", Mark(), found=file.id, other=first[file.id])
        first.setdefault(file.id, file.path)


def _dangling(loaded: Loaded) -> Iterator[Problem]:
    known = _known(loaded)
    for file in loaded.files:
        for found in file.reading.references:
            ids = _gates(loaded, file) if found.kind == "gate" else known[found.kind]
            if found.id not in ids:
                code = "no-such-file" if found.kind in _FOLDERS else "no-such-id"
                meant = nearest(found.id, ids)
                folder = _FOLDERS.get(found.kind, "").replace("*", found.id)
                yield file.problem(code, found.mark, meant, found=found.id, kind=f"kind-{found.kind}", file=folder)


_FOLDERS = {"pillar": "pillars/*.yml", "result": "results/*.yml", "series": "series/*/index.yml"}


def _known(loaded: Loaded) -> Mapping[str, frozenset[str]]:
    """Give the ids that a reference of each kind may name, unreadable files included as far as they could be read."""
    kinds = ("kpi", "term", "role", "level", "source", "page")
    known = {kind: frozenset(found.id for found in _ids(loaded) if found.kind == kind) for kind in kinds}
    for kind, type_ in (("pillar", Pillar), ("result", Result), ("series", Series), ("chapter", Chapter)):
        known[kind] = frozenset(file.id for file in _files(loaded, type_))
    hidden = {f"{file.id}.{f.id}" for file in loaded.files for f in file.reading.ids if f.kind in _KINDS_WITHOUT_PAGE}
    known["item"] = frozenset(whole for file in loaded.files for whole, _ in places(file)) - hidden
    return known


def _gates(loaded: Loaded, article: File) -> frozenset[str]:
    index = PurePosixPath(article.path).with_name("index.yml").as_posix()
    return frozenset(f.id for file in loaded.files if file.path == index for f in file.reading.ids if f.kind == "gate")


def _ids(loaded: Loaded) -> Iterator[Found]:
    return (found for file in loaded.files for found in file.reading.ids)


def _files(loaded: Loaded, type_: type) -> tuple[File, ...]:
    return tuple(file for file in loaded.files if issubclass(file.type, type_))


def _unlisted(loaded: Loaded) -> Iterator[Problem]:
    """A file that stands in no list of its parent has no page."""
    if loaded.settings is None:
        return
    settings = loaded.settings
    for type_, listed in ((Pillar, settings.pillars), (Result, settings.results), (Series, settings.series)):
        for file in _files(loaded, type_):
            if file.id not in listed:
                yield file.problem("not-listed", Mark(), found=file.id, parent="playbook.yml", list=type_.folder)
    for file in _files(loaded, Article):
        index = PurePosixPath(file.path).with_name("index.yml").as_posix()
        parent = next((one for one in loaded.files if one.path == index), None)
        chapters = [found.id for found in parent.reading.references] if parent else []
        if file.id not in chapters:
            yield file.problem("not-listed", Mark(), found=file.id, parent=index, list="chapters")


def _listed_twice(loaded: Loaded) -> Iterator[Problem]:
    for file in (*_files(loaded, Settings), *_files(loaded, Series)):
        seen: set[Found] = set()
        for found in file.reading.references:
            same = replace(found, mark=Mark())
            if same in seen and found.kind in ("pillar", "result", "series", "chapter"):
                yield file.problem("listed-twice", found.mark, found=found.id)
            seen.add(same)


def _languages(loaded: Loaded) -> Iterator[Problem]:
    if loaded.settings is None:
        return
    settings = loaded.settings
    named = [id for pair in settings.pairs for id in pair]
    named += [settings.source_language] if settings.source_language else []
    file = _files(loaded, Settings)[0]
    for id in named:
        if id not in settings.languages:
            meant = meant_by(id, settings.languages)
            yield file.problem("unknown-language", Mark(), meant, found=id, known=", ".join(settings.languages))
    for id in set(settings.languages):
        if settings.languages.count(id) > 1:
            yield file.problem("listed-twice", Mark(), found=id)


def _missing_translations(loaded: Loaded) -> Iterator[Problem]:
    severity = Severity.ERROR if loaded.settings and loaded.settings.complete else Severity.WARNING
    for file in loaded.files:
        for found in file.reading.missing:
            source = found.id == file.reading.source
            problem = file.problem("no-source-text" if source else "no-translation", found.mark, language=found.id)
            field = f"{problem.field.rpartition('.')[0]}.{found.id}"
            yield replace(problem, field=field, severity=Severity.ERROR if source else severity)


def _levels(loaded: Loaded) -> Iterator[Problem]:
    """Levels stand in the order of the model, so that each builds on those below it."""
    model = next((file.record for file in _files(loaded, OperatingModel)), None)
    if not isinstance(model, OperatingModel):
        return
    order = [level.id for level in model.levels]
    for file in _files(loaded, Chapter):
        levels = [found for found in file.reading.references if found.kind == "level"]
        if levels and {found.id for found in levels} <= set(order) and [found.id for found in levels] != order:
            yield file.problem("levels-not-in-order", levels[0].mark, known=", ".join(order))


def _words(loaded: Loaded) -> Iterator[Problem]:
    """Every page needs all words in its language; a playbook brings those that the generator lacks."""
    if loaded.settings is None:
        return
    needed = load_words("en").words
    for id in loaded.settings.languages:
        path = f"ui/{id}.yml"
        file = next((file for file in loaded.files if file.path == path), None)
        brought = file.record.words if file and isinstance(file.record, Words) else {}
        missing = [key for key in needed if key not in load_words(id).words and key not in brought]
        if missing and not (file and file.record is None):
            yield Problem("words-missing", path, facts={"language": id, "missing": ", ".join(missing)})
        for key in brought:
            if key not in needed and file:
                yield Problem(
                    "unknown-field", path, field=f"words.{key}", facts={"found": key}, suggestion=nearest(key, needed)
                )
    for file in _files(loaded, Words):
        if file.id not in loaded.settings.languages:
            meant = meant_by(file.id, loaded.settings.languages)
            yield file.problem(
                "unknown-language", Mark(), meant, found=file.id, known=", ".join(loaded.settings.languages)
            )


_CHECKS: tuple[Callable[[Loaded], Iterator[Problem]], ...] = (
    _repeated_ids,
    _reserved_ids,
    _repeated_names,
    _dangling,
    _unlisted,
    _listed_twice,
    _languages,
    _missing_translations,
    _levels,
    _words,
)
