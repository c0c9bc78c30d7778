"""What the commands of `playbook translations` record of each text, and what they leave alone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.model.ledger import Key, Made, State
from tests.conftest import run
from tests.test_ledger import SHELVES, change, not_as_recorded, read
from tests.test_rename import contents

LOST = "shelves.lost-books:listen_for"


def command(name: str, data: Path, *arguments: object) -> str:
    result = run("translations", name, "--data", data, *arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    """The sample with every text recorded as made by a program."""
    data = copy_of("sample")
    command("accept", data, "--all", "--machine")
    return data


def test_accept_records_what_stands_there(data: Path) -> None:
    change(data, SHELVES, "人の名前ではなく、原因です。", "名前より原因です。")
    assert command("accept", data, "shelves.lost-books") == "Recorded: 1 in ja.\n"
    assert not_as_recorded(read(data)) == {Key("ja", LOST): State(Made.WRITTEN)}
    assert command("accept", data, "shelves") == "Recorded: nothing.\n"


def test_unchanged_lets_translations_stand(data: Path) -> None:
    change(data, SHELVES, "Causes, not names.", "Causes, not persons.")
    command("accept", data, "--in", "en", LOST)
    assert set(not_as_recorded(read(data))) == {Key(language, LOST) for language in ("en", "ja", "zh")}
    before = (data / "translations.lock").read_text("utf-8").splitlines()
    change(data, SHELVES, "Causes, not persons.", "Causes, not people.")
    change(data, SHELVES, "Label every book", "Label each book")
    assert command("unchanged", data, "shelves.label-all:text") == "Recorded: 1 in en, 1 in ja, 1 in zh.\n"
    stale = {Key(language, LOST) for language in ("ja", "zh")}
    assert {key for key, state in not_as_recorded(read(data)).items() if state.is_stale} == stale
    after = (data / "translations.lock").read_text("utf-8").splitlines()
    assert len(set(after) - set(before)) == 3


def test_unchanged_does_not_clear_what_was_stale_before(data: Path) -> None:
    change(data, SHELVES, "Causes, not names.", "Reasons, not names.")
    command("accept", data, LOST, "--in", "en", "--in", "zh")
    change(data, SHELVES, "Reasons, not names.", "Reasons, not names!")
    command("unchanged", data, LOST)
    states = read(data).states
    assert not states[Key("zh", LOST)].is_stale
    assert states[Key("ja", LOST)].is_stale


def test_review_names_role_and_day(data: Path) -> None:
    command("review", data, "shelves", "--in", "ja", "--role", "librarian", "--date", "2026-11-20")
    said = command("review", data, LOST, "--in", "zh", "--role", "librarian", "--date", "2026-11-21")
    assert said == "Recorded: 1 in zh.\n"
    state = read(data).states[Key("zh", LOST)]
    assert state.review
    assert (state.made, state.review.role, str(state.review.date)) == (Made.MACHINE, "librarian", "2026-11-21")
    change(data, SHELVES, "说原因，不说人名。", "说说原因。")
    assert read(data).states[Key("zh", LOST)] == State(Made.DRAFT)
    change(data, SHELVES, "Causes, not names.", "Causes.")
    assert read(data).states[Key("ja", LOST)].is_stale


def test_accept_forgets_what_is_gone(data: Path) -> None:
    lock = data / "translations.lock"
    before = lock.read_text("utf-8")
    lock.write_text(before + "zh shelves.gone:text machine 5b41fc9a02de 5b41fc9a02de\n", "utf-8")
    assert command("accept", data, "shelves.gone:text") == "Recorded: 1 in zh.\n"
    assert lock.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("accept",), "Give ITEMS, or --all for all texts"),
        (("accept", "shelves.lost-book"), "no text has the id 'shelves.lost-book'; did you mean 'shelves.lost-books'?"),
        (("accept", "--all", "--in", "fr"), "'fr' is none of these: en, ja, zh"),
        (("unchanged",), "Missing argument"),
        (("review", "shelves", "--role", "librarian"), "Give the language that was reviewed"),
        (("review", "shelves", "--in", "ja", "--role", "chief"), "'chief' is none of these: librarian"),
        (("review", "shelves", "--in", "ja", "--role", "librarian", "--date", "2999-01-01"), "is in the future"),
        (("export",), "Give one language to translate into"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, data: Path) -> None:
    before = contents(data)
    result = run("translations", arguments[0], "--data", data, *arguments[1:])
    assert result.exit_code == 2
    assert said in result.output
    assert contents(data) == before


def test_options_in_front_of_a_command_hold_for_it(data: Path) -> None:
    change(data, SHELVES, "人の名前ではなく、原因です。", "名前より原因です。")
    change(data, SHELVES, "说原因，不说人名。", "说说原因。")
    result = run("translations", "--data", data, "--in", "ja", "accept", LOST)
    assert result.output == "Recorded: 1 in ja.\n"
    assert set(not_as_recorded(read(data))) == {Key("ja", LOST), Key("zh", LOST)}


def test_the_table_counts_by_language_and_chapter(data: Path) -> None:
    change(data, SHELVES, "Causes, not names.", "Causes.")
    lines = [line.split() for line in run("translations", "--data", data, "--in", "ja").output.splitlines()]
    assert lines[0] == ["texts", "missing", "stale", "draft", "machine", "written", "reviewed"]
    assert next(line for line in lines if line[0] == "shelves") == ["shelves", "17", "0", "1", "0", "16", "0", "0"]
    rows = json.loads(run("translations", "--data", data, "--format", "json").output)
    row = next(row for row in rows if (row["language"], row["file"]) == ("zh", "shelves"))
    assert (row["missing"], row["stale"], row["machine"]) == (1, 1, 15)


def test_a_link_in_the_data_folder_stays_a_link(data: Path, tmp_path: Path) -> None:
    real = tmp_path / "sample" / ".real.lock"
    (data / "translations.lock").rename(real)
    (data / "translations.lock").symlink_to(real)
    real.chmod(0o640)
    command("review", data, LOST, "--in", "ja", "--role", "librarian")
    assert (data / "translations.lock").is_symlink()
    assert "reviewed librarian" in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o640
