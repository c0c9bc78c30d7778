"""The JSON Schema that editors' programs use: true to the content, current, and explained in three languages."""

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from playbook.authoring.json_schema import FOLDER, RECORDS, modeline, path_of, schema_of, words_key
from playbook.authoring.schema_files import offer
from playbook.loading import FILES, load, load_words, pattern_of
from tests.conftest import DATA, ROOT, run

REAL = ROOT / "data"
SAMPLE = DATA / "sample"
FAULTS: dict[str, dict[str, str]] = yaml.safe_load((DATA / "schema-faults.yml").read_text("utf-8"))
COMMITTED = {path: json.loads((REAL / path).read_text("utf-8")) for path in map(path_of, FILES.values())}


def paths(data: Path) -> list[str]:
    return sorted(path.relative_to(data).as_posix() for path in data.rglob("*.yml"))


def schema_path(path: str) -> str:
    pattern = pattern_of(path)
    assert pattern
    return path_of(FILES[pattern])


def as_read(text: str) -> Any:
    """Return the content of a file as an editor's program reads it, in YAML 1.2, where a date is a string."""
    return json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), default=str))


def faults(content: Any, schema: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault.json_path, fault.message) for fault in jsonschema.Draft202012Validator(schema).iter_errors(content)]


@functools.cache
def written_for_sample() -> dict[str, dict[str, Any]]:
    offered = offer(load(SAMPLE))
    return {path_of(kind): schema_of(kind, offered) for kind in FILES.values()}


@pytest.mark.parametrize("path", paths(REAL))
def test_real_file_is_valid(path: str) -> None:
    assert faults(as_read((REAL / path).read_text("utf-8")), COMMITTED[schema_path(path)]) == []


@pytest.mark.parametrize("path", paths(SAMPLE))
def test_sample_file_is_valid(path: str) -> None:
    assert faults(as_read((SAMPLE / path).read_text("utf-8")), written_for_sample()[schema_path(path)]) == []


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_fault_is_found_in_its_place(case: dict[str, str]) -> None:
    ((at, says),) = faults(as_read(case["file"]), COMMITTED[schema_path(case["path"])])
    assert (at, says[: len(case["says"])]) == (case["at"], case["says"])


@pytest.mark.parametrize("path", COMMITTED)
def test_schema_is_a_schema(path: str) -> None:
    jsonschema.Draft202012Validator.check_schema(COMMITTED[path])


def test_committed_schema_is_current() -> None:
    result = run("schema", "--check", "--data", REAL)
    assert (result.exit_code, result.output) == (0, "")


def test_new_id_is_offered_once_the_schema_is_written_again(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    assert run("schema", "--write", "--data", data).exit_code == 0
    assert run("schema", "--check", "--data", data).exit_code == 0
    kpis = data / "kpis.yml"
    kpis.write_text(kpis.read_text("utf-8").replace("id: late", "id: overdue"), "utf-8")
    result = run("schema", "--check", "--data", data)
    assert (result.exit_code, result.output) == (
        1,
        ".schema:1:1: file: what editors' programs complete from (article.json, kpis.json, model.json, pillar.json,"
        " result.json, settings.json, symptoms.json) is not what this playbook has; run `playbook schema --write` and"
        " add these files to your change\n",
    )
    assert run("schema", "--write", "--data", data).exit_code == 0
    offered = json.loads((data / FOLDER / "pillar.json").read_text("utf-8"))["$defs"]["id-of-kpi"]["enum"]
    assert offered == ["loans", "overdue"]


def test_schema_is_left_alone_where_a_file_cannot_be_read(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    (data / "kpis.yml").write_text('kpis: "\n', "utf-8")
    result = run("schema", "--write", "--data", data)
    assert result.exit_code == 1
    assert result.output.startswith("kpis.yml:1:7: file: the quotation mark that opens here is not closed;")
    assert not (data / FOLDER).exists()


def test_schema_says_how_it_is_used() -> None:
    result = run("schema")
    assert result.exit_code == 2
    assert "Give either a file, --write or --check." in result.output


@pytest.mark.parametrize("id", ["en", "ja", "zh"])
def test_every_record_and_field_has_words_and_none_are_left_over(id: str) -> None:
    described = [(name, node) for schema in COMMITTED.values() for name, node in _records(schema)]
    fields = {words_key(RECORDS[name], field) for name, node in described for field in node["properties"]}
    needed = {*fields, *(name for name, _ in described), "Label", "Prose"}
    words = load_words(id).fields
    assert set(words) == needed
    assert all(words.values())


@pytest.mark.parametrize("path", COMMITTED)
def test_description_has_a_line_for_each_language(path: str) -> None:
    words = [load_words(id).fields for id in ("en", "ja", "zh")]
    for name, node in _records(COMMITTED[path]):
        assert node["description"].split("\n") == [one[name] for one in words]
        for field, described in node["properties"].items():
            assert described["description"].split("\n") == [one[words_key(RECORDS[name], field)] for one in words]


def test_language_without_words_for_fields_needs_none() -> None:
    schema = json.loads(run("schema", "--data", DATA / "tiny", "pillars/*.yml").output)
    assert schema["properties"]["title"]["description"] == load_words("en").fields["Chapter.title"]
    assert list(schema["$defs"]["Label"]["properties"]) == ["en", "fr"]


@pytest.mark.parametrize("path", paths(REAL))
def test_file_names_its_schema(path: str) -> None:
    first = (REAL / path).read_text("utf-8").partition("\n")[0]
    assert first == modeline(path)
    named = first.partition("$schema=")[2]
    assert (REAL / path).parent.joinpath(named).resolve() == REAL / schema_path(path)


def test_file_that_names_no_schema_or_another_is_told_and_mended(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    assert run("schema", "--write", "--data", data).exit_code == 0
    shelves, readers = data / "pillars/shelves.yml", data / "results/readers.yml"
    whole = shelves.read_bytes(), readers.read_bytes()
    shelves.write_bytes(whole[0].partition(b"\n")[2])
    readers.write_bytes(whole[1].replace(b"result.json", b"pillar.json", 1))
    result = run("schema", "--check", "--data", data)
    told = "the first line has to name the schema for editors' programs; run `playbook schema --write`, or write: "
    assert (result.exit_code, result.output.splitlines()) == (
        1,
        [f"{path}:1:1: file: {told}{modeline(path)}" for path in ("pillars/shelves.yml", "results/readers.yml")],
    )
    assert run("schema", "--write", "--data", data).exit_code == 0
    assert (shelves.read_bytes(), readers.read_bytes()) == whole


def test_rename_keeps_the_first_line(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    old, new = data / "pillars/shelves.yml", data / "pillars/racks.yml"
    old.write_text(f"{modeline('pillars/shelves.yml')}\n{old.read_text('utf-8')}", "utf-8")
    assert run("rename", "--data", data, "shelves", "racks").exit_code == 0
    assert new.read_text("utf-8").startswith(f"{modeline('pillars/racks.yml')}\nformerly: [bookcases, shelves]\n")


@pytest.mark.parametrize(("old", "new"), [("kpis.late", "overdue"), ("shelves", "racks")])
def test_rename_writes_the_schema_along(copy_of: Callable[[str], Path], old: str, new: str) -> None:
    data = copy_of("sample")
    run("schema", "--write", "--data", data)
    assert run("rename", "--data", data, old, new).exit_code == 0
    assert run("schema", "--check", "--data", data).exit_code == 0


def test_rename_writes_no_schema_where_a_playbook_keeps_none(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    assert run("rename", "--data", data, "shelves", "racks").exit_code == 0
    assert not (data / FOLDER).exists()


def _records(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    inner = [(name, node) for name, node in schema["$defs"].items() if name in RECORDS]
    whole = next(kind.__name__ for kind in FILES.values() if COMMITTED[path_of(kind)] is schema)
    return [(whole, schema), *inner]
