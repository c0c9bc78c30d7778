"""Makes the pictures of the contributors' guides: `make pictures`, after a change of what they show."""

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import BROWSERS, ROOT, built
from tests.test_diff import commit, git
from tests.test_serve import previewed

TARGET = ROOT / "docs" / "contributing"
LANGUAGES = {"en": "en-GB", "ja": "ja", "zh": "zh-Hans"}
FORGE = """
forge:
  software: gitlab
  address: https://forge.example.org/team/playbook
  branch: main
  folder: data
"""
# A sentence as it stands, in each language, and as an editor would have it; and where his slip is made.
FILE = "pillars/leadership.yml"
SENTENCES = {
    "en": ("an hour of coaching a week", "one hour of coaching every week"),
    "ja": ("週に1時間のコーチング時間", "毎週1時間のコーチング時間"),
    "zh": ("每周腾出 1 小时做辅导", "每周固定 1 小时做辅导"),
}
SLIP = ("          {}: ", "          {}:")
# The signs of a terminal, as a page writes them.
COLOURS = {"1": "font-weight:700", "31": "color:#b3261e", "32": "color:#0b6b3a", "33": "color:#7a5200"}
TERMINAL = """<!doctype html><meta charset="utf-8"><html lang="{tag}"><style>
body {{ margin: 0; padding: 20px 24px; width: max-content; max-width: 900px; background: #fbfbf9; color: #1c2423;
font: 15px/1.6 "DejaVu Sans Mono", "Noto Sans Mono CJK {face}", monospace; white-space: pre-wrap; }}
</style><body><b>$ {command}</b>
{text}</body></html>"""


def main() -> None:
    """Make all pictures in all languages."""
    TARGET.mkdir(exist_ok=True)
    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as apart,
        sync_playwright() as playwright,
    ):
        data = Path(shutil.copytree(ROOT / "data", Path(folder) / "data"))
        settings = data / "playbook.yml"
        settings.write_text(settings.read_text("utf-8") + FORGE, "utf-8")
        git(Path(folder), "init", "--quiet", "--initial-branch", "main")
        commit(Path(folder))
        site = built(data, Path(apart) / "site")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for id in LANGUAGES:
            item(browser, site, id)
            edited(browser, data, id)
        browser.close()


def item(browser: Browser, site: Path, id: str) -> None:
    """Show a question with the links beside it."""
    page = paper(browser, id)
    page.goto(f"{(site / id / 'pillars' / 'leadership.html').as_uri()}#coaching-time")
    question = page.locator("#coaching-time")
    question.hover()
    box = question.bounding_box()
    assert box
    page.screenshot(path=TARGET / f"item.{id}.png", clip={**box, "x": box["x"] - 16, "width": box["width"] + 32})
    page.context.close()


def edited(browser: Browser, data: Path, id: str) -> None:
    """Show what a change means, and what is said of a slip: in a terminal, and over the preview."""
    file = data / FILE
    before = file.read_text("utf-8")
    old, new = SENTENCES[id]
    file.write_text(before.replace(old, new, 1), "utf-8")
    terminal(browser, data, id, "playbook diff main", "diff")
    at = before.index(old)
    key = SLIP[0].format(id)
    start = before.rindex(key, 0, at)
    slipped = before[:start] + SLIP[1].format(id) + before[start + len(key) :]
    with previewed(data, PLAYBOOK_LANG=id) as address:
        page = paper(browser, id)
        page.goto(f"{address}/{id}/pillars/leadership.html")
        file.write_text(slipped, "utf-8")
        page.get_by_role("alert").wait_for()
        page.screenshot(path=TARGET / f"preview.{id}.png")
        page.context.close()
    terminal(browser, data, id, "playbook check", "check")
    file.write_text(before, "utf-8")


def paper(browser: Browser, id: str) -> Page:
    """Return a page as wide as a picture."""
    return browser.new_context(viewport={"width": 900, "height": 560}, locale=LANGUAGES[id]).new_page()


def terminal(browser: Browser, data: Path, id: str, command: str, name: str) -> None:
    """Show what a command prints on a terminal."""
    page = paper(browser, id)
    face = {"zh": "SC"}.get(id, "JP")
    text = coloured(printed(command.split(), data.parent, id))
    page.set_content(TERMINAL.format(tag=LANGUAGES[id], face=face, command=command, text=text))
    page.locator("body").screenshot(path=TARGET / f"{name}.{id}.png")
    page.context.close()


def printed(command: list[str], folder: Path, id: str) -> str:
    """Return what a command writes where it believes to be on a terminal of 92 columns."""
    ours, its = pty.openpty()
    environment = {**os.environ, "PLAYBOOK_LANG": id, "COLUMNS": "92", "PYTHONPATH": str(ROOT)}
    module = [sys.executable, "-m", *command]
    with subprocess.Popen(module, stdout=its, stderr=its, cwd=folder, env=environment):
        os.close(its)
        parts = []
        while part := _read(ours):
            parts.append(part)
    os.close(ours)
    return b"".join(parts).decode().replace("\r\n", "\n").rstrip()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # so Linux tells the end of a terminal
        return b""


def coloured(text: str) -> str:
    """Turn the colours of a terminal into those of a page."""
    return re.sub("\033\\[(\\d+)m", lambda code: _tag(code[1]), escape(text, quote=False))


def _tag(code: str) -> str:
    return "</span>" if code == "0" else f'<span style="{COLOURS[code]}">'


if __name__ == "__main__":
    main()
