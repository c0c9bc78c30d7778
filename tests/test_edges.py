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
# What reaches out of the column of the page, but for what scrolls by itself or is drawn.
BEYOND = """(article) => {
    const edge = article.getBoundingClientRect().right - parseFloat(getComputedStyle(article).paddingRight) + 1;
    const scrolls = (one) => one !== article
        && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
    return [...article.querySelectorAll("*")].filter((one) => one.checkVisibility({ visibilityProperty: true })
        && !one.closest("svg, thead") && one.getBoundingClientRect().right > edge && !scrolls(one.parentElement))
        .map((one) => one.outerHTML.slice(0, 120));
}"""
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
def test_nothing_reaches_out_of_a_narrow_column(language: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("index.html", "pillars/index.html", "pillars/process.html", "calculators.html", "changes.html"):
        page.goto(f"{real_site.as_uri()}/{language}/{address}")
        assert page.locator(".md-content__inner").evaluate(BEYOND) == [], address


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_another_font_make_no_line_taller(language: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{real_site.as_uri()}/{language}/series/contact-centre-planning/index.html")
    heights = page.locator(".pb-series p:has(> span[lang])").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"
    )
    assert [lines for lines in heights if abs(lines - round(lines)) > 0.02] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_date_of_an_edition_breaks(language: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{real_site.as_uri()}/{language}/changes.html")
    dates = page.locator("h2 time").all()
    assert dates
    for date in dates:
        assert date.evaluate(LINES, "") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_of_a_chapter_stand_on_one_line(language: str, real_site: Path, page: Page) -> None:
    for chapter in ("pillars/leadership", "series/contact-centre-planning/workforce-management"):
        page.goto(f"{real_site.as_uri()}/{language}/{chapter}.html")
        for width in at_each(page, (320, 360, 390, 1000, 1280), 900):
            assert page.locator(".pb-meta > span").last.evaluate(LINES, "") == 1, (chapter, width)


@pytest.mark.parametrize(
    ("address", "table"),
    [
        ("pillars/process.html", ".pb-sheet"),
        ("pillars/process.html", ".pb-kpi-table"),
        ("translations.html", ".pb-table"),
        ("case.html", ".pb-table"),
    ],
)
def test_no_word_in_a_table_breaks_where_there_is_room(address: str, table: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{real_site.as_uri()}/en/{address}")
    for words in page.locator(f"{table} thead th, {table} td a").all():
        assert words.evaluate(LINES, " ") <= 1, words.text_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_measures_to_read_together_have_room_for_their_names(language: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{real_site.as_uri()}/{language}/pillars/process.html")
    column = page.locator(".pb-kpi-table thead th").last.bounding_box() or {"width": 0}
    assert column["width"] > 100


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_which_way_is_better_for_a_role_stands_on_one_line(
    language: str, width: int, real_site: Path, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{real_site.as_uri()}/{language}/roles.html")
    lines = page.locator(".pb-role-card__more.pb-direction").evaluate_all(
        f"all => all.map((one) => ({LINES})(one, ''))"
    )
    assert set(lines) == {1}


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
