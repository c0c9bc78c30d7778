"""What axe says about the page of working sheets, in each of its states."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import findings
from tests.test_filling_bar import PHONE
from tests.work_pages import ACTION, QUESTION, choose, field, make_sheet, open_files, payload, state

REWORDED = {"owner": "Rin", "wording": {"language": "en", "text": "Stick a label on every book"}}
GONE = {"note": "Why not?", "wording": {"language": "en", "text": "Dust the shelves"}}


def none(page: Page, _: str) -> None:
    expect(page.get_by_text("There is no sheet in this browser yet.")).to_be_visible()


def several(page: Page, address: str) -> None:
    for name in ("Kobe", "Nara", "Osaka"):
        make_sheet(page, address, name)
    page.get_by_role("button", name="Archive: Kobe").click()
    page.get_by_role("button", name="Erase: Nara").click()
    for folded in ("Archived: 1", "Erased: 1", "By series, phase and chapter"):
        page.get_by_text(folded).click()


def read(page: Page, address: str) -> None:
    make_sheet(page, address)
    open_files(page, payload("{", "odd.state.json"), payload(state(items={ACTION: {"due": "31 February"}})))
    expect(page.get_by_role("dialog")).to_be_visible()


def unlike(page: Page, address: str) -> None:
    make_sheet(page, address)
    field(page, "owner").fill("Mei")
    rows = [{"row": 7, "text": "An extra row", "note": "kept"}]
    items = {ACTION: REWORDED, QUESTION: {"note": "Two"}, "shelves.dust": GONE}
    open_files(page, payload(state(items=items, unmatched=rows)), payload(state(items={ACTION: {"status": "done"}})))
    choose(page, "Merge into “Spring”")
    expect(page.locator("[data-conflicts], [data-gone]").locator("visible=true")).to_have_count(2)


def shared(page: Page, address: str) -> None:
    make_sheet(page, address)
    field(page, "due").fill("2020-01-31")
    page.get_by_label("Show").select_option("overdue")
    page.get_by_label("With people and notes").check()
    page.get_by_role("button", name="Create the link").click()
    expect(page.get_by_label("Link", exact=True)).to_be_visible()


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("reach", [none, several, read, unlike, shared])
def test_axe_finds_nothing_in_any_state(
    reach: Callable[[Page, str], None], viewport: dict[str, int], sample_site: Path, browser: Browser
) -> None:
    context = browser.new_context(viewport=viewport)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/work.html")
    reach(page, sample_site.as_uri())
    assert findings(page) == set()
    context.close()
