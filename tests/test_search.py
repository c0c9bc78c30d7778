"""The search in a real browser: what it finds."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from playbook.model.playbook import Playbook
from playbook.plugin.scripts import SOURCES, joined
from playbook.search import reading
from playbook.search.documents import Document, documents
from playbook.search.folding import fold, runs
from playbook.search.index import index, unpacked
from tests.conftest import DATA, page_of_a_reader
from tests.searching import open_dialog, served

__all__ = ["served"]

SEARCHES = yaml.safe_load((DATA / "searches.yml").read_text(encoding="utf-8"))
FOLDINGS = yaml.safe_load((DATA / "foldings.yml").read_text(encoding="utf-8"))
ENGINE = SOURCES / "search-engine" / "main.js"
FIND = "([language, query]) => playbookSearch.find(language, query)"
FOLD = "async (text) => (await playbookSearch.open('ja')).folding.fold(text)"
# Queries that mean nothing, and must do no harm.
HOSTILE = {
    "long": "centre 座席" * 1500,
    "markup": "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "signs": "^$.*+?()[]{}|\\/-",
    "surrogates": "\ud800 book \udfff",
    "emoji": "📚🧑‍💻",
    "kana": "を",
    "ideograph": "本",
    "letter": "e",
    "prototype": "__proto__ constructor toString",
    "marks": "\u0301\u0e31\u094d\u20e3",
    "directions": "book كتاب \u202ebook\u202c ספר",
    "ideographs": "書架整理貸出返却" * 25,
    "spaces": "   　 ",
}


@pytest.fixture(scope="session")
def engine(browser: Browser, sample_site: Path) -> Iterator[Page]:
    """A page that has the search at hand."""
    page = browser.new_page()
    page.goto(f"{sample_site.as_uri()}/en/search.html")
    page.get_by_role("combobox").wait_for()
    yield page
    page.close()


def ask(page: Page, language: str, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(FIND, [language, query])
    return found


@pytest.mark.parametrize("case", SEARCHES, ids=lambda case: f"{case['language']}-{case['query']}")
def test_item_comes_first(case: dict[str, str], engine: Page, sample: Playbook) -> None:
    ids = [document.whole_id for document in documents(sample, "en")]
    found = ask(engine, case["language"], case["query"])
    assert [ids[one["number"]] for one in found[:1]] == [case["first"]]
    assert (found[0].get("through") or {}).get("words") == case.get("through")
    assert found[0]["language"] == case.get("elsewhere", case["language"])


@pytest.mark.parametrize("spellings", FOLDINGS, ids=lambda row: row[0])
def test_spellings_fold_to_one(spellings: list[str], engine: Page) -> None:
    assert len({"".join(map("".join, runs(fold(spelling)))) for spelling in spellings}) == 1
    for spelling in spellings:
        # In the browser ideographs fold where the index holds what they fold to: kana and Latin words always do.
        if not re.search("[一-鿿]", spelling):
            assert engine.evaluate(FOLD, spelling) == fold(spelling)


def test_browser_folds_the_content_as_the_generator_does(engine: Page, sample: Playbook) -> None:
    for language in sample.settings.languages:
        text = "\n".join(f"{one.head}\n{one.body}" for one in documents(sample, language))
        folding = "async ([language, text]) => (await playbookSearch.open(language)).folding.fold(text)"
        assert engine.evaluate(folding, [language, text]) == fold(text)


def test_documents_are_the_same_in_every_language(sample: Playbook) -> None:
    ids = [[one.whole_id for one in documents(sample, language)] for language in sample.settings.languages]
    assert ids[0] == ids[1] == ids[2]
    assert len(ids[0]) == len(set(ids[0]))


def test_nothing_is_found_for_what_stands_nowhere(engine: Page) -> None:
    assert ask(engine, "en", "zzxxqq") == []
    assert ask(engine, "ja", "鑿鑢") == []
    # A pair of characters that many words share is no answer.
    assert ask(engine, "ja", "利用料金") == []


@pytest.fixture(scope="module", params=["disk", "server"])
def searched(request: pytest.FixtureRequest, browser: Browser, sample_site: Path, served: str) -> Iterator[Page]:
    """A page whose search is open, for all hostile queries: each is asked of a field that was emptied."""
    site = sample_site.as_uri() if request.param == "disk" else served
    with page_of_a_reader(browser) as page:
        open_dialog(page, f"{site}/en/index.html")
        yield page


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_query_does_no_harm(name: str, searched: Page) -> None:
    page = searched
    page.get_by_role("dialog").get_by_role("combobox").fill("")
    expect(page.get_by_role("dialog").get_by_role("status")).to_be_empty()
    page.evaluate(
        """query => {
          const input = document.querySelector("dialog input[role=combobox]");
          input.value = query;
          input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }""",
        HOSTILE[name],
    )
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_have_text(re.compile("result|Nothing found") if HOSTILE[name].strip() else "")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_empty()
    page.get_by_role("dialog").get_by_role("combobox").fill("shelves")
    expect(page.get_by_role("option").first).to_contain_text("Shelves & order")


def test_each_kept_place_of_a_large_index_is_read_back(browser: Browser) -> None:
    # Numbers far apart take several digits; a word that stands everywhere keeps heads only.
    heads = [f"word{number} everywhere" for number in range(9000)]
    rows = [
        Document(f"a.b{n}", "question", f"a.html#b{n}", head, "", "", titled=False, language="en")
        for n, head in enumerate(heads)
    ]
    made = index(rows)
    assert "everywhere" in made.common
    entries = dict(entry for part in made.parts for entry in unpacked(part))
    assert entries["everywhere"].endswith("*9000")
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(content=f"const place = {{ src: 'file:///a/b/c' }};{_engine_at_place()}")
    for number in (0, 63, 64, 4095, 4096, 8999):
        assert page.evaluate("(packed) => playbookSearch.unpack(packed)", entries[f"word{number}"]) == [
            [[number, 11, []]],
            1,
        ]
    page.close()


def test_a_place_tells_in_which_ways_people_ask_with_its_key(browser: Browser) -> None:
    """What stands in the title alone is in no way, and behind the last that is told apart the rest count as one."""
    ways = [f"way{number} often" for number in range(40)]
    row = Document("a.b", "question", "a.html#b", "title", "", "body", titled=False, language="en")
    others = [row._replace(whole_id=f"a.{number}", head="other", body="") for number in range(10)]
    rows = [row._replace(asked="\n".join(ways)), row._replace(whole_id="a.c", asked="often body\ntitle"), *others]
    entries = dict(entry for part in index(rows).parts for entry in unpacked(part))
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(content=f"const place = {{ src: 'file:///a/b/c' }};{_engine_at_place()}")
    places = "(packed) => playbookSearch.unpack(packed)[0]"
    found = {key: page.evaluate(places, packed) for key, packed in entries.items()}
    stands = {key: {number: told for number, _, told in kept} for key, kept in found.items()}
    assert stands["often"] == {0: list(range(31)), 1: [0]}
    assert stands["title"] == {0: [], 1: [1]}
    assert stands["body"] == {0: [], 1: [0]}
    assert [stands[f"way{number}"] for number in (0, 29, 30, 39)] == [{0: [0]}, {0: [29]}, {0: [30]}, {0: [30]}]
    page.close()


def test_of_many_that_say_the_same_none_is_out_of_reach() -> None:
    """A key leads to so many places and no more; a document that all of its keys leave out is led to by the rarest."""
    rows = [
        Document(
            f"a.b{n}", "question", f"a.html#b{n}", f"Put the {n % 2} book back", "", "", titled=False, language="en"
        )
        for n in range(3000)
    ]
    entries = dict(entry for part in index(rows).parts for entry in unpacked(part))
    reached = [set(reading._numbers(packed)) for packed in entries.values()]
    assert set().union(*reached) == set(range(3000))
    assert min(map(len, reached)) == 1200, "no key is longer than it has to be"


def _engine_at_place() -> str:
    return joined(ENGINE).replace("document.currentScript", "place")


def test_pages_to_work_with_are_known_by_what_people_call_them(real: Playbook) -> None:
    for language, words in {"en": "handout", "ja": "配布資料", "zh": "讲义"}.items():
        known = {one.whole_id: one.also.split("\n") for one in documents(real, language)}
        assert words in known["pages.checklists"]
