"""Where each text stands: one changed sentence changes the state of its own translations and of nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from playbook.export import as_json
from playbook.loading import load
from playbook.loading.ledger import as_text
from playbook.model.ledger import Key, Ledger, Line, Made, State, source_of
from playbook.model.playbook import Playbook
from playbook.text import fingerprint, parse
from tests.conftest import DATA, run

SHELVES = "pillars/shelves.yml"


def read(data: Path) -> Playbook:
    playbook = load(data).playbook
    assert playbook is not None
    return playbook


def recorded(playbook: Playbook, made: Made = Made.MACHINE) -> Ledger:
    return {
        Key(language, key): Line(made, source_of(standing.text), fingerprint(blocks))
        for key, standing in playbook.texts.items()
        for language, blocks in standing.text.versions.items()
    }


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    """The sample with every text recorded as made by a program."""
    data = copy_of("sample")
    (data / "translations.lock").write_text(as_text(recorded(read(data))), "utf-8")
    return data


def change(data: Path, path: str, old: str, new: str) -> None:
    text = (data / path).read_text("utf-8")
    assert text.count(old) == 1
    (data / path).write_text(text.replace(old, new), "utf-8")


def not_as_recorded(playbook: Playbook) -> dict[Key, State]:
    """Return the states of what is written, where it stands otherwise than the ledger of `data` has it."""
    as_usual = (State(Made.MACHINE), State(Made.MACHINE, is_source=True), State(Made.MISSING))
    return {key: state for key, state in playbook.states.items() if state not in as_usual}


def test_every_text_has_a_key_of_its_own(real: Playbook) -> None:
    assert {"playbook:title", "leadership:title", "leadership.coaching-time:listen_for"} <= real.texts.keys()
    assert {"kpis.aht:formula.numerator", "playbook.trainer:title", "model:levels_rule"} <= real.texts.keys()
    assert all(standing.text.key == key for key, standing in real.texts.items())


def test_the_real_texts_are_machine_made_and_unreviewed(real: Playbook) -> None:
    states = set(real.states.values())
    assert states == {State(Made.MACHINE), State(Made.MACHINE, is_source=True)}


def test_a_changed_source_makes_its_own_translations_stale(data: Path) -> None:
    key = "shelves.lost-books:listen_for"
    text = read(data).texts[key].text
    change(data, SHELVES, text.plain("en"), "Another sentence.")
    playbook = read(data)
    assert not_as_recorded(playbook) == {
        Key("en", key): State(Made.DRAFT, is_source=True),
        Key("ja", key): State(Made.MACHINE, is_stale=True),
        Key("zh", key): State(Made.MACHINE, is_stale=True),
    }
    assert playbook.state(playbook.texts[key].text, "ja").is_stale


def test_a_changed_translation_is_a_draft(data: Path) -> None:
    key = "shelves.lost-books:listen_for"
    change(data, SHELVES, read(data).texts[key].text.plain("ja"), "別の文です。")
    assert not_as_recorded(read(data)) == {Key("ja", key): State(Made.DRAFT)}


@pytest.mark.parametrize(("one", "other"), [("a\nb", "a b"), ("a b\n\n- c\n- d", "a\nb\n\n\n- c\n- d")])
def test_where_lines_end_says_nothing(one: str, other: str) -> None:
    assert fingerprint(parse(one, " ")) == fingerprint(parse(other, " "))


@pytest.mark.parametrize(
    ("one", "other"), [("a\n\nb", "a b"), ("- a b", "a b"), ("**a** b", "a **b**"), ("[a](id:x)", "[a](id:y)")]
)
def test_what_is_said_and_marked_counts(one: str, other: str) -> None:
    assert fingerprint(parse(one, " ")) != fingerprint(parse(other, " "))


def test_the_ledger_is_written_as_it_is_read(data: Path) -> None:
    playbook = read(data)
    assert as_text(playbook.ledger) == (data / "translations.lock").read_text("utf-8")
    lines = (data / "translations.lock").read_text("utf-8").splitlines()
    assert lines == sorted(lines)


def test_without_a_ledger_every_text_is_a_draft(sample: Playbook) -> None:
    assert {state.made for state in sample.states.values()} == {Made.DRAFT, Made.MISSING}


CASES = {case["name"]: case for case in yaml.safe_load((DATA / "ledger.yml").read_text("utf-8"))}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_with_a_ledger(case: str, copy_of: Callable[[str], Path]) -> None:
    recipe, data = CASES[case], copy_of("sample")
    usual = run("check", "--data", data).output.splitlines()
    content = bytes.fromhex(recipe["hex"]) if "hex" in recipe else recipe["text"].encode()
    (data / "translations.lock").write_bytes(content)
    result = run("check", "--data", data)
    assert [line for line in result.output.splitlines() if line not in usual] == recipe["expected"]
    assert result.exit_code == (0 if recipe.get("warnings") else 1)
    assert (data / "translations.lock").read_bytes() == content


def test_a_faulty_ledger_is_not_written_anew(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    (data / "translations.lock").write_text("ja shelves:title machine x y\n", "utf-8")
    result = run("translations", "accept", "--data", data, "--all")
    assert result.exit_code == 1
    assert "translations.lock:1:26: line: 'x' is not a hash" in result.output
    assert (data / "translations.lock").read_text("utf-8") == "ja shelves:title machine x y\n"


def test_a_ledger_elsewhere_is_not_read(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    (tmp_path / "secret").write_text("secret\n")
    (data / "translations.lock").symlink_to(tmp_path / "secret")
    result = run("check", "--data", data)
    assert "translations.lock:1:1: file: this is no file of the data folder" in result.output
    assert "secret" not in result.output


def test_stale_is_an_error_where_all_is_to_be_complete(data: Path) -> None:
    change(data, SHELVES, "Causes, not names.", "Causes and names.")
    stale = f"{SHELVES}:65:15: groups.order.questions.lost-books.listen_for.zh: "
    result = run("check", "--data", data)
    assert result.exit_code == 0
    assert f"{stale}warning: 'en' has changed" in result.output
    change(data, "playbook.yml", "languages: [en, ja, zh]", "languages: [en, ja, zh]\ncomplete: true")
    result = run("check", "--data", data)
    assert result.exit_code == 1
    assert f"{stale}'en' has changed" in result.output


def test_programs_are_told_where_each_text_stands(data: Path) -> None:
    change(data, SHELVES, "Causes, not names.", "Causes and names.")
    run(
        "translations",
        "review",
        "--data",
        data,
        "shelves:title",
        "--languages",
        "zh",
        "--role",
        "librarian",
        "--date",
        "2026-11-23",
    )
    items = {item["id"]: item["states"] for item in json.loads(as_json(read(data)))["items"]}
    assert items["shelves.lost-books"]["listen_for"] == {
        "en": {"made": "draft", "source": True},
        "ja": {"made": "machine", "stale": True},
        "zh": {"made": "machine", "stale": True},
    }
    assert items["shelves.untranslated"]["text"]["zh"] == {"made": "missing"}
    review = {"role": "librarian", "date": "2026-11-23"}
    assert items["shelves"]["title"]["zh"] == {"made": "machine", "reviewed": review}
