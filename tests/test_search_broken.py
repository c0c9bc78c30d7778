"""The search in a real browser: what it does when something is broken."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import DATA, built
from tests.searching import broken, open_dialog, served, slow_script
from tests.serving import web_server

__all__ = ["broken", "served"]


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page whose failed requests are expected; scripts must still not throw."""
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert [fault for fault in faults if "Unexpected end" not in fault and "Invalid or unexpected" not in fault] == []


@pytest.mark.parametrize("damage", ["missing", "cut off"])
def test_damaged_part_is_named_and_can_be_tried_again(damage: str, broken: Path, reader: Page) -> None:
    parts = {part: part.read_text(encoding="utf-8") for part in (broken / "search" / "en").glob("d*.js")}
    for part, content in parts.items():
        part.unlink() if damage == "missing" else part.write_text(content[: len(content) // 2], encoding="utf-8")
    open_dialog(reader, f"{broken.as_uri()}/en/index.html")
    reader.keyboard.type("shelves")
    alert = reader.get_by_role("dialog").get_by_role("alert")
    expect(alert).to_contain_text("could not be loaded")
    for part, content in parts.items():
        part.write_text(content, encoding="utf-8")
    alert.get_by_role("button", name="Try again").click()
    expect(reader.get_by_role("option").first).to_contain_text("Shelves & order")
    expect(alert).to_be_empty()


def test_without_its_scripts_the_button_leads_to_the_page(broken: Path, reader: Page) -> None:
    engine = broken / "assets" / "playbook" / "search-engine.js"
    kept = engine.read_bytes()
    engine.unlink()
    reader.goto(f"{broken.as_uri()}/ja/index.html")
    reader.keyboard.press("/")
    reader.wait_for_url(re.compile(r"ja/search\.html$"))
    expect(reader.get_by_role("alert")).to_contain_text("読み込めませんでした")
    engine.write_bytes(kept)
    reader.get_by_role("button", name="再試行").click()
    expect(reader.get_by_role("combobox")).to_be_visible()


def test_query_is_taken_to_the_page_where_the_dialog_cannot_be_filled(served: str, reader: Page) -> None:
    with slow_script(reader, arrives=False):
        reader.goto(f"{served}/en/index.html")
        reader.keyboard.press("/")
        reader.keyboard.type("shelves")
    reader.wait_for_url("**/en/search.html?q=shelves")
    expect(reader.get_by_role("combobox")).to_have_value("shelves")


def test_part_of_an_older_build_in_the_cache_is_fetched_anew(broken: Path, reader: Page) -> None:
    with web_server(broken) as address:

        def serve_old(route: Any) -> None:
            response = route.fetch()
            body = response.text()
            build = re.search(r'^playbookSearch\("[^"]+","(\w+)"', body)
            assert build
            fresh = re.search(r"\?\w+\.\d+$", route.request.url)
            route.fulfill(response=response, body=body if fresh else body.replace(build[1], "00000000", 1))

        reader.route(re.compile(r"/search/en/k\d+\.js"), serve_old)
        open_dialog(reader, f"{address}/en/index.html")
        reader.keyboard.type("shelves")
        expect(reader.get_by_role("option").first).to_contain_text("Shelves & order")


def test_playbook_without_a_page_for_the_search_has_no_index(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA / "tiny", tmp_path / "tiny"))
    pages = data / "pages.yml"
    words = pages.read_text(encoding="utf-8")
    pages.write_text(re.sub(r"  - id: search\n(    .*\n)*", "", words), encoding="utf-8")
    site = built(data, tmp_path / "site")
    assert not (site / "search").exists()
    assert "pb-search-open" not in (site / "en" / "index.html").read_text(encoding="utf-8")
