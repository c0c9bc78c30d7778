"""A new chapter or item: what it needs, where it belongs, and the files that it makes.

Values come by the names of fields, such as `text.ja` or `formula.numerator.en`. What a file becomes is given in its one
form, or as it would be written where the loader finds problems in it.
"""

import json
import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_origin

from playbook.authoring.formatting import STEP, Unformatted, formatted
from playbook.authoring.rewriting import Source
from playbook.loading import File, Loaded, read_as, reread
from playbook.model.catalogues import Kpi, Symptom, Term
from playbook.model.chapters import Action, Article, Chapter, Pillar, Question, Result, Series
from playbook.model.ids import MAX_ID, fault_of_id, meant_id
from playbook.model.nodes import MappingNode
from playbook.model.records import Record
from playbook.model.settings import Role
from playbook.problems import Problem, nearest
from playbook.text import Text

# What can be added, by the name of its kind.
KINDS: Mapping[str, type[Record]] = {
    "pillar": Pillar,
    "result": Result,
    "article": Article,
    "question": Question,
    "action": Action,
    "kpi": Kpi,
    "symptom": Symptom,
    "term": Term,
    "role": Role,
}
# Kinds that stand in something that has to be named, by what that is.
PARENTS: Mapping[str, str] = {"article": "series", "question": "chapter", "action": "chapter"}
# Kinds of which all stand in one list: its file, and the field that is the list.
_LISTS: Mapping[str, tuple[str, str]] = {
    "pillar": ("playbook.yml", "pillars"),
    "result": ("playbook.yml", "results"),
    "kpi": ("kpis.yml", "kpis"),
    "symptom": ("symptoms.yml", "symptoms"),
    "term": ("glossary.yml", "terms"),
    "role": ("playbook.yml", "roles"),
}
# The id of the group that a chapter without questions gets.
_GROUP = "discussion"


class NotAdded(Exception):
    """Something cannot be added; `problem` says why."""

    def __init__(self, code: str, suggestion: str | None = None, **facts: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, ".", facts=facts, suggestion=suggestion)


class Need(NamedTuple):
    """A field of a record that cannot be left out: a text in its languages, or one of some words."""

    field: str
    record: type[Record]
    words: tuple[str, ...] = ()


def needs(record: type[Record]) -> Iterator[Need]:
    """Return the fields that something new cannot do without, beside its id."""
    for name, field in record.model_fields.items():
        if not field.is_required() or name == "id":
            continue
        if get_origin(field.annotation) is Literal:
            yield Need(name, record, field.annotation.__args__ if field.annotation else ())
        elif field.annotation is Text:
            yield Need(name, record)
        elif isinstance(field.annotation, type) and issubclass(field.annotation, Record):
            yield from (need._replace(field=f"{name}.{need.field}") for need in needs(field.annotation))


def source_of(loaded: Loaded, kind: str, parent: str, values: Mapping[str, str]) -> str:
    """Return the language that something new cannot do without: that of its file; a new file may have its own.

    A new file is first written in the language that it names, or in one that it has texts in.
    """
    assert loaded.settings is not None
    usual = loaded.settings.source_language or loaded.settings.languages[0]
    if not issubclass(KINDS[kind], Chapter):
        try:
            return place_of(loaded, kind, parent).file.reading.source
        except NotAdded:
            return usual
    written = {field.rpartition(".")[2] for field in values}
    there = (id for id in (usual, *loaded.settings.languages) if id in written)
    return values.get("source_language") or next(there, usual)


def missing(loaded: Loaded, kind: str, id: str, parent: str, values: Mapping[str, str]) -> Iterator[str]:
    """Name the options that are not given and cannot be left out."""
    if not id:
        yield "--id"
    if kind in PARENTS and not parent:
        yield "--in"
    source = source_of(loaded, kind, parent, values)
    for need in needs(KINDS[kind]):
        field = need.field if need.words else f"{need.field}.{source}"
        if field not in values:
            yield f"--set {field}={'|'.join(need.words) or '...'}"


class Slot(NamedTuple):
    """Where something new is listed: a file, the map in it that has the list, and the field that is the list."""

    file: File
    map: MappingNode
    field: str


@dataclass(frozen=True)
class NewItem:
    """Something that may be added: nothing of its id is there yet, and its parent is."""

    kind: str
    id: str
    place: Slot

    @property
    def is_file(self) -> bool:
        """Whether it gets a file of its own."""
        return issubclass(KINDS[self.kind], Chapter)

    @property
    def path(self) -> str:
        """The file that it stands in."""
        if self.kind == "article":
            return f"series/{self.place.file.id}/{self.id}.yml"
        type_ = KINDS[self.kind]
        return f"{type_.folder}/{self.id}.yml" if issubclass(type_, Chapter) else self.place.file.path

    @property
    def whole_id(self) -> str:
        """The id by which others name it."""
        return self.id if self.is_file else f"{self.place.file.id}.{self.id}"


def place_of(loaded: Loaded, kind: str, parent: str) -> Slot:
    """Find the list that something new goes into; raises NotAdded where there is no such parent."""
    if kind in _LISTS:
        return _list(loaded, *_LISTS[kind])
    chosen, _, part = parent.partition(".")
    type_ = Series if kind == "article" else Chapter
    files = {file.id: file for file in loaded.files if issubclass(file.type, type_)}
    if chosen not in files:
        raise NotAdded("no-such-id", nearest(chosen, files), found=chosen, kind=f"kind-{PARENTS[kind]}")
    return _place_in(files[chosen], kind, part)


def _list(loaded: Loaded, path: str, field: str) -> Slot:
    """Return the one list of a kind; a file that is not there yet begins as an empty list."""
    file = next((file for file in loaded.files if file.path == path), None)
    return _place(file or _read(loaded, path, _empty(field)), field)


def _empty(field: str) -> bytes:
    return f"{field}: []\n".encode()


def _read(loaded: Loaded, path: str, content: bytes) -> File:
    assert loaded.settings is not None
    return read_as(path, content, loaded.settings.languages, loaded.settings.source_language)


def _place(file: File, field: str) -> Slot:
    assert isinstance(file.tree, MappingNode)
    return Slot(file, file.tree, field)


# By what a chapter groups its questions, a series its chapters: the field with the groups, and that inside of each.
_PARTS: Mapping[str, tuple[str, str]] = {"question": ("groups", "questions"), "article": ("phases", "chapters")}


def _place_in(file: File, kind: str, part: str) -> Slot:
    """Return the list in a chapter or a series: in the group or phase that is named, else in the last one."""
    if kind not in _PARTS:
        return _place(file, "actions")
    assert isinstance(file.tree, MappingNode)
    field, inner = _PARTS[kind]
    groups = {str(group["id"]): group for group in file.tree.get(field, ())}
    if part and part not in groups:
        raise NotAdded("no-such-id", nearest(part, groups), found=part, kind="kind-own")
    if not groups:
        return Slot(file, file.tree, field)
    return Slot(file, groups[part] if part else [*groups.values()][-1], inner)


def new_item(loaded: Loaded, kind: str, id: str, parent: str) -> NewItem:
    """Tell what is to be added; raises NotAdded where its id cannot be taken or its parent is not there."""
    if code := fault_of_id(id):
        raise NotAdded(code, meant_id(id) if code == "not-an-id" else None, found=id, most=str(MAX_ID))
    asked = NewItem(kind, id, place_of(loaded, kind, parent))
    chapters = {file.id for file in loaded.files if issubclass(file.type, Chapter | Series)}
    taken = chapters if asked.is_file else {found.id for found in asked.place.file.reading.ids}
    if id in taken:
        raise NotAdded("id-in-use", found=id)
    return asked


def added(loaded: Loaded, contents: Mapping[str, bytes], asked: NewItem, values: dict[str, str]) -> Mapping[str, bytes]:
    """Return the files that change, of which the contents are given by path, when something new has some values."""
    place = asked.place
    tree = _tree(values | _own_source(loaded, asked, values))
    lines = [asked.id] if asked.is_file else [*_lines(_entry(asked, tree), place.file.reading.languages)]
    source = Source(contents.get(place.file.path) or _empty(place.field))
    edit = source.entry(place.map, place.field, lines, _position(place, asked.id))
    made = {place.file.path: _in_form(reread(place.file, content := source.with_edits([edit])), content)}
    if asked.is_file:
        languages = place.file.reading.languages
        content = "".join(f"{line}\n" for line in _lines(tree, languages)).encode()
        made[asked.path] = _in_form(_read(loaded, asked.path, content), content)
    return made


def _own_source(loaded: Loaded, asked: NewItem, values: Mapping[str, str]) -> dict[str, str]:
    """Return the field by which a new file says in which language it is first written, where it has to."""
    source = source_of(loaded, asked.kind, "", values)
    return {"source_language": source} if asked.is_file and source != source_of(loaded, asked.kind, "", {}) else {}


def _in_form(file: File, content: bytes) -> bytes:
    """Return content in its one form; where the loader finds problems, as it stands: they will be named."""
    try:
        return content if file.reading.problems else formatted(file, content)
    except Unformatted:
        return content


def _position(place: Slot, id: str) -> int:
    """Return the number of the entries in front of a new one: last, or where it belongs among sorted ones."""
    ids = [str(one["id"] if isinstance(one, MappingNode) else one) for one in place.map.get(place.field) or ()]
    return bisect(ids, id) if len(ids) > _FEW and ids == sorted(ids) else len(ids)


# Of so few entries nobody can tell whether they are sorted.
_FEW = 3
Tree = dict[str, Any]


def _tree(values: Mapping[str, str]) -> Tree:
    """Return values by the names of fields as maps in maps."""
    tree: Tree = {}
    for name, value in values.items():
        *way, last = name.split(".")
        inner = tree
        for part in way:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return tree


def _entry(asked: NewItem, tree: Tree) -> Tree:
    """Return a new entry of a list; the first question of a chapter comes in a group of its own."""
    entry = {"id": asked.id, **tree}
    is_first = asked.kind == "question" and asked.place.field == "groups"
    return {"id": _GROUP, "questions": [entry]} if is_first else entry


def _lines(tree: Tree, languages: Sequence[str], indent: int = 0) -> Iterator[str]:
    """Write maps and lists as YAML that the loader reads, whatever stands in a text."""
    for name, value in tree.items():
        head = f"{' ' * indent}{name}:"
        if isinstance(value, str):
            may_be_plain = name not in languages and re.fullmatch("[A-Za-z0-9.-]+", value)
            yield f"{head} {value if may_be_plain else json.dumps(value, ensure_ascii=False)}"
        elif isinstance(value, list):
            yield head
            first, *rest = (line for one in value for line in _lines(one, languages, indent + STEP * 2))
            yield from (f"{' ' * (indent + STEP)}- {first.lstrip()}", *rest)
        else:
            yield head
            yield from _lines(value, languages, indent + STEP)
