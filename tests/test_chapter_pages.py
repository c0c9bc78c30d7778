"""The page of a chapter: head, formulas, one right edge, links to items, breaks in titles, where its texts stand."""

import re
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.html import Renderer, templates
from playbook.html.seams import with_seams
from playbook.html.texts import plain
from playbook.model.playbook import Playbook
from tests.serving import web_server
from tests.windows import at_each

LANGUAGES = ("en", "ja", "zh")
CHAPTER = "pillars/leadership.html"
PHONE = {"width": 390, "height": 844}
SHELVES = "pillars/shelves.html"
KEYS = "series/opening-day/keys.html"

# The words of a heading on either side of each break of a line.
BREAKS = r"""heading => {
    const found = [], walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < node.length; at += 1) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const [box] = range.getClientRects();
            if (last && /\s/u.test(node.data[at])) last.letter = " ";
            if (!box || !box.width) continue;
            if (last && box.top > last.top + 8) found.push(last.letter + node.data[at]);
            last = { top: box.top, letter: node.data[at] };
        }
    }
    return found;
}"""
COPIED = "async (wanted) => await navigator.clipboard.readText() === wanted"
NEAR = "([id, top]) => Math.abs(document.getElementById(id).getBoundingClientRect().top - top) < 24"
INSIDE_A_WORD = re.compile(r"[ァ-ヺー]{2}|[A-Za-z]{2}")


# ---- its head


@pytest.mark.parametrize("language", LANGUAGES)
def test_head_leads_to_all_that_people_do_with_a_chapter(language: str, sample: Playbook) -> None:
    renderer = Renderer(sample, language, environment=templates(), has_sheets=True).at(language, KEYS)
    page = lxml.html.fragment_fromstring(str(renderer.chapter("keys")))
    [head] = page.find_class("pb-head")
    [work] = head.find_class("pb-ways__work")
    assert work.find("button") is not None
    led_to = [link.get("href") for link in page.iter("a")]
    printed = [address for address in led_to if address.endswith(".pdf")]
    assert {address.rpartition("/")[2] for address in printed} >= {
        f"keys.{kind}.{language}.pdf" for kind in ("chapter", "checklist", "questions", "guide", "card")
    }
    in_head = [link.get("href") for link in head.iter("a")]
    assert set(printed) <= set(in_head)
    assert any(address.startswith("../../session.html?q=") for address in in_head)


@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_work_and_sessions_are_on_the_first_screen(
    language: str, size: dict[str, int], real_site: Path, page: Page
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"{real_site.as_uri()}/{language}/{CHAPTER}")
    for piece in (".pb-ways__work button", ".pb-run a >> nth=0"):
        expect(page.locator(piece)).to_be_in_viewport()


# ---- formulas and edges


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fraction_and_its_factor_stay_on_one_line(language: str, real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/{CHAPTER}")
    for width in at_each(page, (360, 390, 1000, 1280), 900):
        beside = page.locator(".pb-kpi-table .pb-formula:has(.pb-times)").evaluate_all(
            """formulas => formulas.map((one) => {
                const [fraction, times] = [".pb-fraction, p", ".pb-times"]
                    .map((name) => one.querySelector(name).getBoundingClientRect());
                return times.left >= fraction.right && times.top < fraction.bottom && times.bottom > fraction.top;
            })"""
        )
        assert beside, width
        assert all(beside), width


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_tables_and_boxes_end_at_one_edge(language: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{real_site.as_uri()}/{language}/{CHAPTER}")
    pieces = ".pb-summary p, .pb-do, .pb-themes article > p, .pb-example, .pb-question-list, .pb-table, .pb-steps"
    edges = page.locator(pieces).evaluate_all(
        "found => [...new Set(found.map((one) => Math.round(one.getBoundingClientRect().right)))]"
    )
    assert len(edges) == 1, edges


# ---- the place of an item


@pytest.mark.parametrize("item", ["coaching-time", "actions", "gaps"])
def test_switching_the_language_keeps_what_is_being_read(item: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{real_site.as_uri()}/en/{CHAPTER}")
    top = page.locator(f"#{item}").evaluate("one => { one.scrollIntoView(); return one.getBoundingClientRect().top; }")
    # Not by the browser's tools, which scroll to what is above the room that links keep free.
    page.get_by_role("link", name="日本語", exact=True).evaluate("link => link.click()")
    page.wait_for_url(f"**/ja/{CHAPTER}#{item}")
    page.wait_for_function(NEAR, arg=[item, top])


def test_reader_who_has_not_scrolled_stays_at_the_top(real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/en/{CHAPTER}")
    page.get_by_role("link", name="日本語", exact=True).click()
    page.wait_for_url(f"**/ja/{CHAPTER}")


def test_link_to_each_item_is_copied_by_keyboard(sample_site: Path, browser: Browser) -> None:
    with web_server(sample_site) as address:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}/en/{SHELVES}")
        for item in page.locator(
            ".pb-question-list > li, .pb-sheet tbody tr, .pb-kpi-table tbody tr, .pb-gaps li"
        ).all():
            button = item.locator(".pb-copy")
            expect(button).to_have_accessible_name(f"Copy the link to {item.get_attribute('data-item')}")
            button.press("Enter")
            expect(page.locator(".pb-said")).to_have_text("The link was copied.")
            # What was said of the copy before is the same: only the clipboard tells.
            page.wait_for_function(COPIED, arg=f"{address}/en/{SHELVES}#{item.get_attribute('id')}")
            page.evaluate("navigator.clipboard.writeText('')")
        context.close()


def test_without_a_clipboard_the_link_is_in_the_address_bar(sample_site: Path, page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto(f"{sample_site.as_uri()}/zh/{SHELVES}")
    page.locator("#label-all .pb-copy").press("Enter")
    expect(page.locator(".pb-said")).to_have_text("此浏览器不允许页面复制。链接在地址栏中。")
    assert page.url.endswith(f"{SHELVES}#label-all")


# ---- titles and numbers


@pytest.mark.parametrize(
    ("words", "broken"),
    [
        ("コンタクトセンター運営プレイブック", "コンタクトセンター|運営|プレイブック"),
        ("経営層からの支援", "経営層からの|支援"),
        ("見える化", "見える化"),
        ("ご意見とお客様", "ご意見とお客様"),
        ("新サービス業", "新サービス業"),
        ("重要業績評価指標（KPI）", "重要業績評価指標|（KPI）"),
        ("従業員満足度・エンゲージメント", "従業員満足度・|エンゲージメント"),
    ],
)
def test_titles_break_at_the_seams_of_scripts(words: str, broken: str) -> None:
    assert str(with_seams(plain(words))).replace("<wbr>", "|") == broken


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_breaks_inside_a_word(language: str, real_site: Path, page: Page) -> None:
    for address in ("index.html", "glossary.html", CHAPTER, "results/operations.html"):
        page.goto(f"{real_site.as_uri()}/{language}/{address}")
        for width in at_each(page, (320, 390), 844):
            found = page.locator("main :is(h1, h2, h3):visible").evaluate_all(f"headings => headings.flatMap({BREAKS})")
            assert [at for at in found if INSIDE_A_WORD.fullmatch(at)] == [], (address, width)


def test_numbers_in_tables_are_tabular(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/ja/{SHELVES}")
    figures = page.locator("main :is(td, th)").evaluate_all(
        "cells => cells.map((cell) => getComputedStyle(cell).fontVariantNumeric)"
    )
    assert set(figures) == {"tabular-nums"}


# ---- where its texts stand


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_the_texts_stand_is_said_once_on_a_page(language: str, real_site: Path) -> None:
    for address, place in ((CHAPTER, "header"), ("kpis.html", "footer"), ("index.html", "footer")):
        page = lxml.html.parse(real_site / language / address).getroot()
        [status] = page.find_class("pb-status")
        assert next(status.iterancestors("header", "footer")).tag == place
