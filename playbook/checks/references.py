"""What can only be seen when all files are read: ids, references, lists of files, words."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import PurePosixPath

from playbook.languages import FALLBACK, meant_by
from playbook.loading import File, Loaded, load_words
from playbook.model.asked import AskedWords
from playbook.model.case import Case
from playbook.model.catalogues import Glossary, Kpis, OperatingModel, Pages
from playbook.model.chapters import Article, Chapter, Pillar, Result, Series
from playbook.model.examples import Units
from playbook.model.ids import ID
from playbook.model.nodes import Found, MappingNode
from playbook.model.records import Record
from playbook.model.settings import Settings, Words
from playbook.problems import Mark, Problem, Severity, nearest


def check(loaded: Loaded) -> Iterator[Problem]:
    """Return the problems between the files."""
    return (problem for one in _CHECKS for problem in one(loaded))


def _repeated_ids(loaded: Loaded) -> Iterator[Problem]:
    for file in loaded.files:
        if len({found.id for found in file.reading.ids}) == len(file.reading.ids):
            continue
        first: dict[str, Mark] = {}
        for found in sorted(file.reading.ids, key=lambda found: found.mark):
            if found.id in first:
                yield file.problem("duplicate-id", found.mark, found=found.id, line=str(first[found.id].line))
            first.setdefault(found.id, found.mark)


def _dangling(loaded: Loaded) -> Iterator[Problem]:
    known = known_ids(loaded)
    for file in loaded.files:
        # Nearly all that a file names is there, which is seen at once.
        doubtful = {kind for kind, ids in file.named.items() if kind in _LOCAL or not ids <= known[kind]}
        named = (found for found in file.reading.references if found.kind in doubtful) if doubtful else ()
        lost = (found for found in named if not _is_known(found, file, known, loaded))
        for count, found in enumerate(lost):
            other = _other_kind(found, known)
            code = "no-such-file" if found.kind in _FOLDERS else "id-of-other-kind" if other else "no-such-id"
            ids = _LOCAL[found.kind](loaded, file) if found.kind in _LOCAL else known[found.kind]
            # To look for the nearest of many ids takes long, and nobody mends more than these before the next run.
            meant = nearest(found.id, _beside(found.id, ids)) if count < _MOST_SUGGESTED else None
            folder = _FOLDERS.get(found.kind, "").replace("*", found.id)
            kinds = {"kind": f"kind-{found.kind}", "other_kind": f"kind-{other}"}
            yield file.problem(code, found.mark, meant, found=found.id, **kinds, file=folder)


_MOST_SUGGESTED = 100
# Kinds that are named by whole ids, so that one may be named where another belongs.
_WHOLE_KINDS = ("question", "action", "gap")


def _other_kind(found: Found, known: Mapping[str, frozenset[str]]) -> str:
    """Return the kind of what a reference names instead of one of its own; nothing where there is no such item."""
    kinds = _WHOLE_KINDS if found.kind in _WHOLE_KINDS else ()
    return next((kind for kind in kinds if found.id in known[kind]), "")


def _beside(id: str, ids: frozenset[str]) -> list[str]:
    """Return the ids of the same file, or all if there is none."""
    file = id.partition(".")[0] + "."
    return sorted(one for one in ids if one.startswith(file)) or sorted(ids)


def _is_known(found: Found, file: File, known: Mapping[str, frozenset[str]], loaded: Loaded) -> bool:
    """Tell whether a reference leads somewhere; one into a file that cannot be read is left alone until it can."""
    if found.kind == "gate":
        return found.id in _gates(loaded, file) or not _is_read(_index_of(file, loaded))
    if found.kind == "own-question":
        return found.id in _questions(loaded, file)
    if found.id in known[found.kind]:
        return True
    if found.kind in ("item", *_WHOLE_KINDS):
        return any(not other.is_read and other.id == found.id.partition(".")[0] for other in loaded.files)
    holders = [other for other in loaded.files if other.type is _HOLDERS.get(found.kind)]
    return any(not other.is_read for other in holders) or (found.kind == "role" and not holders)


# The file that holds the ids of a kind.
_HOLDERS: Mapping[str, type[Record]] = {
    "kpi": Kpis,
    "term": Glossary,
    "role": Settings,
    "level": OperatingModel,
    "source": Pages,
    "page": Pages,
    "unit": Units,
    "figure": Case,
}


_FOLDERS = {"pillar": "pillars/*.yml", "result": "results/*.yml", "series": "series/*/index.yml"}


def known_ids(loaded: Loaded) -> Mapping[str, frozenset[str]]:
    """Return the ids that a reference of each kind may name, unreadable files included as far as they could be read."""
    kinds = ("kpi", "term", "role", "level", "source", "page", "gate", "unit", "figure")
    known = {kind: frozenset[str]().union(*(file.ids.get(kind, ()) for file in loaded.files)) for kind in kinds}
    for kind, type_ in (("pillar", Pillar), ("result", Result), ("series", Series), ("chapter", Chapter)):
        known[kind] = frozenset(file.id for file in _files(loaded, type_) if ID.fullmatch(file.id))
    known |= {kind: _whole_ids(loaded, kind) for kind in _WHOLE_KINDS}
    # Roles have an address where they have a page.
    hidden = () if "roles" in known["page"] else (f"playbook.{id}" for id in known["role"])
    hidden = (*hidden, *(f"units.{id}" for id in known["unit"]))
    known["item"] = frozenset(dict(chain.from_iterable(file.places for file in loaded.files))).difference(hidden)
    return known


def _whole_ids(loaded: Loaded, kind: str) -> frozenset[str]:
    return frozenset(f"{file.id}.{id}" for file in loaded.files for id in file.ids.get(kind, ()))


def _gates(loaded: Loaded, article: File) -> frozenset[str]:
    index = _index_of(article, loaded)
    return frozenset(found.id for found in index.reading.ids if found.kind == "gate") if index else frozenset()


def _questions(_: Loaded, chapter: File) -> frozenset[str]:
    return frozenset(found.id for found in chapter.reading.ids if found.kind == "question")


# What is named without its file: where the ids stand that a reference of the kind may name.
_LOCAL: Mapping[str, Callable[[Loaded, File], frozenset[str]]] = {"gate": _gates, "own-question": _questions}


def _index_of(article: File, loaded: Loaded) -> File | None:
    folder, _, _ = article.path.rpartition("/")
    return loaded.by_path.get(f"{folder}/index.yml")


def _is_read(file: File | None) -> bool:
    return file is not None and file.is_read


def _files(loaded: Loaded, type_: type) -> tuple[File, ...]:
    return tuple(file for file in loaded.files if issubclass(file.type, type_))


def _unlisted(loaded: Loaded) -> Iterator[Problem]:
    """Name each file without a page, as it stands in no list of its parent."""
    parent = next(iter(_files(loaded, Settings)), None)
    for type_, kind in ((Pillar, "pillar"), (Result, "result"), (Series, "series")):
        for file in _files(loaded, type_):
            if _is_read(parent) and ID.fullmatch(file.id) and file.id not in _listed(parent, kind):
                yield file.problem_of_whole("not-listed", found=file.id, parent="playbook.yml", list=type_.folder)
    for file in _files(loaded, Article):
        index = _index_of(file, loaded)
        if index and _is_read(index) and ID.fullmatch(file.id) and file.id not in _listed(index, "chapter"):
            yield file.problem_of_whole("not-listed", found=file.id, parent=index.path, list="chapters")


def _listed(parent: File | None, kind: str) -> list[str]:
    return [found.id for found in parent.reading.references if found.kind == kind] if parent else []


def _series_without_index(loaded: Loaded) -> Iterator[Problem]:
    articles = [file for file in _files(loaded, Article) if not _index_of(file, loaded)]
    for path in {PurePosixPath(file.path).with_name("index.yml").as_posix() for file in articles}:
        yield Problem("no-index-file", path)


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


# Pages that a playbook need not have, whose words begin with their ids.
_PAGES_OF_WORDS = frozenset({"work"})
# Of many words the first few are enough to tell which file is meant.
_MOST_NAMED = 8


def _words(loaded: Loaded) -> Iterator[Problem]:
    """Every page needs its words in its language; a playbook brings those that the generator lacks.

    Until then pages show English, so that a language can begin with its texts.
    """
    if loaded.settings is None:
        return
    severity = Severity.ERROR if loaded.settings.complete else Severity.WARNING
    pages = {page.id for file in loaded.files if isinstance(file.record, Pages) for page in file.record.pages}
    known = load_words(FALLBACK).words
    needed = [key for key in known if key.partition("_")[0] not in _PAGES_OF_WORDS - pages]
    for id in loaded.settings.languages:
        path = f"ui/{id}.yml"
        file = next((file for file in loaded.files if file.path == path), None)
        brought = file.record.words if file and isinstance(file.record, Words) else {}
        own = load_words(id).words
        missing = [key for key in needed if key not in own and key not in brought]
        if missing and not (file and file.record is None):
            named = ", ".join([*missing[:_MOST_NAMED], *(["…"] if len(missing) > _MOST_NAMED else [])])
            yield Problem("words-missing", path, facts={"language": id, "missing": named}, severity=severity)
    for file in _files(loaded, Words):
        yield from _unknown_words(file, known)


def _of_other_languages(loaded: Loaded) -> Iterator[Problem]:
    """Name files of one language that the playbook does not have."""
    if loaded.settings is None:
        return
    for file in (*_files(loaded, Words), *_files(loaded, AskedWords)):
        if file.id not in loaded.settings.languages:
            meant = meant_by(file.id, loaded.settings.languages)
            chosen = ", ".join(loaded.settings.languages)
            yield file.problem_of_whole("unknown-language", meant, found=file.id, known=chosen)


def _unknown_words(file: File, known: Mapping[str, str]) -> Iterator[Problem]:
    # Few playbooks have such words: the trees of the others are not asked for.
    is_known = isinstance(file.record, Words) and file.record.words.keys() <= known.keys()
    words = None if is_known or not isinstance(file.tree, MappingNode) else file.tree.get("words")
    for key, mark in words.places.items() if isinstance(words, MappingNode) else ():
        if key not in known:
            yield file.problem("unknown-field", mark, nearest(key, known), found=key)


_CHECKS: tuple[Callable[[Loaded], Iterator[Problem]], ...] = (
    _repeated_ids,
    _dangling,
    _unlisted,
    _series_without_index,
    _levels,
    _words,
    _of_other_languages,
)
