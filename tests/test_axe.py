"""What axe says about every type of page, in each language, on a desk and a phone, light and dark: nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import AXE, findings
from tests.serving import web_server
from tests.test_filling_bar import PHONE

LANGUAGES = ("en", "ja", "zh")
CHAPTERS = ("pillars/shelves.html", "results/readers.html", "series/opening-day/index.html")
VIEWPORTS = {"desk": {"width": 1280, "height": 900}, "phone": PHONE}


@pytest.fixture(params=VIEWPORTS)
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page in a window of a desk or a phone."""
    context = browser.new_context(viewport=VIEWPORTS[request.param])  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_type_of_page(language: str, sample_site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script(AXE)  # compiled once for all pages
    folder = sample_site / language
    pages = [*sorted(path.name for path in folder.glob("*.html")), *CHAPTERS]
    assert len(pages) > 20
    found = {}
    for address in pages:
        page.goto((folder / address).as_uri())
        for name, window in VIEWPORTS.items():
            page.set_viewport_size(window)  # type: ignore[arg-type]
            found[address, name] = findings(page)
    page.close()
    assert {where: one for where, one in found.items() if one} == {}


def test_axe_finds_nothing_in_front_of_the_site_and_beside_it(sample_site: Path, reader: Page) -> None:
    reader.goto((sample_site / "404.html").as_uri())
    assert findings(reader) == set()
    reader.route("**/start.js", lambda route: route.abort())
    reader.goto((sample_site / "index.html").as_uri())
    assert findings(reader) == set()


def test_axe_finds_nothing_in_what_opens(sample_site: Path, reader: Page) -> None:
    with web_server(sample_site) as address:
        reader.goto(f"{address}/ja/{CHAPTERS[0]}?with=en")
        reader.mouse.wheel(0, 3000)
        reader.wait_for_function("scrollY > 1000")
        reader.mouse.wheel(0, -400)
        expect(reader.locator(".md-top")).to_be_visible()
        assert findings(reader) == set()
        reader.locator(".pb-with summary").click()
        expect(reader.locator(".pb-with label").first).to_be_visible()
        assert findings(reader) == set()
        reader.keyboard.press("Escape")
        for button in reader.locator("[popovertarget]:visible").all():
            button.click()
            expect(reader.locator("[popover]:popover-open")).to_be_visible()
            assert findings(reader) == set()
            reader.keyboard.press("Escape")
            expect(reader.locator("[popover]:popover-open")).to_have_count(0)
        reader.keyboard.press("Control+k")
        expect(reader.locator(".pb-search-dialog [aria-expanded]")).to_be_visible()
        assert findings(reader) == set()
