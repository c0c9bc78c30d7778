"""The search in a real browser: how one works with it, by keyboard, by hand and with an input method."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.searching import broken, open_dialog, served, site, slow_script

__all__ = ["broken", "served", "site"]


def test_first_load_of_a_page_fetches_nothing_of_the_search(site: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}/en/index.html")
    page.wait_for_load_state("networkidle")
    assert fetched
    assert [url for url in fetched if "/search/" in url or "search-engine" in url or "/search.js" in url] == []


def test_what_is_typed_while_the_search_is_fetched_is_kept(served: str, page: Page) -> None:
    with slow_script(page):
        page.goto(f"{served}/en/index.html")
        page.keyboard.press("/")
        page.keyboard.type("opening shelves")
        expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value("opening shelves")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("result"))
    expect(page.get_by_role("combobox")).to_have_value("opening shelves")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_composition_begun_while_the_search_is_fetched_is_left_alone(served: str, page: Page) -> None:
    session = page.context.new_cdp_session(page)
    with slow_script(page):
        page.goto(f"{served}/ja/index.html")
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
    expect(page.get_by_role("dialog")).to_be_visible()
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


def test_what_two_words_left_over_is_not_called_missing(site: str, page: Page) -> None:
    page.goto(f"{site}/ja/search.html")
    status = page.locator(".pb-search__status")
    page.get_by_role("combobox").fill("書棚の給与のどこが悪いのか")
    expect(status).to_have_text(re.compile("見つからない言葉：給与$"))
    page.get_by_role("combobox").fill("返却遅れがひどくて困ってる")
    expect(status).to_have_text("1件 · 一部の語は、本文で触れられているだけです。")
