"""What several tests need: sites built once, a real browser, a page that suffers no error and no request outside."""

import contextlib
import fcntl
import gc
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page, expect, sync_playwright

from playbook.cache import Cache
from playbook.cli import keeping, main
from playbook.loading import load
from playbook.model.playbook import Playbook

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
# The same engine without windows: a page takes a quarter of the CPU.
WITHOUT_WINDOWS = ("chromium-headless-shell", *BROWSERS)
# Milliseconds. What a page shows late on a busy machine is shown all the same: only what never comes fails.
PATIENCE = 120_000

# Modules that take longest, begun first: at the end no core waits for another.
LONGEST = (
    *("test_faults", "test_cache", "test_manifest", "test_shapes", "test_companion", "test_growth", "test_pdf"),
    *("test_teams_month", "test_teams_day", "test_editors_day", "test_translators_day", "test_axe", "test_browser"),
    *(
        "test_forge",
        "test_strictness",
        "test_search",
        "test_serve",
        "test_helping",
        "test_paper_truth",
        "test_pdf_making",
    ),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files anew; read the difference in git")


def pytest_configure() -> None:
    # Messages are tested in English where a test says nothing else, whatever the developer's own language is.
    os.environ["PLAYBOOK_LANG"] = "en"
    # Tests change code in their own process, which no cache can see.
    keeping.CACHE = Cache(None)
    expect.set_options(timeout=PATIENCE)
    # Started in the background, tests may have to ignore Ctrl+C: what they start must not inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rank = {name: at for at, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


def pytest_collection_finish() -> None:
    # What pytest and the modules of the tests hold stays to the end: no search for garbage goes through it. It goes
    # seldom through what tests share, such as our own content; what a test leaves behind is found while it is young.
    gc.freeze()
    gc.set_threshold(700, 10, 100)


def run(*arguments: object) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def built(data: Path, site: Path) -> Path:
    """Build a site that is expected to be whole, without printed sheets."""
    result = run("build", "--no-pdf", "--data", data, "--output", site)
    assert result.exit_code == 0, result.output
    return site


def shared(data: Path, factory: pytest.TempPathFactory) -> Path:
    """Build a site once for all processes that run tests; no test changes it."""
    own = factory.getbasetemp()
    place = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    site = place / f"shared-{data.name}"
    with (place / f"{site.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # A build puts its site in place when it is whole.
        return site if site.exists() else built(data, site)


@pytest.fixture(scope="session")
def sample() -> Playbook:
    """The small playbook in English, Japanese and Chinese that shows every kind of item."""
    playbook = load(DATA / "sample").playbook
    assert playbook is not None
    return playbook


@pytest.fixture(scope="session")
def real() -> Playbook:
    """The playbook of the real content."""
    playbook = load(ROOT / "data").playbook
    assert playbook is not None
    return playbook


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(DATA / "sample", tmp_path_factory)


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(DATA / "tiny", tmp_path_factory)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real content."""
    return shared(ROOT / "data", tmp_path_factory)


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that copies a small playbook to a folder where a test may change it."""

    def copy(name: str) -> Path:
        return Path(shutil.copytree(DATA / name, tmp_path / name))

    return copy


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(found for name in WITHOUT_WINDOWS if (found := shutil.which(name)))
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for opens in ("new_context", "new_page"):
            setattr(browser, opens, _patient(getattr(browser, opens)))
        yield browser
        browser.close()


def _patient(opens: Callable[..., Any]) -> Callable[..., Any]:
    """Return what opens a context or a page in which pages, presses and downloads are waited for as long as words."""

    def patient(**options: Any) -> Any:
        opened = opens(**options)
        opened.set_default_timeout(PATIENCE)
        return opened

    return patient


@contextlib.contextmanager
def page_of_a_reader(browser: Browser) -> Iterator[Page]:
    """Open a page of a reader with no stored choice; an error and a request that leaves the machine fail at the end."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("console", lambda said: faults.append(f"console: {said.text}") if said.type == "error" else None)
    # A page that leads on at once gives up what it was still loading: that is no fault.
    page.on("requestfailed", lambda r: faults.append(f"failed: {r.url}") if r.failure != "net::ERR_ABORTED" else None)
    page.on("request", lambda request: None if _is_local(request.url) else faults.append(f"outside: {request.url}"))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader, for one test."""
    with page_of_a_reader(browser) as page:
        yield page


def _is_local(address: str) -> bool:
    return address.startswith(("file:", "data:", "http://127.0.0.1"))
