"""The search in a real browser: what it finds, how one works with it, and what it does when something is broken."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route, expect

from playbook.model.playbook import Playbook
from playbook.plugin.scripts import SOURCES, joined
from playbook.search.documents import Document, documents
from playbook.search.folding import fold, runs
from playbook.search.index import index
from tests.conftest import DATA, built
from tests.serving import web_server

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
    "spaces": "   　 ",
}


@pytest.fixture(scope="session")
def served(sample_site: Path) -> Iterator[str]:
    with web_server(sample_site.parent) as address:
        yield f"{address}/{sample_site.name}"


@pytest.fixture(params=["disk", "server"])
def site(request: pytest.FixtureRequest, sample_site: Path, served: str) -> str:
    return sample_site.as_uri() if request.param == "disk" else served


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


def open_dialog(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()


@contextmanager
def slow_script(page: Page, *, arrives: bool = True) -> Iterator[None]:
    """Hold the first script of the search back until the block is left; then it arrives, or fails."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search-engine.js", hold, times=1)
    yield
    assert len(held) == 1
    held[0].continue_() if arrives else held[0].abort()


# ---- what it finds


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


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_query_does_no_harm(name: str, site: str, page: Page) -> None:
    open_dialog(page, f"{site}/en/index.html")
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
    entries = dict(entry.split(" ") for part in made.parts for entry in part.split(";"))
    assert entries["everywhere"].endswith("*9000")
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(content=f"const place = {{ src: 'file:///a/b/c' }};{_engine_at_place()}")
    for number in (0, 63, 64, 4095, 4096, 8999):
        assert page.evaluate("(packed) => playbookSearch.unpack(packed)", entries[f"word{number}"]) == [
            [[number, 12]],
            1,
        ]
    page.close()


def _engine_at_place() -> str:
    return joined(ENGINE).replace("document.currentScript", "place")


# ---- how one works with it


def test_first_load_of_a_page_fetches_nothing_of_the_search(site: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}/en/index.html")
    page.wait_for_load_state("networkidle")
    assert fetched
    assert [url for url in fetched if "/search/" in url or "search-engine" in url or "/search.js" in url] == []


def test_what_is_typed_while_the_search_is_fetched_is_kept(served: str, page: Page) -> None:
    page.goto(f"{served}/en/index.html")
    with slow_script(page):
        page.keyboard.press("/")
        page.keyboard.type("opening shelves")
        expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value("opening shelves")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("result"))
    expect(page.get_by_role("combobox")).to_have_value("opening shelves")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_composition_begun_while_the_search_is_fetched_is_left_alone(served: str, page: Page) -> None:
    page.goto(f"{served}/ja/index.html")
    session = page.context.new_cdp_session(page)
    with slow_script(page):
        page.keyboard.press("/")
        session.send("Input.imeSetComposition", {"text": "しょだな", "selectionStart": 4, "selectionEnd": 4})
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox")).to_have_value("しょだな")
    assert dialog.get_by_role("status").text_content() == ""
    session.send("Input.insertText", {"text": "書棚"})
    expect(dialog.get_by_role("status")).to_have_text(re.compile("件"))


@pytest.mark.parametrize("keys", ["/", "s", "Control+k"])
def test_keyboard_opens_walks_and_lands_on_the_item(keys: str, site: str, page: Page) -> None:
    page.goto(f"{site}/en/index.html")
    page.keyboard.press(keys)
    box = page.get_by_role("dialog").get_by_role("combobox")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("every book")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("result"))
    expect(box).to_have_attribute("aria-expanded", "true")
    first = page.get_by_role("option").nth(0)
    expect(first).to_have_attribute("aria-selected", "true")
    expect(first.locator("mark").first).to_have_text(re.compile("^[Ee]very$"))
    href = first.get_attribute("href") or ""
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == page.get_by_role("option").nth(1).get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(href)
    expect(page.locator(":target")).to_have_attribute("data-item", re.compile(href.partition("#")[2] + "$"))


def test_escape_closes_and_gives_the_focus_back(site: str, page: Page) -> None:
    page.goto(f"{site}/en/index.html")
    link = page.get_by_role("link", name="Search").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("shelves")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()


def test_letters_typed_elsewhere_open_nothing(site: str, page: Page) -> None:
    page.goto(f"{site}/en/search.html")
    page.get_by_role("combobox").press_sequentially("s/pn")
    expect(page.get_by_role("combobox")).to_have_value("s/pn")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_result_on_the_same_page_closes_the_dialog(site: str, page: Page) -> None:
    open_dialog(page, f"{site}/en/pillars/shelves.html")
    page.keyboard.type("label every book")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(":target")).to_have_attribute("data-item", "shelves.label-all")


def test_composition_of_an_input_method_is_left_alone(site: str, page: Page) -> None:
    open_dialog(page, f"{site}/ja/index.html")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "しょだな", "selectionStart": 4, "selectionEnd": 4})
    page.evaluate(
        """() => {
          const input = document.querySelector("dialog input[role=combobox]");
          for (const key of ["Enter", "ArrowDown", "Escape"]) {
            const said = { key, isComposing: true, bubbles: true, cancelable: true };
            input.dispatchEvent(new KeyboardEvent("keydown", said));
          }
        }"""
    )
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox")).to_have_value("しょだな")
    assert dialog.get_by_role("status").text_content() == ""
    session.send("Input.insertText", {"text": "書棚"})
    expect(dialog.get_by_role("status")).to_have_text(re.compile("件"))
    expect(page.get_by_role("option").first).to_contain_text("書棚")


def test_filter_leaves_one_kind(site: str, page: Page) -> None:
    open_dialog(page, f"{site}/en/index.html")
    page.keyboard.type("book")
    page.get_by_text("Actions", exact=True).last.click()
    expect(page.get_by_role("option").first).to_contain_text("Action")
    kinds = page.locator(".pb-search__kind").all_text_contents()
    assert {kind.split(" · ")[0] for kind in kinds} <= {"Action", "Example"}


def test_switch_shows_all_languages_the_readers_first(site: str, page: Page) -> None:
    open_dialog(page, f"{site}/ja/index.html")
    page.keyboard.insert_text("LPR")
    expect(page.get_by_role("option").first).to_contain_text("読者1人あたりの貸出数")
    page.get_by_label("すべての言語で表示").check()
    expect(page.locator("[role=option] [lang=en-GB]").first).to_be_visible()
    expect(page.locator("[role=option] [lang=zh-Hans]").first).to_be_visible()
    hrefs = [option.get_attribute("href") or "" for option in page.get_by_role("option").all()]
    languages = [match[1] for href in hrefs if (match := re.search("/(en|ja|zh)/", href))]
    assert languages[0] == "ja"
    assert languages == sorted(languages, key=["ja", "en", "zh"].index)


def test_result_says_through_which_term(site: str, page: Page) -> None:
    open_dialog(page, f"{site}/ja/index.html")
    page.keyboard.insert_text("call number")
    expect(page.get_by_role("option").first).to_contain_text("call number → 請求記号")


def test_result_of_another_language_says_so(site: str, page: Page) -> None:
    open_dialog(page, f"{site}/ja/index.html")
    page.keyboard.insert_text("causes not names")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("どの本が、なぜ見つからなくなりましたか。")
    expect(first.locator("[lang=en-GB]")).to_contain_text("Causes, not names.")


def test_excerpt_begins_and_ends_with_a_whole_word(broken: Path, page: Page) -> None:
    text = f"{'Early chapters tell everything. ' * 9}Causes, not names. {'Later chapters tell the rest. ' * 9}"
    parts = [
        path for path in (broken / "search" / "en").glob("d*.js") if "Causes, not names." in path.read_text("utf-8")
    ]
    parts[0].write_text(parts[0].read_text("utf-8").replace("Causes, not names.", text), "utf-8")
    open_dialog(page, f"{broken.as_uri()}/en/index.html")
    page.keyboard.type("causes names")
    excerpt = page.locator(".pb-search__excerpt").first
    expect(excerpt.locator("mark")).to_have_text(["Causes", "names"])
    said = (excerpt.text_content() or "").split()
    assert said[0] == said[-1] == "…"
    assert set(said[1:-1]) <= set(text.split())


def test_missing_translation_is_shown_in_its_own_language(site: str, page: Page) -> None:
    open_dialog(page, f"{site}/zh/index.html")
    page.keyboard.insert_text("move a shelf")
    expect(page.get_by_role("option").first.locator(".pb-search__title")).to_have_attribute("lang", "en-GB")


def test_nothing_found_offers_terms_and_the_glossary(site: str, page: Page) -> None:
    open_dialog(page, f"{site}/en/index.html")
    page.keyboard.type("shzzelf markqq")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("Nothing found")
    expect(dialog.get_by_role("link", name="shelf mark")).to_be_visible()
    dialog.get_by_role("link", name="glossary").click()
    expect(page.locator("h1")).to_contain_text("Terms")


def test_page_of_the_search_can_be_linked(site: str, page: Page) -> None:
    page.goto(f"{site}/zh/search.html?q=%E8%B4%B4%E6%A0%87%E7%AD%BE&kind=a")
    expect(page.get_by_role("option").first).to_contain_text("给每本书贴标签")
    page.get_by_role("combobox").fill("索书号")
    page.get_by_text("全部", exact=True).click()
    expect(page.get_by_role("option").first).to_contain_text("索书号")
    page.wait_for_url(re.compile(r"\?q=[^&]+$"))


def test_page_of_the_search_says_what_to_do_without_a_script(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/pillars/shelves.html")
    page.get_by_role("link", name="Search").first.click()
    expect(page.get_by_text("The search needs JavaScript")).to_be_visible()
    page.get_by_role("link", name="glossary").click()
    expect(page.locator("h1")).to_contain_text("Terms")
    context.close()


def test_dialog_fills_a_phone(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{site}/en/index.html")
    page.get_by_role("link", name="Search").first.click()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 700)
    page.get_by_role("button", name="Close the search").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_search_works_where_storage_is_forbidden(site: str, page: Page) -> None:
    forbid = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    page.add_init_script(forbid)
    open_dialog(page, f"{site}/en/index.html")
    page.keyboard.type("shelves")
    expect(page.get_by_role("option").first).to_contain_text("Shelves & order")


# ---- what it does when something is broken


@pytest.fixture
def broken(tmp_path: Path, sample_site: Path) -> Path:
    """A copy of the site that a test may damage."""
    return Path(shutil.copytree(sample_site, tmp_path / "site"))


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
    reader.goto(f"{served}/en/index.html")
    with slow_script(reader, arrives=False):
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
