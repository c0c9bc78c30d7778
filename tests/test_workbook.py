"""The workbook: text stays text, a filled one is read back wherever its columns went, and no row is lost."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.model.working_sheets import as_json
from playbook.workbook import write
from tests.conftest import DATA, run
from tests.foreign_workbooks import SPOILERS
from tests.workbooks import CASES, fill

BAD = yaml.safe_load((DATA / "bad-workbooks.yml").read_text(encoding="utf-8"))
LABEL = "shelves.label-all"


@pytest.fixture
def blank(sample: Playbook, tmp_path: Path) -> Path:
    write(sample, "en", tmp_path)
    return (tmp_path / "playbook.workbook.en.xlsx").rename(tmp_path / "filled.xlsx")


def imported(path: Path, case: str = "") -> tuple[dict[str, Any], list[str]]:
    """Return the state that a workbook holds, filled in as a case says, and what was said."""
    if case:
        CASES[case](path)
    result = run("import", path, "--data", DATA / "sample")
    assert result.exit_code == 0, result.output
    return json.loads(path.with_suffix(".state.json").read_text(encoding="utf-8")), result.output.splitlines()


LOANS = {
    "en": "900 books ÷ 200 readers = 4.5 books",
    "ja": "900冊 ÷ 200人 = 4.5冊",
    "zh": "900 册 ÷ 200 人 = 4.5 册",
}


def warnings_of(said: list[str]) -> list[str]:
    return [line.partition(": warning: ")[2] for line in said if ": warning: " in line]


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_site_offers_a_workbook_in_each_language(language: str, sample_site: Path, sample: Playbook) -> None:
    book = openpyxl.load_workbook(sample_site / "print" / f"playbook.workbook.{language}.xlsx")
    actions, questions, ticks, statements, states, measures = book.worksheets
    named = sample.kpi_by_id["loans"].title.plain(language)
    loans = next(row for row in measures.iter_rows(min_row=2, values_only=True) if row[0].startswith(named))
    assert loans[4] == LOANS[language]
    assert [row[0] for row in actions.iter_rows(min_row=2, values_only=True)] == [
        f"{chapter.id}.{action.id}" for chapter in sample.chapters for action in chapter.actions
    ]
    assert questions.max_row == 1 + sum(len(chapter.questions) for chapter in sample.chapters)
    words = sample.words[language].words
    levels = {level.id: level.title.plain(language) for level in sample.model.levels}
    assert [row[:2] for row in states.iter_rows(min_row=2, max_row=6, values_only=True)] == [
        (words[f"state_{id}"], words[f"state_{id}_hint"]) for id in ("open", "agreed", "started", "done", "dropped")
    ]
    told = [
        (chapter, step.level, one)
        for chapter in sample.chapters
        for step in chapter.maturity
        for one in step.statements
    ]
    assert [row[:5] for row in statements.iter_rows(min_row=2, values_only=True)] == [
        (f"{chapter.id}.{one.id}", chapter.title.plain(language), levels[level], one.text.plain(language), None)
        for chapter, level, one in told
    ]
    (rule,) = statements.data_validations.dataValidation
    assert rule.formula1 == f"'{states.title}'!$A$9:$A$12"
    assert [row[:2] for row in states.iter_rows(min_row=9, max_row=12, values_only=True)] == [
        (words[f"answer_{id}"], words[f"answer_{id}_hint"]) for id in ("yes", "partly", "no", "not_ours")
    ]
    (rule,) = actions.data_validations.dataValidation
    assert rule.type == "list"
    assert rule.formula1 == f"'{states.title}'!$A$2:$A$6"
    assert [row[0] for row in ticks.iter_rows(min_row=2, max_row=3, values_only=True)] == [
        f"{LABEL}:deliverable",
        "shelves.old-books",
    ]
    (rule,) = ticks.data_validations.dataValidation
    assert (rule.formula1, bool(rule.showErrorMessage)) == ('"✓"', False)
    assert [sheet[1][len(list(sheet[1])) - 1].value for sheet in (actions, ticks)] == [
        words["evidence"],
        words["ticked"],
    ]


def test_two_workbooks_are_equal_to_the_byte(sample: Playbook, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write(sample, "ja", tmp_path / name)
    first, second = (next((tmp_path / name).iterdir()).read_bytes() for name in ("first", "second"))
    assert first == second


FORMULAS = [
    "=1+1",
    "+1-1",
    "-2+3",
    "@SUM(1)",
    '=HYPERLINK("https://outside.example")',
    "＝1＋1",
    "0120-00",
    "https://a.example",
]


def test_content_never_becomes_a_formula(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    chapter = data / "pillars" / "shelves.yml"
    questions = [
        f"      - id: q{at}\n        text:\n          en: |-\n            {text}\n" for at, text in enumerate(FORMULAS)
    ]
    head, tail = chapter.read_text(encoding="utf-8").split("      - id: lost-books\n")
    chapter.write_text(f"{head}{''.join(questions)}      - id: lost-books\n{tail}", encoding="utf-8")
    playbook = load(data).playbook
    assert playbook is not None
    write(playbook, "en", tmp_path)
    page = openpyxl.load_workbook(tmp_path / "playbook.workbook.en.xlsx")["Questions to discuss"]
    cells = [row[2] for row in page.iter_rows(min_row=2, max_row=1 + len(FORMULAS))]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 6 + [False] * 2


# ---- what was filled in comes back


def test_filled_rows_come_back(blank: Path) -> None:
    state, said = imported(blank, "filled_rows")
    head = {name: value for name, value in state.items() if name not in ("items", "unmatched")}
    assert head == {
        "format": "playbook-state",
        "version": 2,
        "playbook": "playbook",
        "edition": "",
        "language": "en",
        "name": "filled",
    }
    assert state["items"][LABEL] == {
        "status": "started",
        "owner": "Rin",
        "due": "2026-11-30",
        "completed": "soon",
        "note": "=IF(1,2",
        "evidence": "https://team.example/shelf.jpg",
        "wording": {"language": "en", "text": "Label every book"},
    }
    assert state["items"]["shelves.untranslated"]["note"] == "42"
    assert (len(state["items"]), state["unmatched"]) == (2, [])
    assert warnings_of(said) == [
        "'soon' in cell I2 is no date, or could be two; write it as in 2026-12-24. It is kept as it is"
    ]


def test_ticks_come_back(blank: Path) -> None:
    state, said = imported(blank, "ticks")
    assert {id: (item.get("ticked"), item.get("other")) for id, item in state["items"].items()} == {
        f"{LABEL}:deliverable": (True, None),
        "shelves.old-books": (True, {"E": "seen by Rin"}),
    }
    assert warnings_of(said) == []


def test_a_box_that_is_not_ticked_is_nothing(blank: Path) -> None:
    state, said = imported(blank, "boxes_of_a_program")
    assert (list(state["items"]), warnings_of(said)) == ([f"{LABEL}:deliverable"], [])


def test_what_says_neither_yes_nor_no_is_kept_and_named(blank: Path) -> None:
    state, said = imported(blank, "unclear_ticks")
    assert state["items"][f"{LABEL}:deliverable"]["other"] == {"Ticked": "half"}
    assert "'half' in cell D2 says neither yes nor no; write ✓. It is kept under the title of its column" in said[0]
    assert [row["other"] for row in state["unmatched"]] == [{"Ticked": "×"}]


def test_a_workbook_from_before_there_were_ticks_lacks_none(blank: Path) -> None:
    assert warnings_of(imported(blank, "before_there_were_ticks")[1]) == []


def test_answers_to_statements_come_back_by_their_ids(blank: Path) -> None:
    state, said = imported(blank, "answers")
    found = {id: {**item} for id, item in state["items"].items()}
    wordings = [item.pop("wording")["text"] for item in found.values()]
    assert found == {
        "shelves.all-labelled": {"note": "all but the attic", "answer": "partly"},
        "shelves.some-labelled": {"evidence": "https://team.example/labels.jpg", "answer": "yes"},
    }
    assert (wordings, warnings_of(said)) == (["All books are labelled.", "Some books are labelled."], [])


def test_an_answer_that_is_none_of_ours_is_kept_and_named(blank: Path) -> None:
    state, said = imported(blank, "unclear_answers")
    assert state["items"]["shelves.some-labelled"]["answer"] == "Perhaps"
    assert warnings_of(said) == ["'Perhaps' is not in the list of answers; it is kept as it is"]


def test_a_workbook_from_before_there_were_statements_lacks_none(blank: Path) -> None:
    assert warnings_of(imported(blank, "before_there_were_statements")[1]) == []


def test_the_same_sheet_is_the_same_file(blank: Path) -> None:
    """Keys and ids have one order, whatever came first in the workbook or in the program."""
    state, _ = imported(blank, "filled_rows")
    shuffled = dict(reversed(state.items())) | {
        "items": {id: dict(reversed(item.items())) for id, item in reversed(state["items"].items())}
    }
    file = blank.with_suffix(".state.json").read_text(encoding="utf-8")
    assert as_json(shuffled) == file
    assert file.startswith('{\n  "format": "playbook-state",\n  "version": 2,\n  "playbook": "playbook",\n')
    assert file.endswith("]\n}\n")


def test_columns_that_people_added_have_one_order(blank: Path) -> None:
    """That of a browser, which cannot write whole numbers but in front."""
    other = imported(blank, "columns_of_odd_names")[0]["items"][LABEL]["other"]
    assert list(other) == ["V", "W", "__proto__", "constructor"]
    item = {"other": dict.fromkeys(("b", "10", "9", "01", "\uff5e", "\U00020bb7"), "x")}
    file = as_json({"items": {LABEL: item}, "unmatched": []})
    assert list(json.loads(file)["items"][LABEL]["other"]) == ["9", "10", "01", "b", "\U00020bb7", "\uff5e"]


def test_moved_columns_rows_and_sheets_are_found(blank: Path) -> None:
    state, said = imported(blank, "moved_columns_rows_and_sheets")
    assert state["items"][LABEL]["owner"] == "Rin"
    assert state["items"][LABEL]["other"] == {"AD": "Nobody named this column", "Room": "Attic"}
    assert len(said) == 1


def test_changed_vanished_and_repeated_rows_are_reported_and_kept(blank: Path) -> None:
    state, said = imported(blank, "changed_vanished_and_repeated_rows")
    assert state["items"][LABEL]["status"] == "Nearly"
    assert state["items"][LABEL]["wording"] == {"language": "en", "text": "Label nearly every book"}
    assert [(row["row"], row.get("id"), row["note"]) for row in state["unmatched"]] == [
        (90, LABEL, "twice"),
        (91, "burnt.down", "kept"),
        (92, None, "nameless"),
        (93, "__proto__", "odd"),
    ]
    assert [line.split(";")[0] for line in warnings_of(said)] == [
        "'Nearly' is not in the list of states",
        "the wording of 'shelves.label-all' is not that of the playbook now",
        "'shelves.label-all' stands here a second time",
        "'burnt.down' is not in the playbook",
        "'92' is not in the playbook",
        "'__proto__' is not in the playbook",
    ]


def test_an_item_takes_along_what_it_said(blank: Path) -> None:
    """As the playbook has it, in the language of the row, wherever the row still says so."""
    state, said = imported(blank, "words_that_only_look_different")
    assert [item["wording"] for item in state["items"].values()] == [
        {"language": "en", "text": "Label every book"},
        {"language": "ja", "text": "どの本が、なぜ見つからなくなりましたか。"},
    ]
    assert warnings_of(said) == []


@pytest.mark.parametrize("case", ["rows_without_ids", "old_id"])
def test_rows_are_found_by_their_words_and_by_old_ids(case: str, blank: Path) -> None:
    assert imported(blank, case)[0]["items"][LABEL]["note"] == "kept"


def test_missing_rows_are_counted(blank: Path) -> None:
    said = imported(blank, "missing_row")[1]
    assert said[0].endswith("the workbook lacks 1 items of the playbook, such as 'shelves.label-all'")


def test_states_and_dates_of_any_language_are_known(blank: Path) -> None:
    item = imported(blank, "states_in_other_languages")[0]["items"][LABEL]
    assert (item["status"], item["due"]) == ("agreed", "2026-12-24")


# ---- what is not read at all


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["name"])
def test_bad_workbook_is_refused_by_name(case: dict[str, str], blank: Path) -> None:
    SPOILERS[case["name"]](blank)
    result = run("import", blank, "--data", DATA / "sample")
    assert result.exit_code == 1
    assert re.sub(r"\s+", " ", result.output).startswith(case["expected"])
    assert [path.name for path in blank.parent.iterdir()] == ["filled.xlsx"]


def test_every_spoilt_workbook_has_its_words() -> None:
    assert sorted(case["name"] for case in BAD) == sorted(SPOILERS)


def test_state_file_is_never_written_over(blank: Path) -> None:
    imported(blank)
    result = run("import", blank, "--data", DATA / "sample")
    assert result.exit_code == 1
    assert "there is a file of this name; name another with --output" in result.output
    assert run("import", blank, "--data", DATA / "sample", "--output", blank.parent / "other.json").exit_code == 0


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_libreoffice_opens_and_saves_it_without_loss(language: str, sample_site: Path, tmp_path: Path) -> None:
    source = sample_site / "print" / f"playbook.workbook.{language}.xlsx"
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    subprocess.run([*command, "--convert-to", "xlsx", "--outdir", tmp_path, source], check=True, capture_output=True)
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(tmp_path / source.name)
    assert after.sheetnames == before.sheetnames
    for one, other in zip(before.worksheets, after.worksheets, strict=True):
        rows = [[row for row in page.iter_rows(values_only=True) if any(row)] for page in (one, other)]
        assert rows[0] == rows[1]
        assert len(other.data_validations.dataValidation) == len(one.data_validations.dataValidation)


__all__ = ["blank", "fill", "imported", "warnings_of"]
