"""A workshop from a chapter's "run a session" to the report that is signed, by keyboard alone."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.loading import load_words
from playbook.model.chapters import Chapter
from playbook.model.playbook import Playbook
from tests.conftest import DATA
from tests.filling import tabbed_to
from tests.month import Keyboard
from tests.test_pdf import text_of
from tests.test_print import sheets

TEAMS = yaml.safe_load((DATA / "workshop.yml").read_text("utf-8"))
DUE = date(2027, 1, 1)
PRINTED = "window.print = () => { document.documentElement.dataset.printed = 'yes'; };"


class Player:
    """Whoever leads the workshop, and afterwards writes the report: with a keyboard, and with nothing else."""

    def __init__(self, page: Page, team: Any) -> None:
        self.page, self.team, self.language = page, team, team["language"]
        self.hand, self.words = Keyboard(), load_words(team["language"]).words

    def field(self, word: str) -> Locator:
        """Return the field that a word of the generator names."""
        return self.page.get_by_role("textbox", name=self.words[word], exact=True)

    def follows(self, page: str, text: str = "", key: str = "Tab") -> None:
        """Follow a link to another page, below the focus or by `Shift+Tab` above it, and be there."""
        link = self.page.locator(f".md-content a[href*='{page}']").filter(has_text=text).locator("visible=true").first
        tabbed_to(self.page, link, key)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(re.escape(page)))

    def answers(self, statement: str, answer: str) -> None:
        """Answer a statement: the first answer by the space bar, the others by arrows from there."""
        row = self.page.locator(f"[data-item='{statement}']")
        chosen = row.locator(f"input[value='{answer}']")
        tabbed_to(self.page, row.locator("input[type=radio]").first)
        self.page.keyboard.press("Space")
        while not chosen.is_checked():
            self.page.keyboard.press("ArrowRight")
        expect(chosen).to_be_focused()


@pytest.fixture(scope="module")
def chapter(real: Playbook) -> Chapter:
    return real.chapter_by_id["leadership"]


@pytest.fixture(params=TEAMS, ids=[f"{team['name']}-{team['language']}" for team in TEAMS])
def player(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Player]:
    team, faults = request.param, list[str]()
    context = browser.new_context(viewport=team["viewport"], locale=team["language"], reduced_motion="reduce")
    context.add_init_script(PRINTED)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield Player(page, team)
    context.close()
    assert faults == []


def test_workshop_from_run_a_session_to_the_signed_report(
    player: Player, chapter: Chapter, real_site: Path, tmp_path: Path
) -> None:
    player.page.goto(f"{real_site.as_uri()}/{player.language}/{chapter.address}")
    runs_a_session(player, chapter)
    hands_out_the_summary(player, tmp_path / "summary.pdf")
    assesses(player, chapter)
    player.follows("report.html")
    reports(player, chapter, tmp_path / "report.pdf")


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_guide_leads_to_what_a_workshop_needs(language: str, real_site: Path) -> None:
    html = (real_site / language / "guide.html").read_text("utf-8")
    article = html[html.index("<article") : html.index("</article")]
    pages = ("session", "work", "assessment", "report", "symptoms", "roles")
    assert [page for page in pages if f'href="{page}.html"' not in article] == []


def runs_a_session(player: Player, chapter: Chapter) -> None:
    page, hand, team = player.page, player.hand, player.team
    topic = page.locator(".pb-stage__topic")
    session = chapter.sessions[0]
    player.follows("session.html", player.words["minutes"].format(minutes=session.minutes))
    hand.write(player.field("session_sheet_name"), team["sheet"])
    hand.press(page.get_by_role("button", name=player.words["session_begin"], exact=True))
    expect(page.locator(".pb-stage__topic--opening")).to_be_focused()
    asked = {question.id: question.text.plain(player.language) for question in chapter.questions}
    for one, note in zip(session.questions, team["notes"], strict=True):
        page.keyboard.press("PageDown")
        expect(topic).to_have_text(asked[one.question])
        hand.write(page.locator("textarea"), note)
    hand.press(page.get_by_role("button", name=player.words["session_next"], exact=True))
    expect(page.locator(".pb-stage__topic--agreeing")).to_be_focused()
    action = chapter.actions[0].text.plain(player.language)
    hand.press(page.get_by_role("checkbox", name=action))
    page.keyboard.press("Tab")
    page.keyboard.type(team["owner"])
    page.keyboard.press("Tab")
    page.keyboard.type(f"{DUE:%d%m%Y}")
    page.keyboard.press("PageDown")
    expect(page.locator(".pb-agreed-table td")).to_have_text([action, team["owner"], str(DUE)])


def hands_out_the_summary(player: Player, path: Path) -> None:
    page = player.page
    player.hand.press(page.get_by_role("button", name=player.words["session_summary"], exact=True))
    player.hand.press(page.get_by_role("button", name=player.words["session_print"], exact=True))
    expect(page.locator("html[data-printed]")).to_be_attached()
    says(page, path, player.team["sheet"], *player.team["notes"], player.team["owner"], str(DUE))


def assesses(player: Player, chapter: Chapter) -> None:
    page = player.page
    begun, more = ([f"{chapter.id}.{one.id}" for one in step.statements] for step in chapter.maturity[:2])
    player.follows("assessment.html")
    for statement in begun:
        player.answers(statement, "yes")
    row = page.locator(f"[data-table] tr[data-chapter='{chapter.id}']")
    expect(row.locator(".pb-assess__level")).to_have_text(re.compile("^1 "))
    # From there into the chapter, where another statement is answered, and back.
    player.follows(f"{chapter.address}#maturity", key="Shift+Tab")
    expect(page.locator(".pb-answers__level")).to_contain_text(str(len(begun)))
    player.answers(more[0], "no")
    player.answers(more[1], "partly")
    expect(page.locator(".pb-bar__kept")).to_have_attribute("data-state", "kept")
    player.follows("assessment.html", key="Shift+Tab")
    expect(page.locator(f"[data-item='{more[0]}'] input[value='no']")).to_be_checked()
    expect(row).to_contain_text(f"0/{len(more)}")


def reports(player: Player, chapter: Chapter, path: Path) -> None:
    page, team = player.page, player.team
    expect(page.locator("[data-paper]")).to_contain_text(team["owner"])
    player.hand.write(player.field("work_report_commitment"), team["commitment"])
    notes = page.locator("[data-notes]")
    player.hand.press(notes.locator("summary"))
    player.hand.press(notes.get_by_role("checkbox").first)
    expect(page.locator("[data-paper]")).to_contain_text(team["notes"][0])
    player.hand.press(page.locator("[data-choose] [data-print]"))
    expect(page.locator("html[data-printed]")).to_be_attached()
    missing = [one.text.plain(player.language) for one in chapter.maturity[1].statements[:2]]
    agreed = [chapter.actions[0].text.plain(player.language), team["owner"], str(DUE)]
    signing = [player.words[f"work_report_{word}"] for word in ("signed", "name", "role", "date", "signature")]
    says(page, path, team["sheet"], team["commitment"], team["notes"][0], *missing, *agreed, *signing)


def says(page: Page, path: Path, *expected: str) -> None:
    """See that the paper says something, wherever its lines break."""
    sheets(page, path)
    text = "".join(text_of(path, "-raw").split())
    assert [words for words in expected if "".join(words.split()) not in text] == []
