"""What a second language leaves as it was: whole facts, contents at hand, tables, the width of a phone, paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.windows import at_each

CHAPTER = "pillars/leadership.html"
SHELVES = "pillars/shelves.html"
WIDE = {"width": 1280, "height": 900}


def on_paper(page: Page) -> int:
    """Return how many texts of a second language a print would show."""
    page.emulate_media(media="print")
    shown = page.locator(".pb-second").evaluate_all("all => all.filter((one) => one.getClientRects().length).length")
    page.emulate_media(media="screen")
    return int(shown)


def test_a_fact_stays_whole(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/ja/{SHELVES}?with=en")
    fact = page.locator(".pb-meta > span").first
    expect(fact.locator(".pb-second")).to_have_text("For: Librarians")
    expect(fact.locator("[data-text]")).to_have_text("対象：司書")
    expect(page.locator(".pb-moves .pb-second")).to_contain_text("Results it moves most: ")
    page.goto(f"{sample_site.as_uri()}/ja/series/opening-day/keys.html?with=en")
    expect(page.locator(".pb-kicker .pb-second")).to_contain_text("Series: ")


@pytest.mark.parametrize("width", [1000, 1280, 1800])
def test_contents_of_the_page_stay_at_hand(width: int, sample_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{sample_site.as_uri()}/ja/{SHELVES}?with=en,zh")
    link = page.locator("#pb-contents a[href='#actions']")
    if not link.is_visible():
        page.get_by_role("button", name="目次").press("Enter")
    link.click()
    expect(page.locator("#actions")).to_be_in_viewport()


@pytest.mark.parametrize("chosen", ["en", "en,zh"])
def test_tables_stay_tables(chosen: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.goto(f"{real_site.as_uri()}/ja/{CHAPTER}?with={chosen}")
    for name in (".pb-sheet", ".pb-kpi-table"):
        rows = page.locator(f"{name} tbody tr").evaluate_all(
            "rows => rows.map((row) => new Set([...row.cells].map((cell) => cell.getBoundingClientRect().top)).size)"
        )
        assert set(rows) == {1}, name
        inside = page.locator(f"{name} :is(td, th)").evaluate_all(
            """cells => cells.filter((cell) => [...cell.querySelectorAll(".pb-second")].some((one) =>
                one.getBoundingClientRect().right > cell.getBoundingClientRect().right + 1)).length"""
        )
        assert inside == 0, name


@pytest.mark.parametrize(("own", "chosen"), [("ja", "en"), ("ja", "en,zh"), ("en", "ja,zh")])
def test_no_page_pans_sideways_on_a_phone(own: str, chosen: str, real_site: Path, page: Page) -> None:
    for address in ("kpis.html", "map.html", "roles.html", "glossary.html", "index.html", CHAPTER):
        page.goto(f"{real_site.as_uri()}/{own}/{address}?with={chosen}")
        for width in at_each(page, (320, 360, 390), 800):
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_remembered_companion_does_not_double_a_print(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/ja/{SHELVES}?with=en")
    assert on_paper(page)
    page.goto(f"{sample_site.as_uri()}/ja/index.html")
    expect(page.locator("h1 .pb-second")).to_be_visible()
    assert on_paper(page) == 0
    page.reload()
    assert on_paper(page) == 0
    page.locator(".pb-home .pb-ways a").first.click()
    expect(page.locator("h1 .pb-second")).to_be_visible()
    assert on_paper(page) == 0


def test_reader_says_that_paper_holds_both(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/ja/{SHELVES}?with=en")
    page.goto(f"{sample_site.as_uri()}/ja/index.html")
    page.locator(".pb-with summary").press("Enter")
    box = page.get_by_role("checkbox", name="印刷にも併記する")
    expect(box).not_to_be_checked()
    box.press(" ")
    assert on_paper(page)
    page.reload()
    assert on_paper(page)
    page.locator(".pb-with summary").press("Enter")
    box.press(" ")
    assert on_paper(page) == 0
