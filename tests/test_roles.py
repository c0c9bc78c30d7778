"""Roles: what each is for, its measures and all that it owns, on a page, on a sheet, and found by its name."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from playbook import pdf
from playbook.editions import Changes, Register
from playbook.loading import load
from playbook.model.playbook import Playbook
from playbook.model.sheets import Sheet
from tests.conftest import DATA, run
from tests.test_print import sheets as printed_sheets

LANGUAGES = ("en", "ja", "zh")
# The sheets of our playbook that take both sides of the paper: no type that can be read has room for so many actions.
TWO_SIDED = {("technology-owner", "en")} | {("process-owner", id) for id in ("en", "ja")}
TWO_SIDED |= {("centre-manager", id) for id in LANGUAGES}


def changed(data: Path, file: str, old: str, new: str) -> Path:
    text = (data / file).read_text("utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new), "utf-8")
    return data


def codes(data: Path) -> dict[str, str]:
    playbook = load(data).playbook
    assert playbook is not None
    return dict(Register(playbook).codes)


# The name of each role on a page, with what it is for.
BEGINNINGS = """
  cards => cards.map((card) => card.querySelector("h2").firstChild.textContent + card.querySelector("p").textContent)
"""


# ---- the content


def test_each_role_starts_with_eight_to_ten_measures_that_are_read_in_pairs(real: Playbook) -> None:
    pairs = {(kpi.id, other) for kpi in real.kpis.kpis for other in kpi.pairs}
    for role in real.settings.roles:
        assert 8 <= len(role.kpis) <= 10, role.id
        alone = [
            one for one in role.kpis if not any((one, other) in pairs or (other, one) in pairs for other in role.kpis)
        ]
        assert alone == [], role.id
        assert role.text is not None
        assert {*LANGUAGES} <= set(role.text.versions)
        assert role.addition, "no source describes the role"


def test_every_action_that_names_a_role_is_owned_by_it_once(real: Playbook) -> None:
    owned = [
        f"{chapter.id}.{action.id}"
        for of_role in real.owned_by.values()
        for chapter, actions in of_role
        for action in actions
    ]
    named = [id for id, action in real.action_by_whole_id.items() if action.role]
    assert sorted(owned) == sorted(named)


# ---- the page


def test_page_leads_from_a_role_to_its_actions_and_measures(sample_site: Path, page: Page) -> None:
    page.goto(f"{sample_site.as_uri()}/en/pillars/shelves.html")
    page.locator("#label-all").get_by_role("link", name="Librarian").click()
    page.wait_for_url("**/roles.html#librarian")
    card = page.locator("#librarian")
    expect(card).to_contain_text("Keeps the books in order and lends them out.")
    expect(card).to_contain_text("Our addition")
    expect(card.locator('[data-item="kpis.loans"]')).to_contain_text("loans in the month")
    expect(card.locator('[data-item="kpis.loans"]')).to_contain_text("higher")
    card.get_by_text("Actions in all chapters").click()
    action = card.locator('[data-item="shelves.label-all"]')
    expect(action).to_be_visible()
    expect(action).to_contain_text("Evidence")
    action.get_by_role("link").first.click()
    page.wait_for_url("**/pillars/shelves.html#label-all")


def test_page_prints_each_role_on_pages_of_its_own(real_site: Path, page: Page, tmp_path: Path) -> None:
    page.goto(f"{real_site.as_uri()}/ja/roles.html")
    stamp = "".join((page.locator(".pb-stamp").text_content() or "").split())
    printed = ["".join(sheet.split()).replace(stamp, "") for sheet in printed_sheets(page, tmp_path / "roles.pdf")]
    cards = page.locator(".pb-role-card").evaluate_all(BEGINNINGS)
    assert len(cards) == 9
    assert [card for card in cards if not any(sheet.startswith("".join(card.split())) for sheet in printed)] == []
    assert "使命と戦略" in "".join(printed), "what is folded on the screen is on paper"


def test_without_a_page_for_roles_nothing_leads_to_them(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    data = copy_of("sample")
    page = """  - id: roles
    title:
      en: Roles
      ja: 役割
      zh: 角色
"""
    changed(data, "pages.yml", page, "")
    result = run("build", "--no-pdf", "--data", data, "--output", tmp_path / "site")
    assert result.exit_code == 0, result.output
    assert "roles.html" not in (tmp_path / "site" / "en" / "pillars" / "shelves.html").read_text("utf-8")
    assert not (tmp_path / "site" / "en" / "roles.html").exists()
    assert "playbook.librarian" not in {
        item["id"] for item in json.loads((tmp_path / "site" / "playbook.json").read_text("utf-8"))["items"]
    }
    before, after = codes(DATA / "sample"), codes(data)
    assert {name for name in before if name not in after} == {f"librarian.role.{id}.pdf" for id in LANGUAGES}
    assert {name for name in after if before[name] != after[name]} == set(), "other sheets are as they were"


# ---- the sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_of_roles_stand_on_one_page_or_on_both_sides_of_one(
    language: str, real: Playbook, tmp_path: Path
) -> None:
    wanted = [Sheet(id, "role", (language,)) for id in real.role_by_id]
    pdf.make(real, wanted, tmp_path, pdf.Cache(tmp_path / "cache"))
    for sheet in wanted:
        with pikepdf.open(tmp_path / sheet.name) as document:
            assert len(document.pages) == (2 if (sheet.id, language) in TWO_SIDED else 1), sheet.name
        role = real.role_by_id[sheet.id]
        said = "".join(subprocess.check_output(["pdftotext", "-raw", tmp_path / sheet.name, "-"], text=True).split())
        texts = [action.text for _, actions in real.owned_by[sheet.id] for action in actions]
        texts += [real.kpi_by_id[id].title for id in role.kpis]
        lost = [text.key for text in texts if "".join(text.plain(language).split()) not in said]
        # The head of a table begins anew on the second page, and may stand inside what is broken there.
        assert len(lost) <= len(sheet.languages) * ((sheet.id, language) in TWO_SIDED), lost


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("playbook.yml", "Keeps the books in order", "Keeps all books in order"),
        ("playbook.yml", "kpis: [loans]", "kpis: [loans, late]"),
        ("playbook.yml", "addition: true", "addition: false"),
        ("kpis.yml", "loans in the month", "all loans in the month"),
        ("pillars/shelves.yml", "en: Shelves & order", "en: Shelves and order"),
        ("pillars/shelves.yml", "    role: librarian\n", ""),
    ],
)
def test_code_follows_what_a_sheet_of_a_role_says(
    file: str, old: str, new: str, copy_of: Callable[[str], Path]
) -> None:
    data = copy_of("sample")
    before = codes(data)
    after = codes(changed(data, file, old, new))
    assert before["librarian.role.en.pdf"] != after["librarian.role.en.pdf"]


def test_a_sheet_of_an_edition_is_known_after_its_role_has_another_id(copy_of: Callable[[str], Path]) -> None:
    data = copy_of("sample")
    assert run("edition", "spring", "--date", "2026-03-01", "--data", data).exit_code == 0
    code = codes(data)["librarian.role.en.pdf"]
    assert run("rename", "playbook.librarian", "keeper", "--data", data).exit_code == 0
    playbook = load(data).playbook
    assert playbook is not None
    known = Changes(Register(playbook)).for_checking("en")
    assert known["titles"]["keeper"] == ["Librarian", "roles.html#keeper"]
    assert known["past"][code][:2] == ("keeper.role.en.pdf", "spring")


def test_sheets_of_a_role_are_made_by_its_id(tmp_path: Path) -> None:
    folder = tmp_path / "print"
    result = run("pdf", "librarian", "--lang", "ja", "--data", DATA / "sample", "--to", folder)
    assert result.exit_code == 0, result.output
    assert [path.name for path in folder.iterdir()] == ["librarian.role.ja.pdf"]
    said = subprocess.check_output(["pdftotext", folder / "librarian.role.ja.pdf", "-"], text=True)
    assert re.search("役割カード.*司書", said, re.DOTALL)
