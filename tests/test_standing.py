"""What readers are told of a translation: once for most of a page, and where a text stands otherwise."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.loading import load
from playbook.loading.ledger import as_text
from playbook.model.ledger import Key, Line, Made, TextReview, source_of
from playbook.text import fingerprint
from tests.conftest import DATA, built

SHELVES = "pillars/shelves.html"
MACHINE = {
    "en": "Written by a program and not yet reviewed by a person.",
    "ja": "プログラムが書いた文章で、まだ人が確認していません。",
    "zh": "由程序撰写，尚未经人工审校。",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made by a program but for a few texts: one in each state."""
    data = tmp_path_factory.mktemp("standing") / "data"
    copy_sample(data)
    playbook = load(data).playbook
    assert playbook is not None
    lines = {
        Key(language, key): Line(Made.MACHINE, source_of(standing.text), fingerprint(blocks))
        for key, standing in playbook.texts.items()
        for language, blocks in standing.text.versions.items()
    }
    reviewed = Key("ja", "shelves.label-all:text")
    lines[reviewed] = replace(lines[reviewed], review=TextReview("librarian", date(2026, 11, 20)))
    written = Key("ja", "shelves.two-systems:text")
    lines[written] = replace(lines[written], made=Made.WRITTEN)
    del lines[Key("ja", "shelves.some-labelled:text")]
    for stale in ("shelves.lost-books:text", "shelves.marks:title"):
        lines[Key("ja", stale)] = replace(lines[Key("ja", stale)], source="0" * 12)
    (data / "translations.lock").write_text(as_text(lines), encoding="utf-8")
    return built(data, data.parent / "site")


def copy_sample(data: Path) -> None:
    for path in sorted((DATA / "sample").rglob("*.yml")):
        target = data / path.relative_to(DATA / "sample")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


@pytest.mark.parametrize("language", MACHINE)
def test_every_page_of_the_real_site_says_that_no_person_has_reviewed_it(language: str, real_site: Path) -> None:
    told = {path: path.read_text(encoding="utf-8") for path in (real_site / language).rglob("*.html")}
    assert {path for path, page in told.items() if "pb-status" not in page} == set()
    assert MACHINE[language] in told[real_site / language / "pillars" / "leadership.html"]
    assert not any("pb-standing" in page for page in told.values())


@pytest.mark.parametrize("language", MACHINE)
def test_head_of_the_page_says_what_holds_for_most_of_it(language: str, site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/{language}/{SHELVES}")
    expect(page.locator(".pb-status")).to_have_text(MACHINE[language])


def test_text_is_marked_only_where_it_stands_otherwise(site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/ja/{SHELVES}")
    marks = page.locator(".pb-standing summary, h3 .pb-state--stale")
    expect(marks).to_have_text(
        ["原文の変更が未反映", "原文の変更が未反映", "確認済み：司書、2026-11-20", "人が執筆", "記録なし"]
    )
    page.goto(f"{site.as_uri()}/en/{SHELVES}")
    expect(marks).to_have_count(0)


def test_reader_opens_the_original_in_its_place_without_scripts(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/ja/{SHELVES}")
    standing = page.locator("#lost-books .pb-question .pb-standing")
    original = standing.locator("div.pb-original")
    expect(original).to_be_hidden()
    standing.locator("summary").press("Enter")
    expect(original).to_have_text("Which books were lost, and why?")
    expect(original).to_have_attribute("lang", "en-GB")
    expect(standing).to_contain_text("翻訳後に原文が変更されました。")
    expect(standing.locator("p.pb-original [lang='en-GB']")).to_have_text("English")
    context.close()


def test_title_shows_its_original_beside_it(site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/ja/{SHELVES}")
    expect(page.locator("#marks h3 small.pb-original")).to_have_text("原文（English）：Every book has its [mark]")


def test_companion_is_marked_in_the_language_of_the_reader(site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/zh/{SHELVES}?with=ja")
    second = page.locator("#lost-books .pb-question .pb-second")
    expect(second).to_have_text("どの本が、なぜ見つからなくなりましたか。 原文已更新，译文待修订")
    expect(second.locator(".pb-state")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("#marks h3 .pb-second .pb-state")).to_have_text("原文已更新，译文待修订")


def test_marks_stand_on_paper_with_their_explanation(site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/ja/{SHELVES}")
    page.emulate_media(media="print")
    for words in ("原文の変更が未反映", "翻訳後に原文が変更されました。", "確認済み：司書、2026-11-20"):
        expect(page.get_by_text(words).last).to_be_visible()


def test_playbook_without_records_says_nothing_of_them(sample_site: Path) -> None:
    page = (sample_site / "ja" / SHELVES).read_text(encoding="utf-8")
    assert "pb-status" not in page
    assert "pb-standing" not in page


def test_a_page_that_a_person_has_reviewed_says_by_whom_and_when(
    copy_of: Callable[[str], Path], tmp_path: Path
) -> None:
    data = copy_of("sample")
    playbook = load(data).playbook
    assert playbook is not None
    review = TextReview("librarian", date(2026, 11, 20))
    lines = {
        Key("ja", key): Line(Made.MACHINE, source_of(one.text), fingerprint(one.text.versions["ja"]), review)
        for key, one in playbook.texts.items()
    }
    (data / "translations.lock").write_text(as_text(lines), encoding="utf-8")
    page = (built(data, tmp_path / "site") / "ja" / SHELVES).read_text(encoding="utf-8")
    status = re.search(r'<p class="pb-status">.*?</p>', page)
    assert status
    assert "確認済み：司書、2026-11-20" in status[0]
    assert "pb-standing" not in page


def test_page_for_editors_counts_all_and_names_only_what_stands_otherwise(site: Path, page: Page) -> None:
    page.goto(f"{site.as_uri()}/en/translations.html")
    ja = page.locator("#by-language ~ table tr").filter(has_text="日本語")
    assert ja.locator("td").all_text_contents()[1:] == ["0", "2", "1", ja.locator("td").nth(4).text_content(), "1", "1"]
    entries = page.locator(".pb-folds:has(#otherwise-ja) li")
    expect(entries).to_have_count(5)
    stale = entries.filter(has_text="どの本が")
    assert re.search(r"/en/pillars/shelves\.html#lost-books$", str(stale.locator("a").first.evaluate("a => a.href")))
    line = (DATA / "sample" / "pillars" / "shelves.yml").read_text(encoding="utf-8").splitlines()
    number = next(at for at, text in enumerate(line, 1) if "どの本が、なぜ" in text)
    expect(stale.locator("a").nth(1)).to_have_attribute(
        "href", f"https://git.example/library/handbook/edit/main/data/pillars/shelves.yml#L{number}"
    )
    expect(stale.locator("code")).to_have_text(f"data/pillars/shelves.yml:{number}")
    expect(page.locator(".pb-folds:has(#otherwise-zh) li")).to_have_count(2)
    expect(page.locator("#by-kind ~ table")).to_contain_text("May be out of date 1, Machine-made")


def test_page_for_editors_is_short_where_all_stands_alike(real_site: Path, page: Page) -> None:
    page.goto(f"{real_site.as_uri()}/ja/translations.html")
    expect(page.locator(".pb-folds li")).to_have_count(0)
    expect(page.get_by_text("ありません。すべて表のとおりです。")).to_have_count(3)
