"""A filled workbook of the real content, opened by a browser and by Python."""

import base64
import gzip
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from playwright.sync_api import sync_playwright

from bench.measuring import ROOT
from bench.report import head, row
from playbook import export, workbook
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.model.working_sheets import workbook_name
from playbook.plugin import scripts
from playbook.workbook.reading import read

LANGUAGE = "ja"
ROUNDS = 9
# The columns that a team fills in, counted from 1: of actions, of questions, of ticks.
COLUMNS = ((6, 7, 8, 10), (4, 5, 8), (4,))
OPEN = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const start = performance.now();
  await playbookWorkbook.read(bytes.buffer, playbookReading, "filled.xlsx");
  return performance.now() - start;
}"""


def table() -> Iterator[str]:
    """Return the table: how long it takes to open a workbook in which every row is filled in, and what is loaded."""
    playbook = load(ROOT / "data").playbook
    assert playbook is not None
    reader = scripts.joined(scripts.SOURCES / "workbook" / "main.js")
    known = export.reading_script(playbook, LANGUAGE)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path, rows = _filled(playbook, Path(folder))
        yield from head(f"a workbook of {rows} rows", "figure", "target (300 rows)")
        yield row("opens in the browser, ms, median", f"{_in_browser(path, reader, known):.0f}", "< 1000")
        started = time.process_time()
        read(path, playbook)
        yield row("opens in Python, CPU ms", f"{(time.process_time() - started) * 1000:.0f}", "")
    for name, script in (("workbook.js", reader), ("work.reading.js", known)):
        yield row(
            f"{name}, KB gzip, when a workbook is opened", f"{len(gzip.compress(script.encode())) / 1000:.1f}", ""
        )


def _filled(playbook: Playbook, folder: Path) -> tuple[Path, int]:
    workbook.write(playbook, LANGUAGE, folder)
    path = folder / workbook_name(LANGUAGE)
    book = openpyxl.load_workbook(path)
    rows = 0
    for sheet, columns in zip(book.worksheets, COLUMNS, strict=False):
        for number in range(2, sheet.max_row + 1):
            rows += 1
            for at in columns:
                sheet.cell(number, at, "2026-12-24" if at == 8 else "✓")
    book.save(path)
    return path, rows


def _in_browser(path: Path, reader: str, known: str) -> float:
    data = base64.b64encode(path.read_bytes()).decode()
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for script in (known, reader):
            page.add_script_tag(content=script)
        taken = [page.evaluate(OPEN, data) for _ in range(ROUNDS)]
        browser.close()
    return float(statistics.median(taken))
