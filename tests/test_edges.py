"""Where the texts and boxes of pages end, and what no line may break: facts, and the words in the heads of tables."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.windows import at_each

LANGUAGES = ("en", "ja", "zh")
EDGES = """found => [...new Set(found.filter((one) => one.checkVisibility())
    .map((one) => Math.round(one.getBoundingClientRect().right)))]"""
# What begins at the edge of each page: paragraphs and entries of lists as well as what has a frame.
PIECES = {
    "index.html": ".pb-home__promise p, .pb-home__doors, .pb-figure, .pb-cards",
    "guide.html": ".pb-page section > p, .pb-page section > ul > li",
    "kpis.html": ".pb-page p, .pb-page li, .pb-list__tools, .pb-list__group",
    "glossary.html": ".pb-page p, .pb-list__tools, .pb-list__group",
    "symptoms.html": ".pb-page p, .pb-symptoms__list, .pb-entry",
    "pillars/index.html": ".pb-page p, .pb-cards",
    "series/contact-centre-planning/index.html": ".pb-series section > p, .pb-series section > ul > li, .pb-gate",
}
# How many lines the words of an element take, each word by itself where it has several.
LINES = """(element, separator) => {
    const counts = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        let from = 0;
        for (const word of separator ? node.data.split(separator) : [node.data]) {
            const range = document.createRange();
            range.setStart(node, from);
            range.setEnd(node, from + word.length);
            counts.push(new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size);
            from += word.length + separator.length;
        }
    }
    return Math.max(...counts);
}"""


@pytest.mark.parametrize("address", PIECES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_lists_and_boxes_end_at_one_edge(language: str, address: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{real_site.as_uri()}/{language}/{address}")
    edges = page.locator(PIECES[address]).evaluate_all(EDGES)
    assert len(edges) == 1, edges


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_of_a_chapter_stand_on_one_line(language: str, real_site: Path, page: Page) -> None:
    for chapter in ("pillars/leadership", "series/contact-centre-planning/workforce-management"):
        page.goto(f"{real_site.as_uri()}/{language}/{chapter}.html")
        for width in at_each(page, (320, 360, 390, 1000, 1280), 900):
            assert page.locator(".pb-meta > span").last.evaluate(LINES, "") == 1, (chapter, width)


@pytest.mark.parametrize("table", [".pb-sheet", ".pb-kpi-table"])
def test_no_word_in_a_table_breaks_where_there_is_room(table: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{real_site.as_uri()}/en/pillars/process.html")
    for words in page.locator(f"{table} thead th, {table} td a").all():
        assert words.evaluate(LINES, " ") <= 1, words.text_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_formula_has_the_whole_width_of_a_card(language: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(f"{real_site.as_uri()}/{language}/pillars/process.html")
    for formula in page.locator(".pb-kpi-table .pb-formula").all():
        assert (formula.bounding_box() or {"width": 0})["width"] > 240


def test_label_of_a_deliverable_stands_once_in_each_language(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/pillars/shelves.html?with=ja")
    deliverable = page.locator(".pb-deliverable").first
    expect(deliverable.locator(".pb-first")).to_have_text("Evidence A shelf without gaps")
    expect(deliverable.locator(".pb-second")).to_have_text("根拠資料 抜けのない書棚")
