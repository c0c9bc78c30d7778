"""Python and the browser read the same of a workbook, and say the same about it, whatever it is."""

import base64
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from playwright.sync_api import Browser, Page

from playbook import export
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.plugin import scripts
from playbook.problems import Problem
from playbook.workbook import Unreadable, write
from playbook.workbook.reading import read
from tests.foreign_workbooks import CASES

READ = """async ([data, name]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  return JSON.stringify(await playbookWorkbook.read(bytes.buffer, playbookReading, name));
}"""
# What is said of a file that a library or a browser cannot read is in its own words.
IN_OWN_WORDS = "workbook-broken"
CODE = re.compile(r'"((?:file|workbook|rows?|status|answer|date|tick|cell|signs)-[a-z-]+)"')


@pytest.fixture(scope="module")
def reader(browser: Browser, sample: Playbook) -> Iterator[Page]:
    context = browser.new_context()
    yield reading(context.new_page(), sample)
    context.close()


def reading(page: Page, playbook: Playbook) -> Page:
    """Let a page read workbooks of a playbook."""
    page.add_script_tag(content=export.reading_script(playbook, "en"))
    page.add_script_tag(content=scripts.joined(scripts.SOURCES / "workbook" / "main.js"))
    return page


@pytest.fixture(scope="module")
def blank(sample: Playbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("blank")
    write(sample, "en", folder)
    return folder / "playbook.workbook.en.xlsx"


def by_browser(page: Page, path: Path) -> dict[str, Any]:
    data = base64.b64encode(path.read_bytes()).decode()
    found: dict[str, Any] = json.loads(page.evaluate(READ, [data, path.name]))
    return {
        "sheet": _content(found["sheet"] | found) if "sheet" in found else None,
        "said": list(map(_said, found["said"])),
    }


def by_python(path: Path, playbook: Playbook) -> dict[str, Any]:
    try:
        state, problems = read(path, playbook)
    except Unreadable as unreadable:
        return {"sheet": None, "said": [_said(_as_said(unreadable.problem))]}
    return {"sheet": _content(state), "said": [_said(_as_said(problem)) for problem in problems]}


def _content(sheet: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a workbook does not tell: id and day."""
    return {name: sheet[name] for name in ("name", "language", "items", "unmatched")}


def _as_said(problem: Problem) -> dict[str, Any]:
    sheet, _, field = problem.field.partition("!")
    cell = f"!{get_column_letter(problem.mark.column)}{problem.mark.line}" if field else ""
    place = {"place": sheet + cell} if problem.field != "file" else {}
    return {"code": problem.code, "facts": dict(problem.facts), **place}


def _said(said: dict[str, Any]) -> tuple[str, str, dict[str, str]]:
    return said["code"], said.get("place", ""), {} if said["code"] == IN_OWN_WORDS else said["facts"]


@pytest.mark.parametrize("name", CASES)
def test_both_read_the_same(name: str, blank: Path, tmp_path: Path, reader: Page, sample: Playbook) -> None:
    path = Path(shutil.copy(blank, tmp_path / "filled.xlsx"))
    CASES[name](path)
    assert by_browser(reader, path) == by_python(path, sample)


def test_words_that_two_items_say_are_not_guessed(copy_of: Callable[[str], Path], tmp_path: Path, page: Page) -> None:
    """A row without an id whose words are those of an action and of its example is kept, and named."""
    chapter = copy_of("sample") / "pillars" / "shelves.yml"
    chapter.write_text(chapter.read_text("utf-8").replace("Old books first?", "Label every book"), "utf-8")
    playbook = load(chapter.parent.parent).playbook
    assert playbook is not None
    write(playbook, "en", tmp_path)
    path = tmp_path / "playbook.workbook.en.xlsx"
    CASES["rows_without_ids"](path)
    found = by_python(path, playbook)
    assert found == by_browser(reading(page, playbook), path)
    assert [(row["row"], row["note"]) for row in found["sheet"]["unmatched"]] == [(2, "kept")]
    assert ("row-unclear", "Actions!A2", {"found": "Label every book"}) in found["said"]


def test_a_file_that_is_chosen_names_the_sheet(blank: Path, tmp_path: Path, page: Page, sample: Playbook) -> None:
    path = Path(shutil.copy(blank, tmp_path / "Team A.spring.xlsx"))
    CASES["ticks"](path)
    page.set_content("<input type=file>")
    page.locator("input").set_input_files(path)
    found = reading(page, sample).evaluate(
        "playbookWorkbook.read(document.querySelector('input').files[0], playbookReading)"
    )
    assert found["sheet"]["name"] == "Team A.spring"
    assert found["sheet"]["items"]["shelves.old-books"]["ticked"] is True


def test_a_file_larger_than_what_it_may_hold_is_not_looked_at(tmp_path: Path, reader: Page, sample: Playbook) -> None:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(bytes(40_000_001))
    (code, *_), *_ = by_python(path, sample)["said"]
    found = reader.evaluate("playbookWorkbook.read(new ArrayBuffer(40_000_001), playbookReading, 'filled.xlsx')")
    assert [said["code"] for said in found["said"]] == [code] == ["workbook-too-large"]


def test_every_code_has_words_in_the_language_of_the_page(sample: Playbook) -> None:
    """What a reader of workbooks says in a page is what `playbook import` says."""
    script = export.reading_script(sample, "ja")
    known = json.loads(script.removeprefix("window.playbookReading = ").rstrip(";\n"))
    assert known["messages"]["row-twice"] == sample.words["ja"].messages["row-twice"]
    parts = [path.read_text("utf-8") for path in (scripts.SOURCES / "workbook").glob("*.js")]
    assert {code for part in parts for code in CODE.findall(part)} == known["messages"].keys()
