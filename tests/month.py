"""Members of a team who work with a site in browsers of their own, by keyboard alone or by touch."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import openpyxl
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.loading import load_words
from tests.filling import field, ready, tabbed_to

CHAPTERS = {"shelves": "pillars/shelves.html", "keys": "series/opening-day/keys.html"}
Answer = Mapping[str, Any]


class Hand(Protocol):
    """A way to work with a page."""

    def press(self, target: Locator) -> None:
        """Press a button, follow a link, set a tick."""

    def write(self, target: Locator, text: str | date) -> None:
        """Write into a field, in place of what stands there."""

    def pick(self, target: Locator, option: str) -> None:
        """Pick one of the options of a list."""


class Keyboard:
    """No mouse, no touch, and no field that is filled but key by key."""

    def press(self, target: Locator) -> None:
        """Go to a button, a link or a tick by Tab, and press it."""
        tabbed_to(target.page, target)
        is_tick = target.evaluate("one => one.matches('[type=checkbox]')")
        target.page.keyboard.press("Space" if is_tick else "Enter")

    def write(self, target: Locator, text: str | date) -> None:
        """Type; a date by its numbers, from left to right."""
        tabbed_to(target.page, target)
        if isinstance(text, date):
            assert text.day == text.month, "whatever comes first in a browser"
            target.page.keyboard.type(f"{text:%d%m%Y}")
            return
        target.page.keyboard.press("ControlOrMeta+a")
        target.page.keyboard.type(text)

    def pick(self, target: Locator, option: str) -> None:
        """Type what an option begins with."""
        tabbed_to(target.page, target)
        target.page.keyboard.type(option[0])


class Touch:
    """Fingers on a phone."""

    def press(self, target: Locator) -> None:
        """Tap; a tick by what is drawn for it."""
        drawn = target.locator("xpath=ancestor::label[contains(@class, 'pb-tick')]")
        (drawn if drawn.count() else target).tap()

    def write(self, target: Locator, text: str | date) -> None:
        """Write by whatever keyboard a phone shows."""
        target.tap()
        target.fill(str(text))

    def pick(self, target: Locator, option: str) -> None:
        """Pick from the list of the phone."""
        target.select_option(label=option)


class Member:
    """One of a team, with a browser of their own."""

    def __init__(self, browser: Browser, site: str, team: Answer, faults: list[str]) -> None:
        is_phone = team["name"] == "phone"
        self.site, self.team, self.hand = site, team, Touch() if is_phone else Keyboard()
        self.words = load_words(team["language"]).words
        self.context = browser.new_context(
            viewport=team["viewport"], has_touch=is_phone, is_mobile=is_phone, locale=team["language"]
        )
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: faults.append(str(error)))

    def word(self, key: str, **facts: object) -> str:
        """Return what the site says in the language of the team."""
        return self.words[f"work_{key}"].format(**facts)

    def opens(self, chapter: str) -> None:
        """Open a chapter, where there is a sheet."""
        self.page.goto(f"{self.site}/{self.team['language']}/{CHAPTERS[chapter]}{self.team['companion']}")
        ready(self.page)

    def begins(self, name: str) -> None:
        """Make the first sheet, from a chapter."""
        self.page.goto(f"{self.site}/{self.team['language']}/{CHAPTERS['shelves']}{self.team['companion']}")
        self.hand.press(self.page.get_by_role("button", name=self.word("fill_button")))
        expect(self.page.locator(".pb-bar input")).to_be_focused()
        self.hand.write(self.page.locator(".pb-bar input"), name)
        self.hand.press(self.page.get_by_role("button", name=self.word("fill_create"), exact=True))
        ready(self.page)

    def fills_in(self, answers: Sequence[Answer]) -> None:
        """Fill in chapters, one after the other, and come back to see that all is kept."""
        for chapter in CHAPTERS:
            own = [one for one in answers if one["item"].startswith(f"{chapter}.")]
            self.opens(chapter)
            for answer in own:
                self.fills(answer)
            ready(self.page)
            self.page.reload()
            ready(self.page)
            for answer in own:
                self.finds(answer)

    def fills(self, answer: Answer) -> None:
        """Fill in one field of a chapter."""
        if answer["field"] == "ticked":
            self.hand.press(self.tick(answer["item"]))
            return
        target = field(self.page, answer["item"], answer["field"])
        way = self.hand.pick if answer["field"] == "status" else self.hand.write
        way(target, answer["value"])

    def finds(self, answer: Answer) -> None:
        """See that a chapter shows what was filled in."""
        if answer["field"] == "ticked":
            expect(self.tick(answer["item"])).to_be_checked()
        elif answer["field"] == "status":
            chosen = field(self.page, answer["item"], "status").locator("option:checked")
            expect(chosen).to_have_text(answer["value"])
        else:
            expect(field(self.page, answer["item"], answer["field"])).to_have_value(str(answer["value"]))

    def tick(self, item: str) -> Locator:
        """Return the tick of an example."""
        return self.page.locator(f"[data-item='{item}'] > .pb-tick input")

    def goes_to_work(self) -> None:
        """Go to the page of working sheets, from a chapter by its bar."""
        self.hand.press(self.page.get_by_role("link", name=self.word("fill_all"), exact=True))
        self.kept()

    def kept(self) -> None:
        """Wait until the page of working sheets says that all is kept."""
        expect(self.page.locator("[data-kept]")).to_have_text(self.word("keep_kept"))

    def saves(self, key: str, folder: Path) -> Path:
        """Save by a button of the page of working sheets."""
        with self.page.expect_download() as download:
            self.hand.press(self.page.locator(f"[data-saving] [data-way='{key}']"))
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def open_file(self, path: Path, way: str, **facts: object) -> None:
        """Open a file, and answer what the page asks."""
        with self.page.expect_file_chooser() as chooser:
            self.hand.press(self.page.locator("#pb-files"))
        chooser.value.set_files(path)
        self.answers(way, **facts)

    def answers(self, way: str, **facts: object) -> None:
        """Press a button of the question that the page asks."""
        dialog = self.page.get_by_role("dialog")
        self.hand.press(dialog.get_by_role("button", name=self.word(way, **facts), exact=True))
        expect(dialog).to_have_count(0)

    def acts(self, act: str, name: str) -> None:
        """Press a button that stands at a sheet."""
        named = self.word("fill_named", what=self.word(act), item=name)
        self.hand.press(self.page.get_by_role("button", name=named, exact=True))


def fill_workbook(path: Path, answers: Sequence[Answer]) -> None:
    """Write into the rows of a workbook, under the heads of its columns."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for one in answers:
        sheet.cell(rows[one["item"]], heads[one["head"]], one["value"])
    book.save(path)


def items_of(path: Path) -> Mapping[str, Any]:
    """Return the items of the file of a sheet."""
    items: Mapping[str, Any] = json.loads(path.read_text("utf-8"))["items"]
    return items
