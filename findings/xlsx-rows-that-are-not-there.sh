#!/bin/sh
# What openpyxl's read-only mode gives of a sheet that has two cells, one of them in the last row, and of a line end that
# Excel has written as _x000D_. Expected: two rows, and a line end. Seen with openpyxl 3.1.5 and XlsxWriter 3.2.9: one
# row for each of the 1,048,576 numbers up to the last, be it there or not, although the size that the file claims was
# reset; and the seven characters of the escape (ECMA-376-1, 22.9.2.19, has readers turn them into the sign).
# A reader of workbooks from elsewhere has to go by the cells that are there, and to read the escapes itself.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 xlsxwriter==3.2.9
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import zipfile

import openpyxl
import xlsxwriter

with xlsxwriter.Workbook("made.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "first#second")
    sheet.write_string(1_048_575, 0, "last")
with zipfile.ZipFile("made.xlsx") as made, zipfile.ZipFile("as-excel.xlsx", "w") as changed:
    for name in made.namelist():
        changed.writestr(name, made.read(name).replace(b"first#second", b"first_x000D_&#10;second"))
sheet = openpyxl.load_workbook("as-excel.xlsx", read_only=True).active
sheet.reset_dimensions()
rows = list(sheet.iter_rows(values_only=True))
print(f"openpyxl {openpyxl.__version__}: {len(rows)} rows, {sum(any(row) for row in rows)} with a value, {rows[0][0]!r}")
assert len(rows) == 1_048_576
assert rows[0][0] == "first_x000D_\nsecond"
PYTHON
