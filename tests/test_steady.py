"""Nothing moves while a page loads: what comes late finds its room kept."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.face import WATCH
from playbook import plugin
from playbook.cache import Results
from tests.conftest import DATA, ROOT
from tests.serving import web_server

WINDOWS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
CHAPTERS = ("pillars/shelves.html", "results/readers.html", "series/opening-day/index.html", "pillars/index.html")
TWO_LANGUAGES = ("index.html", "kpis.html", "glossary.html", "map.html", "symptoms.html", *CHAPTERS)
# Slow enough that the text is seen before what comes behind it: milliseconds, bytes a second.
LINE = {"offline": False, "latency": 60, "downloadThroughput": 400_000, "uploadThroughput": 400_000}
MOST = 0.01


def moved(site: Path, addresses: Sequence[str], window: str, browser: Browser) -> dict[str, float]:
    """Return for each page of the site where something moved by how much."""
    found = {}
    with web_server(site) as server:
        for address in addresses:
            context = browser.new_context(viewport=WINDOWS[window])  # type: ignore[arg-type]
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", LINE)
            page.add_init_script(WATCH)
            page.goto(f"{server}/{address}")
            page.wait_for_load_state("networkidle")
            found[address] = page.evaluate("() => moved.reduce((sum, one) => sum + one, 0)")
            context.close()
    return {address: by for address, by in found.items() if by > MOST}


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_moves_on_any_type_of_page(window: str, sample_site: Path, browser: Browser) -> None:
    names = [*sorted(path.name for path in (sample_site / "ja").glob("*.html")), *CHAPTERS]
    assert len(names) > 20
    assert moved(sample_site, [f"ja/{name}" for name in names], window, browser) == {}


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_moves_where_a_second_language_is_shown(window: str, sample_site: Path, browser: Browser) -> None:
    assert moved(sample_site, [f"zh/{name}?with=en" for name in TWO_LANGUAGES], window, browser) == {}


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_moves_where_sheets_are_chosen(window: str, pages_with_sheets: Path, browser: Browser) -> None:
    assert moved(pages_with_sheets, ["en/checklists.html", "ja/checklists.html"], window, browser) == {}


@pytest.fixture(scope="module")
def pages_with_sheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the sample as they lead to sheets; the sheets themselves are not there."""
    site = tmp_path_factory.mktemp("site")
    plugin.build(
        ROOT / "mkdocs.yml",
        DATA / "sample",
        site,
        tmp_path_factory.mktemp("old"),
        lambda _: None,
        results=Results(),
        more=lambda _: {},
        sheets=lambda _: {},
    )
    return site
