"""What the tests of keeping share: tabs of one reader that work on a sheet, and what may go wrong with a store."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from playbook.plugin import scripts
from tests.conftest import ROOT

ITEM = "shelves.open-early"
SCRIPTS = (
    scripts.SOURCES.parent / "assets" / "playbook" / "idb.js",
    ROOT / "tests" / "browser" / "keeping.js",
)


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with an empty browser whose pages can keep sheets; an error on a page fails the test."""
    context = browser.new_context()
    library, page = SCRIPTS
    context.add_init_script(library.read_text(encoding="utf-8") + scripts.joined(page))
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context
    context.close()
    assert faults == []


def tab(reader: BrowserContext, site: str, before: str = "") -> Page:
    """Open a page of the site that works on a sheet; `before` is run before anything else of it."""
    page = reader.new_page()
    if before:
        page.add_init_script(before)
    go(page, site)
    return page


def go(page: Page, site: str) -> None:
    page.goto(f"{site}/en/index.html")
    page.evaluate("start()")


def write(page: Page, value: str, field: str = "note", item: str = ITEM) -> None:
    """Write into a field, and wait for nothing."""
    page.evaluate("([item, field, value]) => work.change(item, field, value)", [item, field, value])


def keep(page: Page, value: str, field: str = "note", item: str = ITEM) -> None:
    """Write into a field, and wait until it is kept."""
    write(page, value, field, item)
    page.evaluate("work.settled()")


def wait(page: Page, condition: str) -> None:
    page.wait_for_function(f"() => {condition}")  # the policy of a page allows no text to be run


def sees(page: Page, item: str = ITEM) -> dict[str, Any] | None:
    found: dict[str, Any] | None = page.evaluate("(item) => work.filled(item) ?? null", item)
    return found


def wait_to_see(page: Page, filled: dict[str, Any], item: str = ITEM) -> None:
    page.wait_for_function(
        """([item, wanted]) => {
            const sorted = (_, value) => Object(value) !== value || Array.isArray(value) ? value
                : Object.fromEntries(Object.entries(value).sort());
            return JSON.stringify(work.filled(item) ?? null, sorted) === JSON.stringify(wanted, sorted); }""",
        arg=[item, filled],
    )


def stored(page: Page) -> dict[str, Any]:
    """What the store holds of the sheet, whatever the page shows."""
    found: dict[str, Any] = page.evaluate("store.read(work.sheet.id)")
    return found
