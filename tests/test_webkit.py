"""Pages, search, companion and working sheets in WebKit, the engine of Safari."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import web_server
from tests.webkit import WebKit, webkit

CHAPTER = "pillars/shelves.html"
FIELD = "[data-item='shelves.label-all'] .pb-field--owner input"
KEPT = "document.querySelector(\".pb-bar__kept[data-state='kept']\")"


@pytest.fixture(scope="module")
def served(sample_site: Path) -> Iterator[str]:
    with web_server(sample_site) as address:
        yield address


@pytest.fixture(scope="module")
def window() -> Iterator[WebKit]:
    with webkit() as opened:
        yield opened


def test_page_shows_its_parts_in_their_places(served: str, window: WebKit) -> None:
    window.size(1280, 900)
    window.goto(f"{served}/ja/{CHAPTER}")
    menu, text, contents = (
        window.run(
            "(({left, right}) => [left, right])(document.querySelector(arguments[0]).getBoundingClientRect())", at
        )
        for at in ("#pb-menu", "main", "#pb-contents")
    )
    assert menu[1] <= text[0] + 1
    assert text[1] <= contents[0] + 1
    assert window.run("document.documentElement.scrollWidth <= innerWidth")
    assert window.run("[...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)")


def test_title_of_an_entry_leaves_its_direction_room(real_site: Path, window: WebKit) -> None:
    window.size(1280, 900)
    with web_server(real_site) as address:
        window.goto(f"{address}/ja/kpis.html")
        beyond = window.run(
            "[...document.querySelectorAll('.pb-list .pb-entry > summary')].filter((one) => "
            "one.lastElementChild.getBoundingClientRect().right > one.getBoundingClientRect().right + 1)"
            ".map((one) => one.textContent)"
        )
    assert beyond == []


def test_digits_are_not_drawn_over_each_other(served: str, window: WebKit) -> None:
    window.goto(f"{served}/ja/{CHAPTER}")
    autospace = window.run("getComputedStyle(document.querySelector('article')).textAutospace")
    assert autospace in (None, "no-autospace")


def test_search_finds_and_leads_there(served: str, window: WebKit) -> None:
    window.goto(f"{served}/ja/index.html")
    window.click(".pb-search-open")
    window.wait("document.querySelector('.pb-search-dialog [role=combobox], .pb-search-dialog input[aria-expanded]')")
    window.type(".pb-search-dialog input", "ラベル")
    assert window.wait("document.querySelector('.pb-search__result')?.textContent")


def test_second_language_stands_beside_the_first(served: str, window: WebKit) -> None:
    window.goto(f"{served}/ja/{CHAPTER}?with=en")
    assert window.wait("document.querySelector('#label-all .pb-second')?.textContent") == "Label every book"
    window.run("localStorage.clear()")


def test_working_sheet_is_there_after_a_reload(served: str, window: WebKit) -> None:
    window.goto(f"{served}/en/{CHAPTER}")
    window.click(".pb-ways__work button")
    window.wait("document.querySelector('.pb-bar form:not([hidden]) input')")
    window.type(".pb-bar form input", "North branch")
    window.click(".pb-bar form [type=submit]")
    window.wait(KEPT)
    window.wait("document.querySelector(arguments[0])", FIELD)
    window.type(FIELD, "Aiko")
    window.wait(KEPT)
    window.goto(f"{served}/en/index.html")
    window.goto(f"{served}/en/{CHAPTER}")
    assert window.wait("document.querySelector(arguments[0])?.value", FIELD) == "Aiko"


def test_drawers_and_head_hold_on_a_narrow_window(served: str, window: WebKit) -> None:
    window.size(420, 800)
    window.goto(f"{served}/zh/{CHAPTER}")
    assert window.run("document.querySelector('#pb-menu').checkVisibility()") is False
    window.click(".pb-menu-open")
    assert window.wait("document.querySelector('#pb-menu').checkVisibility()")
    assert window.run("document.querySelector('.md-header').getBoundingClientRect().height") <= 93
    assert window.run("document.documentElement.scrollWidth <= innerWidth")
