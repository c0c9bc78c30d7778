"""JSON Schema of every kind of file, from the model: the help that an editor's program shows."""

from typing import Any

from pydantic.json_schema import models_json_schema

from playbook.loading import FILES
from playbook.model.records import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Fields that the name of a file or folder decides.
_FROM_PATH = ("id", "series")


def schema(languages: tuple[str, ...]) -> dict[str, Any]:
    """Give one schema (draft 2020-12) with every kind of file under `$defs`, for texts in the given languages."""
    kinds = list(dict.fromkeys(FILES.values()))
    _, document = models_json_schema([(kind, "validation") for kind in kinds])
    for kind in kinds:
        _drop_path_fields(kind, document["$defs"][kind.__name__])
    _name_languages(document, languages)
    return {"$schema": DIALECT, **document, "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds]}


def schema_of(path: str, languages: tuple[str, ...]) -> dict[str, Any]:
    """Give the schema of the files whose path matches one of `FILES`, such as `pillars/*.yml`."""
    whole = schema(languages)
    return {"$schema": DIALECT, "$ref": f"#/$defs/{FILES[path].__name__}", "$defs": whole["$defs"]}


def _drop_path_fields(kind: type[Record], described: dict[str, Any]) -> None:
    if "id" not in kind.model_fields:
        return
    for name in _FROM_PATH:
        described["properties"].pop(name, None)
    described["required"] = [name for name in described.get("required", ()) if name not in _FROM_PATH]


def _name_languages(node: Any, languages: tuple[str, ...]) -> None:
    """Let a text have the languages of the playbook and no other key."""
    if isinstance(node, list):
        for part in node:
            _name_languages(part, languages)
    if not isinstance(node, dict):
        return
    if node.get("minProperties") == 1:
        text = node["additionalProperties"]
        node["properties"] = dict.fromkeys(languages, text)
        node["additionalProperties"] = False
    for part in list(node.values()):
        _name_languages(part, languages)
