"""The print centre and the session builder: a trainer chooses sheets and questions, sends them on, prints them."""

import re
import shutil
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.html import Renderer, templates
from playbook.model.colours import style_sheet
from playbook.model.playbook import Playbook
from playbook.model.sheets import sheets
from tests.test_print import sheets as printed_sheets

PAPER = re.compile(r"^\s*用紙")  # kinds of sheets, too, have 用紙 in their names
WORDS = {
    "en": ("Agenda", "Opening: the aim of the session, and who writes", "45 minutes in all"),
    "ja": ("進行表", "はじめに：目的と記録係の確認", "合計45分"),
    "zh": ("议程", "开场：说明目的，确定记录人", "共 45 分钟"),
}
SESSION = "?q=shelves.untranslated,shelves.lost-books&m=,15&s=09:30&t=Monday"


@pytest.fixture(params=["disk", "folder"])
def site(request: pytest.FixtureRequest, sample_site: Path, tmp_path: Path) -> Path:
    """The sample site where it was built, and copied to another folder."""
    if request.param == "disk":
        return sample_site
    return Path(shutil.copytree(sample_site, tmp_path / "図書館 handbook"))


def agenda_rows(page: Page) -> Locator:
    return page.locator(".pb-agenda tbody tr")


def agenda(page: Page) -> list[list[str]]:
    rows = agenda_rows(page).all()
    return [[row.locator("td").nth(at).inner_text() for at in (0, 1)] for row in rows]


@pytest.mark.parametrize("language", WORDS)
def test_address_holds_the_session_in_every_language(language: str, site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/{language}/checklists.html{SESSION}")
    heading, opening, total = WORDS[language]
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Monday")).to_be_visible()
    rows = agenda(page)
    assert [time for time, _ in rows] == ["9:30", "9:35", "9:45", "10:00", "10:10"]
    assert rows[0][1] == opening
    expect(page.get_by_text(total)).to_be_visible()
    expect(page.locator(".pb-plan .pb-question-list > li")).to_have_count(2)


def test_trainer_puts_a_session_together_and_sends_it_on(sample_site: Path, page: Page, browser: Browser) -> None:
    page.goto(f"{sample_site.as_uri()}/en/checklists.html?code=1")
    expect(page.get_by_role("heading", name="Agenda")).to_be_hidden()
    page.locator("[data-picks] summary").first.click()
    page.get_by_label("Which books were lost, and why?").check()
    page.get_by_label("Who may move a shelf?").check()
    page.get_by_role("button", name="Move up").nth(1).click()
    page.get_by_label("Minutes: Which books").fill("25")
    page.get_by_label("Name of the session").fill("Tea & order")
    link = "checklists.html?code=1&q=shelves.untranslated,shelves.lost-books&m=10,25&t=Tea%20%26%20order"
    expect(page.get_by_role("link", name="Link to this session")).to_have_attribute("href", link)
    expect(page).to_have_url(re.compile(f"{re.escape(link)}$"))
    other = browser.new_page()
    other.goto(page.url)
    expect(agenda_rows(other)).to_have_count(agenda_rows(page).count())
    assert agenda(other) == agenda(page)
    other.close()
    page.get_by_role("link", name="日本語", exact=True).click()
    expect(page.locator(".pb-plan .pb-question-list > li").first).to_contain_text("書棚を動かしてよいのは誰ですか。")
    page.locator("[data-do='remove']").first.click()
    expect(agenda_rows(page)).to_have_count(4)


def test_session_is_in_two_languages_where_the_page_is(sample_site: Path, tmp_path: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/checklists.html{SESSION}&with=ja")
    question = page.locator(".pb-plan .pb-question-list > li").first
    expect(question).to_contain_text("Who may move a shelf?")
    expect(question.locator("[lang='ja']")).to_have_text("書棚を動かしてよいのは誰ですか。")
    text = "".join(printed_sheets(page, tmp_path / "session.pdf"))
    assert "Who may move a shelf?" in text
    assert "書棚を動かしてよいのは誰ですか。" in text
    page.locator(".pb-with summary").click()
    page.locator(".pb-with").get_by_label("日本語").uncheck()
    expect(question).to_have_text("1Who may move a shelf?Notes")


HOSTILE = (
    "?q=__proto__,constructor,toString",
    "?q=<img src=x onerror=alert(1)>",
    "?q=" + "shelves.lost-books," * 500,
    "?q=shelves.lost-books&m=-5,1e9,NaN",
    "?q=shelves.lost-books&m=99999999999&s=99:99",
    "?q=shelves.lost-books&t=</h2><script>window.hit=1</script>",
    "?q=%E0%A4%A&m=%FF",
    "?q[]=1&q=",
    "?q=shelves.lost-books&f=,,,0,<b>,1e9",
    "?q=shelves.lost-books&f=500,-1,x",
)


@pytest.mark.parametrize("search", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_address_does_nothing(search: str, sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/checklists.html{search}")
    expect(page.get_by_role("heading", name="A session of your own")).to_be_visible()
    assert page.evaluate("window.hit") is None
    assert page.locator(".pb-plan img, .pb-plan script").count() == 0
    assert len(agenda(page)) <= 4
    numbers = page.locator(".pb-agenda input").evaluate_all("fields => fields.map((field) => Number(field.value))")
    assert all(1 <= minutes <= 480 for minutes in numbers)


def test_questions_that_are_gone_are_counted(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/checklists.html?q=shelves.burnt,shelves.lost-books")
    expect(page.get_by_text("Left out, because the playbook does not have them: 1")).to_be_visible()
    expect(agenda_rows(page)).to_have_count(4)


def test_what_an_address_asks_for_in_vain_is_said_and_stays_until_something_changes(
    sample_site: Path, page: Page
) -> None:
    asked = "?q=shelves.burnt,shelves.lost-books&m=,500&f=500,x,4&t=Monday"
    page.goto(f"{sample_site.as_uri()}/en/checklists.html{asked}")
    said = page.locator(".pb-plan__said")
    expect(said.locator("p")).to_have_text(
        [
            "Left out, because the playbook does not have them: 1",
            re.compile("^Minutes that cannot be used, .*: 3. Others are counted in their place.$"),
        ]
    )
    expect(page.get_by_text("29 minutes in all")).to_be_visible()
    assert page.url.endswith(asked)
    page.get_by_label("Minutes: Closing").fill("6")
    expect(page).to_have_url(re.compile(re.escape("?q=shelves.lost-books&f=5,10,6&t=Monday") + "$"))


def test_session_of_no_question_and_of_more_than_a_day_say_so(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/checklists.html?q=shelves.burnt&t=Monday")
    said = page.locator(".pb-plan__said")
    expect(said).to_contain_text("No question is chosen.")
    expect(page.get_by_label("Name of the session")).to_have_value("Monday")
    page.locator("[data-picks] summary").first.click()
    page.get_by_label("Which books were lost, and why?").first.check()
    expect(said).not_to_contain_text("No question is chosen.")
    field = page.get_by_label("Minutes: Which books")
    field.fill("470")
    expect(said).to_contain_text("This session takes 490 minutes, longer than 8 hours.")
    field.fill("500")
    expect(said).to_contain_text("Minutes that cannot be used, as they are no whole number from 1 to 480: 1.")
    expect(page.get_by_text("490 minutes in all")).to_be_visible()


def test_all_parts_have_minutes_that_can_be_changed_and_sent_on(
    sample_site: Path, page: Page, browser: Browser
) -> None:
    page.goto(f"{sample_site.as_uri()}/en/checklists.html?q=shelves.lost-books")
    for part, minutes in (("Opening", "3"), ("Agreeing actions", "12"), ("Closing", "7")):
        page.get_by_label(f"Minutes: {part}").fill(minutes)
    expect(page).to_have_url(re.compile(re.escape("?q=shelves.lost-books&f=3,12,7") + "$"))
    other = browser.new_page()
    other.goto(page.url)
    assert [time for time, _ in agenda(other)] == ["0:00", "0:03", "0:13", "0:25"]
    expect(other.get_by_text("32 minutes in all")).to_be_visible()
    other.close()


@pytest.mark.parametrize(("language", "hour"), [("en", "60 min"), ("ja", "60分"), ("zh", "60 分钟")])
def test_session_that_is_ready_opens_with_its_minutes(language: str, hour: str, sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/{language}/checklists.html")
    page.locator("[data-picks] details", has=page.locator("[value='keys.spare-key']")).locator("summary").click()
    page.get_by_role("link", name=hour).click()
    fields = page.locator(".pb-agenda input")
    expect(fields).to_have_count(4)
    assert fields.evaluate_all("fields => fields.map((field) => field.value)") == ["5", "35", "15", "5"]


def test_session_alone_is_printed(sample_site: Path, tmp_path: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/checklists.html{SESSION}")
    text = "".join(printed_sheets(page, tmp_path / "session.pdf"))
    assert re.search(r"Monday\s+Agenda", text)
    assert "Notes" in text
    assert "Assigned to" in text
    for words in ("Sheets to print", "A session of your own", "Begins at", "Move up", "Order"):
        assert words not in text


def test_without_script_the_page_says_what_can_be_done(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/checklists.html")
    expect(page.locator("noscript p")).to_contain_text("Scripts are switched off")
    page.locator("[data-picks] summary").first.click()
    expect(page.get_by_text("Which books were lost, and why?")).to_be_visible()
    context.close()


@pytest.fixture
def centre(sample: Playbook, sample_site: Path, tmp_path: Path) -> str:
    """The address of a page that has all sheets, in Japanese; it needs no PDFs to be looked at."""
    shutil.copytree(sample_site / "assets", tmp_path / "assets")
    (tmp_path / "ja").mkdir()
    html = Renderer(sample, "ja", "checklists.html", environment=templates(), has_sheets=True).print_centre()
    (tmp_path / "ja" / "checklists.html").write_text(f"<!doctype html><meta charset='utf-8'>{html}", encoding="utf-8")
    return f"{tmp_path.as_uri()}/ja/checklists.html"


def names(page: Page) -> list[str]:
    links = page.locator("a[data-languages]:visible")
    return [str(address).removeprefix("../print/") for address in links.evaluate_all(GIVE_ADDRESS)]


GIVE_ADDRESS = "links => links.map((link) => link.getAttribute('href'))"


def test_table_has_every_sheet_without_script(centre: str, sample: Playbook, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(centre)
    assert sorted(names(page)) == sorted(sheet.name for sheet in sheets(sample))
    expect(page.get_by_text("playbook pdf --paper us-letter")).to_be_visible()
    context.close()


def test_trainer_chooses_sheets(centre: str, page: Page) -> None:
    page.goto(centre)
    assert "shelves.card.ja.pdf" in names(page)
    assert not [name for name in names(page) if not name.endswith(".ja.pdf")]
    page.get_by_label("シートの種類").select_option("checklist")
    page.locator("summary").click()
    page.get_by_label("書棚と秩序").check()
    assert names(page) == ["shelves.checklist.ja.pdf"]
    expect(page.get_by_text("1件")).to_be_visible()
    page.get_by_label("言語").select_option("en")
    page.get_by_label(PAPER).select_option("us-letter")
    command = "playbook pdf shelves --kind checklist --lang en --paper us-letter"
    expect(page.get_by_text(command, exact=True)).to_be_visible()
    page.get_by_label("開かずにダウンロードする").check()
    expect(page.locator("a[data-languages]:visible")).to_have_attribute("download", "")


def test_sheets_of_roles_are_of_no_chapter(centre: str, page: Page) -> None:
    page.goto(centre)
    assert "librarian.role.ja.pdf" in names(page)
    page.locator("summary").click()
    page.get_by_label("書棚と秩序").check()
    page.get_by_label("シートの種類").select_option("role")
    assert names(page) == ["librarian.role.ja.pdf"]
    page.get_by_label(PAPER).select_option("us-letter")
    command = "playbook pdf --kind role --lang ja --paper us-letter"
    expect(page.get_by_text(command, exact=True)).to_be_visible()


def test_on_a_phone_each_link_stands_below_the_name_of_its_sheet(centre: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(centre)
    page.evaluate("document.body.className = 'md-typeset'")
    page.add_style_tag(content=style_sheet())
    for name in ("playbook", "paper"):
        page.add_style_tag(path=f"playbook/plugin/overrides/assets/playbook/{name}.css")
    cell = page.locator(".pb-sheets td[data-name]").first
    below = cell.evaluate(
        """cell => {
          const name = getComputedStyle(cell, "::before");
          const link = cell.querySelector("a:not([hidden])").getBoundingClientRect();
          return link.top - cell.getBoundingClientRect().top - parseFloat(name.height);
        }"""
    )
    assert below >= 0


def test_link_to_a_session_ends_at_its_print_under_the_name_of_its_chapter(real_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{real_site.as_uri()}/ja/checklists.html")
    chapter = page.locator(".pb-picks details").nth(1)
    chapter.locator("summary").click()
    chapter.get_by_role("link").first.click()
    button = page.get_by_role("button", name="印刷", exact=True)
    expect(button).to_be_in_viewport()
    expect(page.locator(".pb-plan__title")).to_have_text(chapter.locator("summary [data-text]").inner_text())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("language", ["en", "ja", "zh"])
def test_site_without_sheets_promises_none_before_it_says_so(language: str, real: Playbook, real_site: Path) -> None:
    """The tests build without sheets; what only a site with them has is said where it is."""
    page = lxml.html.parse(real_site / language / "checklists.html").getroot()
    intro, section = page.find_class("pb-page")[0].text_content(), page.find_class("pb-centre")[0].text_content()
    only_as_sheets = {"en": "in one language or two", "ja": "2言語", "zh": "双语"}[language]
    assert only_as_sheets not in intro + section
    assert "playbook pdf" in section
    with_sheets = Renderer(real, language, "checklists.html", environment=templates(), has_sheets=True).print_centre()
    assert only_as_sheets in with_sheets
