"""From a data folder to the model: which files there are, what each holds, and the playbook that they make."""

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, cast

from playbook.cache import Results, packed, unpacked
from playbook.languages import FALLBACK, LANGUAGES, meant_by
from playbook.loading.editions import read_editions
from playbook.loading.ledger import MAX_BYTES as MAX_LEDGER
from playbook.loading.ledger import PATH as LEDGER
from playbook.loading.ledger import read_ledger
from playbook.loading.memory import Memory, content_of
from playbook.loading.records import Fields, id_of, validate
from playbook.model.asked import AskedWords
from playbook.model.calculators import Calculators
from playbook.model.case import Case
from playbook.model.catalogues import Glossary, Kpis, OperatingModel, Pages, Symptoms
from playbook.model.chapters import Article, Chapter, Pillar, Result, Series
from playbook.model.editions import FOLDER, Edition
from playbook.model.examples import Units
from playbook.model.fields import LANGUAGE
from playbook.model.ids import check_id
from playbook.model.ledger import Ledger
from playbook.model.nodes import COLUMNS, Found, MappingNode, Reading, Scalar, SequenceNode, Written
from playbook.model.playbook import LocatedText, Place, Places, Playbook, Wording
from playbook.model.records import Record
from playbook.model.settings import OwnWords, Settings, Words
from playbook.model.templates import Templates
from playbook.parsing.tree import MAX_BYTES, Tree, Unreadable, read_tree, tree_of
from playbook.parsing.words import WORDS
from playbook.problems import Mark, Problem, nearest

# Every file of a playbook: what it holds, by the pattern of its path. `*` stands for the id of what the file holds.
FILES: Mapping[str, type[Record]] = {
    "playbook.yml": Settings,
    "model.yml": OperatingModel,
    "pages.yml": Pages,
    "units.yml": Units,
    "kpis.yml": Kpis,
    "symptoms.yml": Symptoms,
    "calculators.yml": Calculators,
    "case.yml": Case,
    "templates.yml": Templates,
    "glossary.yml": Glossary,
    "pillars/*.yml": Pillar,
    "results/*.yml": Result,
    "series/*/index.yml": Series,
    "series/*/*.yml": Article,
    "asked/*.yml": AskedWords,
    "ui/*.yml": Words,
}
# Kept below the data folder without being content, beside everything whose name begins with a dot.
IGNORED = (LEDGER, FOLDER)
SETTINGS = "playbook.yml"
# What other files are held against.
BESIDE = ("case.yml", "glossary.yml", "units.yml")
T = TypeVar("T", bound=Record)


@dataclass(frozen=True)
class File:
    """One file as it was read: the tree is missing where it is not YAML, the record where there are problems.

    `digest` is one of all that it was read from; empty where that is not known. `again` reads a file with its tree that
    an earlier run has read; where there is none, the tree is the one that was `parsed`.
    """

    path: str
    type: type[Record]
    reading: Reading
    parsed: Tree | None = None
    record: Record | None = None
    digest: str = ""
    again: Callable[[], "File"] | None = field(default=None, compare=False)

    @cached_property
    def tree(self) -> Tree | None:
        """The tree of the file; few ask for that of a file that has not changed."""
        return self._whole.parsed

    @property
    def is_read(self) -> bool:
        """Whether the file has a tree."""
        return self.again is not None or self.parsed is not None

    @property
    def written(self) -> Sequence[Written]:
        """The texts of the file as they stand in its tree."""
        return self._whole.reading.texts

    @property
    def _whole(self) -> "File":
        # A file that kept itself would never go, as no garbage is collected.
        return self._read_again or self

    @cached_property
    def _read_again(self) -> "File | None":
        return self.again() if self.again else None

    def let_go(self) -> None:
        """Forget the tree of a file without a fault: whoever asks for it later has it read again."""
        for name in ("tree", "fields", "_read_again") if self.again else ():
            vars(self).pop(name, None)

    @cached_property
    def id(self) -> str:
        """What stands for `*` in the pattern of the path: the name of the file, or of the folder of an index."""
        return id_of(self.path)

    def problem(self, code: str, mark: Mark, suggestion: str | None = None, **facts: str) -> Problem:
        """Make a problem at a place of this file."""
        return Problem(code, self.path, mark, self.fields.at(mark) if self.fields else "file", facts, suggestion)

    def problem_of_whole(self, code: str, suggestion: str | None = None, **facts: str) -> Problem:
        """Make a problem of the file itself: its name, or that it is there."""
        return Problem(code, self.path, facts=facts, suggestion=suggestion)

    @cached_property
    def fields(self) -> Fields | None:
        """The names of the fields by place."""
        return Fields(self.tree) if self.tree is not None else None

    @cached_property
    def texts(self) -> tuple[LocatedText, ...]:
        """The texts of the file, in its order."""
        return tuple(self._texts())

    @cached_property
    def wording(self) -> Wording:
        """What the texts of the file say."""
        return Wording([located.text for located in self.texts])

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        """The ids of what stands in the file, by kind."""
        return _by_kind(self.reading.ids)

    @cached_property
    def named(self) -> Mapping[str, frozenset[str]]:
        """The ids of what the file refers to, by kind."""
        return _by_kind(self.reading.references)

    @cached_property
    def places(self) -> tuple[tuple[str, Place], ...]:
        """The whole id and the place of everything in the file that has an id."""
        own = ((self.id, Place(self.path, Mark())),) if issubclass(self.type, Chapter | Series) else ()
        inside = (found for found in self.reading.ids if found.kind != "former")
        return (*own, *((f"{self.id}.{found.id}", Place(self.path, found.mark)) for found in inside))

    def _texts(self) -> Iterator[LocatedText]:
        for one in self.written:
            marks = {language: one.values[language].mark for language in one.text.versions}
            whole = dict.fromkeys(self.reading.languages, one.values.mark)
            yield LocatedText(one.text, Places(self.path, {**whole, **marks}))


@dataclass(frozen=True)
class Loaded:
    """All files of a data folder, and the playbook if every file could be read."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    settings: Settings | None
    playbook: Playbook | None

    @cached_property
    def by_path(self) -> Mapping[str, File]:
        """The files by their paths."""
        return {file.path: file for file in self.files}


def load(data: Path, memory: Memory | None = None, look: Callable[[File, Loaded], None] | None = None) -> Loaded:
    """Read the whole data folder; problems are gathered, never raised.

    With a memory of an earlier time, only the files that have changed since are read. `look` is called with each file
    as soon as it is read, and with the files that others are held against, which are read before.
    """
    memory = memory or Memory()
    paths, problems = _find(data)
    read = {path: _remembered(memory, data, path, _languages_of(data)) for path in paths if path == SETTINGS}
    settings = next((cast("Settings", file.record) for file in read.values() if file.record), None)
    languages = settings.languages if settings else _languages_of(data)
    source = settings.source_language if settings else None
    if not read:
        problems.append(Problem("no-playbook-file", SETTINGS))
    first = [path for path in (SETTINGS, *BESIDE) if path in paths]
    read |= {path: _remembered(memory, data, path, languages, source) for path in first if path not in read}
    beside = Loaded(tuple(read.values()), (), settings, None)
    for path in paths:
        if path not in read:
            read[path] = _remembered(memory, data, path, languages, source)
            if look:
                look(read[path], beside)
    files = [read[path] for path in sorted(paths, key=SETTINGS.__ne__)]
    problems += (problem for file in files for problem in file.reading.problems)
    ledger, faults = _ledger(data, memory)
    problems += faults
    whole = settings is not None and all(file.record for file in files)
    editions = read_editions(data, problems, memory)
    playbook = _assemble(files, settings, ledger, editions, memory.results) if whole and settings else None
    return Loaded(tuple(files), tuple(problems), settings, playbook)


def _ledger(data: Path, memory: Memory) -> tuple[Ledger, list[Problem]]:
    """Read the ledger; without one, every text is an unrecorded draft."""
    place = data / LEDGER
    if not place.exists() and not place.is_symlink():
        return {}, []
    if not is_file_inside(place, data.resolve()):
        return {}, [Problem("file-outside", LEDGER)]
    content = content_of(place, MAX_LEDGER)
    return memory.recall(LEDGER, content, lambda: _read_ledger(place, content, memory.results))


def _read_ledger(place: Path, content: bytes | None, results: Results) -> tuple[Ledger, list[Problem]]:
    if content is None:
        return read_ledger(place)
    return results.restore("ledger", content, lambda: read_ledger(place), lambda read: not read[1])


def _find(data: Path) -> tuple[list[str], list[Problem]]:
    found: list[str] = []
    problems: list[Problem] = []
    root = data.resolve()
    # No folder that is a link is gone into: only what is a link itself may lead out.
    for place in sorted(data.rglob("*")):
        path = place.relative_to(data).as_posix()
        is_link = place.is_symlink()
        if _is_ignored(path) or (not is_link and place.is_dir()):
            continue
        if not (is_file_inside(place, root) if is_link else place.is_file()):
            problems.append(Problem("file-outside", path))
        elif _type_of(path) is None:
            problems.append(Problem("unknown-file", path, suggestion=nearest(path, _expected(path))))
        else:
            found.append(path)
    return found, problems


def _is_ignored(path: str) -> bool:
    parts = path.split("/")
    return parts[0] in IGNORED or any(part.startswith(".") for part in parts)


def is_file_inside(place: Path, root: Path) -> bool:
    """Tell a file from a link that leads out or in a circle, and from what is no file at all, such as a pipe."""
    try:
        return place.resolve().is_relative_to(root) and place.is_file()
    except (OSError, RuntimeError):
        return False


@cache
def pattern_of(path: str) -> str | None:
    """Return the entry of `FILES` that a path, or a pattern itself, belongs to."""
    patterns = (pattern for pattern in FILES if pattern.count("/") == path.count("/"))
    return next((pattern for pattern in patterns if PurePosixPath(path).match(pattern)), None)


def _type_of(path: str) -> type[Record] | None:
    pattern = pattern_of(path)
    return FILES[pattern] if pattern else None


def _expected(path: str) -> list[str]:
    """Return the paths that a misnamed file could have been meant for."""
    if not {suffix.lower() for suffix in PurePosixPath(path).suffixes} <= {".yml", ".yaml", ".txt"}:
        return []
    stem = path.removesuffix("".join(PurePosixPath(path).suffixes))
    parts = f"{stem}.yml".split("/")
    patterns = [pattern.split("/") for pattern in FILES if pattern.count("/") == len(parts) - 1]
    return [
        "/".join(part if wanted in ("*", "*.yml") else wanted for wanted, part in zip(p, parts, strict=True))
        for p in patterns
    ]


def _languages_of(data: Path) -> tuple[str, ...]:
    """Return the languages of playbook.yml even where other fields of it are wrong, or all that the program knows."""
    try:
        tree = read_tree(data / "playbook.yml", "playbook.yml", [])
    except (Unreadable, OSError):
        return tuple(LANGUAGES)
    listed = tree.get("languages") if isinstance(tree, MappingNode) else None
    chosen = (
        tuple(str(id) for id in listed if isinstance(id, Scalar) and id) if isinstance(listed, SequenceNode) else ()
    )
    known = tuple(LANGUAGES)
    # Where playbook.yml says `jp`, that is to be mended, not every text in `ja`.
    meant = (id if id in LANGUAGES else meant_by(id, known) or id for id in chosen)
    return tuple(dict.fromkeys(meant)) or known


def _remembered(memory: Memory, data: Path, path: str, languages: tuple[str, ...], source: str | None = None) -> File:
    key, content = (path, languages, source), content_of(data / path, MAX_BYTES)
    if content is None:
        read = partial(read_tree, data / path)
        return memory.recall(key, None, lambda: _filled(_unread(path, languages, source), read))
    return memory.recall(key, content, lambda: _read(content, path, languages, source, memory.results))


def _read(content: bytes, path: str, languages: tuple[str, ...], source: str | None, results: Results) -> File:
    digest = hashlib.sha256(f"{path}\n{languages}\n{source}\n".encode() + content).hexdigest()
    again, key = partial(read_as, path, content, languages, source), results.key("file", digest)
    file = replace(_unread(path, languages, source), digest=digest, again=again)
    with contextlib.suppress(ValueError, TypeError):  # nothing, or of another version of this program
        return _as_kept(file, unpacked(results.get(key) or b""))
    read = again()
    if read.record is None:
        return replace(read, digest=digest)
    kept = _to_keep(read)
    if results.keeps:
        for located in read.texts:
            located.text.fingerprints, located.text.digests  # noqa: B018 - they are kept, too
        results.new[key] = partial(packed, kept)
    file = _as_kept(file, kept)
    vars(file)["_read_again"] = read
    return file


def _to_keep(file: File) -> tuple[Any, ...]:
    """Return all of a file without a fault that is asked for when others change."""
    reading = file.reading
    return file.record, file.texts, reading.source, reading.ids, reading.references, reading.missing


def _as_kept(file: File, kept: tuple[Any, ...]) -> File:
    """Return a file with what was kept of it, and its tree only once somebody asks for that."""
    record, texts, source, ids, references, missing = kept
    reading = replace(file.reading, source=source, ids=ids, references=references, missing=missing)
    whole = replace(file, record=record, reading=reading)
    vars(whole)["texts"] = texts
    return whole


def _unread(path: str, languages: tuple[str, ...], source: str | None) -> File:
    type_ = _type_of(path)
    assert type_ is not None
    return File(path, type_, Reading(path, languages, source or languages[0]))


def reread(file: File, content: bytes) -> File:
    """Read other content as if it stood in a file, such as what is about to be written."""
    return read_as(file.path, content, file.reading.languages, file.reading.source)


def read_as(path: str, content: bytes, languages: tuple[str, ...], source: str | None = None) -> File:
    """Read content as if it stood at a path of the data folder."""
    return _filled(_unread(path, languages, source), partial(tree_of, content))


def _filled(file: File, read: Callable[[str, list[Problem]], Tree]) -> File:
    reading = file.reading
    fixed = _from_path(file.path, file.type, reading)
    try:
        tree = read(file.path, reading.problems)
    except Unreadable as unreadable:
        reading.problems.append(unreadable.problem)
        return file
    record = validate(tree, file.type, reading, fixed)
    return replace(file, parsed=tree, record=record)


def _from_path(path: str, type_: type[Record], reading: Reading) -> dict[str, str]:
    """Return the fields that the path decides; check that its parts are ids."""
    if "id" not in type_.model_fields:
        return {}
    for part in PurePosixPath(path).with_suffix("").parts[1:]:
        name = Scalar(part)
        name.at, name.flaw = COLUMNS + 1, ""
        check_id(name, reading)
    named = {"not-an-id": "file-name", "id-foreign-letter": "file-name"}
    reading.problems[:] = [
        replace(problem, code=named.get(problem.code, problem.code), field="file") for problem in reading.problems
    ]
    fields = {"id": id_of(path)}
    return fields | {"series": PurePosixPath(path).parent.name} if type_ is Article else fields


def _assemble(
    files: list[File], settings: Settings, ledger: Ledger, editions: tuple[Edition, ...], results: Results
) -> Playbook:
    def one(type_: type[T], **empty: tuple[()]) -> T:
        return next((file.record for file in files if isinstance(file.record, type_)), None) or type_(**empty)

    def listed(type_: type[T], ids: tuple[str, ...]) -> tuple[T, ...]:
        by_id = {file.id: file.record for file in files if isinstance(file.record, type_)}
        return tuple(by_id[id] for id in ids if id in by_id)

    english = load_words(FALLBACK, results).words
    words = {
        id: Words(messages=load_words(id, results).messages, words={**english, **_own_words(id, files)})
        for id in settings.languages
    }
    series = listed(Series, settings.series)
    order = tuple(dict.fromkeys(id for one_series in series for id in one_series.chapters))
    return Playbook(
        settings=settings,
        model=one(OperatingModel),
        pages=one(Pages, pages=()),
        units=one(Units, units=()),
        kpis=one(Kpis, kpis=()),
        symptoms=one(Symptoms, symptoms=()),
        calculators=one(Calculators, calculators=()),
        templates=one(Templates, templates=()),
        case=one(Case, groups=()),
        glossary=one(Glossary, terms=()),
        pillars=listed(Pillar, settings.pillars),
        results=listed(Result, settings.results),
        series=series,
        articles=listed(Article, order),
        asked={id: _asked(id, files) for id in settings.languages},
        words=words,
        borrowed={id: frozenset(english) - set(_own_words(id, files)) for id in settings.languages},
        places=dict(chain.from_iterable(file.places for file in files)),
        texts={located.text.key: located for file in files for located in file.texts},
        wordings=tuple(file.wording for file in files),
        ledger=ledger,
        editions=editions,
    )


def _asked(language: str, files: list[File]) -> Mapping[str, tuple[str, ...]]:
    """Return what people of a language type for items, by whole id."""
    record = next((file.record for file in files if file.path == f"asked/{language}.yml"), None)
    return {one.item: one.words for one in record.asked} if isinstance(record, AskedWords) else {}


def _by_kind(several: Iterable[Found]) -> Mapping[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for found in several:
        kinds.setdefault(found.kind, set()).add(found.id)
    return {kind: frozenset(ids) for kind, ids in kinds.items()}


def load_words(language: str, results: Results | None = None) -> OwnWords:
    """Return the generator's own words in a language, or none for a language that it does not speak."""
    files = sorted((WORDS / language).glob("*.yml")) if re.match(LANGUAGE, language) else ()
    if not files:
        return OwnWords(words={})
    key = (language, b"".join(file.read_bytes() for file in files))
    if key not in _WORDS:
        make = partial(_words_in, *key)
        _WORDS[key] = results.restore("words", f"{language}\n".encode() + key[1], make, bool) if results else make()
    return _WORDS[key]


# By language and what its files say, as nearly all that is done asks for them.
_WORDS: dict[tuple[str, bytes], OwnWords] = {}


def _words_in(language: str, content: bytes) -> OwnWords:
    """Return what the files of a language say: each has fields of its own, so that they are read as one."""
    reading = Reading(language, (language,), language)
    words = validate(tree_of(content, language, reading.problems), OwnWords, reading, {})
    assert words is not None, reading.problems
    return words


def _own_words(language: str, files: list[File]) -> Mapping[str, str]:
    """Return the words in a language: the generator's, and instead of or beside them those that a playbook brings."""
    changed = next((file.record for file in files if file.path == f"ui/{language}.yml"), None)
    return {**load_words(language).words, **(changed.words if isinstance(changed, Words) else {})}
