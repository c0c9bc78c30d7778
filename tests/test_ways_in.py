"""Ways in and on: the first page, four groups at the side, heads of pillars and results, orders of reading."""

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import findings
from tests.conftest import built

LANGUAGES = ("en", "ja", "zh")
WIDTHS = {"wide": 1280, "phone": 360}
SCREEN = 900
HEADS = {"pillars": "leadership.html", "results": "customer-value.html"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_page_leads_to_all_that_people_come_for(language: str, real_site: Path) -> None:
    page = lxml.html.parse(real_site / language / "index.html").getroot()
    [article] = page.find_class("pb-home")
    led_to = {link.get("href").partition("#")[0] for link in article.iter("a")}
    tools = {"session.html", "checklists.html", "assessment.html", "report.html", "work.html", "search.html"}
    known = {"model.html", "map.html", "kpis.html", "glossary.html", "guide.html", "symptoms.html", "roles.html"}
    series = {"series/contact-centre-planning/index.html", "series/operating-model/index.html"}
    assert led_to >= tools | known | series | {"pillars/index.html", "results/index.html"}
    assert len(article.xpath(".//*[@class='pb-symptoms__list']/li")) >= 6


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Supervisors and team leaders"), ("ja", "スーパーバイザー・リーダー"), ("zh", "班组长")],
)
def test_first_page_has_a_door_for_who_leads_a_team(language: str, title: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    page.goto(f"{real_site.as_uri()}/{language}/index.html")
    doors = page.locator(".pb-home__doors")
    door = doors.locator("section", has=page.get_by_role("heading", name=title))
    led_to = [link.get_attribute("href") for link in door.locator("li a").all()]
    assert led_to == ["symptoms.html", "work.html", "roles.html#supervisor"]
    rows = [section.bounding_box() for section in doors.locator("section").all()]
    right = max(row["x"] + row["width"] for row in rows if row)
    assert rows[-1]
    assert abs(rows[-1]["x"] + rows[-1]["width"] - right) < 1  # no hole at the end


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_first_page_shows_its_promise_and_the_model_at_once(
    language: str, width: int, real_site: Path, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": SCREEN})
    page.goto(f"{real_site.as_uri()}/{language}/index.html")
    for shown in ("h1", ".pb-home__promise", ".pb-home .pb-ways >> nth=0"):
        expect(page.locator(shown)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= (3 if width > 1000 else 5) * SCREEN


def test_first_page_of_a_playbook_that_has_little_is_whole(tiny_site: Path, page: Page) -> None:
    page.goto((tiny_site / "fr" / "index.html").as_uri())
    expect(page.get_by_role("heading", name="Lire dans l’ordre")).to_be_visible()
    page.locator(".pb-home").get_by_role("link", name="Piliers").click()
    page.wait_for_url("**/fr/pillars/soil.html")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["index.html", "pillars/leadership.html", "work.html", "kpis.html", "guide.html"])
def test_menu_is_short_at_first_sight(language: str, address: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    page.goto(f"{real_site.as_uri()}/{language}/{address}")
    menu = page.locator(".md-nav--primary")
    for group in {"en": ("Learn", "Work"), "ja": ("学ぶ", "実践する"), "zh": ("学习", "实践")}[language]:
        expect(menu.get_by_text(group, exact=True).first).to_be_visible()
    lines = menu.evaluate(
        """(menu) => [...menu.querySelectorAll("a, label")].filter((one) => {
            const { bottom, height } = one.getBoundingClientRect();
            return height > 0 && one.checkVisibility({ visibilityProperty: true }) && one.offsetParent?.offsetHeight > 0
                && document.elementFromPoint(one.getBoundingClientRect().left + 5, bottom - height / 2)?.closest("nav");
        }).length"""
    )
    assert lines <= (6 if address == "index.html" else 19)


def test_other_sections_are_not_sent_with_a_page(real_site: Path) -> None:
    page = lxml.html.parse(real_site / "en" / "pillars" / "leadership.html").getroot()
    [menu] = page.find_class("md-nav--primary")
    led_to = {link.get("href") for link in menu.iter("a")}
    assert {"strategy.html", "index.html", "../results/index.html"} <= led_to
    assert not led_to & {"../results/customer-value.html", "../series/operating-model/operating-model-origins.html"}


def test_what_is_for_editors_stands_at_the_foot(sample_site: Path) -> None:
    page = lxml.html.parse(sample_site / "ja" / "pillars" / "shelves.html").getroot()
    [menu] = page.find_class("md-nav--primary")
    [foot] = page.find_class("pb-editors")
    assert [link.get("href") for link in foot.iter("a")] == ["../translations.html"]
    assert not menu.xpath(".//a[@href='../translations.html']")


@pytest.mark.parametrize("kind", HEADS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_breadcrumb_leads_to_the_head_of_pillars_and_of_results(
    language: str, kind: str, real_site: Path, page: Page
) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/{kind}/{HEADS[kind]}")
    page.locator(".md-path a").last.click()
    page.wait_for_url(f"**/{language}/{kind}/index.html")
    listed = page.locator(".pb-contents .pb-cards > li")
    expect(listed).to_have_count({"pillars": 7, "results": 5}[kind])
    listed.get_by_role("link").first.click()
    page.wait_for_url(f"**/{language}/{kind}/{HEADS[kind]}")


def test_playbook_without_words_for_the_heads_goes_without_them(tiny_site: Path) -> None:
    assert not (tiny_site / "fr" / "pillars" / "index.html").exists()
    assert 'href="../pillars/soil.html"' in (tiny_site / "fr" / "results" / "harvest.html").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_of_a_series_stays_on_its_way(language: str, real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/series/operating-model/index.html")
    page.locator(".pb-series .pb-cards a[href*='leadership']").click()
    way = page.locator(".pb-along")
    for after in ("strategy", "people"):
        way.locator(".pb-along__after").click()
        page.wait_for_url(f"**/pillars/{after}.html?way=operating-model")
    expect(page.locator(".md-footer__link--next")).to_be_hidden()
    way.locator("p a").click()
    page.wait_for_url("**/series/operating-model/index.html")


def test_way_crosses_from_one_folder_into_another_and_into_another_language(sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "en" / "series" / "opening-day" / "welcome.html").as_uri())
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/en/pillars/shelves.html?way=opening-day")
    page.get_by_role("link", name="日本語").click()
    page.wait_for_url("**/ja/pillars/shelves.html?way=opening-day")
    page.locator(".pb-along__before").click()
    page.wait_for_url("**/ja/series/opening-day/welcome.html")


@pytest.mark.parametrize("search", ["", "?way=", "?way=elsewhere", "?way=<b>"])
def test_without_a_way_the_order_is_that_of_the_chapters_home(search: str, sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "en" / "pillars" / "shelves.html").as_uri() + search)
    expect(page.locator(".pb-along")).to_be_hidden()
    expect(page.locator(".md-footer__link--next")).to_be_visible()


@pytest.mark.parametrize("address", ["index.html", "guide.html"])
def test_without_scripts_all_ways_in_are_there(address: str, sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample_site / "en" / address).as_uri())
    expect(page.locator(".md-nav--primary").get_by_text("Look up", exact=True).first).to_be_visible()
    expect(page.locator(".pb-editors a")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing_on_ways_in(width: int, real_site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": SCREEN})
    page = context.new_page()
    for address in ("index.html", "pillars/index.html", "pillars/leadership.html?way=operating-model"):
        page.goto(f"{real_site.as_uri()}/ja/{address}")
        assert findings(page) == set(), address
    context.close()


def test_untranslated_title_says_so_on_a_way(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    series = data / "series" / "opening-day" / "index.yml"
    series.write_text(series.read_text("utf-8").replace("  zh: 开馆日\n", "", 1), "utf-8")
    page = lxml.html.parse(built(data, tmp_path / "site") / "zh" / "pillars" / "shelves.html").getroot()
    [link] = page.xpath("//nav[@class='pb-along']/p/a")
    assert [inner.get("lang") for inner in link.iter("span")][-1] == "en-GB"
