"""From a tree to a record of the model; what pydantic finds wrong becomes a problem with a place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from playbook.loading.tree import Tree
from playbook.model.fields import ID, Listed, Mapped, Reading, Scalar, describe
from playbook.model.records import Record
from playbook.problems import Mark, Problem, nearest

T = TypeVar("T", bound=Record)


def validate(tree: Tree, type_: type[T], reading: Reading, fixed: Mapping[str, str]) -> T | None:
    """Make a record of a tree; problems are added to the reading, with the field of each."""
    given = list(reading.problems)
    source = tree.get("source_language") if isinstance(tree, Mapped) else None
    reading.source = str(source) if source in reading.languages else reading.source
    values = {**tree, **fixed} if isinstance(tree, Mapped) else tree
    record: T | None = None
    try:
        record = type_.model_validate(values, context=reading)
    except ValidationError as error:
        reading.problems.extend(_problem(fault, tree, type_, reading.path) for fault in error.errors())
    if isinstance(tree, Mapped):
        reading.problems += [
            Problem("field-from-path", reading.path, key.mark, str(key)) for key in tree if key in fixed
        ]
    fresh = [replace(problem, field=problem.field or field_at(tree, problem.mark)) for problem in reading.problems]
    reading.problems[:] = fresh
    return None if len(fresh) > len(given) or given else record


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
    "greater_than_equal": "number-out-of-range",
    "less_than_equal": "number-out-of-range",
    "too_short": "list-too-short",
    "too_long": "list-too-long",
}


def _problem(fault: Any, tree: Tree, type_: type[BaseModel], path: str) -> Problem:
    loc = tuple(part for part in fault["loc"] if part != "[key]")
    context = fault.get("ctx", {})
    value, mark, field = _locate(tree, loc)
    code = _FAULTS.get(fault["type"], "wrong-form")
    facts = {key: str(fact) for key, fact in context.items()}
    facts["found"] = describe(value) if code.startswith("expected-") and code != "expected-flag" else str(value)
    suggestion = None
    if code == "unknown-field":
        facts["found"] = str(loc[-1])
        mark = _key(_locate(tree, loc[:-1])[0], facts["found"])
        suggestion = nearest(facts["found"], _fields_at(type_, loc[:-1]))
    if code == "field-missing":
        facts["missing"] = str(loc[-1])
    if code == "not-one-of":
        facts["known"] = context["expected"].replace("'", "")
        suggestion = nearest(str(value), re.findall(r"'([^']+)'", context["expected"]))
    return Problem(code, path, mark, field, facts, suggestion)


def _locate(tree: Tree, loc: tuple[str | int, ...]) -> tuple[object, Mark, str]:
    """Follow a way into a tree; give the value, its place and the name of its field, as far as the way goes."""
    value: Any = tree
    mark = tree.mark
    names: list[str] = []
    for part in loc:
        if isinstance(value, Mapped):
            names.append(str(part))
            if part not in value:
                return value, mark, ".".join(names)
            key = next(key for key in value if key == part)
            value = value[part]
            mark = _place(key, value)
        elif isinstance(value, Listed) and isinstance(part, int) and part < len(value):
            value = value[part]
            mark = value.mark
            names.append(_name(value, part))
        else:
            break
    return value, mark, ".".join(names) or "file"


def _key(parent: Any, name: str) -> Mark:
    return next((key.mark for key in parent if key == name), Mark())


def _place(key: Scalar, value: Any) -> Mark:
    """Point at a value on the line of its key, else at the key: there a reader looks first."""
    mark: Mark = value.mark
    return mark if mark.line == key.mark.line else key.mark


def _name(value: Tree, index: int) -> str:
    id = value.get("id") if isinstance(value, Mapped) else None
    return str(id) if isinstance(id, Scalar) and ID.fullmatch(id) else str(index + 1)


def _fields_at(type_: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """Give the names of the fields that may stand at a way into a record."""
    for part in loc:
        if isinstance(part, str) and part in type_.model_fields:
            type_ = next(_records_in(type_.model_fields[part].annotation), type_)
    return tuple(type_.model_fields)


def _records_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _records_in(inner)


def field_at(tree: Tree, mark: Mark) -> str:
    """Name the field at a place of a tree, such as `groups.purpose.questions.coaching-time.text.ja`."""
    return ".".join(_way_to(tree, mark) or ["file"])


def _way_to(tree: Tree, mark: Mark) -> list[str] | None:
    if isinstance(tree, Mapped):
        parts = [(key, str(key), value) for key, value in tree.items()]
    elif isinstance(tree, Listed):
        parts = [(value, _name(value, index), value) for index, value in enumerate(tree)]
    else:
        return None
    for at, name, value in parts:
        if mark == at.mark or (mark == value.mark and not isinstance(value, Mapped | Listed)):
            return [name]
        if (way := _way_to(value, mark)) is not None:
            return [name, *way]
        if mark == value.mark:
            return [name]
    return None
