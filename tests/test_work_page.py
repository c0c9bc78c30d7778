"""The page of working sheets: sheets of a browser, all chapters at once, and the ways in which a sheet leaves."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.test_print import sheets as printed_sheets
from tests.work_pages import (
    ACTION,
    choose,
    field,
    kept,
    make_sheet,
    open_files,
    payload,
    saved,
    served,
    sheet_of,
    state,
)


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, sample_site: Path) -> Iterator[str]:
    with served(sample_site, request.param) as found:
        yield found


def press(page: Page, what: str, name: str) -> None:
    page.get_by_role("button", name=f"{what}: {name}", exact=True).click()


# ---- the sheets of a browser


def test_sheet_is_made_filled_in_and_there_again(address: str, page: Page) -> None:
    make_sheet(page, address, "Osaka")
    field(page, "status").select_option(label="In progress")
    field(page, "owner").fill("Rin")
    field(page, "due").fill("2026-12-24")
    kept(page)
    page.goto(f"{address}/ja/work.html")
    expect(page.locator("[data-sheets] [aria-current]")).to_contain_text("Osaka")
    expect(field(page, "status")).to_have_value("started")
    expect(field(page, "owner")).to_have_value("Rin")
    expect(field(page, "due")).to_have_value("2026-12-24")


def test_sheets_are_renamed_copied_and_put_away(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri(), "Osaka")
    field(page, "owner").fill("Rin")
    press(page, "Rename", "Osaka")
    page.get_by_role("dialog").get_by_label("Name").fill("Kobe")
    choose(page, "Rename")
    expect(page.locator("[data-sheets] [aria-current]")).to_contain_text("Kobe")
    press(page, "Copy", "Kobe")
    expect(page.locator("[data-sheets] [aria-current]")).to_contain_text("Kobe (copy)")
    expect(field(page, "owner")).to_have_value("Rin")
    field(page, "owner").fill("Mei")
    press(page, "Open", "Kobe")
    expect(field(page, "owner")).to_have_value("Rin")
    page.reload()
    expect(page.locator("[data-sheets] [aria-current]")).to_have_text(re.compile("^Kobe open"))
    press(page, "Archive", "Kobe (copy)")
    expect(page.locator("[data-sheets] > li")).to_have_count(1)
    page.get_by_text("Archived: 1").click()
    press(page, "Bring back", "Kobe (copy)")
    expect(page.locator("[data-sheets] > li")).to_have_count(2)
    press(page, "Open", "Kobe (copy)")
    expect(field(page, "owner")).to_have_value("Mei")


def test_erased_sheet_has_a_way_back_until_it_is_erased_for_good(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri(), "Osaka")
    field(page, "owner").fill("Rin")
    press(page, "Erase", "Osaka")
    expect(page.locator("[data-said]")).to_contain_text("can be brought back")
    expect(page.locator("[data-board]")).to_be_hidden()
    page.get_by_text("Erased: 1").click()
    press(page, "Bring back", "Osaka")
    press(page, "Open", "Osaka")
    expect(field(page, "owner")).to_have_value("Rin")
    press(page, "Erase", "Osaka")
    press(page, "Erase for good", "Osaka")
    choose(page, "Cancel")
    expect(page.get_by_text("Erased: 1")).to_be_visible()
    press(page, "Erase for good", "Osaka")
    choose(page, "Erase for good")
    expect(page.get_by_text("There is no sheet in this browser yet.")).to_be_visible()
    expect(page.get_by_text("Erased: 1")).to_be_hidden()


def test_names_are_plain_text(sample_site: Path, page: Page) -> None:
    name = '<img src=x onerror="window.hit=1">'
    make_sheet(page, sample_site.as_uri(), name)
    press(page, "Erase", name)
    expect(page.locator("[data-said]")).to_contain_text(name)
    assert page.evaluate("window.hit") is None
    assert page.locator(".pb-desk img").count() == 0


def test_another_tab_shows_what_is_written_and_keeps_what_is_typed(address: str, page: Page) -> None:
    make_sheet(page, address)
    other = page.context.new_page()
    other.goto(f"{address}/en/work.html")
    field(page, "note").fill("Ask the parish")
    expect(field(other, "note")).to_have_value("Ask the parish")
    field(other, "owner").focus()
    field(other, "owner").press_sequentially("Rin")
    field(page, "note").fill("Ask the parish again")
    expect(field(other, "note")).to_have_value("Ask the parish again")
    expect(field(other, "owner")).to_be_focused()
    expect(field(other, "owner")).to_have_value("Rin")


def without_storage(page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined });")
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")


def test_page_is_not_left_silently_with_what_is_kept_nowhere(sample_site: Path, page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    without_storage(page)
    make_sheet(page, sample_site.as_uri())
    field(page, "owner").fill("Rin")
    saved(page)
    page.reload()
    assert asked == []
    make_sheet(page, sample_site.as_uri())
    field(page, "owner").fill("Rin")
    page.reload()
    assert asked == ["beforeunload"]


def test_reader_is_told_where_nothing_is_kept(sample_site: Path, page: Page) -> None:
    without_storage(page)
    make_sheet(page, sample_site.as_uri())
    expect(page.locator("[data-notices]")).to_contain_text("it is gone when you leave this page")
    expect(page.locator("[data-kept]")).to_be_empty()
    with page.expect_download():
        page.locator("[data-notices] button").click()


def test_without_script_the_page_says_what_can_be_done(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/work.html")
    expect(page.locator("noscript p")).to_contain_text("Scripts are switched off")
    expect(page.get_by_role("button", name="Create the sheet")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_chapters_carry_no_words_of_this_page(language: str, sample_site: Path) -> None:
    of_chapters = (sample_site / language / "work.data.js").read_text(encoding="utf-8")
    of_page = (sample_site / language / "work.words.js").read_text(encoding="utf-8")
    assert '"desk_' not in of_chapters
    assert '"said_' not in of_chapters
    assert '"desk_unsaved":' in of_page


# ---- all chapters at once


def rows(page: Page) -> Locator:
    return page.locator("[data-board] tbody tr:has(td) th a")


def test_views_show_what_a_meeting_asks_for(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    items = {
        ACTION: {"status": "started", "owner": "Rin", "due": "2020-01-31"},
        "shelves.lost-books": {"note": "Behind the boiler", "owner": "Mei"},
    }
    open_files(page, payload(state(items=items)))
    choose(page, "Keep as a new sheet")
    expect(rows(page)).to_have_text(["Label every book", "Which books were lost, and why?"])
    expect(page.get_by_role("row").filter(has_text="Which books")).to_contain_text("Question")
    view = page.get_by_label("Show")
    view.select_option("overdue")
    expect(rows(page)).to_have_text(["Label every book"])
    view.select_option("owner")
    expect(page.locator(".pb-board__group")).to_have_text(["Mei", "Rin"])
    view.select_option("date")
    expect(page.locator(".pb-board__group")).to_have_text(["January 2020"])
    view.select_option("open")
    expect(rows(page)).to_have_text(["Label every book"])
    expect(rows(page)).to_have_attribute("href", "pillars/shelves.html#label-all")
    page.locator("[data-views] [name='chapter']").select_option("helpers")
    expect(page.get_by_text("Nothing is open here.")).to_be_visible()


def test_counts_follow_what_is_written_and_the_row_stays(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    page.get_by_label("Show").select_option("open")
    field(page, "due").fill("2020-01-31")
    expect(page.locator("[data-all]")).to_contain_text("0 of 1 done, 1 open, 1 overdue")
    field(page, "status").focus()
    page.keyboard.press("C")
    expect(field(page, "status")).to_have_value("done")
    expect(page.locator("[data-all] .pb-meter")).to_have_text(re.compile(r"1 of 1 done, 0 open$"))
    expect(field(page, "status")).to_be_focused()
    page.get_by_text("By series, phase and chapter").click()
    shelves = page.locator(".pb-desk__chapters li").filter(has_text="Shelves & order")
    expect(shelves.get_by_role("progressbar")).to_have_attribute("value", "1")


def test_gate_leads_to_what_is_open(real_site: Path, page: Page) -> None:
    make_sheet(page, real_site.as_uri())
    page.get_by_text("By series, phase and chapter").click()
    gate = page.locator("details.pb-desk__gate").first
    gate.locator("summary").click()
    expect(gate.get_by_role("listitem").first).to_be_visible()
    before = gate.get_by_role("listitem").count()
    expect(gate.locator("summary")).to_contain_text(f"{before} open")
    first = gate.get_by_role("link").first
    chapter, _, item = str(first.get_attribute("href")).removesuffix(".html").rpartition("/")[2].partition(".html#")
    page.locator(f"[id='board-{chapter}.{item}-status']").select_option("dropped")
    expect(page.locator("details.pb-desk__gate").first.locator("summary")).to_contain_text(f"{before - 1} open")


def test_one_table_is_printed_for_the_meeting(sample_site: Path, page: Page, tmp_path: Path) -> None:
    make_sheet(page, sample_site.as_uri(), "Osaka")
    field(page, "owner").fill("Rin")
    field(page, "note").fill("Ask the parish")
    text = "".join(printed_sheets(page, tmp_path / "meeting.pdf"))
    for words in ("Osaka – By chapter", "Label every book", "Rin", "parish"):
        assert words in text
    for words in ("Sheets in this browser", "Open files", "Share a link", "1 open", "was created"):
        assert words not in text


# ---- ways out


def filled(page: Page, site: Path) -> None:
    make_sheet(page, site.as_uri(), "Osaka: =1+1")
    field(page, "owner").fill("Rin")
    field(page, "due").fill("2026-12-24")
    field(page, "note").fill("=1+1")
    kept(page)


def test_file_comes_back_to_the_byte(sample_site: Path, page: Page) -> None:
    filled(page, sample_site)
    expect(page.get_by_text("have not been saved to a file")).to_be_visible()
    text = saved(page)
    expect(page.get_by_text("have not been saved to a file")).to_be_hidden()
    assert sheet_of(text)["items"][ACTION]["wording"] == {"language": "en", "text": "Label every book"}
    press(page, "Erase", "Osaka: =1+1")
    page.get_by_text("Erased: 1").click()
    press(page, "Erase for good", "Osaka: =1+1")
    choose(page, "Erase for good")
    open_files(page, payload(text))
    choose(page, "Keep as a new sheet")
    expect(field(page, "owner")).to_have_value("Rin")
    assert saved(page) == text


def test_table_and_calendar_are_read_by_programs(sample_site: Path, page: Page) -> None:
    filled(page, sample_site)
    [heads, row] = csv.reader(io.StringIO(saved(page, "Table (CSV)").removeprefix("\ufeff")))
    cells = dict(zip(heads, row, strict=True))
    assert (cells["Item"], cells["Assigned to"], cells["Remark"]) == ("Label every book", "Rin", "'=1+1")
    [event] = icalendar.Calendar.from_ical(saved(page, "Calendar (iCalendar)")).events
    assert str(event["SUMMARY"]) == "Rin · Label every book"
    assert event.start.isoformat() == "2026-12-24"
    field(page, "due").fill("")
    page.get_by_role("button", name="Calendar (iCalendar)").click()
    expect(page.locator("[data-said]")).to_contain_text("there is no calendar to save")


def shared(page: Page, *, with_people: bool) -> str:
    page.get_by_label("With people and notes").set_checked(with_people)
    page.get_by_role("button", name="Create the link").click()
    address = page.get_by_label("Link", exact=True)
    expect(address).to_be_focused()
    return address.input_value()


def test_address_goes_when_the_sheet_is_another(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    field(page, "owner").fill("Rin")
    shared(page, with_people=False)
    page.get_by_label("With people and notes").check()
    expect(page.locator("[data-address]")).to_be_hidden()
    shared(page, with_people=True)
    kept(page)
    expect(page.locator("[data-address]")).to_be_visible()
    field(page, "owner").fill("Mei")
    expect(page.locator("[data-address]")).to_be_hidden()


@pytest.mark.parametrize("with_people", [False, True])
def test_address_carries_people_and_notes_only_where_the_reader_says_so(
    with_people: bool, address: str, page: Page, browser: Browser
) -> None:
    make_sheet(page, address, "Osaka")
    field(page, "owner").fill("Rin")
    field(page, "status").select_option("agreed")
    expect(page.locator("[data-goes]")).to_contain_text("Owners, notes, links and added columns stay here.")
    link = shared(page, with_people=with_people)
    context = browser.new_context()
    other = context.new_page()
    other.goto(link)
    expect(other.get_by_role("dialog")).to_contain_text("This link carries a working sheet.")
    expect(other.get_by_text("People, notes and links were left out")).to_have_count(int(not with_people))
    choose(other, "Keep as a new sheet")
    expect(field(other, "status")).to_have_value("agreed")
    expect(field(other, "owner")).to_have_value("Rin" if with_people else "")
    assert "#" not in other.url
    context.close()


def test_address_keeps_nothing_that_is_not_wanted(sample_site: Path, page: Page, browser: Browser) -> None:
    filled(page, sample_site)
    link = shared(page, with_people=True)
    context = browser.new_context()
    other = context.new_page()
    other.goto(link)
    choose(other, "Do not keep")
    expect(other.get_by_text("There is no sheet in this browser yet.")).to_be_visible()
    other.goto(f"{link[:-20]}AAAA")
    expect(other.locator("[data-reports]")).to_contain_text("incomplete or damaged")
    context.close()


def test_sheet_that_is_too_large_for_an_address_is_offered_as_a_file(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    noise = page.evaluate("[...crypto.getRandomValues(new Uint8Array(20000))].map((one) => one.toString(36)).join('')")
    field(page, "note").fill(noise[:32000])
    page.get_by_label("With people and notes").check()
    page.get_by_role("button", name="Create the link").click()
    expect(page.locator("[data-said]")).to_contain_text("too large for a link")
    expect(page.locator("[data-address]")).to_be_hidden()


def test_ways_lead_past_the_table(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/work.html")
    ways = page.get_by_role("link", name="Save and pass on")
    expect(page.get_by_text("There is no sheet in this browser yet.")).to_be_visible()
    expect(ways).to_be_hidden()
    make_sheet(page, sample_site.as_uri())
    ways.click()
    expect(page.get_by_role("button", name="Save as a file")).to_be_in_viewport()
