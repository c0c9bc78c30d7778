"""The screen of whoever leads a session: from the chapter to the summary that is handed out, with what may go wrong."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.axe import findings
from tests.conftest import built
from tests.filling import LABEL, LOST
from tests.test_filling_bar import BLOCKED, PHONE
from tests.test_print import sheets

BEAMER = {"width": 1024, "height": 768}
ASKED = "?q=shelves.lost-books,shelves.untranslated&m=10,5&f=3,5,2"
STORED = "playbook.playbook.session"


@pytest.fixture
def screen(sample_site: Path) -> str:
    return f"{sample_site.as_uri()}/en/session.html"


def started(page: Page, address: str, name: str = "Village team") -> Page:
    page.goto(address)
    page.get_by_label(re.compile("Name of the new sheet|新しいシートの名称")).fill(name)
    page.locator("form .pb-stage__next").click()
    expect(topic(page)).to_be_focused()
    return page


def topic(page: Page) -> Locator:
    return page.locator(".pb-stage__topic")


def kept_items(page: Page) -> dict[str, Any]:
    """Return what the sheet holds when all of it is kept, as the page of the chapter has it."""
    expect(page.locator(".pb-stage__kept")).to_have_attribute("data-state", "kept")
    items: dict[str, Any] = page.evaluate(
        """async () => {
            const db = await idb.openDB("playbook.playbook", 1);
            const [keys, values] = await Promise.all([db.getAllKeys("items"), db.getAll("items")]);
            db.close();
            return Object.fromEntries(keys.map(([, item], at) => [item, values[at]]));
        }"""
    )
    return items


def test_nothing_on_a_phone_leads_to_contents_that_are_not_there(screen: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{screen}{ASKED}")
    expect(page.get_by_label("Name of the new sheet")).to_be_visible()
    expect(page.locator(".pb-contents-open")).to_be_hidden()
    started(page, f"{screen}{ASKED}")
    expect(page.locator(".pb-contents-open")).to_be_hidden()


def test_nothing_lies_over_the_agenda_of_a_phone(screen: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 300})
    page.goto(f"{screen}{ASKED}")
    expect(page.get_by_label("Name of the new sheet")).to_be_visible()
    page.evaluate("document.querySelector('.md-top').hidden = false")
    expect(page.locator(".md-top")).to_be_hidden()


def test_session_can_be_chosen_by_a_symptom(screen: str, page: Page) -> None:
    page.goto(screen)
    expect(page.locator(".pb-screen__ready .pb-name").first).to_have_text("Start from what you notice")
    page.locator(".pb-screen__ready").get_by_role("link", name="Symptoms").click()
    expect(page).to_have_url(re.compile(r"/en/symptoms\.html$"))


def test_chapter_leads_to_a_session_that_runs_by_keyboard_alone(sample_site: Path, page: Page) -> None:
    page.set_viewport_size(BEAMER)
    page.goto(f"{sample_site.as_uri()}/en/series/opening-day/keys.html")
    page.get_by_role("link", name="30 min").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("30 minutes in all")).to_be_visible()
    page.get_by_label("Name of the new sheet").press("Enter")
    expect(topic(page)).to_contain_text("Opening")
    for key, said in (
        ("ArrowRight", "Where is the spare key?"),
        ("PageDown", "Agreeing actions"),
        ("PageUp", "Where is the spare key?"),
        (" ", "Agreeing actions"),
        ("ArrowLeft", "Where is the spare key?"),
    ):
        page.keyboard.press(key)
        expect(topic(page)).to_contain_text(said)
        expect(topic(page)).to_be_focused()
    page.locator("textarea").focus()
    page.keyboard.type("a b")
    page.keyboard.press("ArrowLeft")
    expect(topic(page)).to_have_text("Where is the spare key?")
    expect(page.locator("textarea")).to_have_value("a b")
    page.keyboard.press("PageDown")  # a remote control goes on, wherever the focus is
    expect(topic(page)).to_contain_text("Agreeing actions")


def test_notes_and_agreed_actions_land_in_the_sheet_and_in_the_summary(screen: str, page: Page, tmp_path: Path) -> None:
    started(page, screen + ASKED)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".pb-stage__listen span")).to_be_hidden()
    page.locator(".pb-stage__listen summary").click()
    expect(page.locator(".pb-stage__listen")).to_contain_text("Causes, not names.")
    page.locator("textarea").fill("<b>Rain</b>\nand mice")
    for _ in range(2):
        page.keyboard.press("PageDown")
    page.get_by_role("checkbox", name="Label every book").check()
    page.get_by_label("Assigned to: Label every book").fill("Aiko")
    page.get_by_label("Due: Label every book").fill("2027-01-15")
    page.keyboard.press("PageDown")
    expect(page.locator(".pb-agreed-table td")).to_have_text(["Label every book", "Aiko", "2027-01-15"])
    items = kept_items(page)
    assert items[LOST]["note"] == "<b>Rain</b>\nand mice"
    assert items[LOST]["wording"] == {"language": "en", "text": "Which books were lost, and why?"}
    assert {name: items[LABEL][name] for name in ("status", "owner", "due")} == {
        "status": "agreed",
        "owner": "Aiko",
        "due": "2027-01-15",
    }
    page.get_by_role("button", name="Summary").click()
    printed = "".join(sheets(page, tmp_path / "summary.pdf"))
    for words in ("Village team", "<b>Rain</b>", "and mice", "Label every book", "Aiko", "2027-01-15", "Agenda"):
        assert words in printed
    for words in ("End this session", "Kept in", "Choose a session"):
        assert words not in printed


def test_what_has_begun_stays_agreed_and_what_lacks_owner_and_date_says_so(screen: str, page: Page) -> None:
    started(page, screen + ASKED)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    box = page.get_by_role("checkbox", name="Label every book")
    box.check()
    box.uncheck()
    assert kept_items(page)[LABEL]["status"] == "open"
    box.check()
    page.locator(".pb-stage__next").click()
    expect(page.locator(".pb-missing")).to_have_text(["owner missing", "date missing"])


def test_session_survives_a_reload_and_ends_when_asked(screen: str, page: Page) -> None:
    started(page, screen + ASKED)
    page.keyboard.press("ArrowRight")
    page.locator("textarea").fill("Rain")
    expect(page.locator(".pb-stage__kept")).to_have_attribute("data-state", "kept")
    page.reload()
    expect(topic(page)).to_have_text("Which books were lost, and why?")
    expect(page.locator("textarea")).to_have_value("Rain")
    page.goto(screen + ASKED + "&t=Other")
    expect(page.get_by_role("button", name="Start")).to_be_visible()  # another session begins anew
    expect(page.get_by_label("Working sheet for notes")).to_contain_text("Village team")
    page.goto(screen + ASKED)
    expect(topic(page)).to_be_visible()
    for _ in range(4):
        page.keyboard.press("PageDown")
    page.get_by_role("button", name="End this session").click()
    page.reload()
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_who_leaves_is_told_that_nothing_is_lost_and_goes_on_from_there(screen: str, page: Page) -> None:
    started(page, screen + ASKED)
    page.keyboard.press("ArrowRight")
    page.locator("textarea").fill("Rain")
    page.get_by_role("button", name="Leave the session").click()
    expect(page.locator(".pb-screen__notices")).to_contain_text("stopped at part 2 of 5")
    expect(page.locator(".pb-screen__notices")).to_contain_text("in the working sheet “Village team”: nothing is lost")
    expect(page.locator(".pb-stage h2")).to_be_focused()
    expect(page.locator(".md-header")).to_be_visible()
    page.keyboard.press("ArrowRight")  # leads nowhere while it is left
    page.get_by_role("button", name="Go on").click()
    expect(topic(page)).to_have_text("Which books were lost, and why?")
    expect(page.locator("textarea")).to_have_value("Rain")
    expect(page.get_by_role("button", name="Stop the clock")).to_be_visible()
    page.get_by_role("button", name="Leave the session").click()
    page.reload()
    expect(page.get_by_role("button", name="Start the clock")).to_be_visible()
    page.get_by_role("button", name="Leave the session").click()
    page.get_by_role("button", name="Start again").click()
    expect(topic(page)).to_contain_text("Opening")


def test_what_is_agreed_on_at_a_question_lands_in_the_sheet_with_its_date(screen: str, page: Page) -> None:
    started(page, screen + ASKED)
    page.keyboard.press("ArrowRight")
    page.locator("textarea").fill("Buy a <b>mousetrap</b>")
    page.get_by_text("Agree on an action").click()
    page.get_by_role("checkbox", name="What the notes say is to be done").check()
    page.get_by_label("Assigned to: Which books were lost, and why?").fill("Aiko")
    page.get_by_label("Due: Which books were lost, and why?").fill("2027-02-01")
    page.get_by_role("checkbox", name="Label every book").check()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    expect(page.get_by_label("Due: Which books were lost, and why?")).to_have_value("2027-02-01")
    items = kept_items(page)
    assert {name: items[LOST][name] for name in ("status", "owner", "due", "note")} == {
        "status": "agreed",
        "owner": "Aiko",
        "due": "2027-02-01",
        "note": "Buy a <b>mousetrap</b>",
    }
    assert items[LABEL]["status"] == "agreed"
    for _ in range(4):
        page.keyboard.press("PageDown")
    row = page.locator(".pb-agreed-table tr", has_text="Buy a <b>mousetrap</b>")
    expect(row.locator("td")).to_have_text([re.compile("Which books were lost, and why"), "Aiko", "2027-02-01"])


def test_clock_warns_by_a_word_and_knows_what_a_sleeping_computer_missed(screen: str, page: Page) -> None:
    page.clock.install(time=1_800_000_000)
    started(page, screen + ASKED)
    page.clock.pause_at(1_800_001_000)
    page.evaluate(f"localStorage.setItem({STORED!r}, '{{}}')")
    page.reload()
    page.locator("form .pb-stage__next").click()
    clock, whole = page.locator(".pb-stage__clock"), page.locator(".pb-stage__whole")
    expect(clock).to_have_text("3:00 left")
    page.clock.run_for(1000)
    expect(clock).to_have_text("2:59 left")
    expect(clock).to_have_attribute("data-level", "")
    page.clock.run_for(145_000)
    expect(clock).to_have_text("0:34 left: come to an end")
    expect(clock).to_have_attribute("data-level", "last")
    expect(page.locator(".pb-stage__status")).to_have_text(re.compile("left: come to an end"))
    page.clock.fast_forward(600_000)  # timers fire once at most, as when a computer wakes up
    expect(clock).to_have_text(re.compile("^9:2. over$"))
    expect(whole).to_contain_text("min behind the plan")
    page.get_by_role("button", name="Stop the clock").click()
    stopped = clock.text_content()
    page.clock.fast_forward(600_000)
    expect(clock).to_have_text(str(stopped))


def test_second_language_stands_beside_and_stays_in_the_address(screen: str, page: Page) -> None:
    page.goto(screen + ASKED)
    page.get_by_label("Second language").select_option("ja")
    expect(page.locator(".pb-screen__agenda")).to_contain_text("どの本が、なぜ見つからなくなりましたか。")
    expect(page).to_have_url(re.compile("with=ja"))
    page.reload()
    page.locator("form .pb-stage__next").click()
    expect(topic(page)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(topic(page).locator("[lang='ja']")).to_have_text("どの本が、なぜ見つからなくなりましたか。")
    expect(topic(page).locator("[lang='en-GB']")).to_have_text("Which books were lost, and why?")


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("?q=shelves.burnt&t=Monday", "The address names no question that this playbook has."),
        ("?q=", "The address names no question that this playbook has."),
        ("?q=shelves.burnt,shelves.lost-books", "Left out, because the playbook does not have them: 1"),
        ("?q=shelves.lost-books&m=500", "Minutes that cannot be used"),
        ("?q=shelves.lost-books&m=480&f=10,5,5", "This session takes 500 minutes, longer than 8 hours."),
        ("?q=shelves.lost-books,__proto__,<img src=x onerror=alert(1)>", "does not have them: 2"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said(search: str, said: str, screen: str, page: Page) -> None:
    page.goto(screen + search)
    expect(page.locator(".pb-screen__notices")).to_contain_text(said)
    assert page.locator(".pb-screen img").count() == 0
    expect(page.locator("[data-ready]")).to_be_visible(visible="lost-books" not in search)


@pytest.mark.parametrize("stored", ["null", "7", "[]", '{"name":1}', "nonsense", '{"run":{"at":99}}'])
def test_spoilt_memory_begins_anew(stored: str, screen: str, page: Page) -> None:
    page.add_init_script(f"localStorage.setItem({STORED!r}, {json.dumps(stored)})")
    page.goto(screen + ASKED)
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_sheet_that_is_gone_is_said_and_another_can_be_chosen(screen: str, page: Page) -> None:
    started(page, screen + ASKED)
    page.wait_for_function(f"() => JSON.parse(localStorage.getItem({STORED!r}))?.sheet")
    stored = json.loads(page.evaluate(f"localStorage.getItem({STORED!r})"))
    page.evaluate(f"localStorage.setItem({STORED!r}, {json.dumps(json.dumps({**stored, 'sheet': 'gone'}))})")
    page.reload()
    expect(page.locator(".pb-screen__notices")).to_contain_text(
        "The sheet of this session is no longer in this browser."
    )
    page.locator("form .pb-stage__next").click()
    expect(topic(page)).to_contain_text("Opening")


def test_what_is_not_kept_is_called_so_and_leaves_as_a_file(screen: str, page: Page) -> None:
    page.add_init_script(BLOCKED)
    started(page, screen + ASKED)
    page.keyboard.press("ArrowRight")
    page.locator("textarea").fill("Rain")
    expect(page.locator(".pb-stage__kept")).to_contain_text("NOT kept")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a file").click()
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert saved["items"][LOST]["note"] == "Rain"


def test_playbook_without_working_sheets_runs_its_sessions_without_notes(
    copy_of: Callable[[str], Path], tmp_path: Path, page: Page
) -> None:
    data = copy_of("sample")
    pages = (data / "pages.yml").read_text("utf-8")
    without = re.sub(r"  - id: work\n(?:    .*\n)+", "", pages)
    assert without != pages
    (data / "pages.yml").write_text(without, "utf-8")
    page.goto(f"{built(data, tmp_path / 'site').as_uri()}/en/session.html{ASKED}")
    page.locator("form .pb-stage__next").click()
    expect(topic(page)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(topic(page)).to_have_text("Which books were lost, and why?")
    expect(page.locator("textarea")).to_have_count(0)


def test_without_script_the_sessions_are_listed(screen: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(screen)
    expect(page.locator(".pb-screen noscript p")).to_contain_text("Scripts are switched off")
    expect(page.get_by_role("link", name="60 min")).to_be_visible()
    context.close()


# ---- what readers of screens get


@pytest.mark.parametrize("viewport", [BEAMER, PHONE], ids=["beamer", "phone"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    viewport: dict[str, int], screen: str, browser: Browser
) -> None:
    context = browser.new_context(viewport=viewport, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(screen)
    found = findings(page)
    page.goto(f"{screen}{ASKED},shelves.burnt&with=ja")
    expect(page.locator("form .pb-stage__next")).to_be_visible()
    found |= findings(page)
    page.locator("form .pb-stage__next").click()
    page.get_by_role("button", name="Leave the session").click()
    found |= findings(page)
    page.get_by_role("button", name="Go on").click()
    for _ in range(5):
        expect(page.locator(".pb-stage h1")).to_be_focused()
        page.locator(".pb-stage details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        for box in page.locator(".pb-choice__mark input").all():
            box.check()
        found |= findings(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        page.keyboard.press("PageDown")
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    found |= findings(page)
    assert found == set()
    context.close()
