"""What tests of the page of working sheets share: its addresses, files of sheets, a sheet that is made."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.serving import web_server

ACTION = "shelves.label-all"
QUESTION = "shelves.lost-books"


@contextmanager
def served(site: Path, way: str) -> Iterator[str]:
    """Give the address of a site: from the disk, or over http."""
    if way == "file":
        yield site.as_uri()
        return
    with web_server(site) as address:
        yield address


def state(**changes: Any) -> str:
    """Return the file of a sheet with one action; `changes` are by name of the file's own fields."""
    whole = {
        **{"format": "playbook-state", "version": 2, "playbook": "playbook", "edition": "", "language": "en"},
        **{"id": "0123456789abcdef", "name": "Aoi", "created": "2026-11-02"},
        **{"items": {ACTION: {"owner": "Aoi"}}, "unmatched": []},
    }
    return json.dumps({**whole, **changes}, ensure_ascii=False, indent=2) + "\n"


def payload(content: str | bytes, name: str = "aoi.state.json") -> FilePayload:
    content = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "application/json", "buffer": content}


def open_files(page: Page, *files: FilePayload) -> None:
    page.locator("#pb-files").set_input_files(list(files))


def choose(page: Page, words: str) -> None:
    """Press a button of the question that the page asks."""
    page.get_by_role("dialog").get_by_role("button", name=words, exact=True).click()


def make_sheet(page: Page, address: str, name: str = "Spring", language: str = "en") -> None:
    page.goto(f"{address}/{language}/work.html")
    page.locator("[data-new] input").fill(name)
    page.locator("[data-new] button").click()
    expect(page.locator("[data-sheets] [aria-current]")).to_contain_text(name)


def field(page: Page, name: str) -> Any:
    """Return a control of the one action of the small playbook."""
    return page.locator(f"[id='board-{ACTION}-{name}']")


def kept(page: Page) -> None:
    """Wait until the page says that all is kept."""
    expect(page.locator("[data-kept]")).to_have_text("Kept in this browser")


def saved(page: Page, button: str = "Save as a file") -> str:
    """Save by a button, and return what the browser was given."""
    with page.expect_download() as download:
        page.locator(".pb-desk section").get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def sheet_of(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(text)
    return found
