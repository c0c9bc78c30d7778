"""What axe says in Japanese and Chinese about pages that somebody works with, in light and in dark: nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import findings
from tests.filling import LABEL, LOST, SHELVES, begun, filled_before
from tests.test_filling_bar import CONFLICT, PHONE, REWORDED

WINDOWS = {"desk": {"width": 1280, "height": 900}, "phone": PHONE}
ANSWERS = {"shelves.some-labelled": {"answer": "yes"}, "shelves.all-labelled": {"answer": "no"}}
SESSION = "?q=shelves.lost-books,shelves.untranslated&m=10,5&f=3,5,2"
ALL = {LABEL: CONFLICT | {"due": "2020-01-31"}, LOST: REWORDED, **ANSWERS}


def chapter(page: Page, site: str) -> None:
    begun(page, f"{site}/{SHELVES}?with=en")
    filled_before(page, ALL)
    page.locator(".pb-bar__toggle").click()
    expect(page.locator(".pb-bar__more")).to_be_visible()


def of_all_chapters(page: Page, site: str) -> None:
    worked_with(page, site, "work.html")
    expect(page.locator(f"[id='board-{LABEL}-owner']")).to_be_visible()


def assessment(page: Page, site: str) -> None:
    worked_with(page, site, "assessment.html")
    expect(page.locator("[data-table] td").first).to_be_visible()


def report(page: Page, site: str) -> None:
    worked_with(page, site, "report.html?with=en")
    expect(page.locator("[data-paper]")).to_be_visible()
    for fold in page.locator("[data-choose] summary").all():
        fold.click()


def session(page: Page, site: str) -> None:
    page.goto(f"{site}/session.html{SESSION}&with=en")
    page.locator("form input").first.fill("第一チーム")
    page.locator("form .pb-stage__next").click()
    expect(page.locator(".pb-stage__topic")).to_be_focused()
    page.keyboard.press("PageDown")


def search(page: Page, site: str) -> None:
    page.goto(f"{site}/kpis.html")
    page.keyboard.press("Control+k")
    page.locator(".pb-search-dialog input").first.fill("本 书 xyzzy")
    expect(page.locator(".pb-search-dialog [role='option'], .pb-search-dialog [role='status']").first).to_be_visible()


def worked_with(page: Page, site: str, address: str) -> None:
    """Open a page with a sheet in which a chapter has been filled in."""
    begun(page, f"{site}/{SHELVES}")
    filled_before(page, ALL)
    page.goto(f"{site}/{address}")
    expect(page.locator("[data-desk]")).to_be_visible()


@pytest.fixture(params=WINDOWS)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WINDOWS[request.param], reduced_motion="reduce")  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["ja", "zh"])
@pytest.mark.parametrize("reach", [chapter, of_all_chapters, assessment, report, session, search])
def test_axe_finds_nothing_where_somebody_works(
    reach: Callable[[Page, str], None], language: str, sample_site: Path, reader: Page
) -> None:
    reach(reader, f"{sample_site.as_uri()}/{language}")
    assert findings(reader) == set()
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
