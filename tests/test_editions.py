"""Paper can be checked: codes follow what a sheet shows, editions keep old codes known, readers learn what changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from playbook.editions import Changes, Register
from playbook.editions.codes import LETTERS
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet
from tests.conftest import DATA, built, run

BAD_EDITIONS = yaml.safe_load((DATA / "bad-editions.yml").read_text(encoding="utf-8"))
SHELVES = "pillars/shelves.yml"
MISUSE = "Renewals counted as loans."


def register(data: Path) -> Register:
    playbook = load(data).playbook
    assert playbook is not None
    return Register(playbook)


def change(data: Path, path: str, old: str, new: str) -> None:
    text = (data / path).read_text(encoding="utf-8")
    assert old in text
    (data / path).write_text(text.replace(old, new), encoding="utf-8")


def test_every_sheet_has_a_code_of_its_own(sample: Playbook) -> None:
    codes = Register(sample).codes
    assert len(set(codes.values())) == len(codes) > 40
    assert {letter for code in codes.values() for letter in code.replace("-", "")} <= set(LETTERS)


def test_code_follows_the_texts_that_the_sheet_shows(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    before = register(data).codes
    change(data, SHELVES, "Causes, not names.", "Look for causes.")
    after = register(data).codes
    differ = {name for name in before if before[name] != after[name]}
    sheets = {f"shelves.{kind}.{ids}.pdf" for kind in ("chapter", "guide") for ids in ("en", "ja-en", "zh-en")}
    assert differ == {*sheets, "playbook.book.en.pdf"}


def test_wrapping_a_text_anew_keeps_the_code(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    before = register(data).codes
    change(data, SHELVES, "A book that nobody finds is not there.\n", "A book that nobody finds\n    is not there.\n")
    assert register(data).codes == before


def test_stamp_names_the_newest_edition_that_has_the_sheet_as_it_is(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    sheet = Sheet("shelves", "card", ("en",))
    assert register(data).stamp(sheet).edition is None
    assert run("edition", "spring", "--data", data, "--date", "2026-03-01").exit_code == 0
    assert run("edition", "--data", data, "--date", "2026-11-23").exit_code == 0
    assert register(data).stamp(sheet).edition == "2026-11"
    change(data, SHELVES, "Which books were lost", "Which books went missing")
    assert register(data).stamp(sheet).edition is None


def test_reader_learns_what_changed(copy_of: Callable[[str], Path], tmp_path: Path, page: Page) -> None:
    data = copy_of("sample")
    codes = register(data).codes
    assert run("edition", "2026-03", "--data", data, "--date", "2026-03-01").exit_code == 0
    change(data, SHELVES, "Which books were lost, and why?", "Which books went missing?")
    change(data, SHELVES, "      - id: untranslated\n", "      - id: shelf-movers\n")
    change(data, SHELVES, "Two systems of marks", "Two systems of shelf marks")
    site = built(data, tmp_path / "site")
    page.goto(f"{site.as_uri()}/en/check-paper.html")
    field, answer = page.get_by_label("Code on the paper"), page.get_by_role("status")

    def check(typed: str) -> None:
        field.fill(typed)
        page.get_by_role("button", name="Check").click()

    old = codes["shelves.checklist.en.pdf"]
    check(old.lower().replace("-", " ").replace("0", "o").replace("1", "l"))
    expect(answer).to_contain_text("Changed.")
    expect(answer).to_contain_text(f"Shelves & order · Checklist · English · Edition 2026-03 · Code {old}")
    changes = answer.get_by_role("listitem").all_inner_texts()
    assert changes == ["Which books went missing? changed", "Who may move a shelf? new", "shelves.untranslated removed"]
    check("".join(chr(ord(letter) + 0xFEE0) for letter in codes["shelves.card.ja.pdf"]))
    expect(answer).to_contain_text("Changed.")
    check(codes["helpers.chapter.zh.pdf"])
    expect(answer).to_contain_text("Current.")
    answer.get_by_role("link", name="帮手").or_(answer.get_by_role("link", name="Helpers")).click()
    expect(page.locator("[data-item='helpers']")).to_be_visible()
    page.goto(f"{site.as_uri()}/en/check-paper.html?code={old}")
    expect(answer).to_contain_text("Changed.")
    check(old[:-1] + LETTERS[(LETTERS.index(old[-1]) + 1) % 32])
    expect(answer).to_contain_text("This is not a code.")
    check("0000-0000")
    expect(answer).to_contain_text("Unknown.")


def test_code_of_a_page_follows_what_it_says_and_what_it_says_of_others(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")

    def changed(path: str, old: str, new: str) -> set[str]:
        before = register(data).all_codes
        change(data, path, old, new)
        after = register(data).all_codes
        return {name.partition(".")[0] for name in before if before[name] != after[name] and ".page." in name}

    assert changed("kpis.yml", MISUSE, "Renewals alone.") == {"kpis"}
    assert changed("series/opening-day/keys.yml", "Where is the spare key?", "Who has the spare key?") == {
        "kpis",
        "symptoms",
    }
    assert changed(SHELVES, "Causes, not names.", "Look for causes.") == set()


def test_page_that_an_edition_did_not_know_has_its_name_where_it_said_the_same(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    assert run("edition", "spring", "--data", data, "--date", "2026-03-01").exit_code == 0
    file = data / "editions" / "spring.json"
    recorded = json.loads(file.read_text("utf-8"))
    recorded["codes"] = {name: code for name, code in recorded["codes"].items() if ".page." not in name}
    file.write_text(json.dumps(recorded), "utf-8")
    assert register(data).stamp(Sheet("kpis", "page", ("en",))).edition == "spring"
    change(data, "kpis.yml", MISUSE, "Renewals alone.")
    assert register(data).stamp(Sheet("kpis", "page", ("en",))).edition is None
    assert register(data).stamp(Sheet("glossary", "page", ("en",))).edition == "spring"


def test_reader_learns_what_changed_on_the_print_of_a_page(
    copy_of: Callable[[str], Path], tmp_path: Path, page: Page
) -> None:
    data = copy_of("sample")
    code = register(data).all_codes["kpis.page.en.pdf"]
    assert run("edition", "spring", "--data", data, "--date", "2026-03-01").exit_code == 0
    change(data, "kpis.yml", MISUSE, "Renewals alone.")
    page.goto(f"{built(data, tmp_path / 'site').as_uri()}/en/check-paper.html?code={code}")
    answer = page.get_by_role("status")
    expect(answer).to_contain_text("Changed.")
    expect(answer).to_contain_text(f"Page · English · Edition spring · Code {code}")
    expect(answer.get_by_role("listitem")).to_have_count(1)
    answer.locator(".pb-answer__sheet a").click()
    page.wait_for_url("**/en/kpis.html")


@pytest.mark.parametrize("typed", ["__proto__", "constructor", "<img src=x onerror=alert(1)>", "%00", "𠮷野家" * 9])
def test_hostile_code_does_nothing(typed: str, sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/ja/check-paper.html")
    page.evaluate("typed => { location.search = '?code=' + encodeURIComponent(typed); }", typed)
    expect(page.get_by_role("status")).to_contain_text("確認コードではありません")
    assert page.locator("#answer img").count() == 0


@pytest.mark.parametrize("case", BAD_EDITIONS, ids=lambda case: case["name"])
def test_broken_edition_is_named(case: dict[str, str], copy_of: Callable[[str], Path]) -> None:
    data = copy_of("tiny")
    (data / "editions").mkdir()
    (data / "editions" / "2026-03.json").write_text(case["content"], encoding="utf-8")
    result = run("check", "--data", data)
    assert (result.exit_code, result.output.strip()) == (1, case["expected"])


def test_edition_is_never_written_over(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    assert run("edition", "2026-03", "--data", data).exit_code == 0
    recorded = (data / "editions" / "2026-03.json").read_bytes()
    result = run("edition", "2026-03", "--data", data)
    assert result.exit_code == 1
    assert result.output.startswith("editions/2026-03.json:1:1: file: an edition of this name is recorded")
    assert [path.name for path in (data / "editions").iterdir()] == ["2026-03.json"]
    assert (data / "editions" / "2026-03.json").read_bytes() == recorded
    assert json.loads(recorded)["codes"]


def test_edition_that_cannot_be_written_leaves_nothing_behind(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    (data / "editions").write_text("a file, where a folder should be", encoding="utf-8")
    result = run("edition", "--data", data)
    assert result.exit_code == 1
    assert "nothing was recorded" in result.output


def test_faulty_content_is_not_recorded(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    change(data, SHELVES, "kpis: [loans, late]", "kpis: [no-such-kpi]")
    result = run("edition", "--data", data)
    assert result.exit_code == 1
    assert "no-such-kpi" in result.output
    assert not (data / "editions").exists()


@pytest.mark.parametrize("name", ["../up", "Spring", "a b", "春", ".hidden"])
def test_name_of_an_edition_is_the_name_of_a_file(name: str) -> None:
    assert run("edition", name, "--data", DATA / "sample").exit_code == 2


def test_renamed_items_are_not_new(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    assert run("edition", "2026-03", "--data", data, "--date", "2026-03-01").exit_code == 0
    change(data, SHELVES, "- id: lost-books\n        formerly: [", "- id: books-lost\n        formerly: [lost-books, ")
    now = register(data)
    sheet = Sheet("shelves", "checklist", ("en",))
    assert Changes(now).changes(sheet, now.playbook.editions[0]) == {}
    change(data, SHELVES, "and why?", "and where?")
    now = register(data)
    assert Changes(now).changes(sheet, now.playbook.editions[0]) == {"shelves.books-lost": "changed"}
