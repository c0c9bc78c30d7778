"""JSON Schema of every kind of file, from the model: what an editor's program completes, refuses and explains."""

import inspect
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from playbook.loading import FILES, load_words, pattern_of
from playbook.model.fields import REFERS, TEXT
from playbook.model.records import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Below the data folder, where its dot keeps it out of the content.
FOLDER = ".schema"
# Fields that the name of a file or folder decides.
_FROM_PATH = ("id", "series")


@dataclass(frozen=True)
class Offer:
    """What a playbook offers to choose from: its languages, and the ids that a reference of each kind may name."""

    languages: tuple[str, ...]
    ids: Mapping[str, Sequence[str]]


class _Spoken(NamedTuple):
    """The words of records and fields by their keys, in each language of a playbook, and in English."""

    languages: tuple[Mapping[str, str], ...]
    english: Mapping[str, str]


def _spoken(languages: tuple[str, ...]) -> _Spoken:
    """Return what the generator speaks: read once, as its files are read whenever somebody asks."""
    return _Spoken(tuple(load_words(id).fields for id in languages), load_words("en").fields)


def path_of(kind: type[Record]) -> str:
    """Return the path of the schema of a kind of file, inside the data folder."""
    return f"{FOLDER}/{kind.kind or kind.__name__.lower()}.json"


def modeline(path: str) -> str:
    """Return the first line of a file of the data folder, by which editors' programs find its schema."""
    pattern = pattern_of(path)
    assert pattern, path
    return f"# yaml-language-server: $schema={'../' * path.count('/') or './'}{path_of(FILES[pattern])}"


def schemas(offer: Offer) -> Mapping[str, str]:
    """Return what every schema file says, by its path inside the data folder."""
    return {path_of(kind): as_text(schema_of(kind, offer)) for kind in FILES.values()}


def as_text(schema: Mapping[str, Any]) -> str:
    """Write a schema as a file: every id on a line of its own, so that two people who add one seldom collide."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schema_of(kind: type[Record], offer: Offer) -> dict[str, Any]:
    """Return the schema (draft 2020-12) of the files of a kind."""
    whole = kind.model_json_schema(schema_generator=_Generator)
    found = {kind.__name__: whole, **whole.pop("$defs", {})}
    spoken = _spoken(offer.languages)
    described = {name: _described(RECORDS[name], found[name], spoken) for name in found}
    for name in _FROM_PATH if "id" in kind.model_fields else ():
        _drop(described[kind.__name__], name)
    filled = _filled(described, offer)
    own = filled.pop(kind.__name__)
    shared = _shared(offer)
    used = [name for name in shared if f'"#/$defs/{name}"' in json.dumps([own, filled])]
    return {"$schema": DIALECT, **own, "$defs": {**filled, **{name: shared[name] for name in used}}}


class _Generator(GenerateJsonSchema):
    """A field is there or absent: it is never null, has no default worth writing out and no title but its name."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def _drop(described: dict[str, Any], name: str) -> None:
    described["properties"].pop(name, None)
    described["required"] = [one for one in described.get("required", ()) if one != name]


def _records(base: type[Record]) -> Iterator[type[Record]]:
    for record in base.__subclasses__():
        yield record
        yield from _records(record)


RECORDS: Mapping[str, type[Record]] = {record.__name__: record for record in _records(Record)}


def _described(record: type[Record], found: Mapping[str, Any], spoken: _Spoken) -> dict[str, Any]:
    fields = {
        name: dict(sorted({**field, "description": _said(_key_of(record, name, spoken.english), spoken)}.items()))
        for name, field in found.get("properties", {}).items()
    }
    untitled = {key: value for key, value in found.items() if key != "title"}
    return {**untitled, "description": _said(record.__name__, spoken), "properties": fields}


def words_key(record: type[Record], field: str) -> str:
    """Return the key of the words of a field: those of the class that declares it, else those of every such field."""
    return _key_of(record, field, load_words("en").fields)


def _key_of(record: type[Record], field: str, english: Mapping[str, str]) -> str:
    owner = next(one for one in record.__mro__ if field in inspect.get_annotations(one))
    own = f"{owner.__name__}.{field}"
    return own if own in english else field


def _said(key: str, spoken: _Spoken) -> str:
    """Return the words of a record or field, a language a line: those of the playbook that the generator speaks."""
    said = [words[key] for words in spoken.languages if key in words]
    return "\n".join(said) or spoken.english.get(key, "")


def _filled(node: Any, offer: Offer) -> Any:
    """Put in what only the playbook knows: ids to choose from, and the languages of texts."""
    if isinstance(node, list):
        return [_filled(part, offer) for part in node]
    if not isinstance(node, dict):
        return node
    if TEXT in node:
        return _shared_as(node[TEXT], node)
    if REFERS in node:
        known = node[REFERS] in offer.ids
        return _shared_as(_id_of(node[REFERS]), node) if known else _without(node, REFERS)
    if REFERS in node.get("propertyNames", {}):
        (inner,) = node["patternProperties"].values()
        bare = _without(_without(node, "propertyNames"), "patternProperties")
        node = {**bare, **_only(dict.fromkeys(offer.languages, inner))}
    return {key: _filled(value, offer) for key, value in node.items()}


def _shared_as(name: str, node: Mapping[str, Any]) -> dict[str, Any]:
    described = {key: node[key] for key in ("description",) if key in node}
    return {**described, "$ref": f"#/$defs/{name}"}


def _without(node: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key != name}


def _only(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"properties": dict(properties), "additionalProperties": False}


def _id_of(kind: str) -> str:
    return f"id-of-{kind}"


def _shared(offer: Offer) -> Mapping[str, Any]:
    """Return the definitions that records of every kind use: texts in the languages of the playbook, and ids."""
    ids = {_id_of(kind): {"type": "string", "enum": list(known)} for kind, known in offer.ids.items()}
    return {**{name: _text(name, offer.languages) for name in ("Label", "Prose")}, **ids}


def _text(name: str, languages: tuple[str, ...]) -> dict[str, Any]:
    version = {"type": "string", "minLength": 1, "description": _said(name, _spoken(languages))}
    # What yaml-language-server writes where a text is chosen: a line for each language.
    lines = {language: f"${number}" for number, language in enumerate(languages, 1)}
    prepared = {"defaultSnippets": [{"label": ", ".join(languages), "body": lines}]}
    return {"type": "object", "minProperties": 1, **_only(dict.fromkeys(languages, version)), **prepared}
