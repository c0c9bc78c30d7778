"""The workbook: text stays text, a filled one is read back wherever its columns went, and no row is lost."""

import datetime
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.workbook import write
from tests.conftest import DATA, run

BAD = yaml.safe_load((DATA / "bad-workbooks.yml").read_text(encoding="utf-8"))
HEADS = [
    "Id",
    "Chapter",
    "Action",
    "Evidence",
    "Usually owned by",
    "Status",
    "Assigned to",
    "Due",
    "Completed",
    "Remark",
]


@pytest.fixture
def blank(sample: Playbook, tmp_path: Path) -> Path:
    write(sample, "en", tmp_path)
    return (tmp_path / "playbook.workbook.en.xlsx").rename(tmp_path / "filled.xlsx")


def fill(path: Path, change: Callable[[Any, dict[str, int]], object], sheet: str = "Actions") -> None:
    """Change a sheet as a person would: `change` gets it with the columns by their heads."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    change(page, {cell.value: cell.column for cell in page[1] if cell.value})
    book.save(path)


def imported(path: Path) -> tuple[dict[str, Any], list[str]]:
    result = run("import", path, "--data", DATA / "sample")
    assert result.exit_code == 0, result.output
    return json.loads(path.with_suffix(".state.json").read_text(encoding="utf-8")), result.output.splitlines()


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_site_offers_a_workbook_in_each_language(language: str, sample_site: Path, sample: Playbook) -> None:
    book = openpyxl.load_workbook(sample_site / "print" / f"playbook.workbook.{language}.xlsx")
    actions, questions, states = book.worksheets
    assert [row[0] for row in actions.iter_rows(min_row=2, values_only=True)] == [
        f"{chapter.id}.{action.id}" for chapter in sample.chapters for action in chapter.actions
    ]
    assert questions.max_row == 1 + sum(len(chapter.questions) for chapter in sample.chapters)
    words = sample.words[language].words
    assert [row[:2] for row in states.iter_rows(min_row=2, max_row=6, values_only=True)] == [
        (words[f"state_{id}"], words[f"state_{id}_hint"]) for id in ("open", "agreed", "started", "done", "dropped")
    ]
    (rule,) = actions.data_validations.dataValidation
    assert rule.type == "list"
    assert rule.formula1 == f"'{states.title}'!$A$2:$A$6"


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


def test_filled_rows_come_back(blank: Path) -> None:
    def change(page: Any, at: dict[str, int]) -> None:
        for head, value in (
            ("Status", "In progress"),
            ("Assigned to", "Rin"),
            ("Due", datetime.datetime(2026, 11, 30)),
            ("Completed", "soon"),
            ("Remark", "=IF(1,2"),
        ):
            page.cell(2, at[head]).value = value
        page.cell(2, at["Remark"]).data_type = "s"

    fill(blank, change)
    fill(blank, lambda page, at: page.cell(3, at["Remark"], 42), "Questions to discuss")
    state, said = imported(blank)
    assert (state["format"], state["version"], state["language"]) == ("playbook-state", 1, "en")
    written = {"status": "started", "owner": "Rin", "due": "2026-11-30", "completed": "soon", "note": "=IF(1,2"}
    assert state["items"]["shelves.label-all"] == written
    assert state["items"]["shelves.untranslated"]["note"] == "42"
    assert (len(state["items"]), state["unmatched"]) == (2, [])
    assert [line.partition(": warning: ")[2] for line in said[:-1]] == [
        "'soon' in cell I2 is no date, or could be two; write it as in 2026-12-24. It is kept as it is"
    ]


def test_moved_columns_rows_and_sheets_are_found(blank: Path) -> None:
    def change(page: Any, at: dict[str, int]) -> None:
        page.cell(2, at["Assigned to"], "Rin")
        page.move_range("A1:A9", rows=0, cols=14)
        page.insert_rows(1, amount=3)
        page.cell(1, 2, "Our list of the spring")
        page.insert_cols(3)
        page.cell(4, 3, "Room")
        page.cell(5, 3, "Attic")
        page.cell(5, 30, "Nobody named this column")
        page.title = "Spring"

    fill(blank, change)
    state, said = imported(blank)
    assert state["items"]["shelves.label-all"]["owner"] == "Rin"
    assert state["items"]["shelves.label-all"]["other"] == {"Room": "Attic", "AD": "Nobody named this column"}
    assert len(said) == 1


def test_changed_vanished_and_repeated_rows_are_reported_and_kept(blank: Path) -> None:
    def change(page: Any, at: dict[str, int]) -> None:
        page.cell(2, at["Action"], "Label nearly every book")
        page.cell(2, at["Status"], "Nearly")
        for row, (id, remark) in enumerate(
            [("shelves.label-all", "twice"), ("burnt.down", "kept"), ("", "nameless")], 90
        ):
            page.cell(row, at["Id"], id)
            page.cell(row, at["Remark"], remark)

    fill(blank, change)
    state, said = imported(blank)
    assert state["items"]["shelves.label-all"]["status"] == "Nearly"
    assert [(row["row"], row["id"], row["note"]) for row in state["unmatched"]] == [
        (90, "shelves.label-all", "twice"),
        (91, "burnt.down", "kept"),
        (92, "", "nameless"),
    ]
    assert [re.sub(r"^\S+ ", "", line).split(": warning: ")[-1].split(";")[0] for line in said[:-1]] == [
        "'Nearly' is not in the list of states",
        "the wording of 'shelves.label-all' is not that of the playbook now",
        "'shelves.label-all' stands here a second time",
        "'burnt.down' is not in the playbook",
        "'92' is not in the playbook",
    ]


def test_rows_without_ids_are_found_by_their_words_and_by_old_ids(blank: Path) -> None:
    def change(page: Any, at: dict[str, int]) -> None:
        page.cell(2, at["Remark"], "kept")
        page.delete_cols(at["Id"])

    fill(blank, change)
    state, _ = imported(blank)
    assert state["items"]["shelves.label-all"]["note"] == "kept"


def test_old_id_leads_to_the_item(blank: Path) -> None:
    def change(page: Any, at: dict[str, int]) -> None:
        page.cell(2, at["Id"], "bookcases.stickers")
        page.cell(2, at["Remark"], "kept")

    fill(blank, change)
    assert imported(blank)[0]["items"]["shelves.label-all"]["note"] == "kept"


def test_missing_rows_are_counted(blank: Path) -> None:
    fill(blank, lambda page, _: page.delete_rows(2))
    said = imported(blank)[1]
    assert said[0].endswith("the workbook lacks 1 items of the playbook, such as 'shelves.label-all'")


# ---- what is not read at all


def not_a_zip(path: Path) -> None:
    path.write_bytes(b"Id,Action\nshelves.label-all,Label\n")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def another_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")


def replace_part(path: Path, part: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in {**parts, part: content}.items():
            archive.writestr(name, content if name == part else old)


def spoilt_inside(path: Path) -> None:
    replace_part(path, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row></worksheet>")


def old_or_encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


def with_macros(path: Path) -> None:
    replace_part(path, "xl/vbaProject.bin", b"macro")


def bomb(path: Path) -> None:
    replace_part(path, "xl/media/image1.png", bytes(200_000_000))


def rows_of(count: int) -> bytes:
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    return b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + row * count


def a_million_rows(path: Path) -> None:
    replace_part(path, "xl/worksheets/sheet1.xml", rows_of(1_048_576) + b"</sheetData></worksheet>")


def too_many_rows(path: Path) -> None:
    def change(page: Any, _: dict[str, int]) -> None:
        for _ in range(20_001):
            page.append(["some.id"])

    fill(path, change)


def merged_cells(path: Path) -> None:
    fill(path, lambda page, _: page.merge_cells("G2:G3"))


def no_table(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Assigned to"])
    book.save(path)


def entities(path: Path) -> None:
    levels = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e0 "ha">{levels}]><sst><si><t>&e11;</t></si></sst>'
    replace_part(path, "xl/sharedStrings.xml", text.encode())


SPOILERS: dict[str, Callable[[Path], None]] = {
    spoil.__name__: spoil
    for spoil in (
        *(not_a_zip, cut_short, another_zip, spoilt_inside, old_or_encrypted, with_macros),
        *(bomb, a_million_rows, too_many_rows, merged_cells, no_table, entities),
    )
}


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["name"])
def test_bad_workbook_is_refused_by_name(case: dict[str, str], blank: Path) -> None:
    SPOILERS[case["name"]](blank)
    result = run("import", blank, "--data", DATA / "sample")
    assert result.exit_code == 1
    assert result.output.startswith(case["expected"])
    assert [path.name for path in blank.parent.iterdir()] == ["filled.xlsx"]


def test_state_file_is_never_written_over(blank: Path) -> None:
    imported(blank)
    result = run("import", blank, "--data", DATA / "sample")
    assert result.exit_code == 1
    assert "there is a file of this name; name another with --output" in result.output
    assert run("import", blank, "--data", DATA / "sample", "--output", blank.parent / "other.json").exit_code == 0


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
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
