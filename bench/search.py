"""The search as readers meet it, in a real browser: what it finds, fetches and takes, and how it grows."""

import gc
import gzip
import math
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import yaml
from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench.content import series
from bench.data_folder import write_data
from bench.report import head, row
from playbook import search
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.plugin import scripts
from playbook.search.documents import Document, documents
from playbook.search.folding import fold, joined

ROOT = Path(__file__).parent.parent
QUERIES = Path(__file__).parent / "queries"
ENGINE = scripts.SOURCES / "search-engine" / "main.js"
# From each set, every so many queries are typed key by key.
TYPED = 5
# The index is built so many times and the quickest counts: what the machine does beside it only ever adds to the time.
BUILDS = 5
BLANK = '<!doctype html><meta charset="utf-8"><script src="assets/playbook/search-engine.js"></script>'
FIND = "([language, query]) => playbookSearch.find(language, query)"
# Asks as a reader types, and gives the milliseconds of each key; everything has been fetched before.
TYPE = """async ([language, query]) => {
  const taken = [];
  for (let end = 1; end <= query.length; end += 1) {
    await playbookSearch.find(language, query.slice(0, end));
    const start = performance.now();
    const found = await playbookSearch.find(language, query.slice(0, end));
    const index = await playbookSearch.open(language);
    await Promise.all(found.slice(0, 10).map((one) => index.document(one.number)));
    taken.push(performance.now() - start);
  }
  return taken;
}"""
# Whether the page says that it has not found all of a query.
MISSING = """async ([language, query]) => {
  const { found, missing, inPassing, meant } = await playbookSearch.ask(language, query);
  return !found.length || missing.length > 0 || inPassing || meant.size > 0;
}"""
# What a first search fetches: results and the five texts that are shown, of another language beside the reader's.
FIRST = """async ([language, query]) => {
  const found = await playbookSearch.find(language, query);
  const index = await playbookSearch.open(language);
  for (const one of found.slice(0, 5)) {
    await index.document(one.number);
    if (one.language !== language) await (await playbookSearch.openPlain(one.language)).document(one.number);
  }
}"""
# Sets of queries as people type them, and of what is not there; of each a part is set aside.
TYPED_SETS = ("typed", "blind")
ABSENT_SETS = ("absent", "blind-absent")
# Requests are given for the query that so many of a hundred do not exceed.
PERCENTILE = 95


@dataclass(frozen=True)
class Query:
    """What somebody types, and the whole ids that he may be looking for."""

    query: str
    kind: str
    expect: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """How a set of queries fared: the place of the expected item in each answer, 0 for none, and empty answers."""

    places: tuple[int, ...]
    empty: int

    def within(self, most: int) -> float:
        """Return the share of queries whose item is among the first."""
        return sum(0 < place <= most for place in self.places) / len(self.places)


def read(language: str, *, held_out: bool = False, folder: str = "") -> tuple[Query, ...]:
    """Read the queries of a language: those written from the content, or those of a folder, as people type."""
    path = QUERIES / ("held-out" if held_out else folder) / f"{language}.yml"
    rows = cast("list[dict[str, Any]]", yaml.safe_load(path.read_text(encoding="utf-8")))
    return tuple(Query(str(one["query"]), one["kind"], tuple(one["expect"])) for one in rows)


def tables(folder: Path, *, held_out: bool, sizes: Sequence[int]) -> Iterator[str]:
    """Measure, and give the tables line by line; `sizes` are numbers of chapters of generated content."""
    playbook = _load(ROOT / "data")
    site = folder / "site"
    command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--data", str(ROOT / "data"), "--site", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        yield from _quality(browser, site, playbook, held_out=held_out)
        yield from _costs(browser, site, playbook)
        yield from _requests(browser, site, playbook)
        yield from _growth(browser, folder, sizes)
        browser.close()


def browser_path() -> str:
    """Return the browser of this machine."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome", "microsoft-edge"))
    return next(path for path in found if path)


def _load(data: Path) -> Playbook:
    playbook = load(data).playbook
    assert playbook is not None
    return playbook


def _quality(browser: Browser, site: Path, playbook: Playbook, *, held_out: bool) -> Iterator[str]:
    ids = [document.whole_id for document in documents(playbook, playbook.settings.languages[0])]
    page = _open(browser, site)
    yield from head("queries", "number", "first (>= 85 %)", "in first five (>= 95 %)", "no result (0)")
    for language in playbook.settings.languages:
        for name, held in (("for tuning", False), *((("set aside", True),) if held_out else ())):
            queries = read(language, held_out=held)
            found = _ask(page, language, queries, ids)
            shares = (f"{100 * found.within(most):.0f} %" for most in (1, 5))
            yield row(f"{language}, {name}", len(queries), *shares, found.empty)
    yield ""
    yield from _typed(page, playbook.settings.languages, ids, held_out=held_out)
    yield from head("titles and abbreviations of our content", "number", "something else first (0)")
    for language in playbook.settings.languages:
        bearers = _bearers(documents(playbook, language))
        firsts = {name: ids[page.evaluate(FIND, [language, name])[0]["number"]] for name in bearers}
        yield row(language, len(bearers), sum(first not in bearers[name] for name, first in firsts.items()))
    page.close()
    yield ""


def _typed(page: Page, languages: Iterable[str], ids: list[str], *, held_out: bool) -> Iterator[str]:
    """Measure queries as people of the trade type them, and whether the page says so where it has no answer."""
    yield from head("as people type", "number", "first (>= 85 %)", "in first five (>= 95 %)", "no result (0)")
    for language in languages:
        for folder in _sets(TYPED_SETS, held_out=held_out):
            queries = read(language, folder=folder)
            found = _ask(page, language, queries, ids)
            shares = (f"{100 * found.within(most):.0f} %" for most in (1, 5))
            yield row(f"{language}, {folder}", len(queries), *shares, found.empty)
    yield ""
    yield from head("what is not there", "number", "shown without a word (<= 5 %)")
    for language in languages:
        for folder in _sets(ABSENT_SETS, held_out=held_out):
            queries = read(language, folder=folder)
            silent = sum(not page.evaluate(MISSING, [language, one.query]) for one in queries)
            yield row(f"{language}, {folder}", len(queries), f"{100 * silent / len(queries):.0f} %")
    yield ""


def _sets(names: Iterable[str], *, held_out: bool) -> list[str]:
    """Return the sets that there are, and those set aside if they are asked for."""
    asked = (one for name in names for one in (name, *((f"{name}-aside",) if held_out else ())))
    return [name for name in asked if (QUERIES / name).is_dir()]


def _bearers(found: Iterable[Document]) -> Mapping[str, Collection[str]]:
    """Return by each title and abbreviation the whole ids of what bears it, or one that a search takes for the same."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    names = [
        (name, one.whole_id) for one in found for name in (one.head if one.titled else "", one.abbreviation) if name
    ]
    for name, id in names:
        bearers[joined(fold(name))].add(id)
    return {name: bearers[joined(fold(name))] for name, _ in names}


def _open(browser: Browser, site: Path) -> Page:
    page = browser.new_page()
    page.goto((site / "en" / "search.html").as_uri())
    page.wait_for_selector("[role=combobox]")
    return page


def _ask(page: Page, language: str, queries: Iterable[Query], ids: list[str]) -> Found:
    places, empty = [], 0
    for query in queries:
        found = [ids[one["number"]] for one in page.evaluate(FIND, [language, query.query])]
        places.append(next((place for place, id in enumerate(found, 1) if id in query.expect), 0))
        empty += not found
    return Found(tuple(places), empty)


def _costs(browser: Browser, site: Path, playbook: Playbook) -> Iterator[str]:
    yield from head("our content", "median", "largest", "target")
    page = browser.new_page()
    for language in playbook.settings.languages:
        asked = read(language, held_out=False)
        fetched = [_fetched(page, site, language, query.query) / 1000 for query in asked]
        yield row(f"{language}: KB (gzip) from / to the first result", *_spread(fetched), "<= 60")
    page.close()
    page = _open(browser, site)
    before = _memory(page)
    taken = []
    for language in playbook.settings.languages:
        for query in read(language, held_out=False)[::TYPED]:
            taken += page.evaluate(TYPE, [language, query.query])
    yield row("ms from a key to results, warm", *_spread(taken), "< 50")
    yield row("MB that the tab grows by, three languages searched", f"{_memory(page) - before:.1f}", "", "< 15")
    yield ""
    page.close()


def _requests(browser: Browser, site: Path, playbook: Playbook) -> Iterator[str]:
    """Measure what readers fetch who have nothing of the search yet: files of the index, and bytes with the engine."""
    yield from head("to the first result", "queries", "median", f"{PERCENTILE} of 100", "largest", "target")
    blank = site / "blank.html"
    blank.write_text(BLANK, encoding="utf-8")
    page = browser.new_page()
    for language in playbook.settings.languages:
        asked = [one.query for folder in _sets(TYPED_SETS, held_out=False) for one in read(language, folder=folder)]
        fetched = [
            _scripts(page, "about:blank", partial(_from_nothing, blank.as_uri(), [language, query])) for query in asked
        ]
        files = [len(_of_index(found)) for found in fetched]
        sizes = [sum(map(_compressed, found)) / 1000 for found in fetched]
        yield row(f"{language}: files of the index", len(asked), *_ranks(files), "<= 12 at 95 of 100, <= 20")
        yield row(f"{language}: KB (gzip), engine included", len(asked), *_ranks(sizes), "<= 60")
    yield ""
    page.close()


def _ranks(figures: Iterable[float]) -> tuple[str, str, str]:
    """Return the median, what so many of a hundred do not exceed, and the largest."""
    ranked = sorted(figures)
    middle, most = (ranked[len(ranked) * share // 100] for share in (50, PERCENTILE))
    return f"{middle:.3g}", f"{most:.3g}", f"{ranked[-1]:.3g}"


def _spread(figures: Sequence[float]) -> tuple[str, str]:
    return f"{statistics.median(figures):.1f}", f"{max(figures):.1f}"


def _memory(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def _fetched(page: Page, site: Path, language: str, query: str) -> int:
    """Return the bytes, compressed, that a reader fetches who has nothing of the search yet."""

    def search_for(page: Page) -> None:
        page.keyboard.press("/")
        page.wait_for_selector("dialog[open]")
        page.keyboard.insert_text(query)
        page.wait_for_selector("[role=option]")

    return _weigh(page, (site / language / "index.html").as_uri(), search_for)


def _weigh(page: Page, address: str, act: Callable[[Page], None]) -> int:
    """Return the bytes, compressed, that a page fetches by what is done on it; nothing is left of earlier visits."""
    return sum(map(_compressed, _scripts(page, address, act)))


def _counted(page: Page, address: str, act: Callable[[Page], None]) -> int:
    """Return how many files of the index a page fetches by what is done on it."""
    return len(_of_index(_scripts(page, address, act)))


def _of_index(fetched: Iterable[str]) -> list[str]:
    return [address for address in fetched if "/search/" in address]


def _scripts(page: Page, address: str, act: Callable[[Page], None]) -> list[str]:
    page.goto(address)
    fetched: list[str] = []

    def keep(request: Request) -> None:
        if ".js" in request.url:
            fetched.append(request.url)

    page.on("requestfinished", keep)
    act(page)
    page.remove_listener("requestfinished", keep)
    return fetched


def _compressed(address: str) -> int:
    return len(gzip.compress(Path(unquote(urlsplit(address).path)).read_bytes()))


def _growth(browser: Browser, folder: Path, sizes: Sequence[int]) -> Iterator[str]:
    small, large = (_grown(browser, folder / f"{size}", size) for size in sizes)
    yield from head("generated content, pages", *(one.pages for one in (small, large)), "target")
    yield row("KB (gzip) to the first result, median", *(f"{one.fetched / 1000:.1f}" for one in (small, large)), "")
    yield row("growth exponent", "", _exponent(small, large, large.fetched / small.fetched), "< 0.5")
    yield row("files to the first result, median", *(f"{one.requests:.0f}" for one in (small, large)), "")
    yield row("growth exponent", "", _exponent(small, large, large.requests / small.requests), "< 0.25")
    yield row("ms CPU a page to build the index", *(f"{one.build * 1000:.1f}" for one in (small, large)), "< 5")


def _exponent(small: "_Grown", large: "_Grown", ratio: float) -> str:
    return f"{math.log(ratio) / math.log(large.pages / small.pages):.2f}"


@dataclass(frozen=True)
class _Grown:
    pages: int
    fetched: float
    requests: float
    build: float


def _grown(browser: Browser, folder: Path, size: int) -> _Grown:
    write_data(folder / "data", series(size), ("home", "search"))
    playbook = _load(folder / "data")
    len(playbook.entries)  # made once for the whole build
    files, taken = min((_built(playbook) for _ in range(BUILDS)), key=itemgetter(1))
    for address, content in {
        **files,
        "assets/playbook/search-engine.js": scripts.joined(ENGINE),
        "blank.html": BLANK,
    }.items():
        place = folder / address
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")
    pages = size * len(playbook.settings.languages)
    blank = (folder / "blank.html").as_uri()
    queries = [
        (language, _words_of(chapter.questions[0].text.plain(language)))
        for chapter in playbook.chapters[5 :: max(1, size // 8)][:8]
        for language in playbook.settings.languages
        if chapter.groups
    ]
    page = browser.new_page()
    fetched = [_weigh(page, blank, partial(_first, list(asked))) for asked in queries]
    requests = [_counted(page, blank, partial(_first, list(asked))) for asked in queries]
    page.close()
    return _Grown(pages, statistics.median(fetched), statistics.median(requests), taken / pages)


def _built(playbook: Playbook) -> tuple[dict[str, str], float]:
    """Return the files of the index, and the seconds of CPU that they took."""
    gc.disable()  # as a build does
    start = time.process_time()
    files = dict(search.files(playbook))
    taken = time.process_time() - start
    gc.enable()
    return files, taken


def _first(asked: list[str], page: Page) -> None:
    page.evaluate(FIRST, asked)


def _from_nothing(address: str, asked: list[str], page: Page) -> None:
    page.goto(address)
    _first(asked, page)


def _words_of(text: str) -> str:
    """Return about as much of a text as somebody types."""
    return " ".join(text.split()[:3]) if " " in text.strip() else text[:8]
