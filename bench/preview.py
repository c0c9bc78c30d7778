"""The preview of the real content: what one saved change costs beside a whole build, and when it is seen."""

import contextlib
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bench.measuring import ROOT, Side
from bench.report import head, row
from bench.search import browser_path

_ROUNDS = 10
_PORT = 8991
_PAGE = "ja/pillars/leadership.html"
# From the save to the first paint of the changed page, by the clocks of the machine and of the page.
_PAINTED = """() => performance.timeOrigin
    + performance.getEntriesByType("paint").find(({ name }) => name === "first-contentful-paint").startTime"""


def table() -> Iterator[str]:
    """Return the rows: a whole build, the first page, an update; only the ratio can be compared between machines."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        data = Path(shutil.copytree(ROOT / "data", Path(name) / "data"))
        command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--data", str(data), "--site", f"{name}/site"]
        whole = Side(command, Path(name) / "site")
        whole.build()
        first, cpu, seen = _updates(data)
    yield from head("preview of the real content", "CPU s", "seconds until it is seen (target < 1)")
    yield row("a whole build", f"{whole.median:.2f}", "")
    yield row("the first page, from the start", "", f"{first:.2f}")
    yield row(f"a saved change, median of {_ROUNDS}", f"{cpu:.2f}", f"{seen:.2f}")
    yield row("of a whole build", f"{cpu / whole.median:.1%}", "")


def _updates(data: Path) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "playbook", "serve", "--data", str(data), "--port", str(_PORT)]
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
        page.goto(f"http://127.0.0.1:{_PORT}/{_PAGE}")
        first = page.evaluate(_PAINTED) / 1000 - start
        rounds = [_update(data / "pillars" / "leadership.yml", page, server.pid, number) for number in range(_ROUNDS)]
        server.send_signal(signal.SIGINT)
    cpu, seen = (statistics.median(values) for values in zip(*rounds, strict=True))
    return first, cpu, seen


def _update(file: Path, page: Page, process: int, number: int) -> tuple[float, float]:
    """Save one change; give the CPU seconds of the preview until all problems are known, and when it was painted."""
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
