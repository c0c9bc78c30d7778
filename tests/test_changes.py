"""What changed since an edition is told on a page and in a feed; readers can report, editors can edit at the place."""

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html
import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from playbook.export.feed import ATOM
from playbook.model.settings import Forge
from tests.conftest import DATA, built, run

ADDRESS = "address: https://library.example/handbook/\n"
FORGE = "forge:\n  software: github\n  address: https://git.example/library/handbook\n"
SHELVES = "pillars/shelves.yml"
GAP = """gaps:
  - id: two-systems
    addition: true
    text:
      en: Two systems of marks
      ja: 二種類の記号
      zh: 两套记号
"""
Change = Callable[[str, str, str], None]


@pytest.fixture
def data(copy_of: Callable[[str], Path]) -> Path:
    return copy_of("sample")


@pytest.fixture
def change(data: Path) -> Change:
    return changing(data)


def changing(data: Path) -> Change:
    """Return a function that replaces some words in a file of a playbook."""

    def put(path: str, old: str, new: str) -> None:
        text = (data / path).read_text("utf-8")
        assert old in text
        (data / path).write_text(text.replace(old, new, 1), "utf-8")

    return put


def record(data: Path, name: str, day: str) -> None:
    result = run("edition", name, "--date", day, "--data", data)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two editions and changes since: one in all languages, one in English only, one new, one gone."""
    data = Path(shutil.copytree(DATA / "sample", tmp_path_factory.mktemp("changes") / "data"))
    change = changing(data)
    record(data, "spring", "2026-03-01")
    change(SHELVES, "Label every book", "Label each book")
    change(SHELVES, GAP, "")
    change("kpis.yml", "      gaps: [shelves.two-systems]\n", "")
    record(data, "summer", "2026-06-01")
    change(SHELVES, "どの本が、なぜ", "どの本が、いつ")
    question = "      - id: quiet\n        text:\n          en: Is <b>it</b> quiet?\n          ja: 静かですか。\n"
    change(SHELVES, "      - id: untranslated", question + "      - id: untranslated")
    return built(data, data.parent / "site")


def told(site: Path, language: str, anchor: str) -> list[str]:
    root = lxml.html.parse(site / language / "changes.html").getroot()
    [section] = root.xpath(f"//section[h2[@id='{anchor}']]")
    return [" ".join(item.text_content().split()) for item in section.iter("li")]


def test_changes_since_the_last_edition_in_the_readers_language(site: Path) -> None:
    assert told(site, "ja", "now") == ["文言変更 どの本が、いつ見つからなくなりましたか。", "新規 静かですか。"]
    assert told(site, "en", "now") == [
        "Reworded in another language Which books were lost, and why?",
        "New Is <b>it</b> quiet?",
    ]


def test_changes_of_the_last_edition_name_what_is_gone(site: Path) -> None:
    assert told(site, "en", "summer") == ["Reworded Label each book", "Removed Two systems of marks"]
    assert told(site, "zh", "summer") == ["其他语言有改写 给每本书贴标签", "删除 两套记号"]


def test_a_changed_item_leads_to_its_place(site: Path, page: Page) -> None:
    page.goto((site / "ja" / "changes.html").as_uri())
    page.get_by_role("link", name="静かですか。").click()
    assert page.url.endswith("/ja/pillars/shelves.html#quiet")
    expect(page.locator("#quiet")).to_be_in_viewport()


def test_a_renamed_item_is_not_gone(data: Path, change: Change, tmp_path: Path) -> None:
    record(data, "spring", "2026-03-01")
    change(SHELVES, "- id: lost-books\n        formerly: [missing-books]", "- id: gone\n        formerly: [lost-books]")
    assert told(built(data, tmp_path / "site"), "en", "now") == []


def test_without_an_edition_the_page_says_so(sample_site: Path) -> None:
    root = lxml.html.parse(sample_site / "zh" / "changes.html").getroot()
    assert "尚未记录任何版本，无从比较。" in root.text_content()
    assert not list(sample_site.rglob("changes.xml"))


def test_feed_is_atom(site: Path) -> None:
    """RFC 4287: what a feed and an entry must have, ids that are addresses, times with a zone."""
    feed = etree.parse(site / "zh" / "changes.xml").getroot()
    names = {"a": ATOM}
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    for one in (feed, *feed.findall("a:entry", names)):
        assert one.findtext("a:id", "", names).startswith("https://library.example/handbook/zh/changes.html")
        assert one.findtext("a:title", "", names)
        assert one.findtext("a:updated", "", names).endswith("T00:00:00Z")
    assert [one.findtext("a:title", "", names) for one in feed.findall("a:entry", names)] == ["summer 版", "spring 版"]
    assert "删除：两套记号" in feed.findtext("a:entry/a:content", "", names)
    assert feed.find("a:author/a:name", names) is not None


def test_feed_escapes_what_the_content_says(data: Path, change: Change, tmp_path: Path) -> None:
    record(data, "spring", "2026-03-01")
    change(SHELVES, "Label every book", "<script>alert()</script> & more")
    record(data, "summer", "2026-06-01")
    feed = etree.parse(built(data, tmp_path / "site") / "en" / "changes.xml").getroot()
    shown = lxml.html.fragment_fromstring(feed.findtext("a:entry/a:content", "", {"a": ATOM}))
    assert shown.text_content() == "Reworded: <script>alert()</script> & more"
    assert shown.find(".//script") is None


def test_page_names_its_feed(site: Path) -> None:
    root = lxml.html.parse(site / "ja" / "pillars" / "shelves.html").getroot()
    [link] = root.xpath("//link[@type='application/atom+xml']/@href")
    assert (site / "ja" / "pillars" / link).resolve() == (site / "ja" / "changes.xml").resolve()


def test_without_an_address_there_is_no_feed(data: Path, change: Change, tmp_path: Path) -> None:
    change("playbook.yml", ADDRESS, "")
    record(data, "spring", "2026-03-01")
    site = built(data, tmp_path / "site")
    assert not list(site.rglob("changes.xml"))
    assert "atom+xml" not in (site / "en" / "changes.html").read_text("utf-8")


# ---- editing and reporting

EDIT_ADDRESSES = {
    "github": "https://git.example/t/p/edit/main/data/pillars/a.yml#L12",
    "gitlab": "https://git.example/t/p/-/edit/main/data/pillars/a.yml#L12",
    "gitea": "https://git.example/t/p/_edit/main/data/pillars/a.yml#L12",
}


@pytest.mark.parametrize("software", EDIT_ADDRESSES)
def test_edit_address_of_a_line(software: str) -> None:
    forge = Forge.model_construct(software=software, address="https://git.example/t/p/", branch="main", folder="data")
    assert forge.edit_address("pillars/a.yml", 12) == EDIT_ADDRESSES[software]


@pytest.mark.parametrize(
    ("item", "page"),
    [
        ("shelves.lost-books", "pillars/shelves.html"),
        ("shelves.label-all", "pillars/shelves.html"),
        ("kpis.loans", "kpis.html"),
        ("glossary.shelf-mark", "glossary.html"),
    ],
)
def test_item_is_edited_at_its_line(item: str, page: str, sample_site: Path, data: Path) -> None:
    root = lxml.html.parse(sample_site / "ja" / page).getroot()
    [link] = root.xpath(f"//*[@data-for='{item}']/a[@class='pb-edit']")
    assert link.get("aria-label") == f"{item} を編集"
    path, _, line = link.get("href").partition("#L")
    file = data / path.partition("/edit/main/data/")[2]
    assert item.partition(".")[2] in file.read_text("utf-8").splitlines()[int(line) - 1]


def test_problem_is_reported_in_the_forges_form(sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "ja" / "pillars" / "shelves.html").as_uri())
    address = page.get_by_role("link", name="このページの問題を報告").get_attribute("href") or ""
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith("https://git.example/library/handbook/issues/new?")
    assert asked["title"] == ["村の図書館ハンドブック: 書棚と秩序 [shelves]"]
    assert asked["body"] == ["[shelves] ja, -\n\n"]
    link = page.get_by_role("link", name="shelves.lost-books の問題を報告", exact=True)
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert asked["title"] == ["村の図書館ハンドブック: 書棚と秩序 [shelves.lost-books]"]
    assert len(address) < 2000


def test_problem_is_reported_by_mail(data: Path, change: Change, tmp_path: Path) -> None:
    change("playbook.yml", FORGE, "report: desk+books@library.example\n")
    site = built(data, tmp_path / "site")
    root = lxml.html.parse(site / "en" / "kpis.html").getroot()
    [address] = root.xpath("//p[@class='pb-report']/a/@href")
    assert address.startswith("mailto:desk%2Bbooks@library.example?subject=")
    assert "[pages.kpis]" in unquote(address)
    assert not root.xpath("//a[@class='pb-edit']")


def test_without_forge_and_mail_nothing_is_offered(data: Path, change: Change, tmp_path: Path) -> None:
    change("playbook.yml", FORGE, "")
    html = (built(data, tmp_path / "site") / "en" / "pillars" / "shelves.html").read_text("utf-8")
    assert "pb-report" not in html
    assert "pb-tools" not in html


def test_tools_show_by_keyboard(sample_site: Path, page: Page) -> None:
    page.goto((sample_site / "en" / "pillars" / "shelves.html").as_uri())
    edit = page.get_by_role("link", name="Edit shelves.lost-books")
    expect(edit).to_have_css("opacity", "0")
    edit.focus()
    expect(edit).to_have_css("opacity", "1")


# ---- reviews of the content


def test_review_is_shown_at_its_chapter_and_measure(sample_site: Path) -> None:
    chapter = lxml.html.parse(sample_site / "en" / "pillars" / "shelves.html").getroot().text_content()
    assert "Content reviewed on 2026-03-02 by: Librarian, next review by 2026-09-01" in chapter
    kpis = lxml.html.parse(sample_site / "zh" / "kpis.html").getroot().text_content()
    assert "内容审核：2026-03-02（图书管理员）" in kpis


@pytest.mark.parametrize(("day", "marks"), [("2026-08-31T12:00:00", 0), ("2026-09-02T12:00:00", 1)])
def test_overdue_depends_on_the_readers_day(day: str, marks: int, sample_site: Path, page: Page) -> None:
    page.clock.set_fixed_time(day)
    page.goto((sample_site / "en" / "changes.html").as_uri())
    rows = page.locator("section:has(#reviews) tbody tr")
    assert rows.all_inner_texts()[0].startswith("2026-09-01")
    expect(rows).to_have_count(2)
    expect(rows.get_by_text("Overdue")).to_have_count(marks)
