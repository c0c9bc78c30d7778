"""The day of a team, with the real LibreOffice: a workbook of the site is filled in, saved, passed on, and read back.

What people type is written into the flat form of a spreadsheet that LibreOffice has made of the workbook, and that it
opens and saves as it does any: no macro, and no part of LibreOffice but the program itself.
"""

import datetime
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from lxml import etree
from playwright.sync_api import Page

from playbook.loading import load
from tests.conftest import DATA, ROOT, run
from tests.test_workbook_readers import by_browser, by_python, reading

DAY: dict[str, Any] = yaml.safe_load((DATA / "teams-day.yml").read_text("utf-8"))
SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT = (SPACE % name for name in ("office", "table", "text"))
Cells = Mapping[str, str | datetime.date]
# A cell style that shows a date by the years of an emperor, as LibreOffice writes it for Japanese users.
ERA = """<x xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
<number:date-style style:name="era" number:language="ja" number:country="JP"><number:era number:calendar="gengou"
  number:style="long"/><number:year number:calendar="gengou"/><number:text>年</number:text><number:month/><number:text
  >月</number:text><number:day/><number:text>日</number:text></number:date-style>
<style:style style:name="era-cell" style:family="table-cell" style:data-style-name="era"/></x>"""


def saved(file: Path, form: str, folder: Path) -> Path:
    """Let LibreOffice open a file and save it."""
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir", folder, file]
    done = subprocess.run(command, capture_output=True, check=False)
    result = folder / f"{file.stem}.{form}"
    assert result.is_file(), (done.stdout + done.stderr).decode()
    return result


class Sheet:
    """One sheet of a flat spreadsheet, as somebody types into it."""

    def __init__(self, table: etree._Element) -> None:
        self.table = table
        for kind in ("row", "cell"):
            for part in [*table.iter(f"{TABLE}table-{kind}")]:
                _apart(part)
        self.rows = [*table.iter(f"{TABLE}table-row")]
        self.heads = ["".join(cell.itertext()).strip() for cell in self.rows[0]]

    def type_in(self, at: int, cells: Cells, style: str = "") -> None:
        """Fill in a row, counted from 1 below the head; a column that is not there is added behind the others."""
        for head, value in cells.items():
            if head not in self.heads:
                self.heads[self.heads.index("")] = head
                _fill(self.rows[0][self.heads.index(head)], head)
            cell = self.rows[at][self.heads.index(head)]
            _fill(cell, value)
            if style and isinstance(value, datetime.date):
                cell.set(f"{TABLE}style-name", style)

    def drag_to_top(self, at: int) -> None:
        self.rows[1].addprevious(self.rows[at])


def _apart(part: etree._Element) -> None:
    """Write rows and cells that are alike one by one, as many as somebody may type into."""
    name = f"{TABLE}number-{'rows' if part.tag.endswith('row') else 'columns'}-repeated"
    times = int(part.attrib.pop(name, "1"))
    for _ in range(min(times, 20) - 1):
        part.addprevious(etree.fromstring(etree.tostring(part)))


def _fill(cell: etree._Element, value: str | datetime.date) -> None:
    kind = "date" if isinstance(value, datetime.date) else "string"
    cell[:] = []
    cell.set(f"{OFFICE}value-type", kind)
    if kind == "date":
        cell.set(f"{OFFICE}date-value", str(value))
    for line in str(value).split("\n"):
        etree.SubElement(cell, f"{TEXT}p").text = line


def filled_in(flat: Path) -> None:
    """Type what the team types, and save."""
    tree = etree.parse(flat)
    styles = tree.find(f".//{OFFICE}automatic-styles")
    assert styles is not None
    styles.extend(etree.fromstring(ERA))
    sheets = [Sheet(table) for table in tree.iter(f"{TABLE}table")]
    for one in DAY["typed"]:
        sheets[one["sheet"]].type_in(one["row"], one["cells"], "era-cell" if one.get("era") else "")
    ids = len([row for row in sheets[0].rows[1:] if "".join(row[0].itertext()).strip()])
    sheets[0].type_in(ids + 3, DAY["own"])
    sheets[0].drag_to_top(DAY["moved"])
    tree.write(flat, encoding="utf-8", xml_declaration=True)


def imported(file: Path) -> tuple[dict[str, Any], list[str]]:
    """Read a filled workbook as a member of the team does, in Japanese."""
    result = run("import", file, "--data", ROOT / "data", "--lang", "ja")
    assert result.exit_code == 0, result.output
    return json.loads(file.with_suffix(".state.json").read_text("utf-8")), result.output.splitlines()


def given(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row of a state file says, without its place in the workbook."""
    return {name: value for name, value in row.items() if name not in ("sheet", "row", "id", "wording")}


def test_day_of_a_team(real_site: Path, tmp_path: Path, page: Page) -> None:
    # The morning: the workbook from the site, opened and filled in.
    sent = real_site / "print" / "playbook.workbook.ja.xlsx"
    flat = saved(sent, "fods", tmp_path / "morning")
    filled_in(flat)

    # A colleague gets it as ODS, and saves it as a workbook again; another opens and saves that.
    ods = saved(flat, "ods", tmp_path / "noon")
    workbook = saved(ods, "xlsx", tmp_path / "afternoon")
    again = saved(workbook, "xlsx", tmp_path / "evening")

    # Both are read, and say the same: what was typed, where it was typed, and nothing else.
    state, said = imported(workbook)
    assert imported(again)[0] == state
    ids = [[str(row[0]) for row in sheet.iter_rows(values_only=True)] for sheet in openpyxl.load_workbook(sent)]
    assert {id: given(row) for id, row in state["items"].items()} == {
        ids[one["sheet"]][one["row"]]: one["read"] for one in DAY["typed"]
    }
    assert [given(row) for row in state["unmatched"]] == [DAY["own-read"]]

    # It is told what is no date, and which row is of their own; no item of the playbook lacks.
    assert [line.partition("警告: ")[2] for line in said[:-1]] == DAY["told"]
    assert "記入済みの行：5件、プレイブックにないもの：1件" in said[-1]

    # A page of the site reads it as the command does.
    playbook = load(ROOT / "data").playbook
    assert playbook is not None
    assert by_browser(reading(page, playbook), workbook) == by_python(workbook, playbook)
