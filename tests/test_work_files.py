"""What the page of working sheets opens: refused by name, or taken as the reader says; nothing is chosen silently."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Page, expect

from playbook.model.playbook import Playbook
from playbook.workbook import write
from tests.serving import web_server
from tests.work_pages import (
    ACTION,
    QUESTION,
    choose,
    field,
    kept,
    make_sheet,
    open_files,
    payload,
    saved,
    sheet_of,
    state,
)

AOI = {ACTION: {"status": "started", "owner": "Aoi", "note": "Start upstairs"}}
MEI = {ACTION: {"status": "done", "owner": "Mei"}, QUESTION: {"note": "Behind the boiler"}}


def two_files() -> tuple[FilePayload, FilePayload]:
    mei = state(items=MEI, id="fedcba9876543210", name="Mei")
    return payload(state(items=AOI)), payload(mei, "mei.state.json")


def conflicts(page: Page) -> Any:
    return page.locator("[data-conflicts]")


# ---- what is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "breaks off in the middle"),
        ("[]", "is not the file of a working sheet"),
        (b"\x00\xff\xfe", "is not the file of a working sheet"),
        (state(version=99), "has version 99"),
        (state(playbook="another"), "belongs to another playbook, another"),
        (" " * 6_000_000, "larger than 5 MB"),
    ],
    ids=["cut off", "a list", "binary", "another version", "another playbook", "large"],
)
def test_file_is_refused_by_name_and_nothing_is_changed(
    content: str | bytes, said: str, sample_site: Path, page: Page
) -> None:
    make_sheet(page, sample_site.as_uri())
    field(page, "owner").fill("Rin")
    open_files(page, payload(content, "odd.state.json"))
    expect(page.locator("[data-reports]")).to_contain_text("odd.state.json: not read")
    expect(page.locator("[data-reports]")).to_contain_text(said)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(field(page, "owner")).to_have_value("Rin")


def test_refused_file_does_not_stop_the_others(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    open_files(page, payload("{", "odd.state.json"), payload(state()))
    expect(page.get_by_role("dialog")).to_contain_text("Files read: 1")
    choose(page, "Do not keep")
    expect(page.locator("[data-said]")).to_contain_text("nothing was changed")
    expect(page.locator("[data-sheets] > li")).to_have_count(1)


def test_what_is_odd_is_told_with_its_place(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    open_files(page, payload(state(items={ACTION: {"due": "31 February", "status": "nearly"}})))
    choose(page, "Keep as a new sheet")
    odd = page.locator("[data-reports] li li")
    expect(odd).to_have_count(2)
    expect(odd.first).to_contain_text(f"{ACTION} nearly is no status of this playbook")
    expect(field(page, "due")).to_have_value("31 February")
    expect(field(page, "status")).to_have_value("nearly")


def test_hostile_file_is_plain_text(sample_site: Path, page: Page) -> None:
    bad = '<img src=x onerror="window.hit=1">'
    own = json.dumps({"owner": bad, "note": bad, "evidence": "javascript:window.hit=1", "other": {bad: bad}})
    items = f'{{"__proto__": {own}, "constructor": {own}, "{ACTION}": {own}}}'
    text = state(items="ITEMS", name=bad, unmatched=[{"text": bad, "note": bad, "conflicts": {"note": [bad]}}])
    make_sheet(page, sample_site.as_uri())
    open_files(page, payload(text.replace('"ITEMS"', items), f"{bad[:8]}.state.json"))
    choose(page, "Keep as a new sheet")
    expect(field(page, "owner")).to_have_value(bad)
    expect(page.locator("[data-gone] .pb-desk__name").filter(has_text=bad)).to_be_visible()
    assert page.locator(".pb-desk img").count() == 0
    assert page.locator(".pb-desk a[href^='javascript']").count() == 0
    assert page.evaluate("[window.hit, {}.owner]") == [None, None]


# ---- what is taken


def test_file_replaces_its_own_sheet_only_when_the_reader_is_sure(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    open_files(page, payload(state()))
    choose(page, "Keep as a new sheet")
    expect(field(page, "owner")).to_have_value("Aoi")
    field(page, "owner").fill("Rin")
    open_files(page, payload(state()))
    choose(page, "Replace “Aoi”")
    expect(page.get_by_role("dialog")).to_contain_text("What is in this browser only is lost")
    choose(page, "Cancel")
    expect(field(page, "owner")).to_have_value("Rin")
    open_files(page, payload(state()))
    choose(page, "Replace “Aoi”")
    choose(page, "Replace “Aoi”")
    expect(field(page, "owner")).to_have_value("Aoi")
    expect(page.locator("[data-sheets] > li")).to_have_count(2)


def test_several_files_become_sheets_of_their_own(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    open_files(page, *two_files())
    choose(page, "Keep each as a new sheet")
    expect(page.locator("[data-sheets] .pb-desk__name bdi")).to_have_text(["Aoi", "Mei", "Spring"])


def test_files_are_dropped_on_the_page(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    page.evaluate(
        """(text) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "aoi.state.json"));
          const dropped = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
          document.querySelector("[data-drop]").dispatchEvent(dropped);
        }""",
        state(),
    )
    choose(page, "Keep as a new sheet")
    expect(field(page, "owner")).to_have_value("Aoi")


def test_merge_shows_every_conflict_and_chooses_nothing(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    field(page, "owner").fill("Rin")
    kept(page)
    open_files(page, *two_files())
    choose(page, "Merge into “Spring”")
    expect(conflicts(page).get_by_role("heading")).to_have_text("To decide: 2")
    values = conflicts(page).get_by_role("list", name="Assigned to: Label every book").get_by_role("listitem")
    expect(values).to_have_text(["Rin this sheet", "Aoi aoi.state.json", "Mei mei.state.json"])
    page.reload()
    expect(conflicts(page).get_by_role("heading")).to_have_text("To decide: 2")
    found = sheet_of(saved(page))["items"]
    assert (found[ACTION]["owner"], found[ACTION]["conflicts"]["owner"]) == ("Rin", ["Aoi", "Mei"])
    assert (found[ACTION]["note"], found[QUESTION]) == ("Start upstairs", {"note": "Behind the boiler"})


def test_conflict_ends_with_the_value_that_somebody_chooses(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    field(page, "note").fill("Ask the parish")
    kept(page)
    open_files(page, *two_files())
    choose(page, "Merge into “Spring”")
    conflicts(page).get_by_role("button", name="Mei", exact=True).press("Enter")
    expect(field(page, "owner")).to_have_value("Mei")
    expect(page.locator("[data-said]")).to_contain_text("“Mei” holds now. Left to decide: 2")
    expect(conflicts(page).get_by_role("button").first).to_be_focused()
    conflicts(page).get_by_role("button", name="All of them, one below the other").click()
    expect(field(page, "note")).to_have_value("Ask the parish\nStart upstairs")
    conflicts(page).get_by_role("button", name="Completed and checked").click()
    expect(conflicts(page)).to_be_hidden()
    kept(page)
    assert "conflicts" not in sheet_of(saved(page))["items"][ACTION]


def test_choices_that_are_drawn_again_keep_the_one_under_the_focus(sample_site: Path, page: Page) -> None:
    with web_server(sample_site.parent) as served:
        address = f"{served}/{sample_site.name}"
        make_sheet(page, address)
        field(page, "owner").fill("Rin")
        kept(page)
        open_files(page, *two_files())
        choose(page, "Merge into “Spring”")
        chosen = conflicts(page).get_by_role("button", name="Mei", exact=True)
        chosen.focus()
        chosen.evaluate("button => { button.dataset.old = true; }")
        other = page.context.new_page()
        other.goto(f"{address}/en/work.html")
        field(other, "note").fill("Ask the parish")
        expect(field(page, "note")).to_have_value("Ask the parish")
        expect(conflicts(page).locator("[data-old]")).to_have_count(0)  # drawn again
        expect(chosen).to_be_focused()


def test_filled_workbook_is_opened(sample_site: Path, sample: Playbook, page: Page, tmp_path: Path) -> None:
    write(sample, "ja", tmp_path)
    path = tmp_path / "playbook.workbook.ja.xlsx"
    book = openpyxl.load_workbook(path)
    heads = {cell.value: cell.column for cell in book.worksheets[0][1]}
    book.worksheets[0].cell(2, heads["担当者"], "Rin")
    book.worksheets[0].cell(2, heads["期限"], "いつか")
    book.save(path)
    make_sheet(page, sample_site.as_uri())
    page.locator("#pb-files").set_input_files(path)
    choose(page, "Keep as a new sheet")
    expect(field(page, "owner")).to_have_value("Rin")
    expect(page.locator("[data-reports]")).to_contain_text("いつか")
    expect(page.locator("[data-sheets] [aria-current]")).to_contain_text("playbook.workbook.ja")


def test_file_that_is_no_workbook_is_refused(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    open_files(page, payload("Id,Action\n", "list.xlsx"))
    expect(page.locator("[data-reports]")).to_contain_text("list.xlsx: not read")
    expect(page.locator("[data-reports]")).not_to_contain_text("workbook-")


# ---- when the content changes


def test_new_wording_is_shown_beside_the_old_in_its_language(sample_site: Path, page: Page) -> None:
    items = {ACTION: {"owner": "Rin", "wording": {"language": "ja", "text": "本に札を貼る"}}}
    make_sheet(page, sample_site.as_uri(), language="zh")
    open_files(page, payload(state(items=items)))
    choose(page, "另存为新表")
    reworded = page.locator("[data-reworded]")
    expect(field(page, "owner")).to_have_value("Rin")
    page.reload()
    expect(reworded.locator("dd[lang='ja']")).to_have_text(["本に札を貼る", "すべての本にラベルを貼る"])
    reworded.get_by_role("button").click()
    expect(reworded).to_be_hidden()
    page.reload()
    expect(field(page, "owner")).to_have_value("Rin")
    expect(reworded).to_be_hidden()


def test_answers_outlive_their_items(sample_site: Path, page: Page) -> None:
    gone = {"shelves.burnt": {"owner": "Rin", "note": "Why not?", "wording": {"language": "en", "text": "Dust"}}}
    make_sheet(page, sample_site.as_uri())
    open_files(page, payload(state(items=gone, unmatched=[{"row": 7, "text": "An extra row", "note": "kept"}])))
    choose(page, "Keep as a new sheet")
    section = page.locator("[data-gone]")
    expect(section.get_by_role("listitem")).to_have_count(2)
    expect(section.get_by_role("listitem").first).to_contain_text("Dust")
    table = saved(page, "Save this list (CSV)")
    assert "Why not?" in table
    assert "An extra row" in table
    for name in ("An extra row", "Dust"):
        section.get_by_role("button", name=f"Remove: {name}").click()
        choose(page, "Remove")
        expect(section.get_by_text(name, exact=True)).to_be_hidden()
    page.reload()
    expect(field(page, "owner")).to_be_visible()
    expect(section).to_be_hidden()


def test_answers_follow_renamed_ids(sample_site: Path, page: Page) -> None:
    make_sheet(page, sample_site.as_uri())
    open_files(page, payload(state(items={"bookcases.stickers": {"owner": "Rin"}, ACTION: {"note": "x"}})))
    choose(page, "Keep as a new sheet")
    expect(field(page, "owner")).to_have_value("Rin")
    kept(page)
    assert sheet_of(saved(page))["items"] == {ACTION: {"owner": "Rin", "note": "x"}}
