"""A month of a team: two fill in, merge and print, a workbook comes back, the content changes, and nothing is lost."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest
import yaml
from playwright.sync_api import Browser, expect

from tests.conftest import DATA, built, run
from tests.month import Member, fill_workbook, items_of
from tests.serving import web_server
from tests.test_print import sheets
from tests.test_teams_day import saved

MONTH: dict[str, Any] = yaml.safe_load((DATA / "teams-month.yml").read_text("utf-8"))
ACTION, QUESTION, GONE = "shelves.label-all", "shelves.lost-books", "keys.oil-lock"
RENAMED = "shelves.mark-all"
Join = Callable[[], Member]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site before and after its content changed."""
    folder = tmp_path_factory.mktemp("month")
    data = shutil.copytree(DATA / "sample", folder / "data")
    with (data / MONTH["added"]["file"]).open("a", encoding="utf-8") as file:
        file.write(MONTH["added"]["text"])
    built(data, folder / "sites" / "before")
    for change in MONTH["changed"]:
        file = data / change["file"]
        text = file.read_text("utf-8")
        assert text.count(change["was"]) == 1, change
        file.write_text(text.replace(change["was"], change["now"]), "utf-8")
    assert run("rename", *MONTH["renamed"], "--data", data).exit_code == 0
    built(data, folder / "sites" / "after")
    return folder / "sites"


@pytest.fixture(params=MONTH["teams"], ids=[team["name"] for team in MONTH["teams"]])
def team(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture
def address(team: Any, sites: Path) -> Iterator[str]:
    """The team at the desks has a server; the phone reads what was copied onto it."""
    if team["name"] == "phone":
        yield sites.as_uri()
        return
    with web_server(sites) as served:
        yield served


@pytest.fixture
def join(browser: Browser, team: Any, address: str) -> Iterator[Join]:
    """Return a function that opens the browser of one more member; an error on a page fails the test."""
    members: list[Member] = []
    faults: list[str] = []

    def joined() -> Member:
        members.append(Member(browser, f"{address}/before", team, faults))
        return members[-1]

    yield joined
    for member in members:
        member.context.close()
    assert faults == []


def test_month_of_a_team(team: Any, join: Join, sites: Path, tmp_path: Path) -> None:
    one, other = join(), join()

    # The first week: each fills in what they know, and the second sends a file.
    for member, part in ((one, "first"), (other, "second")):
        member.begins(team["sheet"])
        member.fills_in(team[part])
        member.goes_to_work()
    sent = other.saves("file", tmp_path)

    # The second week: the file is merged. Both names stand there, also on paper, until somebody chooses.
    one.open_file(sent, "desk_take_merge", name=team["sheet"])
    merged_shows_both_until_one_is_chosen(one, tmp_path)

    # The third week: a workbook comes back from somebody who filled it in with LibreOffice.
    workbook_is_merged(one, sites, tmp_path)

    # The fourth week: a new edition. What was filled in is still there.
    content_changes(one)
    leaves_for_other_programs(one, tmp_path)
    comes_back_to_the_byte(one, tmp_path)


def merged_shows_both_until_one_is_chosen(member: Member, folder: Path) -> None:
    team, page = member.team, member.page
    conflicts = page.locator("[data-conflicts]")
    expect(conflicts.get_by_role("heading")).to_have_text(member.word("desk_conflicts", count=1))
    expect(conflicts.get_by_role("listitem").get_by_role("button")).to_have_count(2)
    text = " ".join("".join(sheets(page, folder / "meeting.pdf")).split())
    assert [words for words in team["printed"] if words not in text] == []
    member.hand.press(conflicts.get_by_role("button", name=team["chosen"], exact=True))
    expect(conflicts).to_be_hidden()
    member.kept()
    page.reload()
    expect(page.locator(f"[id='board-{ACTION}-owner']")).to_have_value(team["chosen"])
    expect(conflicts).to_be_hidden()


def workbook_is_merged(member: Member, sites: Path, folder: Path) -> None:
    team, page = member.team, member.page
    name = f"playbook.workbook.{team['language']}.xlsx"
    book = Path(shutil.copy(sites / "before" / "print" / name, folder / name))
    fill_workbook(book, team["workbook"])
    member.open_file(saved(book, "xlsx", folder / "office"), "desk_take_merge", name=team["sheet"])
    conflicts = page.locator("[data-conflicts]")
    both = conflicts.get_by_role("button", name=member.word("desk_keep_all"), exact=True)
    member.hand.press(both)
    expect(conflicts).to_be_hidden()
    for item, field, value in ((GONE, "note", team["gone-answer"]), ("keys.copy-keys", "status", "done")):
        expect(page.locator(f"[id='board-{item}-{field}']")).to_have_value(value)
    member.kept()


def content_changes(member: Member) -> None:
    team, page = member.team, member.page
    member.site = member.site.replace("/before", "/after")
    # A chapter shows both wordings, and the answers of the item that has a new name.
    member.opens("shelves")
    for answer in [*team["first"], {"item": ACTION, "field": "owner", "value": team["chosen"]}]:
        item = answer["item"].replace(ACTION, RENAMED)
        if item.startswith("shelves.") and answer["field"] != "owner":
            member.finds({**answer, "item": item})
    member.finds({"item": RENAMED, "field": "owner", "value": team["chosen"]})
    told = page.locator(f"[data-item='{QUESTION}'] .pb-reworded")
    expect(told.locator("dd")).to_have_text([team["then"], team["now"]])
    # The page of working sheets has them all, and lists the answer whose item is gone.
    member.goes_to_work()
    expect(page.locator("[data-reworded] dd")).to_have_text([team["then"], team["now"]])
    gone = page.locator("[data-gone]")
    expect(gone.get_by_role("listitem")).to_have_count(1)
    expect(gone.locator(".pb-desk__name")).to_have_text(team["gone"])
    expect(gone).to_contain_text(team["gone-answer"])
    still = page.locator("[data-reworded]").get_by_role("button")
    member.hand.press(still)
    expect(page.locator("[data-reworded]")).to_be_hidden()
    expect(gone.get_by_role("listitem")).to_have_count(1)
    member.kept()


def leaves_for_other_programs(member: Member, folder: Path) -> None:
    team = member.team
    table = member.saves("csv", folder).read_text("utf-8").removeprefix("\ufeff")
    rows = {row[0]: row[2:] for row in csv.reader(io.StringIO(table))}
    [text, status, owner, due, _, note, evidence, _, _] = rows[RENAMED]
    assert [text, status, owner, due, note, evidence] == team["table"]
    assert team["gone-answer"] in rows[GONE]
    events = icalendar.Calendar.from_ical(member.saves("calendar", folder).read_text("utf-8")).events
    # What is done is no longer due.
    assert {str(event["SUMMARY"]): event.start.isoformat() for event in events} == team["calendar"]


def comes_back_to_the_byte(member: Member, folder: Path) -> None:
    name = member.team["sheet"]
    kept = member.saves("file", folder)
    before = kept.read_bytes()
    items = items_of(kept)
    assert json.loads(before)["name"] == name
    assert (ACTION in items, items[RENAMED]["owner"]) == (False, member.team["chosen"])
    member.acts("desk_erase", name)
    member.hand.press(member.page.get_by_text(member.word("desk_erased", count=1)))
    member.acts("desk_drop", name)
    member.answers("desk_drop")
    # It is gone when the list of erased sheets is; that there is none to fill in is said before.
    expect(member.page.get_by_text(member.word("desk_erased", count=1))).to_be_hidden()
    expect(member.page.get_by_text(member.word("desk_none"))).to_be_visible()
    member.page.reload()
    expect(member.page.get_by_text(member.word("desk_none"))).to_be_visible()
    member.open_file(kept, "desk_take_fresh")
    member.kept()
    member.page.reload()
    member.kept()
    assert member.saves("file", folder).read_bytes() == before
