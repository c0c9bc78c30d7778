#!/bin/sh
# What openpyxl gives of dates in the formats that Excel has in Japan, China and Korea: 27 to 36 and 50 to 58 stand for a
# date by number alone, with no pattern in the file (ECMA-376-1, 18.8.30); in a Japanese Excel 31 is the plain 年月日.
# Expected: dates, as calamine gives them and LibreOffice shows them. Seen with openpyxl 3.1.5, python-calamine 0.9.1 and
# XlsxWriter 3.2.9: openpyxl gives the bare number of the day and calls the format General, without a warning, so nothing
# downstream can tell a date from a count. A reader of workbooks from East Asia has to look up the number of the format.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 xlsxwriter==3.2.9
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import datetime

import openpyxl
import python_calamine
import xlsxwriter

FORMATS = [14, *range(27, 32), 36, 50, 57, 58]
DAY = datetime.date(2026, 12, 24)
with xlsxwriter.Workbook("made.xlsx") as book:
    sheet = book.add_worksheet()
    for row, number in enumerate(FORMATS):
        sheet.write_number(row, 0, 46380, book.add_format({"num_format": number}))
cells = openpyxl.load_workbook("made.xlsx").active["A"]
rows = python_calamine.CalamineWorkbook.from_path("made.xlsx").get_sheet_by_index(0).to_python()
for number, cell, (other,) in zip(FORMATS, cells, rows, strict=True):
    print(f"format {number}: openpyxl {cell.value!r} ({cell.number_format}), calamine {other!r}")
assert cells[0].value.date() == DAY
assert all(cell.value == 46380 and cell.number_format == "General" for cell in cells[1:])
assert all(other == DAY for (other,) in rows)
PYTHON
