"""One filled sheet has the same numbers wherever it is shown, printed, sent on or taken back."""

import json
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.conftest import DATA, built, run
from tests.reporting import TODAY, report
from tests.test_pdf import text_of
from tests.test_print import sheets
from tests.work_pages import choose, kept, saved, sheet_of

NUMBERS: dict[str, Any] = yaml.safe_load((DATA / "numbers.yml").read_text("utf-8"))
CHAPTERS: Mapping[str, Any] = NUMBERS["chapters"]
SUMS = ("done", "actions", "overdue")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook, with statements of maturity in all its chapters."""
    data = shutil.copytree(DATA / "sample", tmp_path_factory.mktemp("numbers") / "data")
    for name, text in NUMBERS["added"].items():
        with (data / name).open("a", encoding="utf-8") as file:
            file.write(text)
    return data


@pytest.fixture(scope="module")
def site(data: Path) -> Path:
    return built(data, data.parent / "site")


@pytest.fixture(scope="module")
def workbook(site: Path) -> Path:
    """The workbook that the generator wrote, filled in by a team."""
    path = Path(shutil.copy(site / "print" / "playbook.workbook.en.xlsx", site.parent / "filled.xlsx"))
    book = openpyxl.load_workbook(path)
    for name, rows in NUMBERS["filled"].items():
        sheet = book[name]
        heads = {cell.value: cell.column for cell in sheet[1]}
        at = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        for id, cells in rows.items():
            for head, value in cells.items():
                sheet.cell(at[id], heads[head], value)
    book.save(path)
    return path


@pytest.fixture
def opened(site: Path, workbook: Path, page: Page) -> Page:
    """The page of working sheets, where the filled workbook was opened."""
    page.clock.set_fixed_time(datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC))
    page.goto(f"{site.as_uri()}/en/work.html")
    expect(page.locator("[data-desk]")).to_be_visible()
    page.locator("#pb-files").set_input_files(workbook)
    choose(page, "Keep as a new sheet")
    kept(page)
    return page


def test_workbook_and_file_hold_the_same_sheet(opened: Page, workbook: Path, data: Path, tmp_path: Path) -> None:
    by_command = tmp_path / "filled.state.json"
    result = run("import", workbook, "--data", data, "--output", by_command)
    assert result.exit_code == 0, result.output
    items = json.loads(by_command.read_text("utf-8"))["items"]
    assert sheet_of(saved(opened))["items"] == items
    answered = [id for id, filled in items.items() if "answer" in filled]
    assert {id: sum(one.startswith(f"{id}.") for one in answered) for id in CHAPTERS} == each("answered")
    states = {id: filled["status"] for id, filled in items.items() if "status" in filled}
    done = {id: sum(states[one] == "done" for one in states if one.startswith(f"{id}.")) for id in CHAPTERS}
    assert done == each("done")


def test_work_page_counts_the_same_actions(opened: Page) -> None:
    done, actions, overdue = (sum(each(name).values()) for name in SUMS)
    expect(opened.locator("[data-all] .pb-meter")).to_contain_text(f"{done} of {actions} done")
    expect(opened.locator("[data-all] .pb-meter")).to_contain_text(f"{overdue} overdue")


def test_chart_heat_map_table_and_print_have_the_same_numbers(opened: Page, site: Path, tmp_path: Path) -> None:
    page = opened
    page.goto(f"{site.as_uri()}/en/assessment.html")
    expect(page.locator("[data-table] tbody tr")).to_have_count(len(CHAPTERS))
    rows = {id: page.locator(f"[data-table] [data-chapter='{id}'] > *").all_inner_texts() for id in CHAPTERS}
    expected = {id: [said(id, "page"), *one["fields"], answers(id, " of ")] for id, one in CHAPTERS.items()}
    assert {id: cells[1:] for id, cells in rows.items()} == expected
    marks = page.locator(".pb-radar__mark").evaluate_all("(marks) => marks.map(({ dataset }) => ({ ...dataset }))")
    drawn = {mark["chapter"]: int(mark["level"]) for mark in marks}
    assert drawn == {id: level for id, level in each("level").items() if level is not None}
    names = ["".join(name.split()) for name in page.locator(".pb-radar__name").all_text_contents()]
    assert names == ["".join(f"{rows[id][0]}{said(id, 'chart')}".split()) for id in CHAPTERS]
    for id, one in CHAPTERS.items():
        fields = page.locator(f"[data-heat] [data-chapter='{id}'] .pb-heat__field")
        assert fields.all_text_contents() == one["fields"]
    sheets(page, tmp_path / "result.pdf")
    text = "".join(text_of(tmp_path / "result.pdf", "-raw").split())
    assert [id for id, cells in rows.items() if "".join("".join(cells).split()) not in text] == []


# A chapter that is still an outline is not filled in on its own page.
@pytest.mark.parametrize("id", [id for id, one in CHAPTERS.items() if one["actions"]])
def test_chapter_says_the_same_level(id: str, opened: Page, site: Path) -> None:
    opened.goto(f"{site.as_uri()}/en/pillars/{id}.html")
    level = f"Level reached: {said(id, 'page')}. Answered: {answers(id, ' of ')}."
    expect(opened.locator(".pb-answers__level")).to_have_text(level)


def test_report_says_the_same_on_the_screen_and_on_paper(opened: Page, site: Path, tmp_path: Path) -> None:
    report(opened, site.as_uri())
    told = [id for id, one in CHAPTERS.items() if one["answered"] or one["done"] or one["overdue"]]
    rows = {id: opened.locator(f"tr[data-chapter='{id}'] > *").all_inner_texts() for id in told}
    expected = {
        id: [said(id, "report"), answers(id, "/"), f"{one['done']}/{one['actions']}", str(one["overdue"])]
        for id, one in CHAPTERS.items()
        if id in told
    }
    assert {id: [cell.strip() for cell in cells[1:]] for id, cells in rows.items()} == expected
    actions, overdue = (sum(each(name).values()) for name in SUMS[1:])
    assessed = sum(level is not None for level in each("level").values())
    summary = opened.locator("[data-part='standing'] p").first.inner_text()
    assert re.search(rf"Actions: {actions} .*Overdue: {overdue}\. Chapters assessed: {assessed} of 4\.", summary)
    sheets(opened, tmp_path / "report.pdf")
    text = "".join(text_of(tmp_path / "report.pdf", "-raw").split())
    assert [id for id in told if "".join("".join(rows[id]).split()) not in text] == []
    assert "".join(summary.split()) in text


def each(name: str) -> dict[str, Any]:
    """Return a number of each chapter."""
    return {id: one[name] for id, one in CHAPTERS.items()}


def said(id: str, where: str) -> str:
    """Return how a page says the level of a chapter."""
    words: str = NUMBERS["levels"][CHAPTERS[id]["level"]][where]
    return words


def answers(id: str, between: str) -> str:
    return f"{CHAPTERS[id]['answered']}{between}{CHAPTERS[id]['statements']}"
