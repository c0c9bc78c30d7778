"""The frame of every page: what it weighs, its head on a phone, drawers, contents, colours, tips, and what moves."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.serving import web_server

LANGUAGES = ("en", "ja", "zh")
CHAPTER = "pillars/shelves.html"
PHONE = {"width": 360, "height": 740}
SMALLEST = 24
WITHOUT_SCRIPTS = {"java_script_enabled": False, "viewport": PHONE}


@pytest.fixture(scope="module")
def served(sample_site: Path) -> Iterator[str]:
    with web_server(sample_site) as address:
        yield address


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return page


# ---- what it weighs


@pytest.mark.parametrize(
    ("address", "most"), [("ja/pillars/leadership.html", 60), ("ja/kpis.html", 70), ("ja/glossary.html", 70)]
)
def test_first_load_is_light(address: str, most: int, real_site: Path, page: Page) -> None:
    answers: dict[str, Response] = {}
    page.on("response", lambda answer: answers.update({answer.url: answer}))
    with web_server(real_site) as site:
        page.goto(f"{site}/{address}")
        page.wait_for_load_state("networkidle")
        weights = {url: len(gzip.compress(answer.body(), 9)) for url, answer in answers.items()}
    assert sum(weights.values()) <= most * 1024, weights
    assert len(weights) <= 8


def test_nothing_of_another_theme_is_in_the_site(sample_site: Path) -> None:
    assets = {path.relative_to(sample_site).parts[1] for path in sample_site.glob("assets/**/*") if path.is_file()}
    assert assets == {"playbook"}


# ---- the head on a phone


@pytest.mark.parametrize("width", [320, 360, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_head_of_a_phone_names_site_and_page_on_a_line_each(
    language: str, width: int, served: str, phone: Page
) -> None:
    phone.set_viewport_size({"width": width, "height": 740})
    phone.goto(f"{served}/{language}/{CHAPTER}")
    for name in (".pb-site-name", ".pb-page-name"):
        box = phone.locator(name).bounding_box()
        assert box
        assert box["width"] >= 48, name
        assert box["height"] < 26, name
    head = phone.locator(".md-header").bounding_box()
    assert head
    assert head["height"] <= 93
    assert phone.locator(".md-header").evaluate("head => head.scrollWidth <= innerWidth")


def test_choices_leave_room_for_the_text_and_come_back_to_who_turns_back(served: str, phone: Page) -> None:
    phone.goto(f"{served}/ja/{CHAPTER}")
    languages = phone.locator(".pb-switcher")
    expect(languages).to_be_in_viewport()
    phone.mouse.wheel(0, 900)
    expect(languages).not_to_be_in_viewport()
    expect(phone.locator(".pb-page-name")).to_be_in_viewport()
    phone.mouse.wheel(0, -60)
    expect(languages).to_be_in_viewport()
    assert phone.evaluate("scrollY") > 500


# ---- drawers


@pytest.mark.parametrize(("name", "drawer"), [("ナビゲーション", "#pb-menu"), ("目次", "#pb-contents")])
def test_drawers_open_and_close_by_keys(name: str, drawer: str, served: str, phone: Page) -> None:
    phone.goto(f"{served}/ja/{CHAPTER}")
    button = phone.get_by_role("button", name=name)
    button.press("Enter")
    expect(phone.locator(drawer)).to_be_visible()
    phone.keyboard.press("Tab")
    expect(phone.locator(f"{drawer} :focus")).to_have_count(1)
    phone.keyboard.press("Escape")
    expect(phone.locator(drawer)).to_be_hidden()
    expect(button).to_be_focused()


def test_contents_give_way_to_the_part_that_was_chosen(served: str, phone: Page) -> None:
    phone.goto(f"{served}/ja/{CHAPTER}")
    phone.get_by_role("button", name="目次").click()
    phone.locator("#pb-contents a[href='#actions']").click()
    expect(phone.locator("#pb-contents")).to_be_hidden()
    expect(phone.locator("#actions")).to_be_in_viewport()


def test_menu_and_contents_work_without_scripts(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(**WITHOUT_SCRIPTS)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/ja/{CHAPTER}")
    page.get_by_role("button", name="ナビゲーション").click()
    page.locator("#pb-menu summary").first.click()
    page.keyboard.press("Escape")
    expect(page.locator("#pb-menu")).to_be_hidden()
    page.get_by_role("button", name="目次").click()
    expect(page.locator("#pb-contents a").first).to_be_visible()
    context.close()


# ---- where the reader is


def test_contents_mark_the_part_that_is_read(served: str, page: Page) -> None:
    page.goto(f"{served}/en/{CHAPTER}#actions")
    marked = page.locator("#pb-contents [aria-current]")
    expect(marked).to_have_attribute("href", "#actions")
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)


def test_button_leads_back_to_the_top(served: str, phone: Page) -> None:
    phone.goto(f"{served}/en/{CHAPTER}")
    button = phone.get_by_role("button", name="Back to top")
    phone.mouse.wheel(0, 3000)
    phone.wait_for_function("scrollY > 1500")
    expect(button).to_be_hidden()
    phone.mouse.wheel(0, -300)
    button.click()
    phone.wait_for_function("scrollY === 0")
    expect(phone.locator("main")).to_be_focused()


def test_skip_link_leads_over_the_menu(served: str, page: Page) -> None:
    page.goto(f"{served}/en/{CHAPTER}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_address_into_something_folded_unfolds_it(served: str, page: Page) -> None:
    page.goto(f"{served}/en/checklists.html")
    page.evaluate("document.querySelector('main details label').id = 'inside'; location.hash = 'inside'")
    expect(page.locator("#inside")).to_be_visible()


# ---- tips


def test_tip_shows_on_hover_and_on_focus_until_escape(served: str, page: Page) -> None:
    page.goto(f"{served}/en/{CHAPTER}")
    term = page.locator("a.pb-term[title]").first
    words = str(term.get_attribute("title"))
    handle = term.element_handle()
    tip = page.get_by_role("tooltip")
    term.hover()
    expect(tip).to_have_text(words)
    tip.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    page.mouse.move(0, 0)
    handle.evaluate("term => term.focus({focusVisible: true})")  # type: ignore[union-attr]
    expect(tip).to_have_text(words)
    assert handle.get_attribute("aria-describedby")  # type: ignore[union-attr]
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    assert handle.get_attribute("title") == words  # type: ignore[union-attr]


def test_tip_lies_over_no_menu_that_is_open(served: str, page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"{served}/en/{CHAPTER}")
    term = page.locator("a.pb-term[title]").first
    tip = page.get_by_role("tooltip")
    term.hover()
    expect(tip).to_be_visible()
    page.evaluate("document.querySelector('#pb-menu').showPopover()")
    expect(tip).to_have_count(0)
    place = term.bounding_box()
    assert place
    page.mouse.move(790, 10)
    page.mouse.move(place["x"] + place["width"] - 2, place["y"] + 5)
    expect(term).to_have_attribute("title", re.compile("."))
    expect(tip).to_have_count(0)
    page.keyboard.press("Escape")
    page.mouse.move(790, 10)
    term.hover()
    expect(tip).to_be_visible()


# ---- colours


def test_colours_are_those_of_the_system_until_the_reader_chooses_others(served: str, page: Page) -> None:
    scheme = page.locator("html")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{served}/en/index.html")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("button", name="Dark colours").click()
    page.goto(f"{served}/en/{CHAPTER}")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="Light colours").click()
    page.emulate_media(color_scheme="dark")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")


def test_chosen_colours_are_there_before_anything_is_shown(served: str, page: Page) -> None:
    page.goto(f"{served}/en/index.html")
    page.get_by_role("button", name="Dark colours").click()
    page.add_init_script(
        """new MutationObserver((_, observer) => {
            if (!document.body) return;
            window.first = document.documentElement.dataset.mdColorScheme;
            observer.disconnect();
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto(f"{served}/en/{CHAPTER}")
    assert page.evaluate("window.first") == "slate"


def test_without_scripts_the_system_decides_on_the_colours(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/index.html")
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(20, 26, 25)"
    context.close()
