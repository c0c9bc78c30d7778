"""Around the rows of a chapter: the bar, paper, the way back, what readers of screens get, and storage that fails."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import findings
from tests.conftest import built
from tests.filling import LABEL, LOST, SHELVES, begun, done, field, filled_before, kept, ready
from tests.test_print import sheets

PHONE = {"width": 360, "height": 740}
CONFLICT = {"owner": "Aiko", "due": "end of May", "conflicts": {"owner": ["Bo"]}, "other": {"Cost": "3"}}
REWORDED = {"note": "Two", "status": "open", "wording": {"language": "en", "text": "Which books?"}}
BLOCKED = """
    Object.defineProperty(window, "indexedDB", { value: undefined });
    Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
"""


@pytest.fixture
def chapter(sample_site: Path) -> str:
    return f"{sample_site.as_uri()}/en/{SHELVES}"


# ---- the bar


COPY_KEYS = """
actions:
  - id: copy-keys
    text:
      en: Have the keys copied
      ja: 合鍵を作る
      zh: 配钥匙
"""


def test_bar_counts_what_is_done_and_what_a_gate_misses(
    copy_of: Callable[[str], Path], tmp_path: Path, page: Page
) -> None:
    data = copy_of("sample")
    with (data / "series/opening-day/keys.yml").open("a", encoding="utf-8") as keys:
        keys.write(COPY_KEYS.lstrip("\n"))
    site = built(data, tmp_path / "site").as_uri()
    begun(page, f"{site}/en/{SHELVES}")
    bar = page.get_by_role("region", name="Working sheet")
    expect(bar).to_contain_text("0 of 1 done, 1 open")
    field(page, LABEL, "due").fill("2020-01-01")
    expect(bar).to_contain_text("0 of 1 done, 1 open, 1 overdue")
    done(page).check()
    expect(bar).to_contain_text("1 of 1 done, 0 open")
    expect(bar).not_to_contain_text("overdue")
    page.goto(f"{site}/en/series/opening-day/keys.html")
    ready(page)
    more = bar.get_by_role("button", name="Progress")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(bar).to_contain_text("The opening day: 1 of 2 done, 1 open")
    expect(bar).to_contain_text("Before: 0 of 1 done, 1 open")
    expect(bar).to_contain_text("Still open before the gate “Doors open”:Keys (1)")
    done(page, "keys.copy-keys").check()
    expect(bar).to_contain_text("Nothing is open before the gate “Doors open”.")


def test_each_sheet_has_answers_of_its_own(chapter: str, page: Page) -> None:
    begun(page, chapter, "North <b>branch</b>")
    done(page).check()
    field(page, LOST, "note").fill("Two")
    ready(page)
    page.get_by_role("button", name="New sheet").click()
    expect(page.get_by_label("Name of the new sheet")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("South branch")
    page.keyboard.press("Enter")
    choice = page.get_by_role("combobox", name="Working sheet")
    expect(choice.locator("option:checked")).to_have_text("South branch")
    expect(choice).to_have_value(page.evaluate("localStorage.getItem('playbook.playbook.sheet')"))
    expect(field(page, LOST, "note")).to_have_value("")
    expect(done(page)).not_to_be_checked()
    field(page, LABEL, "status").select_option("agreed")
    assert kept(page) == {LABEL: {"status": "agreed"}}
    choice.select_option("North <b>branch</b>")
    expect(field(page, LOST, "note")).to_have_value("Two")
    done(page).uncheck()  # leads back to what was there, not to what the other sheet has
    expect(field(page, LABEL, "status")).to_have_value("")
    page.reload()
    ready(page)
    expect(field(page, LOST, "note")).to_have_value("Two")


# ---- continue where you left off


def test_home_page_leads_back_to_where_the_reader_left_off(sample_site: Path, page: Page) -> None:
    begun(page, f"{sample_site.as_uri()}/en/{SHELVES}")
    field(page, LABEL, "owner").fill("Bo")
    ready(page)
    page.goto(f"{sample_site.as_uri()}/ja/index.html")
    link = page.get_by_role("link", name="続きから：Village team – Shelves & order")
    link.click()
    expect(page).to_have_url(f"{sample_site.as_uri()}/ja/{SHELVES}#label-all")
    expect(field(page, LABEL, "owner")).to_have_value("Bo")


@pytest.mark.parametrize(
    "place",
    [
        '{"address":"javascript:alert(1)","title":"Shelves"}',
        '{"address":"https://elsewhere.example/","title":"Shelves"}',
        '{"address":"../../outside.html","title":"Shelves"}',
        '{"address":"pillars/shelves.html"}',
        '{"address":7,"title":{}}',
        "no JSON",
        "null",
    ],
)
def test_place_that_somebody_else_wrote_leads_nowhere(place: str, sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/index.html")
    page.evaluate("place => localStorage.setItem('playbook.playbook.place', place)", place)
    page.reload()
    assert page.locator(".pb-continue").count() == 0


# ---- paper


def test_filled_chapter_prints_its_values_as_text(chapter: str, tmp_path: Path, page: Page) -> None:
    page.goto(chapter)
    bare = "".join(sheets(page, tmp_path / "bare.pdf"))
    begun(page, chapter)
    long = "A note that is longer than any field is wide, and that nobody may find cut off at its right end on paper."
    filled_before(page, {LABEL: {"owner": "Aiko", "due": "2027-01-01", "status": "started", "note": long}})
    field(page, LOST, "note").fill("Two\nAt the fair")
    done(page).check()
    text = "".join(sheets(page, tmp_path / "filled.pdf"))
    assert re.search(r"Working sheet: Village team – \d+ \w+ \d{4}", text)
    assert "Working sheet" not in bare
    words = " ".join(text.split())
    for value in (
        "Aiko",
        "2027-01-01",
        "Status Completed and checked",
        "Notes Two At the fair",
        " ".join(long.split()[-4:]),
    ):
        assert value in words
    for control in ("New sheet", "All chapters", "Progress", "Kept in", "Assigned to Assigned to"):
        assert control not in words
    page.emulate_media(media="print")
    assert page.locator(":is(.pb-bar, .pb-fields, .pb-tick input):visible").count() == 0
    expect(page.locator(f"[data-item='{LOST}'] .pb-notes")).to_be_hidden()
    expect(page.locator("[data-item='shelves.untranslated'] .pb-notes")).to_be_visible()  # lines to write on, as ever


# ---- what readers of screens get


def offered(page: Page, chapter: str) -> None:
    page.goto(chapter)
    page.locator(".pb-ways__work button").click()
    expect(page.locator(".pb-bar input")).to_be_focused()


def empty(page: Page, chapter: str) -> None:
    begun(page, chapter)


def filled(page: Page, chapter: str) -> None:
    begun(page, chapter)
    filled_before(page, {LABEL: CONFLICT, LOST: REWORDED})
    done(page).check()
    field(page, LABEL, "evidence").fill("https://example.org/")
    page.locator(".pb-bar__toggle").click()
    expect(page.locator(".pb-conflict:visible, .pb-reworded:visible, .pb-bar__more:visible")).to_have_count(3)


def unkept(page: Page, chapter: str) -> None:
    page.add_init_script(BLOCKED)
    page.goto(chapter)
    page.locator(".pb-ways__work button").click()
    page.keyboard.press("Enter")
    expect(page.locator(".pb-bar__save")).to_be_visible()


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("state", [offered, empty, filled, unkept])
def test_axe_finds_nothing_in_any_state(
    state: Callable[[Page, str], None], viewport: dict[str, int], chapter: str, browser: Browser
) -> None:
    context = browser.new_context(viewport=viewport)  # type: ignore[arg-type]
    page = context.new_page()
    state(page, chapter)
    assert findings(page) == set()
    context.close()


# ---- storage that fails


def test_what_is_not_kept_is_called_so_and_leaves_as_a_file(chapter: str, page: Page) -> None:
    page.add_init_script(BLOCKED)
    page.goto(chapter)
    page.locator(".pb-ways__work button").click()
    page.locator(".pb-bar input").fill('North/"branch"')
    page.keyboard.press("Enter")
    expect(page.locator(".pb-bar__kept")).to_have_text("NOT kept – save a file")
    field(page, LABEL, "owner").fill("Bo")
    expect(page.locator(".pb-bar__kept")).to_have_text("NOT kept – save a file")
    expect(page.get_by_role("status").filter(has_text="Save the sheet as a file")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a file").click()
    assert download.value.suggested_filename == "North  branch.state.json"
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert saved["name"] == 'North/"branch"'
    assert saved["items"][LABEL]["owner"] == "Bo"


def test_sheet_that_the_browser_cleared_away_is_not_passed_over(chapter: str, page: Page) -> None:
    begun(page, chapter)
    page.goto("about:blank")
    page.goto(chapter.replace(SHELVES, "index.html"))
    page.evaluate(
        """() => new Promise((resolve) => {
            indexedDB.deleteDatabase("playbook.playbook").onsuccess = resolve;
        })"""
    )
    page.goto(chapter)
    said = page.get_by_role("status").filter(has_text="no longer has them: Village team")
    expect(said).to_be_visible()
    expect(page.locator(".pb-bar__kept")).to_be_hidden()
    page.get_by_role("button", name="I know").click()
    expect(said).to_be_hidden()


def test_script_that_cannot_be_loaded_says_so(chapter: str, page: Page) -> None:
    page.route("**/work.data.js", lambda route: route.abort("aborted"))
    page.goto(chapter)
    button = page.get_by_role("button", name="Work with this chapter")
    button.click()
    expect(page.get_by_role("status").filter(has_text="could not be loaded")).to_be_visible()
    page.unroute("**/work.data.js")
    button.click()
    expect(page.locator(".pb-bar input")).to_be_focused()
