"""A chapter that is filled in on its page, in a real browser: rows, ticks, notes, and the bar."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.filling import (
    LABEL,
    LOST,
    SHELVES,
    begun,
    done,
    field,
    filled_before,
    kept,
    ready,
    tabbed_to,
    wordings,
)
from tests.serving import web_server

LANGUAGES = ("en", "ja", "zh")
PHONE = {"width": 360, "height": 740}
OLD_BOOKS = "shelves.old-books"
EVIDENCE = f"{LABEL}:deliverable"


@pytest.fixture(scope="module")
def served(sample_site: Path) -> Iterator[str]:
    with web_server(sample_site.parent) as address:
        yield f"{address}/{sample_site.name}"


@pytest.fixture(params=["disk", "server"])
def site(request: pytest.FixtureRequest, sample_site: Path, served: str) -> str:
    return sample_site.as_uri() if request.param == "disk" else served


@pytest.fixture
def chapter(sample_site: Path) -> str:
    return f"{sample_site.as_uri()}/en/{SHELVES}"


def scripts(page: Page) -> set[str]:
    found = page.evaluate("[...document.querySelectorAll('script[src], link[href]')].map((one) => one.src || one.href)")
    names = {name.rpartition("/")[2] for name in found}
    return {name for name in names if name.startswith(("work-open", "work.css", "work.js", "work.data", "idb"))}


# ---- without a sheet


def test_nothing_but_the_offer_is_loaded_without_a_sheet(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/{SHELVES}")
    expect(page.get_by_role("button", name="Work with this chapter")).to_be_visible()
    assert scripts(page) == {"work-open.js"}
    assert page.locator(".pb-bar, .pb-fields").count() == 0
    page.goto(f"{sample_site.as_uri()}/en/index.html")
    assert page.locator(".pb-continue").count() == 0
    assert scripts(page) == {"work-open.js"}


def test_offer_stands_only_where_something_can_be_filled_in(sample_site: Path, tiny_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/pillars/helpers.html")
    assert scripts(page) == set()
    # A playbook without the page of working sheets has none of it.
    for place in sorted(tiny_site.rglob("*.html")):
        assert "work-open.js" not in place.read_text("utf-8"), place


# ---- filling in


@pytest.mark.parametrize("companion", ["", "?with=ja"])
def test_a_chapter_is_filled_in_by_keyboard_alone(companion: str, site: str, page: Page) -> None:
    page.goto(f"{site}/en/{SHELVES}{companion}")
    tabbed_to(page, page.get_by_role("button", name="Work with this chapter"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name of the new sheet")).to_be_focused()
    page.keyboard.type("North branch")
    page.keyboard.press("Enter")
    notes = page.get_by_role("textbox", name="Notes: Which books were lost, and why?")
    expect(notes).to_be_focused()  # the questions stand first on this page
    page.keyboard.type("Two, at the fair.")
    action = "Label every book"
    for role, name, keys in (
        ("checkbox", "Evidence is there: A shelf without gaps", ["Space"]),
        ("checkbox", "Looked at: Old books first?", ["Space"]),
        ("combobox", f"Status: {action}", ["i"]),
        ("combobox", f"Assigned to: {action}", [*"Aiko"]),
        ("textbox", f"Link to evidence: {action}", [*"Shelf 3"]),
        ("textbox", f"Remark: {action}", [*"Ask", "Enter", *"Bo"]),
    ):
        tabbed_to(page, page.get_by_role(role, name=name))  # type: ignore[arg-type]
        for key in keys:
            page.keyboard.press(key)
        if "Assigned" in name:
            tabbed_to(page, field(page, LABEL, "due"))
            page.keyboard.type("01012027")
    expected = {
        LOST: {"note": "Two, at the fair."},
        EVIDENCE: {"ticked": True},
        OLD_BOOKS: {"ticked": True},
        LABEL: {"status": "started", "owner": "Aiko", "due": "2027-01-01", "note": "Ask\nBo", "evidence": "Shelf 3"},
    }
    assert kept(page) == expected
    page.reload()
    ready(page)
    expect(notes).to_have_value("Two, at the fair.")
    expect(field(page, LABEL, "due")).to_have_value("2027-01-01")
    expect(page.get_by_role("checkbox", name="Looked at")).to_be_checked()
    expect(page.get_by_role("combobox", name="Working sheet")).to_contain_text("North branch")


def test_a_phone_shows_cards_and_hides_nothing_behind_the_bar(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = begun(context.new_page(), f"{sample_site.as_uri()}/ja/{SHELVES}", "北分館")
    page.locator(f"[data-item='{LABEL}'] .pb-done .pb-tick").tap()
    field(page, LABEL, "note").fill("来週確認する。")
    assert kept(page)[LABEL]["note"] == "来週確認する。"
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    small = page.evaluate(
        """() => [".pb-tick", ".pb-fields :is(input, select, textarea, button)", ".pb-bar :is(a, button, select)"]
            .flatMap((one) => [...document.querySelectorAll(one)])
            .filter((one) => one.checkVisibility())
            .map((one) => [one.outerHTML, one.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    )
    assert small == []
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator(".md-footer").bounding_box()
    bar = page.locator(".pb-bar").bounding_box()
    assert last
    assert bar
    assert last["y"] + last["height"] <= bar["y"] + 1
    assert bar["height"] < PHONE["height"] / 5
    context.close()


def test_ticking_done_says_so_today_and_leads_back(chapter: str, page: Page) -> None:
    begun(page, chapter)
    field(page, LABEL, "status").select_option("agreed")
    done(page).check()
    today = date.today().isoformat()
    assert kept(page)[LABEL] == {"status": "done", "completed": today}
    expect(field(page, LABEL, "status")).to_have_value("done")
    done(page).uncheck()
    assert kept(page)[LABEL] == {"status": "agreed"}
    field(page, LABEL, "completed").fill("2026-01-02")
    done(page).check()
    done(page).uncheck()
    assert kept(page)[LABEL] == {"status": "agreed", "completed": "2026-01-02"}


def test_what_a_workbook_brought_along_is_shown_and_not_lost(chapter: str, page: Page) -> None:
    begun(page, chapter)
    brought = {"status": "half done", "due": "end of May", "other": {"Cost": "<b>3</b>"}}
    filled_before(page, {LABEL: brought, LOST: {"owner": "Bo", "note": "Yes"}})
    expect(field(page, LABEL, "status")).to_have_value("half done")
    expect(field(page, LABEL, "due")).to_have_value("end of May")
    expect(page.locator(f"[data-item='{LABEL}'] .pb-others")).to_have_text("Cost<b>3</b>")
    expect(field(page, LOST, "owner")).to_be_visible()
    expect(field(page, LOST, "due")).to_be_hidden()
    field(page, LABEL, "owner").fill("Aiko")
    assert kept(page)[LABEL] == {**brought, "owner": "Aiko"}


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:aiko@example.org", "mailto:aiko@example.org"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,<script>alert(1)</script>", None),
        ("file:///etc/passwd", None),
        ("//example.org/", None),
        ("Shelf 3, red folder", None),
    ],
)
def test_only_addresses_for_people_become_links(value: str, address: str | None, chapter: str, page: Page) -> None:
    begun(page, chapter)
    field(page, LABEL, "evidence").fill(value)
    link = page.locator(f"[data-item='{LABEL}'] .pb-evidence")
    if address is None:
        expect(link).to_be_hidden()
    else:
        expect(link).to_have_attribute("href", address)
        expect(link).to_have_attribute("rel", "noreferrer noopener")
    expect(field(page, LABEL, "evidence")).to_have_value(value)


def test_owners_are_offered_from_roles_and_from_the_sheet(chapter: str, page: Page) -> None:
    begun(page, chapter)
    filled_before(page, {"keys.spare-key": {"owner": "Mr <i>Keys</i>"}})
    options = page.locator("#pb-owners option")
    assert options.evaluate_all("all => all.map((one) => one.value)") == ["Librarian", "Mr <i>Keys</i>"]


# ---- two tabs


def test_another_tab_is_followed_live_and_never_overwritten(chapter: str, page: Page) -> None:
    mine = begun(page, chapter)
    theirs = mine.context.new_page()
    theirs.goto(chapter)
    ready(theirs)
    field(theirs, LABEL, "owner").fill("Bo")
    expect(field(mine, LABEL, "owner")).to_have_value("Bo")
    field(mine, LOST, "note").fill("Two")
    expect(field(theirs, LOST, "note")).to_have_value("Two")
    # The field has the focus here, and stays as its reader sees it; what is typed then stands against what came.
    field(mine, LOST, "note").focus()
    field(theirs, LOST, "note").fill("Three")
    ready(theirs)
    expect(field(mine, LOST, "note")).to_have_value("Two")
    mine.keyboard.press("End")
    mine.keyboard.type(" or more")
    conflict = mine.locator(f"[data-item='{LOST}']").get_by_role("group", name="Two different values")
    expect(conflict.get_by_role("button")).to_have_text(["Keep “Two or more”", "Keep “Three”"])
    expect(mine.get_by_role("status").filter(has_text="Two different values – Notes")).to_be_visible()
    expect(theirs.locator(f"[data-item='{LOST}'] .pb-conflict button")).to_have_count(2)
    conflict.get_by_role("button", name="Three").click()
    expect(field(mine, LOST, "note")).to_be_focused()
    for tab in (mine, theirs):
        expect(field(tab, LOST, "note")).to_have_value("Three")
        expect(tab.locator(".pb-conflict:visible")).to_have_count(0)
    assert kept(mine)[LOST] == {"note": "Three"}


def test_what_another_tab_wrote_is_there_when_the_field_is_left(chapter: str, page: Page) -> None:
    mine = begun(page, chapter)
    theirs = mine.context.new_page()
    theirs.goto(chapter)
    ready(theirs)
    field(mine, LABEL, "owner").focus()
    field(theirs, LABEL, "owner").fill("Bo")
    ready(theirs)
    expect(mine.locator(f"[data-item='{LABEL}'] .pb-blank").first).to_have_text("Bo")
    expect(field(mine, LABEL, "owner")).to_have_value("")
    field(mine, LABEL, "note").focus()
    expect(field(mine, LABEL, "owner")).to_have_value("Bo")
    assert kept(mine)[LABEL] == {"owner": "Bo"}


# ---- when the content changes


def test_reworded_item_shows_both_wordings_until_it_is_looked_at(chapter: str, page: Page) -> None:
    begun(page, chapter)
    old = {"language": "en", "text": "Which books are <b>missing</b>?"}
    other = {"language": "ja", "text": "すべての本"}
    filled_before(page, {LOST: {"note": "Two", "wording": old}, LABEL: {"owner": "Bo", "wording": other}})
    told = page.locator(f"[data-item='{LOST}'] .pb-reworded")
    expect(told).to_contain_text("Which books are <b>missing</b>?")
    expect(told).to_contain_text("Which books were lost, and why?")
    expect(page.locator(f"[data-item='{LABEL}'] .pb-reworded")).to_be_hidden()  # of another language: work.html tells
    told.get_by_role("button", name="What is filled in still holds").click()
    expect(told).to_be_hidden()
    assert wordings(page)[LOST] == {"language": "en", "text": "Which books were lost, and why?"}


@pytest.mark.parametrize("companion", ["", "?with=zh"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_wording_is_that_of_the_texts_of_the_playbook(
    language: str, companion: str, sample_site: Path, page: Page
) -> None:
    begun(page, f"{sample_site.as_uri()}/{language}/{SHELVES}{companion}")
    for box in page.locator(".pb-tick input").all():
        box.check()
    for note in page.locator(".pb-question-list textarea").all():
        note.fill("x")
    for answer in page.locator(".pb-maturity input[value='yes']").all():
        answer.check()
    script = (sample_site / language / "work.texts.js").read_text("utf-8")
    texts = json.loads(script.partition("] = ")[2].rstrip(";\n"))
    found = wordings(page)
    assert found == {id: {"language": language, "text": texts[id]} for id in found}
    assert found.keys() == {id for id in texts if id.startswith("shelves.")}


def test_answers_follow_ids_of_former_days(chapter: str, page: Page) -> None:
    begun(page, chapter)
    filled_before(page, {"bookcases.stickers": {"owner": "Bo"}, "shelves.missing-books": {"note": "Two"}})
    expect(field(page, LABEL, "owner")).to_have_value("Bo")
    assert kept(page) == {LABEL: {"owner": "Bo"}, LOST: {"note": "Two"}}


# ---- two languages


def test_a_second_language_comes_and_goes_around_the_controls(chapter: str, page: Page) -> None:
    begun(page, chapter)
    field(page, LOST, "note").fill("Two")
    page.locator(".pb-with summary").click()
    box = page.locator(".pb-with label[lang=ja] input")
    box.check()
    expect(page.locator(f"[data-item='{LABEL}'] .pb-second").first).to_have_text("すべての本にラベルを貼る")
    expect(page.locator("[data-item='shelves.old-books'] .pb-second")).to_have_text("古い本から始めますか。")
    expect(field(page, LOST, "note")).to_have_value("Two")
    field(page, LABEL, "owner").fill("Bo")
    box.uncheck()
    expect(page.locator(".pb-second")).to_have_count(0)
    assert kept(page) == {LOST: {"note": "Two"}, LABEL: {"owner": "Bo"}}


@pytest.mark.parametrize("part", [".pb-sheet", ".pb-steps"])
def test_drawn_box_leads_to_the_sheet_in_which_it_can_be_ticked(part: str, sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/{SHELVES}")
    page.locator(f"{part} .pb-box").first.click()
    expect(page.locator(".pb-bar input")).to_be_focused()
    page.keyboard.press("Enter")
    ready(page)
    expect(page.locator(f"{part} .pb-box").first).to_be_hidden()
    expect(page.locator(f"{part} input:is([type=checkbox], [type=radio])").first).to_be_visible()
