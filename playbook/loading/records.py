"""From a tree to a record of the model; what pydantic finds wrong becomes a problem with a place."""

import functools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from playbook.languages import meant_by
from playbook.model.fields import ADDRESS, BASE_ADDRESS
from playbook.model.ids import ID, foreign_letter
from playbook.model.nodes import MappingNode, Reading, Scalar, SequenceNode, describe
from playbook.model.records import Record
from playbook.model.yaml_mistakes import COLONS, DASHES, slip_in
from playbook.parsing.tree import MAX_PROBLEMS, Tree
from playbook.problems import Mark, Problem, nearest

T = TypeVar("T", bound=Record)


def validate(tree: Tree, type_: type[T], reading: Reading, fixed: Mapping[str, str]) -> T | None:
    """Make a record of a tree; problems are added to the reading, with the field of each."""
    source = tree.get("source_language") if isinstance(tree, MappingNode) else None
    reading.source = str(source) if source in reading.languages else reading.source
    reading.keys = dict(_keys(tree, id_of(reading.path), (), reading))
    values = {**tree, **fixed} if isinstance(tree, MappingNode) else tree
    record: T | None = None
    try:
        record = type_.model_validate(values, context=reading)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)[: MAX_PROBLEMS + 1]
        reading.problems += _named(faults, tree, type_, reading)
    if isinstance(tree, MappingNode):
        reading.problems += [
            Problem("field-from-path", reading.path, key.mark, str(key)) for key in tree if key in fixed
        ]
    reading.problems[:] = [_meant_field(problem, type_) for problem in reading.problems]
    if reading.problems:
        reading.problems[:] = _first_named(reading.problems, Fields(tree))
    return None if reading.problems else record


def id_of(path: str) -> str:
    """Return the id of what a file holds, from its path."""
    name = PurePosixPath(path)
    return name.parent.name if name.match("series/*/index.yml") else name.stem


def _keys(tree: Tree, item: str, way: tuple[str, ...], reading: Reading) -> Iterator[tuple[int, str]]:
    """Return the key that each map has if it is a text: the innermost item that holds it, and the fields below that."""
    if isinstance(tree, SequenceNode):
        for index, value in enumerate(tree):
            yield from _keys(value, item, (*way, _name(value, index)), reading)
    elif isinstance(tree, MappingNode) and tree.keys() <= set(reading.languages):
        # Looked at first, as `id` is a language too.
        yield id(tree), f"{item}:{'.'.join(way)}"
    elif isinstance(tree, MappingNode):
        if "id" in tree:
            item, way = f"{id_of(reading.path)}.{tree['id']}", ()
        for field, value in tree.items():
            if not isinstance(value, Scalar):
                yield from _keys(value, item, (*way, str(field)), reading)


def _named(faults: list[Any], tree: Tree, type_: type[BaseModel], reading: Reading) -> Iterator[Problem]:
    """Return what pydantic finds wrong as problems; a field that stands there under another name is not missing too."""
    found = [_problem(fault, tree, type_, reading) for fault in _causes(faults)]
    meant = {(_parent(problem), problem.suggestion) for problem in found if problem.code == "unknown-field"}
    meant |= {(_parent(problem), problem.facts.get("inside")) for problem in found}
    for problem in found:
        if problem.code != "field-missing" or (_parent(problem), problem.facts["missing"]) not in meant:
            yield problem


def _parent(problem: Problem) -> str:
    return problem.field.rpartition(".")[0]


def _meant_field(problem: Problem, type_: type[BaseModel]) -> Problem:
    """Say of a field that stands among the languages of a text that it is one."""
    is_field = problem.code == "unknown-language" and problem.facts["found"] in _all_fields(type_)
    return replace(problem, code="field-too-deep", suggestion=None) if is_field else problem


@functools.cache
def _all_fields(type_: type[BaseModel]) -> frozenset[str]:
    """Return the names of the fields of a record and of all records inside it."""
    inner = (record for field in type_.model_fields.values() for record in _records_in(field.annotation))
    return frozenset(type_.model_fields).union(*(_all_fields(record) for record in inner if record is not type_))


def _causes(faults: list[Any]) -> Iterator[Any]:
    """Leave out that a list is too short where that is so because an entry of it is wrong."""
    inside = {fault["loc"][:length] for fault in faults for length in range(len(fault["loc"]))}
    return (fault for fault in faults if fault["type"] != "too_short" or fault["loc"] not in inside)


def _first_named(problems: list[Problem], fields: "Fields") -> list[Problem]:
    """Return the first problems of a file, each with its field: a file that is wrong throughout is not gone through."""
    in_order = sorted(problems, key=lambda problem: problem.mark)
    first, dropped = in_order[:MAX_PROBLEMS], in_order[MAX_PROBLEMS : MAX_PROBLEMS + 1]
    first += (Problem("too-many-problems", problem.path, problem.mark, "") for problem in dropped)
    return [replace(problem, field=problem.field or fields.at(problem.mark)) for problem in first]


# What pydantic finds wrong, and the code of our own message about it.
_FAULTS = {
    "missing": "field-missing",
    "extra_forbidden": "unknown-field",
    "model_type": "expected-map",
    "dict_type": "expected-map",
    "mapping_type": "expected-map",
    "model_attributes_type": "expected-map",
    "tuple_type": "expected-list",
    "list_type": "expected-list",
    "string_type": "expected-text",
    "string_too_short": "text-empty",
    "string_too_long": "line-too-long",
    "string_pattern_mismatch": "wrong-form",
    "literal_error": "not-one-of",
    "bool_type": "expected-flag",
    "int_type": "expected-number",
    "greater_than_equal": "number-too-small",
    "less_than_equal": "number-too-large",
    "too_short": "list-too-short",
    "too_long": "list-too-long",
}


def _problem(fault: Any, tree: Tree, type_: type[BaseModel], reading: Reading) -> Problem:
    path = reading.path
    if fault["type"] == "extra_forbidden":
        return _unknown_field(fault["loc"], tree, type_, reading)
    loc = tuple(part for part in fault["loc"] if part != "[key]")
    context = fault.get("ctx", {})
    value, mark, field = _locate(tree, loc)
    code = _PATTERNS.get(context.get("pattern", "")) or _FAULTS.get(fault["type"], "wrong-form")
    if code in _SHAPES and (other := _other_shape(code, value, path)):
        return replace(other, field=field)
    if value == "" and code in _NEEDS_VALUE:
        code = "value-empty"
    facts = {key: str(fact) for key, fact in context.items()}
    facts |= {"found": str(value), "shape": describe(value), "missing": str(loc[-1]) if loc else ""}
    suggestion = _MEANT[code](str(value)) if code in _MEANT else None
    if code == "not-one-of":
        known = re.findall(r"'([^']+)'", context["expected"])
        facts["known"] = ", ".join(known)
        suggestion = nearest(str(value), known)
    elif code == "expected-map":
        facts["known"] = ", ".join(_needed(_record_at(type_, loc), loc) or reading.languages)
        mark = getattr(value, "mark", mark)
    return Problem(code, path, mark, field, facts, suggestion)


_SHAPES = ("expected-map", "expected-list")


def _other_shape(code: str, value: object, path: str) -> Problem | None:
    """Say what somebody wrote instead of fields or of a list, where that is known better than by its shape."""
    slips = DASHES if code == "expected-list" else COLONS
    if isinstance(value, Scalar) and (slip := slip_in(value, slips)):
        return Problem(slip.code, path, value.place(slip.at), facts={"found": slip.found})
    if code == "expected-list" and isinstance(value, MappingNode) and "id" in value and not value.flow:
        return Problem("dash-missing", path, value.mark)
    if code == "expected-map" and isinstance(value, SequenceNode):
        return Problem("fields-as-list", path, value.mark)
    return None


# What a pattern asks for, where that can be said better than that it asks for something.
_PATTERNS = {ADDRESS: "not-an-address", BASE_ADDRESS: "not-a-base-address"}
_NEEDS_VALUE = (
    "text-empty",
    "wrong-form",
    "not-an-address",
    "not-a-base-address",
    "not-one-of",
    "expected-flag",
    "expected-number",
)
_FLAGS = {"true": ("yes", "on", "y", "1"), "false": ("no", "off", "n", "0")}


def _meant_flag(written: str) -> str | None:
    return next((flag for flag, others in _FLAGS.items() if written.lower() in (flag, *others)), None)


def _meant_number(written: str) -> str | None:
    number = unicodedata.normalize("NFKC", written).strip("+ ").lstrip("0")
    return number if re.fullmatch("[1-9][0-9]{0,8}", number) else None


_MEANT = {"expected-flag": _meant_flag, "expected-number": _meant_number}


def _unknown_field(loc: tuple[str | int, ...], tree: Tree, type_: type[BaseModel], reading: Reading) -> Problem:
    name = str(loc[-1])
    parent, _, way = _locate(tree, loc[:-1])
    mark = parent.places.get(name, Mark()) if isinstance(parent, MappingNode) else Mark()
    field = name if len(loc) == 1 else f"{way}.{name}"
    at = _type_at(type_, loc[:-1])
    facts = {"found": name}
    if foreign := foreign_letter(name):
        return Problem("field-foreign-letter", reading.path, mark, field, foreign)
    if meant_by(name, reading.languages):
        return Problem("language-misplaced", reading.path, mark, field, facts)
    if inside := _inside(at, name):
        return Problem("entry-too-shallow", reading.path, mark, field, facts | {"inside": inside})
    return Problem("unknown-field", reading.path, mark, field, facts, nearest(name.strip("“”‘’\"'"), at.model_fields))


def _record_at(type_: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    """Return the record that belongs at a way into another, or none where only words in their languages do."""
    field = _type_at(type_, loc[:-1]).model_fields.get(str(loc[-1])) if loc else None
    return next(_records_in(field.annotation), None) if field else _type_at(type_, loc)


def _needed(type_: type[BaseModel] | None, loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """Return the names of the fields that a record cannot do without; the id of a whole file is its name."""
    fields = type_.model_fields if type_ else {}
    return tuple(name for name, field in fields.items() if field.is_required() and (loc or name != "id"))


def _inside(type_: type[BaseModel], name: str) -> str:
    """Return the list of a record whose entries have a field of this name, or nothing."""
    lists = ((field, _records_in(annotation.annotation)) for field, annotation in type_.model_fields.items())
    return next((field for field, records in lists if any(name in record.model_fields for record in records)), "")


def _locate(tree: Tree, loc: tuple[str | int, ...]) -> tuple[object, Mark, str]:
    """Follow a way into a tree; give the value, its place and the name of its field, as far as the way goes."""
    value: Any = tree
    mark = tree.mark
    names: list[str] = []
    for part in loc:
        if isinstance(value, MappingNode):
            names.append(str(part))
            if part not in value:
                return value, mark, ".".join(names)
            key = value.places[str(part)]
            value = value[part]
            mark = _place(key, value)
        elif isinstance(value, SequenceNode) and isinstance(part, int) and part < len(value):
            value = value[part]
            mark = value.mark
            names.append(_name(value, part))
        else:
            break
    return value, mark, ".".join(names) or "file"


def _place(key: Mark, value: Any) -> Mark:
    """Point at a value on the line of its key, else at the key: there a reader looks first."""
    mark: Mark = value.mark
    return mark if mark.line == key.line else key


def _name(value: Tree, index: int) -> str:
    id = value.get("id") if isinstance(value, MappingNode) else None
    return str(id) if isinstance(id, Scalar) and ID.fullmatch(id) else str(index + 1)


def _type_at(type_: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """Return the record that stands at a way into another."""
    for part in loc:
        if isinstance(part, str) and part in type_.model_fields:
            type_ = next(_records_in(type_.model_fields[part].annotation), type_)
    return type_


def _records_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _records_in(inner)


class Fields:
    """Names the field at a place of a tree, such as `groups.purpose.questions.coaching-time.text.ja`."""

    def __init__(self, tree: Tree) -> None:
        ways = sorted(_ways(tree, ()), key=lambda way: way[0])
        self._marks = [mark for mark, _ in ways]
        self._names = [".".join(names) for _, names in ways]

    def at(self, mark: Mark) -> str:
        """Return the innermost field that begins at a place or before it."""
        found = bisect_right(self._marks, mark)
        return self._names[found - 1] if found else "file"


def _ways(tree: Tree, way: tuple[str, ...]) -> Iterator[tuple[Mark, tuple[str, ...]]]:
    if isinstance(tree, MappingNode):
        for key, value in tree.items():
            yield key.mark, (*way, str(key))
            yield from _ways(value, (*way, str(key)))
        yield from ((key.mark, (*way, str(key))) for key in tree.repeated)
    elif isinstance(tree, SequenceNode):
        for index, value in enumerate(tree):
            name = _name(value, index)
            yield value.mark, (*way, name)
            yield from _ways(value, (*way, name))
