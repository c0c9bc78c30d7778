"""What tests of the gap report share: a sheet as a team has it after some months, and the report made from it."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from playbook.model.chapters import Chapter
from playbook.model.playbook import Playbook
from tests.work_pages import choose, open_files, payload, state

TODAY = date(2026, 11, 30)
# Of the actions of a chapter: state, owner, days until it is due.
_WORK = (
    ("done", "Sato", -60),
    ("agreed", "Tanaka", 21),
    ("started", "Li Wei", -7),
    ("done", "Suzuki", -30),
    ("agreed", "", 45),
    ("started", "Centre manager", 14),
    ("dropped", "", None),
    ("started", "Kobayashi", 30),
    ("done", "Chen", -12),
    ("agreed", "Suzuki", None),
)
_FILLED = 40
_ASSESSED = 9
COMMITMENT = "Two planners for the forecast from April,\nand an hour a week in which teams are coached."


def realistic(playbook: Playbook) -> dict[str, dict[str, Any]]:
    """Return the items of a sheet: forty actions over twelve chapters, nine assessed, two notes to report."""
    chapters = (*playbook.pillars, *playbook.results)
    work = cycle(_WORK)
    items: dict[str, dict[str, Any]] = {}
    # One action of each chapter, then a second of each, so that every chapter has its share.
    rounds = [
        (f"{chapter.id}.{chapter.actions[at].id}")
        for at in range(max(len(chapter.actions) for chapter in chapters))
        for chapter in chapters
        if at < len(chapter.actions)
    ]
    for id in rounds[:_FILLED]:
        items[id] = _agreed(*next(work))
    for number, chapter in enumerate(chapters[:_ASSESSED]):
        items.update(_answers(chapter, number % 4))
    for chapter in chapters[:2]:
        items[f"{chapter.id}.{chapter.questions[0].id}"] = {
            "note": "The team knows; the night shift does not.",
            "ticked": True,
        }
    items["pages.report-commitment"] = {"note": COMMITMENT}
    return items


def _agreed(status: str, owner: str, days: int | None) -> dict[str, str]:
    filled = {"status": status, "owner": owner}
    if days is not None:
        filled["due"] = (TODAY + timedelta(days=days)).isoformat()
    if status == "dropped":
        filled["note"] = "The parent company does this for all sites."
    return {field: value for field, value in filled.items() if value}


def _answers(chapter: Chapter, level: int) -> dict[str, dict[str, str]]:
    """Answer the statements of a chapter so that it has reached a level: what is above is partly so, and then not."""
    said = {
        f"{chapter.id}.{statement.id}": "yes" if at < level else "partly" if at == level and not number else "no"
        for at, step in enumerate(chapter.maturity)
        for number, statement in enumerate(step.statements)
    }
    return {id: {"answer": answer} for id, answer in said.items()}


def opened(page: Page, address: str, items: Mapping[str, Any], name: str = "Osaka", **changes: Any) -> None:
    """Open a sheet as a file, in the reader's browser, on the day of these tests."""
    page.clock.set_fixed_time(datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC))
    page.goto(f"{address}/en/work.html")
    expect(page.locator("[data-desk]")).to_be_visible()  # before that, nobody listens
    open_files(page, payload(state(items=items, name=name, **changes)))
    choose(page, "Keep as a new sheet")
    expect(page.locator("[data-sheets] [aria-current]")).to_contain_text(name)


def report(page: Page, address: str, language: str = "en", search: str = "") -> None:
    """Go to the report, and wait until it is there."""
    page.goto(f"{address}/{language}/report.html{search}")
    expect(page.locator("[data-paper]")).to_be_visible()


def told(page: Page, part: str) -> str:
    """Return what a part of the report says."""
    return page.locator(f"[data-part='{part}']").inner_text()


def short_name(data: Path) -> str:
    """Return what files of sheets call the playbook of a built site."""
    found: str = json.loads((data / "en" / "work.data.js").read_text("utf-8").partition("= ")[2].rstrip(";\n"))[
        "playbook"
    ]
    return found
