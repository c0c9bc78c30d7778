"""Pages that help whoever has no script, forced colours, a page enlarged to 400 %, or an unsteady hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.windows import at_each

LANGUAGES = ("en", "ja", "zh")
CHAPTERS = ("pillars/shelves.html", "results/readers.html", "series/opening-day/index.html")
# A window of 1280 by 1024 at 400 %.
ENLARGED = {"width": 320, "height": 256}
# Links in running text are as small as their words, and may be.
TARGETS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && getComputedStyle(one).display !== "inline")
    .map((one) => one.matches("input") ? one.closest("label") ?? one : one)
    .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24)).map(([html]) => html)"""
WIDTHS = (1280, 360)
NARROW = """() => [...document.querySelectorAll("th, td, p, li, dt, dd, a, button")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent.trim().length > 6)
    .filter((one) => one.closest("thead")?.getBoundingClientRect().width !== 1)
    .filter((one) => one.getBoundingClientRect().width < 2 * parseFloat(getComputedStyle(one).fontSize))
    .map((one) => one.outerHTML.slice(0, 120))"""


def pages(site: Path, language: str) -> list[str]:
    folder = site / language
    return [(folder / name).as_uri() for name in (*sorted(path.name for path in folder.glob("*.html")), *CHAPTERS)]


@pytest.fixture
def without_scripts(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_enlarged_page_pans_in_one_direction_and_leaves_the_text_room(
    language: str, sample_site: Path, page: Page
) -> None:
    page.set_viewport_size(ENLARGED)  # type: ignore[arg-type]
    for address in pages(sample_site, language):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= ENLARGED["width"], address
    page.evaluate("scrollTo(0, innerHeight)")
    assert page.evaluate("document.querySelector('.md-header').getBoundingClientRect().bottom") <= 64


def test_what_is_pressed_is_large_enough(sample_site: Path, page: Page) -> None:
    small = {}
    for address in pages(sample_site, "ja"):
        page.goto(address)
        for width in at_each(page, WIDTHS, 800):
            small[address, width] = page.evaluate(TARGETS)
    assert {where: found for where, found in small.items() if found} == {}


def test_without_scripts_nothing_is_set_letter_by_letter(sample_site: Path, without_scripts: Page) -> None:
    for address in pages(sample_site, "ja"):
        without_scripts.goto(address)
        for width in at_each(without_scripts, WIDTHS, 800):
            assert without_scripts.evaluate(NARROW) == [], (address, width)


@pytest.mark.parametrize("forced", ["none", "active"])
def test_colours_tell_what_is_chosen_among_what_is_found(forced: str, sample_site: Path, page: Page) -> None:
    page.emulate_media(forced_colors=forced)  # type: ignore[arg-type]
    page.goto((sample_site / "en" / "search.html").as_uri() + "?q=shelves")
    edge = "one => getComputedStyle(one).borderInlineStartColor"
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".pb-search__result").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator(".pb-search__result[aria-selected='true']").evaluate(edge) not in (ground, "rgba(0, 0, 0, 0)")
    assert page.locator(".pb-search__result:not([aria-selected='true'])").first.evaluate(edge) in (
        ground,
        "rgba(0, 0, 0, 0)",
    )
    chosen = page.locator(".pb-search__filters :checked + span")
    assert chosen.evaluate("one => getComputedStyle(one).backgroundColor") != ground


def test_no_key_leads_to_a_link_that_a_narrow_window_hides(sample_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((sample_site / "en" / "map.html").as_uri())
    heads = page.locator(".pb-map__table thead a").evaluate_all(
        "links => links.map((link) => link.checkVisibility({ visibilityProperty: true }))"
    )
    assert set(heads) == {False}


def test_forced_colours_leave_signs_and_the_place_of_the_reader(sample_site: Path, page: Page) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto((sample_site / "ja" / CHAPTERS[0]).as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    strokes = page.locator(".pb-icon:visible").evaluate_all(
        "signs => signs.map((sign) => getComputedStyle(sign).stroke)"
    )
    assert strokes
    assert ground not in strokes
    for place in ("#pb-menu [aria-current]", ".pb-switcher [aria-current]"):
        edges = page.locator(place).evaluate(
            "link => [getComputedStyle(link).borderInlineStartColor, getComputedStyle(link).borderBottomColor]"
        )
        assert set(edges) - {ground}, place
    others = page.locator("#pb-menu a:not([aria-current]):visible").evaluate_all(
        "links => links.map((link) => getComputedStyle(link).borderInlineStartColor)"
    )
    assert set(others) == {ground}
    for sign in ("summary", ".pb-tools a", ".pb-tools button"):
        drawn = page.locator(f"{'.pb-with ' if sign == 'summary' else ''}{sign}").first.evaluate(
            "one => getComputedStyle(one, '::before').backgroundColor"
        )
        assert drawn != ground, sign
