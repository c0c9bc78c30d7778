"""Measures and terms as lists whose entries open: short, in groups, found, sorted, opened by links, whole on paper."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import findings
from tests.conftest import built
from tests.windows import at_each

LANGUAGES = ("en", "ja", "zh")
PAGES = ("kpis", "glossary")
WIDTHS = {"wide": 1280, "phone": 360}
SCREEN, SCREENS = 900, 6
MOST_BYTES = 70 * 1024


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_list_is_at_most_six_screens_long(language: str, name: str, real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    page.goto(f"{real_site.as_uri()}/{language}/{name}.html")
    assert page.evaluate("document.documentElement.scrollHeight") <= SCREENS * SCREEN
    assert page.locator(".pb-entry").count() == page.locator(".pb-entry:not([open])").count() > 50


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_first_load_is_light(language: str, name: str, real_site: Path) -> None:
    page = real_site / language / f"{name}.html"
    root = lxml.html.parse(page).getroot()
    files = {
        str(one).partition("?")[0] for one in root.xpath("//link[contains(@rel, 'stylesheet')]/@href | //script/@src")
    }
    loaded = [page, *((page.parent / address).resolve() for address in sorted(files))]
    assert sum(len(gzip.compress(one.read_bytes(), 9)) for one in loaded) <= MOST_BYTES


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize(("address", "words"), [("kpis.html#abn", "放棄呼率"), ("glossary.html#queue", "キュー")])
def test_link_opens_its_entry_and_shows_its_name(
    address: str, words: str, width: int, real_site: Path, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": SCREEN})
    page.goto(f"{real_site.as_uri()}/ja/{address}")
    entry = page.locator(".pb-entry[open]")
    expect(entry).to_have_count(1)
    expect(entry.locator("summary h3")).to_contain_text(words)
    head, top = (page.locator(one).bounding_box() for one in (".md-header", ".pb-entry[open] summary"))
    assert head
    assert top
    assert head["y"] + head["height"] <= top["y"] < SCREEN / 2


def test_link_within_the_list_opens_its_entry_each_time(real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/en/kpis.html#aht")
    link = page.locator("#aht dd a[href='#fcr']")
    link.click()
    entry = page.locator("[data-item='kpis.fcr']")
    expect(entry).to_have_attribute("open", "")
    entry.locator("summary").click()
    expect(entry).not_to_have_attribute("open", "")
    link.click()
    expect(entry).to_have_attribute("open", "")


@pytest.mark.parametrize(
    ("language", "query", "address"), [("en", "AHT", "kpis.html#aht"), ("ja", "オペレーター", "glossary.html#agent")]
)
def test_hit_of_the_search_opens_its_entry(
    language: str, query: str, address: str, real_site: Path, page: Page
) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/search.html?q={query}")
    page.locator(f".pb-search__result[href$='{address}']").first.click()
    page.wait_for_url(f"**/{address}")
    expect(page.locator(".pb-entry[open]")).to_have_count(1)


@pytest.mark.parametrize("address", ["kpis.html#loans", "glossary.html#shelf-mark"])
def test_without_scripts_a_link_opens_its_entry_and_nothing_is_offered(
    address: str, sample_site: Path, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/ja/{address}")
    expect(page.locator(".pb-entry[open]")).to_have_count(1)
    expect(page.locator(".pb-list__tools")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_paper_has_all_entries_whole(name: str, sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/{name}.html")
    page.emulate_media(media="print")
    bodies = page.locator(".pb-entry__body")
    assert bodies.count() > 1
    for body in bodies.all():
        expect(body).to_be_visible()
        assert (body.bounding_box() or {"height": 0})["height"] > 10
    expect(page.locator(".pb-list__tools")).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "asked", "found"),
    [
        ("en", "abn", "kpis.abn"),
        ("ja", "わちゅう", "kpis.blk"),
        ("ja", "ワチュウリツ", "kpis.blk"),
        ("zh", "呼损率（遇忙）", "kpis.blk"),
    ],
)
def test_measures_are_found_by_name_abbreviation_and_reading(
    language: str, asked: str, found: str, real_site: Path, page: Page
) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/kpis.html")
    page.get_by_role("searchbox").fill(asked)
    shown = page.locator(".pb-entry:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("data-item", found)
    expect(page.locator(".pb-list__tools [role=status]")).to_contain_text("64")
    page.get_by_role("searchbox").fill("zzz")
    expect(page.locator(".pb-list__tools [role=status]")).not_to_be_empty()
    expect(shown).to_have_count(0)


def test_term_is_found_by_its_word_in_another_language(real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/ja/glossary.html")
    page.get_by_role("searchbox").fill("座席")
    expect(page.locator("[data-item='glossary.agent']")).to_be_visible()
    page.evaluate("location.hash = 'queue'")
    expect(page.locator("[data-item='glossary.queue']")).to_have_attribute("open", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_measures_are_sorted_by_name_and_back_and_chosen_by_direction(
    language: str, real_site: Path, page: Page
) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/kpis.html")
    by_group = page.locator(".pb-entry").evaluate_all("(all) => all.map((one) => one.dataset.item)")
    page.locator("[name='order']").select_option("name")
    ranks = page.locator(".pb-entry").evaluate_all("(all) => all.map((one) => Number(one.dataset.rank))")
    assert ranks == sorted(ranks)
    expect(page.locator(".pb-list__group > h2").first).to_be_hidden()
    page.locator("[name='order']").select_option("")
    assert page.locator(".pb-entry").evaluate_all("(all) => all.map((one) => one.dataset.item)") == by_group
    page.locator("[name='direction']").select_option("lower")
    directions = page.locator(".pb-entry:visible").evaluate_all("(all) => all.map((one) => one.dataset.direction)")
    assert set(directions) == {"lower"}


def test_what_was_chosen_stands_in_the_address_and_the_way_back_leads_over_it(real_site: Path, page: Page) -> None:
    address = f"{real_site.as_uri()}/en/kpis.html?way=operating-model"
    page.goto(address)
    page.locator("[name='direction']").select_option("lower")
    page.locator("[name='order']").select_option("name")
    page.get_by_role("searchbox").press_sequentially("rate")
    expect(page).to_have_url(f"{address}&filter=rate&direction=lower&order=name")
    chosen = page.locator(".pb-entry:visible").evaluate_all("(all) => all.map((one) => one.dataset.item)")
    page.goto(page.url.replace("operating-model", "elsewhere"))
    expect(page.get_by_role("searchbox")).to_have_value("rate")
    assert page.locator(".pb-entry:visible").evaluate_all("(all) => all.map((one) => one.dataset.item)") == chosen
    page.go_back()
    expect(page.locator("[name='order']")).to_have_value("name")
    for value in ("direction=lower&order=name", "direction=lower"):
        page.go_back()
        expect(page).to_have_url(f"{address}&{value}")
    expect(page.locator(".pb-list__group > h2").first).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)
    expect(page.locator(".pb-entry:visible")).to_have_count(page.locator(".pb-entry").count())


def test_what_was_chosen_goes_along_to_another_language_beside_a_second_one(real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/en/kpis.html?direction=band&filter=OCC&with=zh")
    expect(page.locator(".pb-entry:visible")).to_have_count(1)
    page.locator(".pb-switcher [data-language='ja']").click()
    page.wait_for_url("**/ja/kpis.html?*")
    expect(page.get_by_role("searchbox")).to_have_value("OCC")
    expect(page.locator("[name='direction']")).to_have_value("band")
    expect(page.locator(".pb-entry:visible")).to_have_attribute("data-item", "kpis.occ")
    expect(page.locator(".pb-entry .pb-second").first).to_be_attached()


def test_address_that_names_what_there_is_not_shows_all(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/kpis.html?direction=sideways&order=%3Cb%3E")
    expect(page.locator("[name='direction']")).to_have_value("")
    expect(page.locator(".pb-entry:visible")).to_have_count(page.locator(".pb-entry").count())


def test_link_to_an_entry_that_was_filtered_out_shows_it_and_the_way_back_the_choice(
    real_site: Path, page: Page
) -> None:
    page.goto(f"{real_site.as_uri()}/en/kpis.html?filter=AHT+average")
    page.locator("[data-item='kpis.aht'] summary").click()
    page.locator("[data-item='kpis.aht'] dd a[href='#fcr']").click()
    expect(page).to_have_url(f"{real_site.as_uri()}/en/kpis.html#fcr")
    expect(page.locator("[data-item='kpis.fcr']")).to_have_attribute("open", "")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("AHT average")
    expect(page.locator(".pb-entry:visible")).to_have_count(1)


def test_measures_stand_by_reading_in_japanese(real_site: Path) -> None:
    page = lxml.html.parse(real_site / "ja" / "kpis.html").getroot()
    named = sorted(page.find_class("pb-entry"), key=lambda one: int(one.get("data-rank")))
    readings = [one.get("data-reading") for one in named]
    assert None not in readings
    assert readings.index("おうたいひんしつすこあ") < readings.index("ほうきこりつ") < readings.index("わちゅうりつ")


def test_words_to_avoid_in_other_languages_are_folded(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/ja/glossary.html#shelf-mark")
    word, fold = page.get_by_text("book code"), page.locator(".pb-entry[open] .pb-avoids > summary")
    expect(word).to_be_hidden()
    fold.press("Enter")
    expect(word).to_be_visible()
    page.goto(f"{sample_site.as_uri()}/ja/glossary.html#shelf-mark-en-1")
    page.reload()
    expect(word).to_be_visible()
    page.goto(f"{sample_site.as_uri()}/en/glossary.html#shelf-mark")
    expect(word).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_to_avoid_stand_on_paper(language: str, sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/{language}/glossary.html")
    page.emulate_media(media="print")
    expect(page.get_by_text("book code")).to_be_visible()


@pytest.mark.parametrize(("language", "letters"), [("en", "A"), ("ja", "あ"), ("zh", "B")])
def test_index_leads_to_letters_of_the_language(language: str, letters: str, real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/glossary.html")
    index = page.locator(".pb-list__index a")
    assert letters in index.all_text_contents()
    index.last.click()
    expect(page.locator(".pb-list__group").last.locator("h2")).to_be_in_viewport()


def test_all_entries_open_and_close_at_once(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/glossary.html")
    page.get_by_role("button", name="Open all").click()
    expect(page.locator(".pb-entry:not([open])")).to_have_count(0)
    page.get_by_role("button", name="Close all").click()
    expect(page.locator(".pb-entry[open]")).to_have_count(0)


def test_open_entries_are_no_wider_than_the_window(real_site: Path, page: Page) -> None:
    for language in LANGUAGES:
        for name in PAGES:
            page.goto(f"{real_site.as_uri()}/{language}/{name}.html")
            page.locator(".pb-list__tools button").click()
            for width in at_each(page, (320, *WIDTHS.values()), SCREEN):
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, name)


def test_measures_that_show_no_result_stand_in_one_group(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    model = data / "model.yml"
    model.write_text(model.read_text("utf-8").partition("map:\n")[0], "utf-8")
    for result in (data / "results").glob("*.yml"):
        result.write_text(re.sub(r"^kpis: .*\n", "", result.read_text("utf-8"), flags=re.M), "utf-8")
    page = lxml.html.parse(built(data, tmp_path / "site") / "en" / "kpis.html").getroot()
    assert not page.find_class("pb-list__index")
    [group] = page.find_class("pb-list__group")
    assert group.findtext("h2/span") == "Measures"
    assert group.find_class("pb-entry")


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing_in_lists(width: int, sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": SCREEN})
    page = context.new_page()
    for address in ("kpis.html#loans", "glossary.html#shelf-mark"):
        page.goto(f"{sample_site.as_uri()}/ja/{address}")
        page.locator(".pb-list__tools button").click()
        assert findings(page) == set(), address
    context.close()
