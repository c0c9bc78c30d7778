"""What editors see as they write in VS Code: the real yaml-language-server, led by the first line of each file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playbook.authoring.json_schema import modeline
from playbook.loading import load_words
from tests.conftest import ROOT
from tests.language_server import LanguageServer, language_server
from tests.test_schema import FAULTS

DATA = ROOT / "data"
CHAPTER = "pillars/leadership.yml"
QUESTION = "groups:\n  - id: first\n    questions:\n      - id: mission\n        "
# What is written so far, and some of what is offered at the sign.
OFFERS = {
    "field": ("title:\n  en: Title\n▮", ["summary", "actions", "kpis", "maturity"]),
    "field of a question": (f"{QUESTION}▮", ["text", "listen_for", "minutes", "addition"]),
    "language": (f"{QUESTION}text:\n          ▮", ["en", "ja", "zh"]),
    "measure": ("kpis:\n  - ▮", ["aht", "fcr"]),
    "measure on the line": ("kpis: [aht, ▮]", ["fcr"]),
    "term": ("terms:\n  - ▮", ["agent", "mission-statement"]),
    "source": ("sources:\n  - ▮", ["planning-article"]),
    "result": ("moves:\n  - ▮", ["customer-value", "employees"]),
    "role": ("actions:\n  - id: first\n    role: ▮", ["supervisor", "trainer"]),
    "level": ("maturity:\n  - level: ▮", ["reactive", "optimising"]),
}


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    with language_server(ROOT, settings_of(ROOT / ".vscode" / "settings.json")) as running:
        yield running


def settings_of(file: Path) -> dict[str, Any]:
    """Return the settings of VS Code by section, as it hands them to the server."""
    sections: dict[str, Any] = {}
    for name, value in json.loads(file.read_text("utf-8")).items():
        *way, last = name.split(".")
        inner = sections
        for part in way:
            inner = inner.setdefault(part, {})
        inner[last] = value
    return sections


def headed(text: str, path: str = CHAPTER) -> str:
    return f"{modeline(path)}\n{text}"


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_fault_is_marked_in_its_line(server: LanguageServer, case: dict[str, str]) -> None:
    text = headed(case["file"], case["path"])
    lines = [line for line, _ in server.problems(DATA / case["path"], text)]
    assert lines == [number for number, line in enumerate(text.split("\n"), 1) if line.endswith("# here")]


@pytest.mark.parametrize("path", ["playbook.yml", "model.yml", "kpis.yml", CHAPTER])
def test_file_without_fault_is_left_alone(server: LanguageServer, path: str) -> None:
    assert server.problems(DATA / path, (DATA / path).read_text("utf-8")) == []


@pytest.mark.parametrize(("text", "offered"), OFFERS.values(), ids=OFFERS)
def test_what_may_stand_there_is_offered(server: LanguageServer, text: str, offered: list[str]) -> None:
    assert set(offered) <= set(server.completions(DATA / CHAPTER, headed(text)))


def test_all_languages_of_a_text_are_prepared(server: LanguageServer) -> None:
    offered = server.completions(DATA / CHAPTER, headed("title:\n  ▮"))
    assert offered["en, ja, zh"] == "en: $1\nja: $2\nzh: $3"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("au▮dience:\n  en: Trainers", "Chapter.audience"),
        (f"{QUESTION}listen_for▮:\n          en: Words", "Question.listen_for"),
        ("kpis▮: [aht]", "Chapter.kpis"),
    ],
)
def test_field_is_explained_in_three_languages(server: LanguageServer, text: str, key: str) -> None:
    said = server.hover(DATA / CHAPTER, headed(text)).replace("\\", "").split("\n\n")  # as Markdown shows it
    assert said[:3] == [load_words(id).fields[key] for id in ("en", "ja", "zh")]


def test_new_file_is_helped_from_its_first_line(server: LanguageServer) -> None:
    offered = server.completions(DATA / "results/new.yml", headed("▮", "results/new.yml"))
    assert {"title", "summary"} <= set(offered)


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("pillars/new.yml", "moves"),
        ("results/new.yml", "summary"),
        ("series/a/new.yml", "read_on"),
        ("ui/de.yml", "words"),
    ],
)
def test_settings_of_vs_code_lead_to_the_schema_without_a_first_line(
    server: LanguageServer, path: str, offered: str
) -> None:
    assert offered in server.completions(DATA / path, "▮")


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """The guard that the other tests run under is awake: a server that is allowed the catalogue of schemas ends."""
    fetching = {"yaml": {"schemaStore": {"enable": True}}}
    with language_server(tmp_path, fetching) as running, pytest.raises(ConnectionError):
        running.problems(tmp_path / "file.yml", "a: b\n")
