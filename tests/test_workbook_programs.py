"""Workbooks as other programs and people leave them: nothing is dropped without a word, nothing is guessed."""

import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from playbook.model import written_dates as dates
from tests.conftest import DATA
from tests.test_workbook import blank, fill, imported, run

__all__ = ["blank"]
DATES: list[dict[str, Any]] = yaml.safe_load((DATA / "dates.yml").read_text(encoding="utf-8"))


def repacked(path: Path, change: Callable[[str, bytes], bytes], names: Callable[[str], str] = str) -> None:
    """Change the parts of a workbook as another program would have written them."""
    with zipfile.ZipFile(path) as archive:
        parts = {names(name): change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def warnings_of(said: list[str]) -> list[str]:
    return [line.partition(": warning: ")[2] for line in said if ": warning: " in line]


@pytest.mark.parametrize("case", DATES, ids=lambda case: case["written"])
def test_dates_are_read_where_they_say_one_thing(case: dict[str, Any]) -> None:
    assert dates.date_in(case["written"], case.get("epoch", 1900)) == case.get("says")


def test_dates_in_a_workbook(blank: Path) -> None:
    def change(page: Any, at: dict[str, int]) -> None:
        page.cell(2, at["Due"], 46380).number_format = "General"
        page.cell(2, at["Completed"], "R8.12.24")
        page.cell(3, at["Due"], "12/24")

    fill(blank, change)
    state, said = imported(blank)
    (label,), (other,) = [*state["items"].values()], state["unmatched"]
    assert (label["due"], label["completed"], other["due"]) == ("2026-12-24", "2026-12-24", "12/24")
    expected = "'12/24' in cell H3 is no date, or could be two; write it as in 2026-12-24. It is kept as it is"
    assert expected in warnings_of(said)


def test_a_far_column_is_kept(blank: Path) -> None:
    fill(blank, lambda page, _: page.cell(2, 300, "far away"))
    state, _ = imported(blank)
    assert state["items"]["shelves.label-all"]["other"] == {"KN": "far away"}


def test_a_cell_in_the_last_row_costs_no_steps(blank: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are not there are not walked through: as many are looked at as have a cell."""
    fill(blank, lambda page, at: page.cell(1_048_576, at["Remark"], "last"))
    seen = []
    from playbook.workbook import reading  # noqa: PLC0415 - what is counted

    original = reading._lines
    monkeypatch.setattr(reading, "_lines", lambda *pair: (seen.append(line) or line for line in original(*pair)))
    started = time.process_time()
    state, _ = imported(blank)
    assert len(seen) < 50, time.process_time() - started
    assert [row["note"] for row in state["unmatched"]] == ["last"]


def test_line_ends_of_windows_are_line_ends(blank: Path) -> None:
    fill(blank, lambda page, at: page.cell(2, at["Remark"], "one#two_x005F_x000D_ _xD800_"))
    repacked(blank, lambda _, part: part.replace(b"one#two", b"one_x000D_\ntwo"))
    state, _ = imported(blank)
    assert state["items"]["shelves.label-all"]["note"] == "one\ntwo_x000D_"


def strict(_: str, part: bytes) -> bytes:
    usual = rb"http://schemas\.openxmlformats\.org/(officeDocument|spreadsheetml|drawingml)/2006/(\w+)"
    return re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/\2", part)


def test_strict_open_xml_is_read(blank: Path) -> None:
    fill(blank, lambda page, at: page.cell(2, at["Remark"], "kept"))
    repacked(blank, strict)
    assert imported(blank)[0]["items"]["shelves.label-all"]["note"] == "kept"


def test_a_book_of_another_name_is_read(blank: Path) -> None:
    fill(blank, lambda page, at: page.cell(2, at["Remark"], "kept"))
    repacked(
        blank,
        lambda _, part: part.replace(b"xl/workbook.xml", b"xl/book7.xml"),
        lambda name: name.replace("xl/workbook.xml", "xl/book7.xml").replace("workbook.xml.rels", "book7.xml.rels"),
    )
    assert imported(blank)[0]["items"]["shelves.label-all"]["note"] == "kept"


def test_what_is_seen_wins_over_what_is_hidden(blank: Path) -> None:
    book = openpyxl.load_workbook(blank)
    copy = book.copy_worksheet(book["Actions"])
    copy.cell(2, 10, "an old copy")
    copy.sheet_state = "hidden"
    book.move_sheet(copy, 1 - len(book.sheetnames))
    book["Actions"].cell(2, 10, "seen")
    book.active = book["Actions"]
    book.save(blank)
    state, said = imported(blank)
    assert state["items"]["shelves.label-all"]["note"] == "seen"
    assert [row["note"] for row in state["unmatched"]] == ["an old copy"]
    assert any("a second time" in line for line in said)


@pytest.mark.parametrize("area", ["L2:M4", "A90:J91"])
def test_merged_cells_outside_the_table_do_no_harm(blank: Path, area: str) -> None:
    def change(page: Any, at: dict[str, int]) -> None:
        page.cell(2, at["Remark"], "kept")
        page[area.partition(":")[0]] = "A note to all"
        page.merge_cells(area)

    fill(blank, change)
    assert imported(blank)[0]["items"]["shelves.label-all"]["note"] == "kept"


def test_a_formula_in_place_of_words_is_named(blank: Path) -> None:
    fill(blank, lambda page, at: page.cell(2, at["Assigned to"], '="Rin"'))
    state, said = imported(blank)
    assert state["items"]["shelves.label-all"]["owner"] == '="Rin"'
    assert warnings_of(said) == ["the cell G2 has a formula; its last value was taken. Write the value itself"]


def test_remarks_of_the_library_stay_inside(blank: Path) -> None:
    """A date that is none makes the library warn, with a path of its own."""
    fill(blank, lambda page, at: setattr(page.cell(2, at["Due"], 9e9), "number_format", "yyyy-mm-dd"))
    result = run("import", blank, "--data", DATA / "sample")
    assert result.exit_code == 0
    assert "openpyxl" not in result.output + result.stderr
    assert "site-packages" not in result.output + result.stderr
