"""Working sheets in a real browser: what they load, how soon a key is kept, how long a merge takes."""

import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.measuring import ROOT
from bench.report import head, row
from bench.search import browser_path

LANGUAGE = "ja"
CHAPTER = f"{LANGUAGE}/pillars/leadership.html"
WORK = f"{LANGUAGE}/work.html"
ITEMS = 1000
KEYS = 40
PAUSE = 300
# Where keys are pressed, and what says there that all is kept.
PAGES = (
    ("of a chapter", CHAPTER, ".pb-question-list textarea", ".pb-bar__kept"),
    ("of all chapters", WORK, "[data-board] textarea", "[data-kept]"),
)
MERGED = 20
MERGED_ITEMS = 300
MERGES = 5
# Every so many notes are each sheet's own.
OWN = 10
# From the moment of the key to that in which the page says that it is kept.
LISTEN = """(shown) => {
  window.taken = [];
  let pressed = 0;
  document.addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
  const isKept = () => document.querySelector(shown).textContent === playbookWork.words.keep_kept;
  let wasKept = isKept();
  new MutationObserver(() => {
    const now = isKept();
    if (now && !wasKept && pressed) {
      taken.push(performance.now() - pressed);
      pressed = 0;
    }
    wasKept = now;
  }).observe(document.body, { attributes: true, childList: true, subtree: true, characterData: true });
}"""

# Presses the button, and returns how long it takes until all that is to be decided is shown, and until all is kept.
MERGE = """(wanted) => new Promise((resolve) => {
  const conflicts = document.querySelector("[data-conflicts]");
  const kept = document.querySelector("[data-kept]");
  const start = performance.now();
  let shown = 0;
  new MutationObserver((_, observer) => {
    if (!conflicts.hidden && conflicts.querySelectorAll("ul ul").length === wanted) shown ||= performance.now() - start;
    if (!shown || kept.textContent !== playbookWork.words.keep_kept) return;
    observer.disconnect();
    resolve([shown, performance.now() - start]);
  }).observe(document.querySelector("[data-desk]"), { attributes: true, childList: true, subtree: true });
  document.querySelector("dialog button[value=merge]").click();
})"""


def table() -> Iterator[str]:
    """Measure on the real content, and return the table line by line."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--output", str(site)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield from head("working sheets", "median", "largest", "target")
        yield from _sizes(browser, site)
        yield from _keys(browser, site)
        yield from _merges(browser, site)
        browser.close()


def _begun(context: BrowserContext, site: Path) -> Page:
    page = context.new_page()
    page.goto((site / CHAPTER).as_uri())
    page.locator(".pb-ways__work button").click()
    page.locator(".pb-bar [type=submit]").click()
    page.wait_for_selector(".pb-bar__kept[data-state=kept]")
    return page


def _sizes(browser: Browser, site: Path) -> Iterator[str]:
    context = browser.new_context()
    bare = _weight(context.new_page(), site)
    _begun(context, site).close()
    used = _weight(context.new_page(), site)
    context.close()
    for name, weight, target in (("without", bare, "<= 4"), ("with", used, "<= 30")):
        yield row(f"KB (gzip) more for a chapter {name} a sheet", f"{weight / 1000:.1f}", "", target)


def _weight(page: Page, site: Path) -> int:
    """Return the bytes, compressed, of what a chapter loads to be worked with."""
    found: list[str] = []
    page.on("requestfinished", lambda request: found.append(request.url))
    page.goto((site / CHAPTER).as_uri())
    page.wait_for_load_state("networkidle")
    names = {unquote(urlsplit(address).path) for address in found}
    own = [Path(name) for name in names if Path(name).name.startswith(("work", "idb", "save-sheet"))]
    return sum(len(gzip.compress(path.read_bytes())) for path in own)


def _file(playbook: str, ids: Sequence[str], sheet: int) -> str:
    """Return the file of a sheet some of whose notes are its own."""
    items = {
        id: {"status": "started", "owner": "Rin", "note": f"{'all' if at % OWN else sheet}: {id}"}
        for at, id in enumerate(ids)
    }
    head = {"format": "playbook-state", "version": 2, "playbook": playbook, "edition": "", "language": LANGUAGE}
    own = {"id": f"{sheet:016x}", "name": f"Sheet {sheet}", "created": "2026-11-02", "items": items, "unmatched": []}
    return json.dumps({**head, **own}, ensure_ascii=False)


def _opened(page: Page, files: Sequence[str]) -> None:
    payloads: Any = [
        {"name": f"{at}.state.json", "mimeType": "application/json", "buffer": text.encode()}
        for at, text in enumerate(files)
    ]
    page.locator("#pb-files").set_input_files(payloads)
    page.wait_for_selector("dialog[open]")


def _known(page: Page) -> tuple[str, list[str]]:
    """Return the name of the playbook, and the ids that can be filled in."""
    playbook, ids = page.evaluate("[playbookWork.playbook, Object.keys(playbookTexts[playbookWork.language])]")
    return playbook, ids


def _work(browser: Browser, site: Path) -> Page:
    page = browser.new_context().new_page()
    page.goto((site / WORK).as_uri())
    page.wait_for_selector("[data-desk]:not([hidden])")
    return page


def _keys(browser: Browser, site: Path) -> Iterator[str]:
    page = _work(browser, site)
    playbook, known = _known(page)
    ids = [*known, *(f"earlier.item-{at}" for at in range(ITEMS - len(known)))]
    _opened(page, [_file(playbook, ids, 1)])
    page.locator("dialog button[value=fresh]").click()
    page.wait_for_selector("[data-board] textarea")
    page.wait_for_function("() => document.querySelector('[data-kept]').textContent === playbookWork.words.keep_kept")
    for name, address, field, shown in PAGES:
        page.goto((site / address).as_uri())
        page.wait_for_selector(field)
        page.wait_for_timeout(PAUSE)
        page.evaluate(LISTEN, shown)
        page.locator(field).first.focus()
        for _ in range(KEYS):
            page.keyboard.press("x")
            page.wait_for_timeout(PAUSE)
        taken: list[float] = page.evaluate("taken")
        spread = f"{statistics.median(taken):.0f}", f"{max(taken):.0f}"
        yield row(f"ms from a key to kept, {ITEMS} items filled in, page {name}", *spread, "< 50")
    page.context.close()


def _merges(browser: Browser, site: Path) -> Iterator[str]:
    page = _work(browser, site)
    playbook, known = _known(page)
    ids = known[:MERGED_ITEMS]
    files = [_file(playbook, ids, at) for at in range(1, MERGED)]
    taken: list[list[float]] = []
    for _ in range(MERGES):
        _opened(page, [_file(playbook, ids, MERGED)])
        page.locator("dialog button[value=fresh]").click()
        page.wait_for_selector("dialog", state="detached")
        page.wait_for_timeout(PAUSE)
        _opened(page, files)
        taken.append(page.evaluate(MERGE, MERGED_ITEMS // OWN))
    for name, times in zip(("shown", "kept"), zip(*taken, strict=True), strict=True):
        spread = f"{statistics.median(times):.0f}", f"{max(times):.0f}"
        yield row(f"ms until a merge of {MERGED} sheets of {MERGED_ITEMS} items is {name}", *spread, "< 1000")
    page.context.close()
