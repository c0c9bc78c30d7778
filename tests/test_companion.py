"""Two languages on one page, in a real browser: what stands beside what, in which language, and what it costs."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.languages import language
from playbook.model.playbook import Playbook
from playbook.text import Paragraph, Text, plain
from tests.conftest import ROOT
from tests.serving import web_server

STYLES = ROOT / "playbook" / "plugin" / "overrides" / "assets" / "playbook" / "companion.css"
LANGUAGES = ("en", "ja", "zh")
SHELVES = "pillars/shelves.html"
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
HAN = re.compile(r"[\u3005\u4e00-\u9fff]+")

# Every fragment of the page by the key of its text: what it says and in which language, and what stands beside it.
FRAGMENTS = """() => {
    const inside = (node, left) => {
        const copy = node.cloneNode(true);
        for (const out of copy.querySelectorAll(left)) out.remove();
        return copy.textContent.trim();
    };
    const seconds = (unit) => {
        const row = unit.querySelector(":scope > .pb-row");
        const found = row ? [...row.children].slice(1) : [];
        for (let next = unit.nextElementSibling; !row && next?.matches(".pb-second"); next = next.nextElementSibling) {
            found.push(next);
        }
        return found.map((one) => ({
            lang: one.lang,
            text: inside(one, ".pb-state"),
            state: one.querySelector(".pb-state")?.textContent ?? "",
        }));
    };
    return [...document.querySelectorAll("[data-text]")].map((unit, index) => ({
        key: companion.items[companion.own][index][0],
        lang: unit.closest("[lang]").lang,
        text: inside(unit, ".pb-second"),
        seconds: seconds(unit),
    }));
}"""

# Leave one other language chosen, as a reader does it at the head of the page, until its name stands above the page.
CHOOSE = """async ([other, tag]) => {
    for (const box of document.querySelectorAll(".pb-with input[value]:not([name])")) {
        if (box.checked !== (box.value === other)) box.click();
    }
    const isShown = () => document.querySelector(".pb-languages span:last-child")?.lang === tag;
    for (let looks = 0; looks < 10_000 && !isShown(); looks += 1) await new Promise((done) => setTimeout(done));
    return isShown();
}"""


@pytest.fixture(scope="session")
def served(sample_site: Path) -> Iterator[str]:
    with web_server(sample_site.parent) as address:
        yield f"{address}/{sample_site.name}"


@pytest.fixture(params=["disk", "server"])
def site(request: pytest.FixtureRequest, sample_site: Path, served: str) -> str:
    return sample_site.as_uri() if request.param == "disk" else served


def addresses(site: Path) -> list[str]:
    """Return every page inside the folder of a language; those that only lead on have no texts."""
    return [
        path.relative_to(site / "en").as_posix()
        for path in sorted((site / "en").rglob("*.html"))
        if path.with_suffix(".items.js").is_file()
    ]


def pieces(text: Text, id: str) -> list[str]:
    """Return what each paragraph and each entry of a list says in a language."""
    parts = [(block.spans,) if isinstance(block, Paragraph) else block.items for block in text.blocks(id)]
    return [plain(run) for runs in parts for run in runs]


def expected(key: str, id: str, playbook: Playbook) -> tuple[str, str]:
    """Return the language and the words of a fragment, from the content itself."""
    text = playbook.texts[key.partition("+")[0]].text
    shown = text.language_for(id)
    return language(shown).tag, pieces(text, shown)[int(key.partition("+")[2] or 0)]


@pytest.mark.parametrize("own", LANGUAGES)
def test_every_fragment_of_every_page_has_its_counterpart_in_the_right_language(
    own: str, sample: Playbook, sample_site: Path, page: Page
) -> None:
    others = [other for other in LANGUAGES if other != own]
    seen: dict[str, set[str]] = {other: set() for other in others}
    for address in addresses(sample_site):
        # One by the address, the other by choice; on the next page the other way round.
        others.reverse()
        for other in others:
            if other == others[0]:
                page.goto(f"{sample_site.as_uri()}/{own}/{address}?with={other}")
            else:
                assert page.evaluate(CHOOSE, [other, language(other).tag]), address
            for fragment in page.evaluate(FRAGMENTS):
                if not is_of_the_interface(fragment["key"], sample):
                    seen[other].add(fragment["key"].partition("+")[0])
                    assert_counterpart(fragment, own, other, sample, address)
                else:
                    assert {one["lang"] for one in fragment["seconds"]} <= {language(other).tag}
    assert min(map(len, seen.values())) > 70


def is_of_the_interface(key: str, playbook: Playbook) -> bool:
    units = tuple(f"{unit.text.key}-" for unit in playbook.units.units)
    return key.startswith(("ui:", *units)) or key.endswith("numerator")


def assert_counterpart(fragment: dict[str, Any], own: str, other: str, playbook: Playbook, address: str) -> None:
    key = fragment["key"]
    tag, words = expected(key, own, playbook)
    assert (fragment["lang"], fragment["text"]) == (tag, words)
    counterpart = expected(key, other, playbook)
    if counterpart == (tag, words):
        assert all(one["text"] == "" for one in fragment["seconds"]), "a text does not stand beside itself"
    elif counterpart[1] != words:
        assert [(one["lang"], one["text"]) for one in fragment["seconds"]] == [counterpart], (address, key)


def is_in(tag: str, text: str) -> bool:
    """Tell whether the letters of a run are those of a language, by the character sets made for it."""
    han = "".join(HAN.findall(text))
    if tag == "en-GB":
        return not han and not KANA.search(text)
    if tag == "zh-Hans":
        return not KANA.search(text) and han == han.encode("gbk", "ignore").decode("gbk")
    return han == han.encode("cp932", "ignore").decode("cp932")


def runs(root: Any) -> Iterator[tuple[str, str]]:
    """Return every run of characters below an element, with the language that a screen reader takes for it."""
    for text in root.xpath(".//text()[normalize-space() and not(ancestor::script)]"):
        holder = text.getparent() if text.is_text else text.getparent().getparent()
        yield holder.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"), str(text).strip()


@pytest.mark.parametrize("own", LANGUAGES)
def test_every_run_of_the_real_site_is_in_the_language_that_it_says(own: str, real_site: Path) -> None:
    faults = []
    for address in addresses(real_site):
        file = real_site / own / address
        page = lxml.html.document_fromstring(file.read_bytes())
        script = file.with_suffix(".items.js").read_text(encoding="utf-8").rstrip(";\n")
        texts = [(row[2] if row[2:] else language(own).tag, row[1]) for row in json.loads(script.partition("=")[2])]
        beside = "".join(f'<div lang="{tag}">{html}</div>' for tag, html in texts)
        for root in (page, lxml.html.fragment_fromstring(beside, create_parent=True)):
            faults += [(address, tag, text) for tag, text in runs(root) if not is_in(tag, text)]
    assert faults == []


def test_phrase_of_another_language_says_so(real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/ja/sources.html?with=zh")
    phrase = page.locator("[data-item='pages.gen-pm'] [lang='en-GB']").filter(has_text="Select and manage metrics")
    expect(phrase.first).to_be_visible()
    page.goto(f"{real_site.as_uri()}/en/glossary.html?with=zh#centre-manager")
    note = page.locator("[data-item='glossary.centre-manager']")
    expect(note.locator(".pb-first [lang='ja']").filter(has_text="経理").first).to_be_visible()
    expect(note.locator(".pb-second[lang='zh-Hans'] [lang='ja']").first).to_have_text("経理")


def test_texts_find_each_other_by_key_wherever_they_stand(sample_site: Path, tmp_path: Path, page: Page) -> None:
    site = shutil.copytree(sample_site, tmp_path / "site")
    file = site / "ja" / SHELVES.replace(".html", ".items.js")
    start, _, rows = file.read_text(encoding="utf-8").rstrip(";\n").partition("=")
    file.write_text(f"{start}={json.dumps(json.loads(rows)[::-1])};", encoding="utf-8")
    found = []
    for one in (sample_site, site):
        page.goto(f"{one.as_uri()}/en/{SHELVES}?with=ja")
        found.append(page.evaluate(FRAGMENTS))
    assert found[0] == found[1]
    page.goto(f"{sample_site.as_uri()}/en/glossary.html?with=ja")
    entry = page.locator("[data-item='glossary.reader'] h3")
    expect(entry).to_contain_text("利用者")


def test_of_paragraphs_that_have_no_counterpart_none_is_lost(sample_site: Path, tmp_path: Path, page: Page) -> None:
    site = shutil.copytree(sample_site, tmp_path / "site")
    file = site / "ja" / SHELVES.replace(".html", ".items.js")
    more = file.read_text(encoding="utf-8").replace("=[", '=[["shelves:summary+1","もう一段落。"],', 1)
    file.write_text(more, encoding="utf-8")
    page.goto(f"{site.as_uri()}/en/{SHELVES}?with=ja")
    expect(page.locator(".pb-summary .pb-second").nth(1)).to_have_text("もう一段落。")


def test_page_of_another_day_shows_no_text_in_a_wrong_place(sample_site: Path, tmp_path: Path, page: Page) -> None:
    site = shutil.copytree(sample_site, tmp_path / "site")
    file = site / "en" / SHELVES.replace(".html", ".items.js")
    file.write_text(file.read_text(encoding="utf-8").replace("=[", '=[["ui:new","new"],', 1), encoding="utf-8")
    page.goto(f"{site.as_uri()}/en/{SHELVES}?with=ja")
    expect(page.locator(".pb-second")).to_have_count(0)


def test_missing_translation_is_named_in_the_language_of_the_reader(site: str, page: Page) -> None:
    page.goto(f"{site}/en/{SHELVES}?with=zh")
    mark = page.locator("#untranslated .pb-second .pb-state")
    expect(mark).to_have_text("Not translated")
    expect(mark).to_have_attribute("lang", "en-GB")
    page.goto(f"{site}/ja/{SHELVES}?with=zh")
    expect(page.locator("#untranslated .pb-question .pb-second")).to_have_attribute("lang", "en-GB")
    expect(page.locator("#untranslated .pb-question .pb-second")).to_have_text("Who may move a shelf? 未翻訳")


def test_reader_chooses_with_the_keyboard_and_a_link_shows_a_colleague_the_same(site: str, page: Page) -> None:
    page.goto(f"{site}/ja/{SHELVES}")
    expect(page.locator(".pb-second")).to_have_count(0)
    page.locator(".pb-with summary").press("Enter")
    page.get_by_role("checkbox", name="English").press(" ")
    expect(page.locator("h1 .pb-second")).to_have_text("Shelves & order")
    expect(page.locator(".pb-languages")).to_have_text("日本語English")
    page.get_by_role("checkbox", name="简体中文").press(" ")
    expect(page.locator("h1 .pb-second")).to_have_text(["Shelves & order", "书架与秩序"])
    assert page.url.endswith("?with=en,zh")
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", name="English")).to_be_hidden()
    expect(page.locator(".pb-with summary")).to_be_focused()
    page.locator(".pb-with summary").press("Enter")
    page.get_by_role("checkbox", name="English").press(" ")
    page.get_by_role("checkbox", name="简体中文").press(" ")
    expect(page.locator(".pb-second, .pb-row")).to_have_count(0)
    assert page.url.endswith(SHELVES)


def test_choice_is_remembered(site: str, page: Page) -> None:
    page.goto(f"{site}/ja/{SHELVES}?with=en")
    page.goto(f"{site}/ja/index.html")
    expect(page.locator("h1 .pb-second")).to_have_text("Village library handbook")
    assert page.url.endswith("/ja/index.html?with=en"), "copied from the address bar it shows a colleague the same"
    page.goto(f"{site}/en/index.html")
    expect(page.locator(".pb-second")).to_have_count(0)


def test_without_storage_links_take_the_choice_along(site: str, page: Page) -> None:
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, {
            configurable: true, get() { throw new DOMException("forbidden", "SecurityError"); } });"""
    )
    page.goto(f"{site}/ja/{SHELVES}?with=zh")
    page.locator(".pb-terms dt a").first.click()
    expect(page.locator("[data-item='glossary.shelf-mark'] h3 .pb-second")).to_have_text("索书号")
    assert page.url.endswith("/ja/glossary.html?with=zh#shelf-mark")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("[data-item='glossary.shelf-mark'] h3 .pb-second")).to_have_text("索书号")


def test_address_with_anything_else_is_a_page_in_one_language(sample_site: Path, page: Page) -> None:
    for asked in ("fr", "../../evil", "<img src=x onerror=alert(1)>", "ja", "", ",,", "en'\"", "__proto__", "en%00"):
        page.goto(f"{sample_site.as_uri()}/ja/{SHELVES}?with={asked}")
        expect(page.locator("h1")).to_have_text("書棚と秩序")
        expect(page.locator(".pb-second")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("anchor", ["label-all", "all-labelled"])
def test_link_into_a_page_lands_at_its_place_and_nothing_moves(anchor: str, width: int, site: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    page.add_init_script(
        """window.shifts = 0; new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shifts += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(f"{site}/ja/{SHELVES}?with=en,zh#{anchor}")
    page.wait_for_load_state("networkidle")
    box = page.locator(f"#{anchor}").bounding_box()
    assert box
    assert 0 <= box["y"] < 250 or page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
    assert page.evaluate("window.shifts") < 0.01


def test_what_the_reader_looks_at_stays_where_it_is(site: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{site}/en/{SHELVES}#label-all")
    item = page.locator("#label-all .pb-action__text")
    before = item.bounding_box()
    page.locator(".pb-with summary").press("Enter")
    page.get_by_role("checkbox", name="日本語").press(" ")
    expect(item.locator(".pb-second")).to_have_text("すべての本にラベルを貼る")
    after = item.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 3


@pytest.mark.parametrize("own", LANGUAGES)
def test_without_scripts_a_page_leads_to_the_same_place_in_the_other_languages(
    own: str, site: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/{own}/{SHELVES}?with=en,ja,zh#actions")
    expect(page.locator(".pb-second")).to_have_count(0)
    expect(page.locator(".pb-with")).to_be_hidden()
    for other in LANGUAGES:
        if other != own:
            link = page.locator(f"#actions + .pb-elsewhere [lang='{language(other).tag}']")
            expect(link).to_be_visible()
            assert re.search(rf"/{other}/{SHELVES}#actions$", link.evaluate("link => link.href"))
    for item in ("lost-books", "label-all"):
        page.goto(f"{site}/{own}/{SHELVES}#{item}")
        links = page.locator(f"#{item} .pb-elsewhere a:visible")
        found = links.evaluate_all("links => links.map((link) => link.href.split('/').slice(-3).join('/'))")
        assert found == [f"{other}/{SHELVES}#{item}" for other in LANGUAGES if other != own]
    context.close()


def test_with_scripts_those_links_are_out_of_the_way(site: str, page: Page) -> None:
    page.goto(f"{site}/en/{SHELVES}")
    expect(page.locator(".pb-elsewhere").first).to_be_hidden()


@pytest.mark.parametrize(("own", "others"), [("ja", "en"), ("zh", "en"), ("en", "ja,zh")])
def test_paper_holds_what_is_shown(own: str, others: str, sample_site: Path, tmp_path: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/{own}/{SHELVES}?with={others}")
    said = page.locator("#lost-books .pb-question :is(.pb-first, .pb-second)")
    expect(said).to_have_count(1 + len(others.split(",")))
    shown = said.all_text_contents()
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    printed = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True)
    on_paper = re.sub(r"\s", "", printed.stdout)
    assert [text for text in shown if re.sub(r"\s", "", text) not in on_paper] == []


@pytest.mark.parametrize(
    "address", ["en/glossary.html", "en/kpis.html", "ja/pillars/leadership.html", "zh/index.html", "en/map.html"]
)
def test_who_reads_one_language_pays_at_most_four_kilobytes_more(address: str, real_site: Path) -> None:
    html = (real_site / address).read_text(encoding="utf-8")
    alone = without_companion(html)
    assert "data-text" not in alone
    assert weight(html) - weight(alone) + weight(STYLES.read_text(encoding="utf-8")) <= 4 * 1024


def weight(text: str) -> int:
    """Return the bytes of a text, packed as a web server packs it."""
    return len(gzip.compress(text.encode(), 6))


def without_companion(html: str) -> str:
    """Take out of a page all that is there for a second language."""
    patterns: dict[str, Any] = {
        r"<span data-text>(.*?)</span>": r"\1",
        r" data-text": "",
        r'<span class="pb-elsewhere">.*?</span>': "",
        r'<details class="pb-with".*?</details>': "",
        r"<script>companion[^<]*</script>": "",
        r" 'sha256-[^']*'(?=;)": "",
    }
    for pattern, replacement in patterns.items():
        html = re.sub(pattern, replacement, html, flags=re.DOTALL)
    return html
