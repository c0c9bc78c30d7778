"""The self-assessment: answers are kept, the same numbers stand everywhere, and what is not known is no zero."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.model.playbook import Playbook
from playbook.workbook import write
from playbook.workbook.reading import read
from tests.axe import findings
from tests.filling import SHELVES, begun
from tests.filling import kept as kept_items
from tests.serving import web_server
from tests.test_print import sheets as printed_sheets
from tests.work_pages import choose, open_files, payload, state

SOME, ALL = "shelves.some-labelled", "shelves.all-labelled"
PAGE = "[data-assessment]"
# What a team wrote into the workbook, level by level: the first answers to the statements of a chapter, in their order.
WRITTEN = {
    "leadership": ["Yes"] * 20,
    "strategy": ["Yes", "Yes", "Yes", "Partly", "No"],
    "people": ["Yes", "No"],
    "process": ["Yes", "Not ours", "Yes", "Not ours"],
    "technology": ["Yes"],
    "facilities": ["Not ours"] * 20,
}


def assessed(page: Page, site: Path | str, language: str = "en") -> Page:
    address = site.as_uri() if isinstance(site, Path) else site
    page.goto(f"{address}/{language}/assessment.html")
    expect(page.locator(f"{PAGE} [data-desk]")).to_be_visible()
    return page


def begin(page: Page, site: Path | str, name: str = "Village team") -> Page:
    """Open the page, and make the first sheet by keyboard."""
    assessed(page, site)
    page.get_by_label("Name of the new sheet").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("[data-choice] select option:checked")).to_have_text(name)
    return page


def radio(page: Page, statement: str, answer: str) -> Locator:
    return page.locator(f"[data-item='{statement}'] input[value='{answer}']")


def row(page: Page, chapter: str = "shelves") -> list[str]:
    return page.locator(f"[data-table] tr[data-chapter='{chapter}'] > *").all_inner_texts()


def test_statements_of_a_chapter_are_a_link_away_without_a_script(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/assessment.html")
    link = page.locator(".pb-assess__chapters a[href='#statements.shelves']")
    link.click()
    place = page.locator("[id='statements.shelves']")
    expect(place).to_be_in_viewport()
    expect(link.locator("xpath=..")).to_contain_text(str(place.locator("[data-item]").count()))
    context.close()


def test_contents_lead_only_to_what_is_there(sample_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    begin(page, sample_site)
    entries = page.locator(".md-nav--secondary a").filter(visible=True)
    page.locator(".pb-contents-open").click()
    expect(entries).to_have_text(["Where we stand", "All statements"])
    page.keyboard.press("Escape")
    page.locator("[id='statements.shelves']").scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)
    expect(page.locator(".md-nav--secondary [aria-current]")).to_have_text("All statements")
    radio(page, SOME, "yes").check()
    page.locator(".pb-contents-open").click()
    expect(entries).to_have_text(["Where we stand", "What the next level asks", "All statements"])


def kept(page: Page) -> None:
    expect(page.locator("[data-kept]")).to_have_text("Kept in this browser")


def opened(page: Page, site: Path, **changes: Any) -> None:
    """Open the file of a sheet on the page of working sheets."""
    page.goto(f"{site.as_uri()}/en/work.html")
    expect(page.locator("[data-desk]")).to_be_visible()
    open_files(page, payload(state(**changes)))
    choose(page, "Keep as a new sheet")
    expect(page.locator("[data-sheets] [aria-current]")).to_contain_text(changes.get("name", "Aoi"))


# ---- answering


def test_answers_by_keyboard_are_kept_and_stand_in_the_chapter(sample_site: Path, page: Page) -> None:
    begin(page, sample_site)
    radio(page, SOME, "yes").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("https://team.example/labels.jpg")
    expect(page.locator("[data-table] .pb-assess__level")).to_have_text("1 Begun")
    kept(page)
    page.goto(f"{sample_site.as_uri()}/ja/{SHELVES}")
    expect(page.locator(".pb-answers__level")).to_have_text("到達レベル：1 着手。回答済み：1／2")
    expect(radio(page, SOME, "yes")).to_be_checked()
    expect(page.locator(f"[data-item='{SOME}'] .pb-field--evidence input")).to_have_value(
        "https://team.example/labels.jpg"
    )
    page.get_by_role("radio", name="一部：すべての本にラベルがあります。").check()
    page.locator(f"[data-item='{SOME}'] .pb-answers__clear").click()
    expect(page.locator(".pb-answers__level")).to_have_text("到達レベル：未評価。回答済み：1／2")
    expect(radio(page, SOME, "yes")).to_be_focused()
    assert kept_items(page) == {SOME: {"evidence": "https://team.example/labels.jpg"}, ALL: {"answer": "partly"}}


def test_level_is_told_in_a_chapter_and_printed_with_its_answers(sample_site: Path, page: Page, tmp_path: Path) -> None:
    begun(page, f"{sample_site.as_uri()}/en/{SHELVES}")
    radio(page, SOME, "no").check()
    page.locator(f"[data-item='{SOME}'] textarea").fill("only the new ones")
    expect(page.locator(".pb-answers__level")).to_have_text("Level reached: 0 (below level 1). Answered: 1 of 2.")
    text = " ".join("".join(printed_sheets(page, tmp_path / "chapter.pdf")).split())
    assert "Level reached: 0 (below level 1)" in text
    assert re.search(r"Answer ?No", text)
    assert "only the new ones" in text


# ---- the result


def by_hand(chapter: Any, answers: Mapping[str, str]) -> int | None:
    """Return the level of a chapter by the rule in the book, told apart from how the page tells it."""
    said = [[answers.get(f"{chapter.id}.{one.id}", "") for one in step.statements] for step in chapter.maturity]
    if not {answer for step in said for answer in step} - {"", "not-ours"}:
        return None
    level = 0
    while level < len(said) and set(said[level]) <= {"yes", "not-ours"}:
        level += 1
    return level if level or set(said[0]) & {"no", "partly"} else None


@pytest.fixture
def workbook(real: Playbook, tmp_path: Path) -> Path:
    """A workbook in which a team has written its answers."""
    write(real, "en", tmp_path)
    path = tmp_path / "playbook.workbook.en.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["Statements of maturity"]
    at = {cell.value: cell.column for cell in page[1]}
    left = {chapter: iter(answers) for chapter, answers in WRITTEN.items()}
    for number in range(2, page.max_row + 1):
        chapter = page.cell(number, at["Id"]).value.partition(".")[0]
        page.cell(number, at["Answer"], next(left.get(chapter, iter(())), None))
    book.save(path)
    return path


def test_chart_map_table_print_and_workbook_have_the_same_numbers(
    real: Playbook, workbook: Path, real_site: Path, page: Page, tmp_path: Path
) -> None:
    found, _ = read(workbook, real)
    answers = {id: filled["answer"] for id, filled in found["items"].items()}
    chapters = [chapter for chapter in real.chapters if chapter.maturity]
    levels = {chapter.id: by_hand(chapter, answers) for chapter in chapters}
    assert set(levels.values()) == {None, 0, 1, 2, 5}
    page.goto(f"{real_site.as_uri()}/en/work.html")
    expect(page.locator("[data-desk]")).to_be_visible()
    page.locator("#pb-files").set_input_files(workbook)
    choose(page, "Keep as a new sheet")
    expect(page.locator("[data-sheets] [aria-current]")).to_be_visible()
    assessed(page, real_site)
    expect(page.locator("[data-table] tbody tr")).to_have_count(len(chapters))

    rows = {chapter.id: row(page, chapter.id) for chapter in chapters}
    told = {id: None if cells[1] == "Not assessed" else int(cells[1][0]) for id, cells in rows.items()}
    drawn = {mark["chapter"]: int(mark["level"]) for mark in page.locator(".pb-radar__mark").evaluate_all(DATASETS)}
    mapped = {id: page.locator(f"[data-heat] [data-chapter='{id}'] .pb-heat__field").all_text_contents() for id in rows}
    assert told == levels
    assert drawn == {id: level for id, level in levels.items() if level is not None}
    assert mapped == {id: cells[2:7] for id, cells in rows.items()}
    for chapter in chapters:
        counts = [counted(chapter.id, step, answers) for step in chapter.maturity]
        reached = levels[chapter.id] or 0
        expected = ["–" if count is None else f"{'✓ ' * (at < reached)}{count}" for at, count in enumerate(counts)]
        assert [re.sub("^✓ (?=0/0)", "", cell) for cell in mapped[chapter.id]] == expected, chapter.id
    pages = printed_sheets(page, tmp_path / "result.pdf")
    text = "".join("".join(pages).split())
    assert len(pages) <= 2
    for cells in rows.values():
        assert "".join("".join(cells[2:]).split()) in text


DATASETS = "(marks) => marks.map(({ dataset }) => ({ ...dataset }))"


def counted(chapter: str, step: Any, answers: Mapping[str, str]) -> str | None:
    said = [answers.get(f"{chapter}.{one.id}", "") for one in step.statements]
    if not any(said):
        return None
    return f"{said.count('yes')}/{len(said) - said.count('not-ours')}"


def test_gap_leads_to_statements_and_actions(sample_site: Path, page: Page) -> None:
    begin(page, sample_site)
    expect(page.locator("[data-next]")).to_be_hidden()
    radio(page, SOME, "yes").check()
    step = page.locator(".pb-assess__next")
    expect(step.get_by_role("heading")).to_have_text("Shelves & order: 1 Begun → 2 Kept up")
    expect(step.locator(f"a[href='#{ALL}']")).to_have_text("All books are labelled.")
    step.locator("summary").click()
    expect(step.locator("details a").first).to_have_attribute("href", f"{SHELVES}#label-all")
    radio(page, ALL, "yes").check()
    expect(page.locator("[data-next]")).to_be_hidden()


def test_link_keeps_the_focus_when_another_page_writes(sample_site: Path, page: Page) -> None:
    with web_server(sample_site.parent) as served:
        address = f"{served}/{sample_site.name}"
        begin(page, address)
        radio(page, SOME, "yes").check()
        kept(page)
        other = page.context.new_page()
        other.goto(f"{address}/en/assessment.html")
        links = [
            page.locator("[data-table] tr[data-chapter='shelves'] a"),
            page.locator(f".pb-assess__next a[href='#{ALL}']"),
            page.locator(".pb-assess__next summary"),
        ]
        for link, answer in zip(links, ["partly", "no", "partly"], strict=True):
            expect(link).to_be_visible()
            link.focus()
            link.evaluate("link => { link.dataset.old = true; }")
            radio(other, ALL, answer).check()
            expect(page.locator("[data-old]")).to_have_count(0)  # drawn again
            expect(link).to_be_focused()


# ---- compared


def test_todays_assessment_is_kept_and_laid_under_the_next(sample_site: Path, page: Page) -> None:
    begin(page, sample_site)
    radio(page, SOME, "no").check()
    kept(page)
    page.get_by_role("button", name="Keep this as an assessment of today").click()
    expect(page.locator("[data-said]")).to_contain_text("is kept among the archived sheets")
    radio(page, SOME, "yes").check()
    page.get_by_label("Compare with").select_option(index=1)
    expect(page.locator("[data-table] tbody td").nth(2)).to_have_text("+1")
    assert row(page)[1:4] == ["1 Begun", "0 (below level 1)", "+1"]
    difference = page.locator("[data-differences] li").first
    expect(difference.locator("summary")).to_have_text("Shelves & order: 0 (below level 1) → 1 Begun (+1)statements: 1")
    difference.locator("summary").click()
    expect(difference.locator("li")).to_have_text("Some books are labelled.No → Yes")
    expect(page.locator("[data-legend] li")).to_have_count(2)


# ---- what readers of screens get


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_a_page_that_is_filled_in(width: int, sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    assessed(page, sample_site)
    assert findings(page) == set()
    opened(page, sample_site, items={SOME: {"answer": "yes"}, ALL: {"answer": "no", "conflicts": {"answer": ["yes"]}}})
    opened(page, sample_site, id="fedcba9876543210", name="Leaders", items={SOME: {"answer": "no"}})
    assessed(page, sample_site)
    page.get_by_label("Compare with").select_option(index=1)
    page.locator("[data-differences] summary").first.click()
    assert findings(page) == set()
    context.close()


# ---- what is odd


def test_two_answers_unknown_ones_and_gone_statements_are_said_and_kept(sample_site: Path, page: Page) -> None:
    items = {
        SOME: {"answer": "yes", "conflicts": {"answer": ["no"]}},
        ALL: {"answer": "Perhaps <b>"},
        "shelves.burnt": {"answer": "no"},
    }
    opened(page, sample_site, items=items)
    assessed(page, sample_site)
    expect(page.locator("[data-unsettled]")).to_contain_text("Statements without one clear answer: 2.")
    expect(page.locator("[data-unsettled] a")).to_have_count(2)
    expect(page.locator("[data-gone]")).to_contain_text("Answers to statements that the playbook no longer has: 1.")
    expect(page.locator(f"[data-item='{ALL}'] .pb-answers__written")).to_have_text(
        "Answer, as it was written: Perhaps <b>"
    )
    assert row(page)[1] == "Not assessed"
    page.locator(f"[data-item='{SOME}']").get_by_role("button", name="Keep “No”").click()
    expect(page.locator("[data-table] .pb-assess__level")).to_have_text("0 (below level 1)")
    expect(radio(page, SOME, "no")).to_be_checked()
    expect(page.locator("[data-unsettled] a")).to_have_count(1)


def test_without_script_the_page_is_a_form_to_fill_by_hand(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/assessment.html")
    expect(page.locator("tr[data-item]")).to_have_count(2)
    expect(page.locator(f"[data-item='{SOME}'] .pb-box")).to_have_count(4)
    expect(page.locator("noscript p")).to_contain_text("Print this page and fill in the form by hand.")
    expect(page.locator("[data-desk]")).to_be_hidden()
    context.close()


def test_without_a_sheet_the_empty_form_is_printed_and_with_one_the_result(
    sample_site: Path, page: Page, tmp_path: Path
) -> None:
    assessed(page, sample_site)
    empty = "".join(printed_sheets(page, tmp_path / "empty.pdf"))
    assert "Some books are labelled." in empty
    assert "Where we stand" not in empty
    begin(page, sample_site)
    radio(page, SOME, "no").check()
    result = "".join(printed_sheets(page, tmp_path / "result.pdf"))
    assert "Where we stand" in result
    assert "Not ours" not in result


# ---- before the first answer, and what moves


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Nothing is answered yet"), ("ja", "まだ回答がありません"), ("zh", "还没有回答")]
)
def test_before_the_first_answer_a_sentence_stands_where_the_charts_will_be(
    language: str, said: str, sample_site: Path, page: Page
) -> None:
    assessed(page, sample_site, language)
    expect(page.locator("[data-without-sheet]")).to_be_visible()
    page.locator("[data-new] input").fill("Aoi")
    page.keyboard.press("Enter")
    drawn = page.locator(f"{PAGE} svg, [data-table], [data-keep]")
    expect(page.locator("[data-unanswered]")).to_contain_text(said)
    expect(page.locator("[data-without-sheet]")).to_be_hidden()
    expect(drawn.filter(visible=True)).to_have_count(0)
    radio(page, ALL, "no").scroll_into_view_if_needed()
    before = radio(page, ALL, "no").bounding_box()
    radio(page, ALL, "no").focus()
    page.keyboard.press("Space")
    expect(drawn.filter(visible=True)).to_have_count(4)
    expect(page.locator("[data-unanswered]")).to_be_hidden()
    after = radio(page, ALL, "no").bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 2


def test_boxes_of_the_form_ask_for_a_sheet_as_long_as_none_is_open(sample_site: Path, page: Page) -> None:
    assessed(page, sample_site)
    page.locator(f"[data-item='{SOME}'] .pb-box").first.click()
    expect(page.get_by_label("Name of the new sheet")).to_be_focused()
    page.keyboard.type("Aoi")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-item='{SOME}'] .pb-box").first).to_be_hidden()
    expect(radio(page, SOME, "yes")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_an_answer_is_given_or_cleared(width: int, sample_site: Path, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    begin(page, sample_site)
    radio(page, ALL, "no").check()
    expect(page.locator("[data-table]")).to_be_visible()
    for address in ("assessment.html", SHELVES):
        page.goto(f"{sample_site.as_uri()}/en/{address}")
        row = page.locator(f"[data-item='{SOME}']")
        expect(radio(page, SOME, "yes")).to_be_visible()
        heights = [row.bounding_box()["height"]]  # type: ignore[index]
        radio(page, SOME, "yes").check()
        expect(row.locator(".pb-answers__clear")).to_be_visible()
        heights.append(row.bounding_box()["height"])  # type: ignore[index]
        row.locator(".pb-answers__clear").click()
        expect(row.locator(".pb-answers__clear")).to_be_hidden()
        heights.append(row.bounding_box()["height"])  # type: ignore[index]
        assert len(set(heights)) == 1, (address, heights)
