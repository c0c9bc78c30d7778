"""The files for VS Code: what they name exists, what they put in is valid, what they look for is what is said."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from playbook.authoring.json_schema import path_of
from playbook.loading import FILES
from playbook.text import parse
from tests.cases import unpacked
from tests.conftest import DATA, ROOT, run
from tests.test_schema import COMMITTED

FOLDER = ROOT / ".vscode"
SNIPPETS: dict[str, dict[str, Any]] = json.loads((FOLDER / "playbook.code-snippets").read_text("utf-8"))
TASKS: list[dict[str, Any]] = json.loads((FOLDER / "tasks.json").read_text("utf-8"))["tasks"]
# What a snippet puts in, as the schema of a file names it.
ENTRIES = {
    "Question": ("pillar", "Question"),
    "Action": ("pillar", "Action"),
    "KPI": ("kpis", "Kpi"),
    "Symptom": ("symptoms", "Symptom"),
    "Term": ("glossary", "Term"),
    "Role": ("settings", "Role"),
}
MARKS = ("Strong", "Link to a place in the playbook", "Link to a term", "Link to the web", "List in a text")


def put_in(snippet: dict[str, Any]) -> str:
    """Return what stands in the file once every choice is left as it is proposed."""
    text = "\n".join(snippet["body"]).replace("${TM_SELECTED_TEXT:words}", "words")
    return re.sub(r"\$\{\d+(?::([^}]*)|\|([^,|]*)[^}]*)\}", lambda found: found[1] or found[2], text)


@pytest.mark.parametrize("name", ENTRIES)
def test_snippet_of_an_entry_is_valid_and_has_every_language(name: str) -> None:
    (entry,) = yaml.safe_load(put_in(SNIPPETS[name]))
    file, record = ENTRIES[name]
    schema = COMMITTED[f".schema/{file}.json"]
    jsonschema.Draft202012Validator({"$ref": f"#/$defs/{record}", "$defs": schema["$defs"]}).validate(entry)
    assert next(list(entry[field]) for field in ("text", "title") if field in entry) == ["en", "ja", "zh"]


@pytest.mark.parametrize("name", ["Text", "Long text"])
def test_snippet_of_a_text_has_every_language(name: str) -> None:
    assert list(yaml.safe_load(put_in(SNIPPETS[name]))) == ["en", "ja", "zh"]


@pytest.mark.parametrize("name", MARKS)
def test_snippet_of_a_mark_is_a_mark(name: str) -> None:
    (block,) = parse(put_in(SNIPPETS[name]), " ")
    assert block != parse("words", " ")[0]


def test_no_snippet_is_untested() -> None:
    assert set(SNIPPETS) == {*ENTRIES, *MARKS, "Text", "Long text"}


def test_each_kind_of_file_leads_to_its_schema() -> None:
    expected: dict[str, Any] = {f"./data/{path_of(kind)}": f"data/{pattern}" for pattern, kind in FILES.items()}
    expected["./data/.schema/article.json"] = ["data/series/*/*.yml", "!data/series/*/index.yml"]
    settings = json.loads((FOLDER / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == expected
    assert settings["redhat.telemetry.enabled"] is False


def test_recommended_extensions_are_two() -> None:
    recommended = json.loads((FOLDER / "extensions.json").read_text("utf-8"))["recommendations"]
    assert recommended == ["redhat.vscode-yaml", "editorconfig.editorconfig"]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: str(task["detail"]))
def test_task_runs_what_there_is(task: dict[str, Any]) -> None:
    said = task["command"].partition(".venv/bin/playbook ")[2].split(" ")[0]
    assert run(said, "--help").exit_code == 0 if said else task["command"] == "make serve"


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
@pytest.mark.parametrize(("content", "number"), [("unknown-field", 0), ("sample", 1)])
def test_problems_are_found_in_what_check_says(content: str, number: int, language: str, tmp_path: Path) -> None:
    data = DATA / content if content == "sample" else unpacked(content, tmp_path)
    matchers = [re.compile(one["pattern"]["regexp"]) for one in TASKS[0]["problemMatcher"]]
    lines = run("check", "--data", data, "--lang", language, "--format", "text").output.splitlines()
    assert lines
    for line in lines:
        found = [matcher.match(line) for matcher in matchers]
        assert [bool(one) for one in found] == [position == number for position in (0, 1)], line
