"""Ctrl+P: every page becomes a sheet that looks as if it was meant."""

import functools
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from playbook.editions import Register
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet
from playbook.problems import fill
from tests.conftest import page_of_a_reader

TAGS = {"en": "en-GB", "ja": "ja", "zh": "zh-Hans"}
CHAPTER = "pillars/leadership.html"
PAGES = (
    *(
        "index.html",
        "guide.html",
        "model.html",
        "map.html",
        "kpis.html",
        "symptoms.html",
        "glossary.html",
        "sources.html",
    ),
    *("check-paper.html", "pillars/shelves.html", "results/readers.html", "series/opening-day/index.html"),
    "series/opening-day/keys.html",
)
ASSIGNED_TO = {"en": "Assigned to", "ja": "担当者", "zh": "负责人"}
# What only a screen can use.
INTERFACE = ("English", "日本語", "简体中文", "¶", "Dark colours", "暗い配色にする", "切换到深色")
# The address of a page, and the text of each of its sheets.
Printed = Callable[[str], Sequence[str]]


@pytest.fixture(scope="module")
def printed(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    """Return a function that prints a page as the browser does, once for all tests, and returns each sheet's text."""
    path = tmp_path_factory.mktemp("printed") / "page.pdf"
    with page_of_a_reader(browser) as page:

        @functools.cache
        def printed(address: str) -> Sequence[str]:
            page.goto(address)
            return tuple(sheets(page, path))

        yield printed


def sheets(page: Page, path: Path) -> list[str]:
    page.pdf(path=path, prefer_css_page_size=True)
    about = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in about
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


@pytest.mark.parametrize("language", TAGS)
def test_every_page_prints_on_a4_with_page_numbers_and_no_interface(
    language: str, sample_site: Path, printed: Printed
) -> None:
    for address in PAGES:
        found = printed(f"{sample_site.as_uri()}/{language}/{address}")
        numbers = [re.findall(r"(\d+)\s*/\s*(\d+)\s*$", sheet) for sheet in found]
        expected = [[(str(number), str(len(found)))] for number in range(1, len(found) + 1)]
        assert numbers == expected, address
        lines = {line.strip() for sheet in found for line in sheet.splitlines()}
        assert lines & set(INTERFACE) == set(), address


@pytest.mark.parametrize("language", TAGS)
def test_head_of_the_action_sheet_is_repeated_and_its_rows_stay_whole(
    language: str, real_site: Path, tmp_path: Path, page: Page
) -> None:
    page.goto(f"{real_site.as_uri()}/{language}/{CHAPTER}")
    found = sheets(page, tmp_path / "printed.pdf")
    heads = [number for number, sheet in enumerate(found) if re.search(rf"{ASSIGNED_TO[language]}\s+\S", sheet)]
    assert len(heads) >= 2
    rows = page.locator(".pb-sheet tbody > tr")
    rules = "rows => rows.map((row) => getComputedStyle(row).breakInside)"
    assert set(rows.evaluate_all(rules)) == {"auto"}
    page.emulate_media(media="print")
    assert set(rows.evaluate_all(rules)) == {"avoid"}


def test_there_is_room_to_write_and_something_to_tick(real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/en/{CHAPTER}")
    page.emulate_media(media="print")
    millimetre = 96 / 25.4
    for piece, height in ((".pb-notes", 20), (".pb-sheet .pb-blank", 15), (".pb-sheet .pb-box", 3)):
        heights = page.locator(piece).evaluate_all("pieces => pieces.map((one) => one.getBoundingClientRect().height)")
        assert heights, piece
        assert min(heights) >= height * millimetre, piece


def test_addresses_outside_are_printed_and_those_inside_are_not(sample_site: Path, printed: Printed) -> None:
    text = "".join(printed(f"{sample_site.as_uri()}/en/sources.html"))
    assert "(https://notes.example/parish)" in text
    text = "".join(printed(f"{sample_site.as_uri()}/en/pillars/shelves.html"))
    assert ".html" not in text


def test_folded_text_is_printed(sample_site: Path, tmp_path: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/guide.html")
    page.evaluate(
        """() => document.querySelector(".md-typeset").insertAdjacentHTML(
            "beforeend", "<details><summary>Source text</summary><p>What was folded.</p></details>")"""
    )
    assert "What was folded." in "".join(sheets(page, tmp_path / "folded.pdf"))


@pytest.mark.parametrize(
    ("address", "piece"),
    [
        ("pillars/index.html", ".pb-cards p"),
        ("pillars/shelves.html", ".pb-step"),
        ("glossary.html", ".pb-entry dt"),
    ],
)
def test_pieces_are_as_small_on_paper_as_they_are_meant(
    address: str, piece: str, sample_site: Path, page: Page
) -> None:
    page.emulate_media(media="print")
    page.goto(f"{sample_site.as_uri()}/en/{address}")
    assert page.locator(piece).first.evaluate("one => getComputedStyle(one).fontSize") == "12px"


def test_each_card_of_a_role_names_its_edition_and_shows_nothing_to_unfold(sample_site: Path, page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(f"{sample_site.as_uri()}/en/roles.html")
    stamp = page.locator(".pb-stamp").inner_text()
    cards = page.locator(".pb-role-card").evaluate_all(
        "cards => cards.map((card) => JSON.parse(getComputedStyle(card, '::before').content))"
    )
    assert set(cards) == {stamp}
    folds = page.locator(".pb-role-card summary").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).listStyleType)"
    )
    assert set(folds) == {"none"}


@pytest.mark.parametrize("language", TAGS)
def test_no_role_of_few_actions_takes_a_second_sheet(language: str, real_site: Path, printed: Printed) -> None:
    found = printed(f"{real_site.as_uri()}/{language}/roles.html")
    second = [sheet for sheet in found[2:4] if len([line for line in sheet.splitlines() if line.strip()]) < 10]
    assert second == [], "what senior leadership owns fits on one"


def test_dark_colours_stay_on_the_screen(sample_site: Path, browser: Browser) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{sample_site.as_uri()}/en/pillars/shelves.html")
    ink = "() => getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(ink) == "rgb(230, 236, 234)"
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(28, 36, 35)"
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    context.close()


@pytest.mark.parametrize("language", TAGS)
def test_every_sheet_of_a_chapter_carries_its_code_and_edition(
    language: str, sample: Playbook, sample_site: Path, printed: Printed
) -> None:
    stamp = Register(sample).stamp(Sheet("shelves", "chapter", (language,)))
    words = sample.words[language].words
    edition = fill(words["edition"], {"name": stamp.edition}) if stamp.edition else words["draft"]
    expected = re.sub(r"\s", "", f"{fill(words['paper_code'], {'code': stamp.code})}·{edition}")
    found = printed(f"{sample_site.as_uri()}/{language}/pillars/shelves.html")
    assert len(found) > 1
    for sheet in found:
        assert expected in re.sub(r"\s", "", sheet.strip().splitlines()[-1])
    assert expected in re.sub(r"\s", "", "".join(found[0].splitlines()[:15])), "where an engine has no such foot"


@pytest.mark.parametrize("id", ["home", "kpis", "glossary", "map", "symptoms", "guide", "sources", "opening-day"])
def test_every_sheet_of_any_page_carries_a_code_and_an_edition(
    id: str, sample: Playbook, sample_site: Path, printed: Printed
) -> None:
    address = sample.page_by_id[id].address if id in sample.page_by_id else f"series/{id}/index.html"
    code = Register(sample).code(Sheet(id, "page", ("en",)))
    found = printed(f"{sample_site.as_uri()}/en/{address}")
    for sheet in found:
        assert sheet.strip().splitlines()[-1].strip().startswith(f"Code {code} · Draft, not recorded as an edition")
    assert code in "".join(found[0].splitlines()[:12]), "where an engine has no such foot"


@pytest.mark.parametrize("id", ["search", "session", "work", "check-paper"])
def test_what_readers_make_carries_no_code_of_the_content(id: str, sample_site: Path, printed: Printed) -> None:
    assert "Code" not in printed(f"{sample_site.as_uri()}/en/{id}.html")[0].splitlines()[-1]


def test_a_second_language_adds_its_own_code(sample: Playbook, sample_site: Path, printed: Printed) -> None:
    [first, *_] = printed(f"{sample_site.as_uri()}/ja/pillars/shelves.html?with=en")
    for language in ("ja", "en"):
        assert Register(sample).code(Sheet("shelves", "chapter", (language,))) in first


@pytest.mark.parametrize("address", ["index.html", "pillars/leadership.html", "model.html"])
def test_paper_is_white_in_dark_mode(address: str, real_site: Path, tmp_path: Path, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{real_site.as_uri()}/ja/{address}")
    page.pdf(path=tmp_path / "dark.pdf", prefer_css_page_size=True, print_background=True)
    subprocess.run(["pdftoppm", "-r", "20", "-l", "2", "-gray", tmp_path / "dark.pdf", tmp_path / "sheet"], check=True)
    for picture in tmp_path.glob("sheet*.pgm"):
        points = picture.read_bytes()[-2000:]
        assert min(picture.read_bytes()[20:200]) > 250, "the margin at the top"
        assert sum(point > 200 for point in points) > 1800


@pytest.mark.parametrize("language", TAGS)
def test_no_heading_ends_a_sheet(language: str, real_site: Path, tmp_path: Path, page: Page) -> None:
    for address in (CHAPTER, "results/operations.html", "symptoms.html", "guide.html"):
        page.goto(f"{real_site.as_uri()}/{language}/{address}")
        shown = page.locator("main :is(h2, h3):visible").all_text_contents()
        headings = {re.sub(r"\s", "", words.replace("¶", "")) for words in shown}
        for sheet in sheets(page, tmp_path / "printed.pdf")[:-1]:
            lines = [re.sub(r"\s", "", line) for line in sheet.splitlines() if line.strip()]
            assert lines[-2] not in headings, (address, lines[-2])
