"""The preview: what one saved change costs beside a whole build, and when it is seen; only on a quiet machine."""

import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, expect, sync_playwright

from bench.content import series
from bench.data_folder import write_data
from bench.measuring import ROOT, Program, page_ids
from bench.report import head, row
from bench.search import browser_path

_ROUNDS = 10
_PORT = 8991
_TARGETS = {40: "<= 0.25", 300: "<= 0.35"}
# From the save to the first paint of the changed page, by the clocks of the machine and of the page.
_PAINTED = """() => performance.timeOrigin
    + performance.getEntriesByType("paint").find(({ name }) => name === "first-contentful-paint").startTime"""


def table(sizes: Iterable[int]) -> Iterator[str]:
    """Yield a row for our content and for made-up content of each size: the first page, and a saved change."""
    yield from head(
        "preview", "first page, s", f"change seen, s (median of {_ROUNDS})", "target", "CPU s", "of a build"
    )
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        data = Path(shutil.copytree(ROOT / "data", Path(name) / "data"))
        yield _row("our content", _Place(data, "pillars/leadership.yml", "ja/pillars/leadership.html"))
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            data = Path(name) / "data"
            write_data(data, series(size), page_ids())
            chapter = "series/series-001/chapter-001"
            yield _row(f"{size} chapters", _Place(data, f"{chapter}.yml", f"ja/{chapter}.html"), _TARGETS.get(size, ""))


class _Place(NamedTuple):
    """Where the content is, the file that is changed, and the page on which that is seen."""

    data: Path
    file: str
    page: str


def _row(name: str, place: _Place, target: str = "") -> str:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        program = Program((sys.executable, "-m", "playbook"), ROOT)
        whole = program.run("build", "--no-cache", "--no-pdf", "--data", place.data, "--output", f"{folder}/site").cpu
    first, cpu, seen = _updates(place)
    return row(name, f"{first:.2f}", f"{seen:.2f}", target, f"{cpu:.2f}", f"{cpu / whole:.1%}")


def _updates(place: _Place) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "playbook", "serve", "--data", str(place.data), "--port", str(_PORT)]
    start = time.time()
    with (
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server,
        sync_playwright() as playwright,
        contextlib.closing(
            playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        ) as browser,
    ):
        assert server.stdout
        server.stdout.readline()
        page = browser.new_page()
        page.set_default_timeout(600_000)
        page.goto(f"http://127.0.0.1:{_PORT}/{place.page}")
        first = page.evaluate(_PAINTED) / 1000 - start
        rounds = [_update(place.data / place.file, page, server.pid, number) for number in range(_ROUNDS)]
        server.terminate()  # Ctrl+C is ignored by what was started in the background
    cpu, seen = (statistics.median(values) for values in zip(*rounds, strict=True))
    return first, cpu, seen


def _update(file: Path, page: Page, process: int, number: int) -> tuple[float, float]:
    """Save one change; return the CPU seconds of the preview until all problems are known, and when it was painted."""
    before, start = _cpu(process), time.time()
    text = file.read_text(encoding="utf-8")
    changed = re.sub(r"^(  ja: \S+?)(（.）)?$", rf"\1（{'甲乙'[number % 2]}）", text, count=1, flags=re.MULTILINE)
    file.write_text(changed, encoding="utf-8")
    expect(page.locator("h1").first).to_contain_text("甲乙"[number % 2], timeout=60_000)
    page.wait_for_timeout(1500)
    return _cpu(process) - before, page.evaluate(_PAINTED) / 1000 - start


def _cpu(process: int) -> float:
    """Return the CPU seconds of a process so far, from Linux's table of processes."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
