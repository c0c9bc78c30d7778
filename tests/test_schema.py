"""The JSON Schema that editors' programs use agrees with what `playbook check` accepts."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from playbook.loading import pattern_of
from playbook.schema import schema, schema_of
from tests.conftest import DATA, ROOT

LANGUAGES = ("en", "ja", "zh")


def paths(data: Path) -> list[str]:
    return sorted(path.relative_to(data).as_posix() for path in data.rglob("*.yml"))


@pytest.mark.parametrize("path", paths(ROOT / "data"))
def test_real_file_is_valid(path: str) -> None:
    assert faults(_load(ROOT / "data" / path), path) == []


@pytest.mark.parametrize("path", paths(DATA / "sample"))
def test_sample_file_is_valid(path: str) -> None:
    assert faults(_load(DATA / "sample" / path), path) == []


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema(LANGUAGES))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"titel": {"en": "x"}}, "Additional properties are not allowed ('titel' was unexpected)"),
        ({"title": {"jp": "x"}}, "Additional properties are not allowed ('jp' was unexpected)"),
        ({"kpis": ["AHT"]}, "'AHT' does not match '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'"),
        ({"id": "x"}, "Additional properties are not allowed ('id' was unexpected)"),
    ],
)
def test_schema_refuses(change: dict[str, Any], says: str) -> None:
    chapter = {"title": {"en": "x"}, "summary": {"en": "x"}, **change}
    with pytest.raises(jsonschema.ValidationError) as refused:
        jsonschema.validate(chapter, schema_of("pillars/*.yml", LANGUAGES))
    assert refused.value.message == says


def test_every_field_is_described() -> None:
    document = schema(LANGUAGES)
    bare = [
        f"{name}.{field}"
        for name, record in document["$defs"].items()
        for field, described in record["properties"].items()
        if not described.get("description")
    ]
    assert bare == []


def faults(content: Any, path: str) -> list[str]:
    pattern = pattern_of(path)
    assert pattern
    validator = jsonschema.Draft202012Validator(schema_of(pattern, LANGUAGES))
    return [error.message for error in validator.iter_errors(content)]


def _load(path: Path) -> Any:
    # In YAML 1.2, as editors' programs read it, a date is a string.
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
