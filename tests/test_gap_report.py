"""The gap report: what management reads of a sheet is what the sheet holds, on the screen and on one to three pages."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.model.playbook import Playbook
from tests.axe import findings
from tests.conftest import built
from tests.reporting import COMMITMENT, TODAY, opened, realistic, report, short_name, told
from tests.work_pages import ACTION, QUESTION, make_sheet, saved, sheet_of

PHONE = {"width": 390, "height": 844}
MOST_PAGES = 3


def paper(page: Page) -> Any:
    return page.locator("[data-paper]")


# ---- what the reader is told first


def test_without_a_sheet_the_page_says_where_to_make_one(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/report.html")
    expect(page.get_by_text("There is no working sheet in this browser yet")).to_be_visible()
    expect(page.locator("[data-nothing] a").first).to_have_attribute("href", "work.html")
    expect(paper(page)).to_be_hidden()
    expect(page.locator("[data-choose]")).to_be_hidden()


def test_sheet_with_nothing_in_it_makes_no_report(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri(), "Osaka")
    page.goto(f"{sample_site.as_uri()}/en/report.html")
    expect(page.get_by_text("Nothing is filled in on this sheet yet")).to_be_visible()
    expect(page.get_by_text("There is no working sheet")).to_be_hidden()
    expect(paper(page)).to_be_hidden()


def test_playbook_without_the_page_of_sheets_assesses_and_reports(
    copy_of: Callable[[str], Path], tmp_path: Path, page: Page
) -> None:
    pages = (data := copy_of("sample")) / "pages.yml"
    without = re.sub(r"  - id: work\n(?:    .*\n)+", "", before := pages.read_text("utf-8"))
    assert without != before
    pages.write_text(without, "utf-8")
    page.goto(f"{built(data, tmp_path / 'site').as_uri()}/en/assessment.html")
    page.get_by_label("Name of the new sheet").fill("Osaka")
    page.keyboard.press("Enter")
    page.locator("[data-item='shelves.some-labelled'] input[value='yes']").check()
    expect(page.locator("[data-kept]")).to_have_text("Kept in this browser")
    page.locator(".md-content").get_by_role("link", name="Gap report").click()
    expect(page.locator("tr[data-chapter='shelves'] .pb-gaps__level")).to_have_text("1/2 Begun")


def test_what_nobody_filled_in_is_told_as_that(real_site: Path, real: Playbook, page: Page) -> None:
    chapter = next(chapter for chapter in real.chapters if chapter.maturity)
    items = {f"{chapter.id}.{chapter.actions[0].id}": {"status": "done"}}
    opened(page, real_site.as_uri(), items, playbook=short_name(real_site))
    report(page, real_site.as_uri())
    silent = told(page, "standing").rpartition("nothing filled in: ")[2]
    others = [one.title.plain("en") for one in real.chapters if one.maturity and one is not chapter]
    assert silent == ", ".join(others)
    assert "No commitment has been entered yet." in told(page, "asked")


def test_on_a_phone_each_line_to_sign_says_what_to_write(sample_site: Path, page: Page) -> None:
    page.set_viewport_size(PHONE)
    opened(page, sample_site.as_uri(), {ACTION: {"status": "agreed"}})
    report(page, sample_site.as_uri())
    lines = page.locator(".pb-gaps__signing tbody tr").first.locator("td").filter(visible=True)
    expect(lines).to_have_count(4)
    said = lines.evaluate_all("cells => cells.map((cell) => getComputedStyle(cell, '::before').content)")
    assert said == ['"Name"', '"Role"', '"Date"', '"Signature"']


# ---- numbers


def test_numbers_are_those_of_the_sheet(real_site: Path, real: Playbook, page: Page) -> None:
    items = realistic(real)
    opened(page, real_site.as_uri(), items, playbook=short_name(real_site))
    counted = page.locator("[data-all] .pb-meter").inner_text()
    report(page, real_site.as_uri())
    states = [filled.get("status") for filled in items.values()]
    summary = told(page, "standing")
    assert f"Agreed: {states.count('agreed')}, In progress: {states.count('started')}" in summary
    closed, total = states.count("done") + states.count("dropped"), sum(len(c.actions) for c in real.chapters)
    assert f"{closed} of {total} done" in counted
    assert f"Actions: {total}" in summary
    late = [
        id
        for id, f in items.items()
        if f.get("status") in ("agreed", "started") and "" < f.get("due", "") < TODAY.isoformat()
    ]
    assert f"Overdue: {len(late)}. Chapters assessed: 9 of 12." in summary
    assert late
    expect(page.locator("[data-part='overdue'] [data-action]")).to_have_count(len(late))
    ahead = states.count("agreed") + states.count("started") - len(late)
    expect(page.locator("[data-part='following'] [data-action]")).to_have_count(ahead)


def test_levels_and_gaps_are_those_of_the_answers(real_site: Path, real: Playbook, page: Page) -> None:
    opened(page, real_site.as_uri(), realistic(real), playbook=short_name(real_site))
    report(page, real_site.as_uri())
    chapters = (*real.pillars, *real.results)
    titles = [level.title.plain("en") for level in real.model.levels]
    for at, chapter in enumerate(chapters):
        level = at % 4 if at < 9 else None
        said = "Not assessed" if level is None else f"{level}/5 {titles[level - 1]}" if level else "Below level 1"
        row = page.locator(f"tr[data-chapter='{chapter.id}']")
        expect(row.locator(".pb-gaps__level")).to_have_text(said)
        expect(row.locator(".pb-gaps__step")).to_have_count(level or 0)
        missing = [] if level is None else [f"{chapter.id}.{one.id}" for one in chapter.maturity[level].statements]
        shown = page.locator(f"[data-statement^='{chapter.id}.']")
        expect(shown).to_have_count(len(missing))
        assert [one.get_attribute("data-statement") for one in shown.all()] == missing
    assert "nothing filled in: " not in told(page, "standing")


@pytest.mark.parametrize(
    ("language", "untouched", "unanswered", "gate"),
    [
        ("en", "Open: 1, Nothing filled in: {}, Agreed: 1", "not answered", "A gate is the check between two phases"),
        ("ja", "未定：1、記入なし：{}、決定：1", "未回答", "ゲートとは、次のフェーズに進む前の確認です"),
        ("zh", "待认领：1，尚未填写：{}，已商定：1", "未回答", "关口是进入下一阶段之前的检查"),
    ],
)
def test_what_nobody_touched_or_answered_is_told_apart_and_gates_are_explained(
    language: str, untouched: str, unanswered: str, gate: str, real_site: Path, real: Playbook, page: Page
) -> None:
    *below, asked = real.chapter_by_id["leadership"].maturity[:3]
    first, second, third = (statement.id for statement in asked.statements)
    held = {f"leadership.{one.id}": {"answer": "yes"} for step in below for one in step.statements}
    items = held | {
        "leadership.gather-statements": {"status": "open"},
        "leadership.gap-talk": {"status": "agreed"},
        f"leadership.{first}": {"answer": "no"},
        f"leadership.{second}": {"answer": "constructor"},
    }
    opened(page, real_site.as_uri(), items, playbook=short_name(real_site))
    report(page, real_site.as_uri(), language)
    total = sum(len(chapter.actions) for chapter in real.chapters)
    assert untouched.format(total - 2) in told(page, "standing")
    expect(page.locator(f"[data-statement='leadership.{first}'] .pb-state")).to_have_count(0)
    expect(page.locator(f"[data-statement='leadership.{second}'] .pb-state")).to_have_count(0)
    expect(page.locator(f"[data-statement='leadership.{third}'] .pb-state")).to_have_text(unanswered)
    assert gate in told(page, "missing")
    expect(page.locator(".pb-gaps__gates strong").first).to_contain_text(
        real.series[0].phases[1].title.plain(language)  # type: ignore[union-attr]
    )


def test_notes_that_were_agreed_on_are_an_action_of_the_report(sample_site: Path, page: Page) -> None:
    opened(page, sample_site.as_uri(), {QUESTION: {"note": "<b>Buy a trap</b>", "status": "agreed", "owner": "Mei"}})
    report(page, sample_site.as_uri())
    row = page.locator(f"[data-part='following'] [data-action='{QUESTION}']")
    expect(row.locator("bdi").first).to_have_text("<b>Buy a trap</b>")
    expect(row).to_contain_text("Mei")
    assert "Agreed: 1" in told(page, "standing")
    expect(page.locator("[data-part='asked']")).to_contain_text("No date yet: no. 1")


# ---- what the reader writes and chooses


def test_report_without_an_assessment_does_not_say_that_nothing_is_missing(real_site: Path, page: Page) -> None:
    opened(page, real_site.as_uri(), {"leadership.gap-talk": {"status": "agreed"}}, playbook=short_name(real_site))
    report(page, real_site.as_uri())
    assert "Nothing is missing" not in told(page, "missing")
    assert "Chapters assessed: 0 of 12" in told(page, "standing")


def test_heading_and_request_are_plain_text_and_go_with_the_file(sample_site: Path, page: Page) -> None:
    markup = '<img src=x onerror="window.hit=1">'
    opened(page, sample_site.as_uri(), {ACTION: {"status": "agreed", "owner": markup}}, "Osaka")
    report(page, sample_site.as_uri())
    expect(paper(page).locator("h2")).to_have_text("Osaka: gaps and next steps")
    page.get_by_label("Heading").fill(f"North {markup}")
    page.get_by_label("Commitment that you ask for").fill(COMMITMENT)
    expect(paper(page).locator("h2")).to_have_text(f"North {markup}")
    expect(page.locator(".pb-gaps__asked")).to_have_text(COMMITMENT)
    expect(page.locator("[data-kept]")).to_have_text("Kept in this browser")
    page.reload()
    expect(page.get_by_label("Heading")).to_have_value(f"North {markup}")
    expect(page.locator(".pb-gaps__asked")).to_have_text(COMMITMENT)
    page.goto(f"{sample_site.as_uri()}/en/work.html")
    expect(page.locator("[data-gone]")).to_be_hidden()  # they are no rows that lost their item
    items = sheet_of(saved(page))["items"]
    assert items["pages.report-commitment"]["note"] == COMMITMENT
    assert items["pages.report-heading"]["note"] == f"North {markup}"
    assert page.evaluate("window.hit") is None
    assert paper(page).locator("img").count() == 0


def test_parts_and_chapters_stand_in_the_address(sample_site: Path, page: Page) -> None:
    items = {ACTION: {"status": "agreed", "due": "2026-11-01"}, "readers.satisfied": {"answer": "yes"}}
    opened(page, sample_site.as_uri(), items)
    report(page, sample_site.as_uri())
    page.get_by_label("What is overdue").uncheck()
    expect(page.locator("[data-part='overdue']")).to_have_count(0)
    row = page.locator(f"[data-part='following'] [data-action='{ACTION}']")
    expect(row).to_contain_text("2026-11-01 Overdue")  # it does not vanish with its part
    page.get_by_text("Chapters", exact=True).first.click()
    page.locator("[name='chapter'][value='shelves']").uncheck()
    expect(row).to_have_count(0)
    page.goto(page.url)
    expect(page.locator("[data-part='overdue']")).to_have_count(0)
    expect(page.locator("[name='chapter'][value='shelves']")).not_to_be_checked()
    report(page, sample_site.as_uri(), search="?chapters=gone&without=gone")
    expect(row).to_have_count(0)
    expect(page.locator(f"[data-part='overdue'] [data-action='{ACTION}']")).to_be_visible()


def test_notes_go_in_when_they_are_ticked(sample_site: Path, page: Page) -> None:
    opened(page, sample_site.as_uri(), {QUESTION: {"note": "Behind the boiler"}})
    report(page, sample_site.as_uri())
    expect(page.locator("[data-part='decided']")).to_contain_text("Nothing has been decided yet.")
    page.get_by_text("Notes that go in").click()
    box = page.locator("[data-notes] input")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-part='decided']")).to_contain_text("Behind the boiler")
    expect(box).to_be_focused()
    page.reload()
    expect(page.locator("[data-part='decided']")).to_contain_text("Behind the boiler")


def test_values_that_nobody_chose_between_are_all_shown(sample_site: Path, page: Page) -> None:
    items = {ACTION: {"status": "agreed", "owner": "Mei", "conflicts": {"owner": ["Rin"]}}}
    opened(page, sample_site.as_uri(), items)
    report(page, sample_site.as_uri())
    expect(page.locator(f"[data-action='{ACTION}']")).to_contain_text("Mei / Rin")
    expect(page.locator(".pb-gaps__undecided")).to_contain_text("nobody has chosen yet: 1")


def test_what_is_asked_for_names_actions_by_number_or_in_full(sample_site: Path, page: Page) -> None:
    opened(page, sample_site.as_uri(), {ACTION: {"status": "agreed", "due": "2027-01-01"}})
    report(page, sample_site.as_uri())
    expect(page.locator("[data-part='asked']")).to_contain_text("No owner yet: no. 1")
    page.get_by_label("Actions that follow").uncheck()
    expect(page.locator("[data-part='asked'] li")).to_have_text(re.compile(".{6,}no owner$", re.DOTALL))
    expect(page.locator("[data-part='decided'] .pb-gaps__agreed li")).to_have_count(1)


def test_heads_of_the_table_break_in_no_word(sample_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    opened(page, sample_site.as_uri(), {ACTION: {"status": "agreed"}})
    report(page, sample_site.as_uri())
    head = page.locator(".pb-gaps__standing thead th", has_text="Answered")
    expect(head).to_be_visible()
    lines = "one => { const range = new Range(); range.selectNodeContents(one); return range.getClientRects().length; }"
    assert head.evaluate(lines) == 1


# ---- two languages


def test_second_language_comes_and_goes(sample_site: Path, page: Page) -> None:
    opened(page, sample_site.as_uri(), {ACTION: {"status": "agreed", "owner": "Mei"}})
    report(page, sample_site.as_uri(), search="?with=ja")
    heading = page.locator("[data-part='asked'] h3")
    expect(heading).to_have_text(re.compile("^What we ask for\\s*求める確約$"))
    expect(heading.locator("[lang='ja']")).to_have_text("求める確約")
    expect(page.locator(f"[data-action='{ACTION}'] th > [lang='ja']")).not_to_be_empty()
    page.locator(".pb-with summary").click()
    page.locator(".pb-with input[value='ja']").uncheck()
    expect(heading).to_have_text("What we ask for")
    page.locator(".pb-with input[value='zh']").check()
    expect(heading.locator("[lang='zh-Hans']")).to_have_text("请求的承诺")


# ---- on paper


@pytest.mark.parametrize("search", ["en", "ja", "zh", "ja?with=en"])
def test_a_report_is_one_to_three_pages(
    search: str, real_site: Path, real: Playbook, page: Page, tmp_path: Path
) -> None:
    language, _, beside = search.partition("?with=")
    opened(page, real_site.as_uri(), realistic(real), playbook=short_name(real_site))
    report(page, real_site.as_uri(), language, f"?with={beside}")
    expect(page.locator("[data-part='asked'] h3 .pb-gaps__second")).to_have_count(1 if beside else 0)
    path = tmp_path / "report.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Page size:.*A4", about)
    assert int(re.findall(r"Pages: +(\d+)", about)[0]) <= MOST_PAGES
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    first, *_ = words.split("\f")
    assert "Osaka" in first
    assert "2026" in first
    assert "Li Wei" in words


def test_paper_is_light_and_has_nothing_to_press(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark", locale="en-GB")
    page = context.new_page()
    opened(page, sample_site.as_uri(), {ACTION: {"status": "agreed"}})
    report(page, sample_site.as_uri())
    page.emulate_media(media="print")
    colour = page.locator("[data-paper] h2").evaluate("one => getComputedStyle(one).color")
    assert max(map(int, re.findall(r"\d+", colour)[:3])) < 100
    assert page.locator(":is(.pb-page, [data-choose], [data-notices], button):visible").count() == 0
    expect(page.locator(".pb-gaps__signing tbody tr")).to_have_count(3)
    expect(paper(page).locator("dl")).to_contain_text("Edition")
    assert page.locator("[data-part='signing']").evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    assert page.locator("[data-action]").first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    context.close()


# ---- what readers of screens get


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(viewport: dict[str, int], sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=viewport)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/report.html")
    expect(page.locator("[data-nothing]")).to_be_visible()
    assert findings(page) == set()
    filled = {ACTION: {"status": "agreed", "due": "2026-11-01"}, QUESTION: {"note": "x", "ticked": True}}
    opened(page, sample_site.as_uri(), filled)
    report(page, sample_site.as_uri(), search="?with=ja")
    for fold in page.locator("[data-choose] summary").all():
        fold.click()
    assert findings(page) == set()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
