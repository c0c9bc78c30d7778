"""A real browser on the finished site, from the disk and from a web server: staff read, switch, find their way."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import web_server
from tests.windows import at_each

TAGS = {"en": "en-GB", "ja": "ja", "zh": "zh-Hans"}
TITLES = {"en": "Mission and strategy", "ja": "使命と戦略", "zh": "使命与战略"}
ARTICLE = "series/contact-centre-planning/mission-and-strategy.html"
WIDTHS = {"desk": 1280, "phone": 390, "narrow": 320}


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """The address of the real site on a web server, below a folder as on an intranet."""
    with web_server(real_site.parent) as address:
        yield f"{address}/{real_site.name}"


@pytest.fixture(params=["disk", "server"])
def site(request: pytest.FixtureRequest, real_site: Path, served: str) -> str:
    return real_site.as_uri() if request.param == "disk" else served


@pytest.mark.parametrize("language", TAGS)
def test_page_opens_in_each_language(language: str, site: str, page: Page) -> None:
    page.goto(f"{site}/{language}/{ARTICLE}")
    expect(page.locator("h1")).to_have_text(TITLES[language])
    expect(page.locator("html")).to_have_attribute("lang", TAGS[language])
    expect(page.locator("[data-item]").first).to_have_attribute("lang", TAGS[language])
    expect(page).to_have_title(title_in(language))


def title_in(language: str) -> str:
    names = {"en": "Contact-Centre Playbook", "ja": "コンタクトセンター運営プレイブック", "zh": "联络中心运营手册"}
    return f"{TITLES[language]} - {names[language]}"


def test_switcher_stays_on_the_page_and_at_the_place(site: str, page: Page) -> None:
    page.goto(f"{site}/en/pillars/leadership.html#actions")
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("h1")).to_have_text("リーダーシップ")
    assert page.url.endswith("/ja/pillars/leadership.html#actions")
    page.get_by_role("link", name="简体中文").click()
    expect(page.locator("h1")).to_have_text("领导力")


def test_start_page_leads_to_the_language_of_the_browser(site: str, browser: Browser) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{site}/index.html")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    context.close()


def test_start_page_remembers_the_language_that_the_reader_chose(site: str, page: Page) -> None:
    page.goto(f"{site}/en/index.html")
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.goto(f"{site}/index.html")
    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_without_script_the_start_page_lists_the_languages(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/index.html")
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    page.locator(".pb-switcher").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    context.close()


def test_without_storage_the_site_works(site: str, page: Page) -> None:
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
            configurable: true, get() { throw new DOMException("forbidden", "SecurityError"); } });"""
    )
    page.goto(f"{site}/index.html")
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("html")).to_have_attribute("lang", "ja")


@pytest.mark.parametrize("language", TAGS)
def test_article_leads_to_its_neighbours(language: str, site: str, page: Page) -> None:
    page.goto(f"{site}/{language}/{ARTICLE}")
    page.locator(".md-footer__link--next").click()
    expect(page.locator("[data-item='customer-experience-strategy']")).to_be_visible()
    page.locator(".md-footer__link--prev").click()
    expect(page.locator("h1")).to_have_text(TITLES[language])


@pytest.mark.parametrize("language", TAGS)
def test_figure_of_the_model_leads_to_its_chapters(language: str, site: str, page: Page) -> None:
    page.goto(f"{site}/{language}/model.html")
    nodes = page.locator(".pb-figure__wide a")
    expect(nodes).to_have_count(12)
    inside = page.evaluate(
        """() => [...document.querySelectorAll(".pb-figure__wide a")].every((node) => {
            const box = node.querySelector("rect").getBBox();
            return [...node.querySelectorAll("text")].every((line) => {
                const words = line.getBBox();
                return words.x >= box.x && words.x + words.width <= box.x + box.width;
            });
        })"""
    )
    assert inside, "every title stands inside its box"
    nodes.first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith("/pillars/leadership.html")


@pytest.mark.parametrize("language", TAGS)
def test_nothing_is_wider_than_the_window(language: str, real_site: Path, page: Page) -> None:
    for address in ("index.html", "pillars/leadership.html", "model.html", "kpis.html", "glossary.html", ARTICLE):
        page.goto(f"{real_site.as_uri()}/{language}/{address}")
        for width in at_each(page, WIDTHS.values(), 800):
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_page_not_found_works_at_any_depth_below_the_address(sample_site: Path, tmp_path: Path, page: Page) -> None:
    (tmp_path / "handbook").symlink_to(sample_site)
    with web_server(tmp_path, not_found="handbook/404.html") as address:
        page.goto(f"{address}/handbook/ja/pillars/404.html")
        for words in ("This page does not exist", "ページが見つかりません", "页面不存在"):
            expect(page.get_by_text(words)).to_be_visible()
        page.get_by_role("link", name=re.compile("首页")).click()
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
        page.wait_for_load_state("networkidle")


def test_page_not_found_works_where_the_site_does_not_know_its_address(
    tiny_site: Path, tmp_path: Path, page: Page
) -> None:
    (tmp_path / "somewhere").symlink_to(tiny_site)
    with web_server(tmp_path, not_found="somewhere/404.html") as address:
        page.goto(f"{address}/somewhere/fr/pillars/gone.html")
        expect(page.get_by_text("This page does not exist")).to_be_visible()
        page.get_by_role("link", name="Vers l’accueil").click()
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        page.wait_for_load_state("networkidle")


def test_menu_and_colours_answer_to_keys(sample_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{sample_site.as_uri()}/ja/pillars/shelves.html")
    menu = page.get_by_role("button", name="ナビゲーション")
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    menu.press(" ")
    expect(page.locator(".md-sidebar--primary")).to_be_visible()
    menu.press(" ")
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()
    page.get_by_role("button", name="暗い配色にする").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="明るい配色にする")).to_be_focused()
    page.keyboard.press(" ")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "default")


def test_inline_script_in_content_would_not_run(sample_site: Path, page: Page) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(f"{sample_site.as_uri()}/en/series/opening-day/welcome.html")
    expect(page.locator("h1")).to_contain_text("<script>alert(1)</script>")
    assert dialogs == []


def test_old_address_leads_to_the_new_one_and_to_the_same_place(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/zh/pillars/bookcases.html#lost-books")
    page.wait_for_url("**/zh/pillars/shelves.html#lost-books")
    expect(page.locator("h1")).to_have_text("书架与秩序")
    expect(page.locator("[data-item='shelves.lost-books'] #missing-books")).to_have_count(1)
