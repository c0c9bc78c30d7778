"""What the tests of the search share: the site that is searched, and how the search is opened."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.serving import web_server


@pytest.fixture(scope="session")
def served(sample_site: Path) -> Iterator[str]:
    with web_server(sample_site.parent) as address:
        yield f"{address}/{sample_site.name}"


@pytest.fixture(params=["disk", "server"])
def site(request: pytest.FixtureRequest, sample_site: Path, served: str) -> str:
    return sample_site.as_uri() if request.param == "disk" else served


@pytest.fixture
def broken(tmp_path: Path, sample_site: Path) -> Path:
    """A copy of the site that a test may damage."""
    return Path(shutil.copytree(sample_site, tmp_path / "site"))


def open_dialog(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()


@contextmanager
def slow_script(page: Page, *, arrives: bool = True) -> Iterator[None]:
    """Hold the first script of the search back until the block is left; then it arrives, or fails.

    The block opens the page, too: what an open page asks for soon after may slip past what is to hold it.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search-engine.js", hold, times=1)
    with page.expect_request("**/search-engine.js"):
        yield
    while not held:  # the request is told before it is held
        page.wait_for_timeout(10)
    held[0].continue_() if arrives else held[0].abort()
