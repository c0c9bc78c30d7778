"""What readers of our content fetch who search for the first time, few files and few bytes, and what they find."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page

from bench.search import BLANK, FIND, FIRST
from playbook import search
from playbook.model.playbook import Playbook
from playbook.plugin import scripts
from playbook.search.documents import Document, aliases, documents
from playbook.search.folding import fold, joined
from playbook.search.index import PART, index, unpacked
from playbook.search.topics import by_topic
from tests.conftest import DATA

COSTS = yaml.safe_load((DATA / "search_costs.yml").read_text(encoding="utf-8"))
ENGINE = "assets/playbook/search-engine.js"


@pytest.fixture(scope="module")
def found_in_ours(tmp_path_factory: pytest.TempPathFactory, real: Playbook) -> Path:
    return searchable(tmp_path_factory.mktemp("real"), real)


@pytest.fixture(scope="module")
def found_in_sample(tmp_path_factory: pytest.TempPathFactory, sample: Playbook) -> Path:
    return searchable(tmp_path_factory.mktemp("sample"), sample)


def searchable(folder: Path, playbook: Playbook) -> Path:
    """Write as much of a site as a search needs, and return its page."""
    engine = scripts.joined(scripts.SOURCES / "search-engine" / "main.js")
    for address, content in (*search.files(playbook), (ENGINE, engine), ("blank.html", BLANK)):
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder / "blank.html"


@pytest.fixture
def newcomer(browser: Browser) -> Iterator[Page]:
    """The page of a reader who has nothing of a site yet."""
    page = browser.new_page()
    yield page
    page.close()


def fetched(page: Page, blank: Path, case: dict[str, Any]) -> list[Path]:
    """Return the scripts that a reader fetches to the first result."""
    found: list[Path] = []
    page.on("request", lambda request: found.append(Path(unquote(urlsplit(request.url).path))))
    page.goto(blank.as_uri())
    page.evaluate(FIRST, [case["language"], case["query"]])
    return [path for path in found if path.suffix == ".js"]


@pytest.mark.parametrize("case", COSTS["queries"], ids=lambda case: f"{case['language']}-{case['query']}")
def test_first_result_costs_no_more_than_it_may(case: dict[str, Any], newcomer: Page, found_in_ours: Path) -> None:
    found = fetched(newcomer, found_in_ours, case)
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in found) <= COSTS["most"]["bytes"]
    assert len([path for path in found if "search" in path.parts]) <= COSTS["most"]["files"]


@pytest.mark.parametrize("case", COSTS["sentences"], ids=lambda case: f"{case['language']}-{case['query']}")
def test_more_is_looked_up_where_few_files_show_the_results(
    case: dict[str, Any], newcomer: Page, found_in_ours: Path
) -> None:
    found = [path for path in fetched(newcomer, found_in_ours, case) if "search" in path.parts]
    assert len([path for path in found if path.name.startswith("k")]) > COSTS["usual"]["parts"]
    assert len(found) <= COSTS["usual"]["files"]


@pytest.mark.parametrize("case", COSTS["elsewhere"], ids=lambda case: f"{case['language']}-{case['query']}")
def test_another_language_is_asked_with_little(case: dict[str, Any], newcomer: Page, found_in_sample: Path) -> None:
    found = ["/".join(path.parts[-2:]) for path in fetched(newcomer, found_in_sample, case)]
    assert case["fetched"] in found
    assert case["never"] not in found


def test_who_types_a_title_finds_what_bears_it(newcomer: Page, found_in_ours: Path, real: Playbook) -> None:
    """Though another title may be the same without words that only ask (staff, for staff)."""
    newcomer.goto(found_in_ours.as_uri())
    for language in real.settings.languages:
        rows = documents(real, language)
        for title in sorted({row.head for row in rows if row.kind in ("page", "section")}):
            best = newcomer.evaluate(FIND, [language, title])[0]["number"]
            assert joined(fold(rows[best].head)) == joined(fold(title)), f"{language}: {title}"


@pytest.mark.parametrize("case", COSTS["beside"], ids=lambda case: f"{case['language']}-{case['query']}")
def test_what_comes_near_the_best_answer_is_shown(
    case: dict[str, Any], newcomer: Page, found_in_ours: Path, real: Playbook
) -> None:
    newcomer.goto(found_in_ours.as_uri())
    rows = documents(real, case["language"])
    best, *others = (rows[one["number"]].whole_id for one in newcomer.evaluate(FIND, [case["language"], case["query"]]))
    assert best == case["best"]
    assert case["also"] in others


def test_a_title_stands_beside_its_first_words() -> None:
    """Who asks for a title has its first words looked up anyway: no part more is fetched for it."""
    heads = [f"書{chr(0x4E00 + number)}目録の作り方" for number in range(2000)]
    rows = [
        Document(f"a.b{n}", "question", f"a.html#b{n}", head, "", "", titled=True, language="ja")
        for n, head in enumerate(heads)
    ]
    parts = [dict(unpacked(part)) for part in index(rows).parts]
    assert len(parts) > 10
    titles = [(number, key) for number, part in enumerate(parts) for key in part if key.endswith("=")]
    beside = [key[:2] in part for number, key in titles for part in (parts[number],)]
    assert sum(beside) > 0.9 * len(heads), "some stand behind a border"


def test_parts_have_about_the_same_bytes(real: Playbook) -> None:
    for language in real.settings.languages:
        sizes = [len(part.encode()) for part in index(documents(real, language)).parts]
        assert max(sizes) <= PART * 1.1


def test_what_is_about_one_topic_stands_together() -> None:
    said = (
        "night shift rota",
        "noise in the hall",
        "rota at night",
        "the hall echoes",
        "printer",
        "shift swap at night",
    )
    assert [said[number] for number in by_topic(said)] == [
        *("night shift rota", "rota at night", "shift swap at night"),
        *("noise in the hall", "the hall echoes"),
        "printer",
    ]


def test_what_signs_do_not_tell_one_by_one_travels(sample: Playbook) -> None:
    """Browsers know one sound of each sign: 钥 is not among the signs of everyday writing that they can tell."""
    spoken = {one.title: one.spoken for one in aliases(sample, documents(sample, "zh"), "zh")}
    assert spoken["钥匙"] == ("yaoshi", "ys")
    assert spoken["索书号"] == ()
