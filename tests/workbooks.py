"""Workbooks as people leave them: each case makes of a blank one what its name says, for both readers.

What programs write otherwise, and what is no workbook at all, stands in `tests/foreign_workbooks.py`.
"""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

Case = Callable[[Path], None]
# Columns of the sheet of actions by their heads, counted from 1.
Columns = dict[str, int]
CASES: dict[str, Case] = {}


def case(make: Case) -> Case:
    CASES[make.__name__] = make
    return make


def fill(path: Path, change: Callable[[Any, Columns], object], sheet: str = "Actions") -> None:
    """Change a sheet as a person would: `change` gets it with the columns by their heads."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    change(page, {cell.value: cell.column for cell in page[1] if cell.value})
    book.save(path)


@case
def blank(path: Path) -> None:
    """Nothing is filled in."""


@case
def filled_rows(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        for head, value in (
            ("Status", "In progress"),
            ("Assigned to", "Rin"),
            ("Due", datetime.datetime(2026, 11, 30)),
            ("Completed", "soon"),
            ("Remark", "=IF(1,2"),
            ("Link to evidence", "https://team.example/shelf.jpg"),
        ):
            page.cell(2, at[head]).value = value
        page.cell(2, at["Remark"]).data_type = "s"

    fill(path, change)
    fill(path, lambda page, at: page.cell(3, at["Remark"], 42), "Questions to discuss")


@case
def ticks(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Ticked"], "✓")
        page.cell(3, at["Ticked"], " はい ")
        page.cell(3, at["Ticked"] + 1, "seen by Rin")

    fill(path, change, "Evidence and examples")


@case
def boxes_of_a_program(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Ticked"], True)
        page.cell(3, at["Ticked"], False)

    fill(path, change, "Evidence and examples")


@case
def unclear_ticks(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Ticked"], "half")
        page.cell(3, at["Id"], "bookcases.stickers:deliverable")
        page.cell(3, at["Ticked"], "×")

    fill(path, change, "Evidence and examples")


@case
def before_there_were_ticks(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    del book["Evidence and examples"]
    book.save(path)


@case
def answers(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Answer"], " ＹＥＳ ")
        page.cell(2, at["Link to evidence"], "https://team.example/labels.jpg")
        page.cell(3, at["Answer"], "一部")
        page.cell(3, at["Remark"], "all but the attic")

    fill(path, change, "Statements of maturity")


@case
def unclear_answers(path: Path) -> None:
    fill(path, lambda page, at: page.cell(2, at["Answer"], "Perhaps"), "Statements of maturity")


@case
def before_there_were_statements(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    del book["Statements of maturity"]
    book.save(path)


@case
def moved_columns_rows_and_sheets(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Assigned to"], "Rin")
        page.move_range("A1:A9", rows=0, cols=14)
        page.insert_rows(1, amount=3)
        page.cell(1, 2, "Our list of the spring")
        page.insert_cols(3)
        page.cell(4, 3, "Room")
        page.cell(5, 3, "Attic")
        page.cell(5, 30, "Nobody named this column")
        page.title = "Spring"

    fill(path, change)


@case
def changed_vanished_and_repeated_rows(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Action"], "Label nearly every book")
        page.cell(2, at["Status"], "Nearly")
        rows = [("shelves.label-all", "twice"), ("burnt.down", "kept"), ("", "nameless"), ("__proto__", "odd")]
        for row, (id, remark) in enumerate(rows, 90):
            page.cell(row, at["Id"], id)
            page.cell(row, at["Remark"], remark)

    fill(path, change)


@case
def words_that_only_look_different(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Action"], "ＬＡＢＥＬ  every\nbook ")
        page.cell(2, at["Remark"], "kept")

    def ask_in_japanese(page: Any, at: Columns) -> None:
        page.cell(2, at["Question"], "どの本が、なぜ見つからなくなりましたか。")
        page.cell(2, at["Remark"], "kept")

    fill(path, change)
    fill(path, ask_in_japanese, "Questions to discuss")


@case
def rows_without_ids(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Remark"], "kept")
        page.delete_cols(at["Id"])

    fill(path, change)


@case
def old_id(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Id"], "bookcases.stickers")
        page.cell(2, at["Remark"], "kept")

    fill(path, change)


@case
def missing_row(path: Path) -> None:
    fill(path, lambda page, _: page.delete_rows(2))


@case
def states_in_other_languages(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Status"], "決定")
        page.cell(2, at["Due"], "令和8年12月24日")

    fill(path, change)


@case
def dates_of_many_kinds(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Due"], 46380).number_format = "General"
        page.cell(2, at["Completed"], "R8.12.24")
        page.cell(3, at["Due"], "12/24")

    fill(path, change)


@case
def far_column(path: Path) -> None:
    fill(path, lambda page, _: page.cell(2, 300, "far away"))


@case
def columns_of_odd_names(path: Path) -> None:
    def change(page: Any, _: Columns) -> None:
        for at, (head, word) in enumerate((("__proto__", "a"), ("constructor", "b"), ("2026", "c"), ("2026", "d")), 20):
            page.cell(1, at, head)
            page.cell(2, at, word)

    fill(path, change)


@case
def cell_in_the_last_row(path: Path) -> None:
    fill(path, lambda page, at: page.cell(1_048_576, at["Remark"], "last"))


@case
def hidden_copy(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book["Actions"])
    copy.cell(2, 10, "an old copy")
    copy.sheet_state = "hidden"
    book.move_sheet(copy, 1 - len(book.sheetnames))
    book["Actions"].cell(2, 10, "seen")
    book.active = book["Actions"]
    book.save(path)


def merged_outside(path: Path, area: str) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Remark"], "kept")
        page[area.partition(":")[0]] = "A note to all"
        page.merge_cells(area)

    fill(path, change)


@case
def merged_beside_the_table(path: Path) -> None:
    merged_outside(path, "M2:N4")


@case
def merged_below_the_table(path: Path) -> None:
    merged_outside(path, "A90:J91")


@case
def merged_above_the_table(path: Path) -> None:
    def change(page: Any, at: Columns) -> None:
        page.cell(2, at["Remark"], "kept")
        page.insert_rows(1, amount=2)
        page["A1"] = "Our list of the spring"
        page.merge_cells("A1:J1")

    fill(path, change)


@case
def formula_in_place_of_words(path: Path) -> None:
    fill(path, lambda page, at: page.cell(2, at["Assigned to"], '="Rin"'))


@case
def date_that_is_none(path: Path) -> None:
    fill(path, lambda page, at: setattr(page.cell(2, at["Due"], 9e9), "number_format", "yyyy-mm-dd"))


@case
def counted_from_1904(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book["Actions"].cell(2, 8, datetime.datetime(2026, 12, 24))
    book["Actions"].cell(2, 9, 44918).number_format = "General"
    book["Actions"].cell(2, 10, datetime.datetime(2026, 12, 24, 9, 30)).number_format = "yyyy-mm-dd hh:mm"
    book.save(path)
